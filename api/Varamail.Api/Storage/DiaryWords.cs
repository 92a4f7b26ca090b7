using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.PublicDiary;

namespace Varamail.Api.Storage;

/// <summary>What an entry, or a case without one, can be found by inside. A table of its own: the diary's rows never change, and this one follows
/// corrections.</summary>
internal sealed class DiaryWordRow
{
    /// <summary>In the order of entering.</summary>
    public long Place { get; private init; }
    public required Guid CaseId { get; init; }

    /// <summary>Null for the case itself.</summary>
    public Guid? EntryId { get; init; }
    public required string Series { get; init; }
    public required string Text { get; set; }
}

/// <summary>Finds words in the diary in the same time however large it is: each database's own index of words, read from the newest backwards.</summary>
internal static class DiarySearch
{
    private const int MostWords = 8;

    /// <summary>So many of the newest rows PostgreSQL looks through before it asks its index.</summary>
    private const int Newest = 20_000;

    /// <summary>Lines of the public diary whose titles hold words that begin so, the newest first.</summary>
    public static async Task<IReadOnlyList<PublicEntry>> FindPublicAsync(this VaramailDb db, string text, string? series, long before, int atMost, CancellationToken ct)
    {
        if (WordsOf(text) is not { Count: > 0 } words)
            return [];
        var (wanted, newest) = (db is SqliteDb ? "" : Query(words, series), Newest);
        var places = db is SqliteDb
            ? await db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "PublicWords" WHERE "PublicWords" MATCH {Match(words, series, "Title CaseTitle")} AND rowid < {before} ORDER BY rowid DESC LIMIT {atMost}""").ToListAsync(ct)
            : await EitherAsync(
                db.Database.SqlQuery<long>($"""
                    SELECT "Place" AS "Value" FROM (SELECT "Place", "Words" FROM "PublicEntries" WHERE "Place" < {before} ORDER BY "Place" DESC LIMIT {newest}) newest
                    WHERE "Words" @@ {wanted}::tsquery ORDER BY "Place" DESC LIMIT {atMost}
                    """),
                db.Database.SqlQuery<long>($"""
                    WITH found AS MATERIALIZED (SELECT "Place" FROM "PublicEntries" WHERE "Words" @@ {wanted}::tsquery)
                    SELECT "Place" AS "Value" FROM found WHERE "Place" < {before} ORDER BY "Place" DESC LIMIT {atMost}
                    """),
                atMost,
                ct
            );
        return await db.PublicEntries.AsNoTracking().Where(e => places.Contains(e.Place)).OrderByDescending(e => e.Place).ToListAsync(ct);
    }

    /// <summary>Cases with a document that holds words that begin so, or whose own titles do; at most so many, the newest first.</summary>
    public static async Task<IReadOnlyList<Guid>> FindCasesAsync(this VaramailDb db, string text, IReadOnlyCollection<string> series, int atMost, CancellationToken ct)
    {
        if (WordsOf(text) is not { Count: > 0 } words || series.Count == 0)
            return [];
        var (wanted, newest) = (db is SqliteDb ? "" : Query(words, series), Newest);
        var places = db is SqliteDb
            ? await db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "DiaryWordIndex" WHERE "DiaryWordIndex" MATCH {Match(words, series, "Text")} ORDER BY rowid DESC LIMIT {atMost}""").ToListAsync(ct)
            : await EitherAsync(
                db.Database.SqlQuery<long>($"""
                    SELECT "Place" AS "Value" FROM (SELECT "Place", "Words" FROM "DiaryWords" ORDER BY "Place" DESC LIMIT {newest}) newest
                    WHERE "Words" @@ {wanted}::tsquery ORDER BY "Place" DESC LIMIT {atMost}
                    """),
                db.Database.SqlQuery<long>($"""
                    WITH found AS MATERIALIZED (SELECT "Place" FROM "DiaryWords" WHERE "Words" @@ {wanted}::tsquery)
                    SELECT "Place" AS "Value" FROM found ORDER BY "Place" DESC LIMIT {atMost}
                    """),
                atMost,
                ct
            );
        var cases = await db.DiaryWords.Where(w => places.Contains(w.Place)).OrderByDescending(w => w.Place).Select(w => w.CaseId).ToListAsync(ct);
        return [.. cases.Distinct()];
    }

    // Words that stand everywhere are found among the newest rows, seldom ones by the index: PostgreSQL itself can't tell which are which, for it keeps
    // no count of how words begin, and reads the whole table backwards for words that never meet.
    private static async Task<List<long>> EitherAsync(IQueryable<long> amongNewest, IQueryable<long> byIndex, int atMost, CancellationToken ct)
    {
        var found = await amongNewest.ToListAsync(ct);
        return found.Count == atMost ? found : await byIndex.ToListAsync(ct);
    }

    /// <summary>Letters and figures only: nothing that either database could take for more than a word.</summary>
    internal static List<string> WordsOf(string text) =>
        [
            .. string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' '))
                .ToLowerInvariant()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Distinct()
                .Take(MostWords),
        ];

    private static string Match(List<string> words, string? series, string columns) => Match(words, series is null ? [] : [series], columns);

    private static string Match(List<string> words, IReadOnlyCollection<string> series, string columns) =>
        string.Join(" AND ", words.Select(word => $"{{{columns}}} : \"{word}\" *"))
        + (series.Count == 0 ? "" : $" AND Series : ({string.Join(" OR ", series.SelectMany(WordsOf).Select(s => $"\"{s}\""))})");

    private static string Query(List<string> words, string? series) => Query(words, series is null ? [] : [series]);

    // The series stands among the words with a mark that no word can have.
    private static string Query(List<string> words, IReadOnlyCollection<string> series) =>
        string.Join(" & ", words.Select(word => $"'{word}':*"))
        + (series.Count == 0 ? "" : $" & ({string.Join(" | ", series.SelectMany(WordsOf).Select(s => $"'/{s}'"))})");
}
