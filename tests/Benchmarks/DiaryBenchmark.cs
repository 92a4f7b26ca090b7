using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Storage;
using Varamail.Tests.Api;

namespace Varamail.Benchmarks;

/// <summary>How long somebody waits for a search of the diary, over HTTP with everything between, when it holds ten thousand documents, a hundred
/// thousand and a million: the slowest twentieth must not grow with the diary.</summary>
internal static class DiaryBenchmark
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private const int Rounds = 60;

    // Each round asks for another word, so that nothing is answered from a cache.
    private static readonly (string Name, Func<int, string> Words)[] Questions =
    [
        ("a word in every third title", i => i % 2 == 0 ? "bygglov" : "byggl"),
        ("a word in one of a thousand", i => $"ord{i * 37 % 997}x"),
        ("the beginning of every title", _ => "ord"),
        ("the beginning of one in ten", i => $"ord{(i % 9) + 1}"),
        ("two words that seldom meet", i => $"bygglov ord{i * 37 % 997}x"),
        ("two words that never meet", i => $"bygglov ansökan ord{i}"),
        ("no hit", i => $"finnsinte{i}"),
    ];

    public static async Task RunAsync(IReadOnlyList<Store> stores)
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where the API under test looks for the list of its folders
        Console.WriteLine("store, documents, where, question, median ms, p95 ms");
        foreach (var store in stores)
        {
            await using VaramailApi api = new(store, configure: host => host.UseSetting("PublicDiary:Enabled", "true").UseSetting("PublicDiary:CallsPerMinute", "1000000"));
            using var anybody = api.CreateClient();
            using var bo = api.Bo;
            var filled = 0;
            foreach (var size in Sizes)
            {
                await FillAsync(api, filled, filled = size);
                foreach (var (name, words) in Questions)
                {
                    await MeasureAsync("/diary", name, i => anybody.GetByteArrayAsync(Address($"/diary/search?q={Uri.EscapeDataString(words(i))}")));
                    await MeasureAsync("desk", name, i => bo.GetByteArrayAsync(Address($"/api/v1/diary/cases?search={Uri.EscapeDataString(words(i))}")));
                }
                await MeasureAsync("/diary", "day list", i => anybody.GetByteArrayAsync(Address($"/diary?day={new DateOnly(2020, 1, 1).AddDays(i * 7):yyyy-MM-dd}")));
                await MeasureAsync("/diary", "feed", _ => anybody.GetByteArrayAsync(Address("/diary/feed")));
                await MeasureAsync("desk", "all cases", _ => bo.GetByteArrayAsync(Address("/api/v1/diary/cases")));

                async Task MeasureAsync(string where, string question, Func<int, Task> ask)
                {
                    for (var i = 0; i < 10; i++)
                        await ask(Rounds + i);
                    var times = new double[Rounds];
                    for (var i = 0; i < Rounds; i++)
                    {
                        var begun = Stopwatch.GetTimestamp();
                        await ask(i);
                        times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                    }
                    Array.Sort(times);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}, {size}, {where}, {question}, {times[Rounds / 2]:F1}, {times[Rounds * 95 / 100]:F1}"));
                }
            }
        }
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    /// <summary>Documents made by the database itself, each in a case of its own, with the words of a title chosen by their number; some four hundred a day at the most.</summary>
    private static async Task FillAsync(VaramailApi api, int from, int to)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        db.Database.SetCommandTimeout(1_800);
        var isSqlite = db is SqliteDb;
        var numbers = isSqlite
            ? $"WITH RECURSIVE n(x) AS (SELECT {from + 1} UNION ALL SELECT x + 1 FROM n WHERE x < {to})"
            : $"WITH n(x) AS (SELECT generate_series({from + 1}, {to})::bigint)";
        const string Title = "'ord' || (x * 7919 % 997) || 'x ' || CASE WHEN x % 3 = 0 THEN 'bygglov ' ELSE 'ansökan ' END || 'ord' || (x * 104729 % 9973) || ' handling'";
        const string Series = "CASE WHEN x % 5 = 0 THEN 'KS' WHEN x % 7 = 0 THEN 'SN' ELSE 'BYN' END";
        var day = isSqlite ? "date('2020-01-01', '+' || (x % 2500) || ' days')" : "date '2020-01-01' + (x % 2500)::int";
        var moment = isSqlite ? "datetime('2020-01-01', '+' || x || ' minutes')" : "timestamptz '2020-01-01 00:00:00Z' + x * interval '1 minute'";
        var no = isSqlite ? "0" : "false";
        string[] fills =
        [
            $"""
            INSERT INTO "Cases" ("Id", "Series", "Year", "Ordinal", "Title", "PublicTitle", "OpenedAt", "Documents") SELECT {Id("b")}, {Series}, 2026, x, {Title}, {Title}, {moment}, 1 FROM n
            """,
            $"""
            INSERT INTO "PublicEntries" ("EntryId", "Series", "Year", "CaseOrdinal", "Ordinal", "Day", "EnteredAt", "ReceivedOn", "Direction", "Title", "CaseTitle", "IsSecret", "IsVoided")
            SELECT {Id("a")}, {Series}, 2026, x, 1, {day}, {moment}, {day}, 'Incoming', {Title}, {Title}, {no}, {no} FROM n
            """,
            $"""
            INSERT INTO "DiaryWords" ("CaseId", "EntryId", "Series", "Text") SELECT {Id("b")}, {Id("a")}, {Series}, {Title} || ' namn' || (x * 31 % 50021) FROM n
            """,
        ];
        foreach (var fill in fills)
            await db.Database.ExecuteSqlRawAsync(string.Join(' ', numbers, fill));
        db.Series.Add(new() { Series = "BYN", Year = to, Last = to - from });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync(isSqlite ? "ANALYZE" : "VACUUM ANALYZE");

        string Id(string letter) =>
            isSqlite
                ? $"printf('{letter.ToUpperInvariant()}%07d-0000-4000-8000-000000000000', x)"
                : $"('{letter}' || lpad(x::text, 7, '0') || '-0000-4000-8000-000000000000')::uuid";
    }
}
