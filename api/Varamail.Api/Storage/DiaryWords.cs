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

    /// <summary>Lines of the public diary whose titles hold words that begin so, the newest first.</summary>
    public static async Task<IReadOnlyList<PublicEntry>> FindPublicAsync(this VaramailDb db, string text, string? series, long before, int atMost, CancellationToken ct)
    {
        if (WordsOf(text) is not { Count: > 0 } words)
            return [];
        var query = db is SqliteDb
            ? db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "PublicWords" WHERE "PublicWords" MATCH {Match(words, series, "Title CaseTitle")} AND rowid < {before} ORDER BY rowid DESC LIMIT {atMost}""")
            : db.Database.SqlQuery<long>($"""
                SELECT "Place" AS "Value" FROM "PublicEntries"
                WHERE "Words" @@ {Query(words, series)}::tsquery AND "Place" < {before} ORDER BY "Place" DESC LIMIT {atMost}
                """);
        var places = await query.ToListAsync(ct);
        return await db.PublicEntries.AsNoTracking().Where(e => places.Contains(e.Place)).OrderByDescending(e => e.Place).ToListAsync(ct);
    }

    /// <summary>Cases with a document that holds words that begin so, or whose own titles do; at most so many, the newest first.</summary>
    public static async Task<IReadOnlyList<Guid>> FindCasesAsync(this VaramailDb db, string text, IReadOnlyCollection<string> series, int atMost, CancellationToken ct)
    {
        if (WordsOf(text) is not { Count: > 0 } words || series.Count == 0)
            return [];
        var query = db is SqliteDb
            ? db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "DiaryWordIndex" WHERE "DiaryWordIndex" MATCH {Match(words, series, "Text")} ORDER BY rowid DESC LIMIT {atMost}""")
            : db.Database.SqlQuery<long>($"""SELECT "Place" AS "Value" FROM "DiaryWords" WHERE "Words" @@ {Query(words, series)}::tsquery ORDER BY "Place" DESC LIMIT {atMost}""");
        var places = await query.ToListAsync(ct);
        var cases = await db.DiaryWords.Where(w => places.Contains(w.Place)).OrderByDescending(w => w.Place).Select(w => w.CaseId).ToListAsync(ct);
        return [.. cases.Distinct()];
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
