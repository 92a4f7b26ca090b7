using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Benchmarks;

/// <summary>The search of the diary, inside and outside, at three sizes: the time of the slowest twentieth must not grow with the diary. Run as
/// <c>diary</c> (SQLite in a temporary file) or <c>diary "Host=…;Database=…"</c> (an empty PostgreSQL database).</summary>
internal static class DiaryBenchmark
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private const int Rounds = 100;

    // A third of all titles, one in a thousand, a prefix of many words, two words that seldom meet, and nothing.
    private static readonly (string Kind, Func<int, string> Words)[] Questions =
    [
        ("common word", _ => "bygglov"),
        ("rare word", i => $"ord{i * 37 % 997}x"),
        ("three letters", i => $"ord{i % 9 + 1}"[..4]),
        ("two words", i => $"bygglov ord{i * 37 % 997}x"),
        ("no hit", i => $"finnsinte{i}"),
    ];

    public static async Task RunAsync(string? connection)
    {
        var file = Path.Combine(Path.GetTempPath(), $"varamail-diary-{Guid.NewGuid():N}.db");
        Func<VaramailDb> open = connection is null
            ? () => new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={file}").Options)
            : () => new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection, npgsql => npgsql.CommandTimeout(1800)).Options);
        try
        {
            await using (var db = open())
                await db.Database.MigrateAsync();
            var filled = 0;
            foreach (var size in Sizes)
            {
                await using (var db = open())
                {
                    db.Database.SetCommandTimeout(1800);
                    await FillAsync(db, filled, size);
                }
                filled = size;
                foreach (var (kind, words) in Questions)
                {
                    await MeasureAsync(size, "public", kind, i => FindPublicAsync(open, words(i)));
                    await MeasureAsync(size, "desk", kind, i => FindCasesAsync(open, words(i)));
                }
                await MeasureAsync(size, "public", "day list", i => DayAsync(open, i));
            }
        }
        finally
        {
            if (File.Exists(file))
                File.Delete(file);
        }
    }

    private static async Task MeasureAsync(int size, string where, string kind, Func<int, Task<int>> ask)
    {
        for (var i = 0; i < 5; i++)
            await ask(i);
        var times = new double[Rounds];
        var hits = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            hits = Math.Max(hits, await ask(i));
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{size,9} {where,-7} {kind,-14} median {times[Rounds / 2],7:F1} ms   p95 {times[Rounds * 95 / 100],7:F1} ms   hits {hits}")
        );
    }

    private static async Task<int> FindPublicAsync(Func<VaramailDb> open, string words)
    {
        await using var db = open();
        return (await db.FindPublicAsync(words, null, long.MaxValue, 51, CancellationToken.None)).Count;
    }

    private static async Task<int> FindCasesAsync(Func<VaramailDb> open, string words)
    {
        await using var db = open();
        return (await db.FindCasesAsync(words, ["BYN", "KS"], 500, CancellationToken.None)).Count;
    }

    private static async Task<int> DayAsync(Func<VaramailDb> open, int i)
    {
        await using var db = open();
        var day = new DateOnly(2026, 1, 1).AddDays(i);
        return await db.PublicEntries.AsNoTracking().Where(e => e.Day == day).CountAsync();
    }

    /// <summary>Documents made by the database itself, with the words of a title chosen by their number.</summary>
    private static Task FillAsync(VaramailDb db, int from, int to)
    {
        var isSqlite = db is SqliteDb;
        var numbers = isSqlite
            ? $"WITH RECURSIVE n(x) AS (SELECT {from + 1} UNION ALL SELECT x + 1 FROM n WHERE x < {to})"
            : $"WITH n(x) AS (SELECT generate_series({from + 1}, {to})::bigint)";
        string Id(string letter) => isSqlite ? $"printf('{letter}%07d-0000-4000-8000-000000000000', x)" : $"('{letter}' || lpad(x::text, 7, '0') || '-0000-4000-8000-000000000000')::uuid";
        const string Title = "'ord' || (x * 7919 % 997) || 'x ' || CASE WHEN x % 3 = 0 THEN 'bygglov ' ELSE 'ansökan ' END || 'ord' || (x * 104729 % 9973) || ' handling'";
        const string Series = "CASE WHEN x % 5 = 0 THEN 'KS' WHEN x % 7 = 0 THEN 'SN' ELSE 'BYN' END";
        // Some thirty documents a day at the smallest size, some three thousand at the largest.
        var day = isSqlite ? "date('2026-01-01', '+' || (x % 330) || ' days')" : "date '2026-01-01' + (x % 330)::int";
        var moment = isSqlite ? "'2026-11-25 09:00:00'" : "timestamptz '2026-11-25 09:00:00Z'";
        var no = isSqlite ? "0" : "false";
        var sql = $"""
            {numbers}
            INSERT INTO "PublicEntries" ("EntryId", "Series", "Year", "CaseOrdinal", "Ordinal", "Day", "EnteredAt", "ReceivedOn", "Direction", "Title", "CaseTitle", "IsSecret", "IsVoided")
            SELECT {Id("a")}, {Series}, 2026, x, 1, {day}, {moment}, {day}, 'Incoming', {Title}, {Title}, {no}, {no} FROM n;
            {numbers}
            INSERT INTO "DiaryWords" ("CaseId", "EntryId", "Series", "Text") SELECT {Id("b")}, {Id("a")}, {Series}, {Title} || ' namn' || (x * 31 % 50021) FROM n;
            {(isSqlite ? "ANALYZE;" : "ANALYZE \"PublicEntries\"; ANALYZE \"DiaryWords\";")}
            """;
        return db.Database.ExecuteSqlRawAsync(sql);
    }
}
