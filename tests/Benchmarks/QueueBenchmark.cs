using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Tests.Api;

namespace Varamail.Benchmarks;

/// <summary>How long the registrar waits for her queue, over HTTP with everything between, when it holds a thousand messages and ten thousand.</summary>
internal static class QueueBenchmark
{
    private const int Rounds = 60;

    private static readonly (string Name, string Query)[] Questions =
    [
        ("first page", "pageSize=50"),
        ("last page", "pageSize=50&page={last}"),
        ("one authority", "authority=BYN&pageSize=50"),
        ("due", "due=true&pageSize=50"),
        ("signal", "signal=question&pageSize=50"),
        ("search, common", "search=bygglov&pageSize=50"),
        ("search, nothing found", "search=finnsinte&pageSize=50"),
        ("decided", "state=returned&pageSize=50"),
    ];

    public static async Task RunAsync(IReadOnlyList<Store> stores)
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where the API under test looks for the list of its folders
        Console.WriteLine("store, messages waiting, decided ones beside, question, median ms, p95 ms");
        foreach (var store in stores)
        {
            foreach (var size in new[] { 1_000, 10_000 })
            {
                await using VaramailApi api = new(store);
                await FillAsync(api, size);
                foreach (var (name, query) in Questions)
                {
                    var times = await MeasureAsync(api.Bo, "/api/v1/desk/queue?" + query.Replace("{last}", $"{size / 50}", StringComparison.Ordinal));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}, {size}, {size * 2}, {name}, {times[Rounds / 2]:F1}, {times[Rounds * 95 / 100]:F1}"));
                }
                var next = (await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue?pageSize=50")).Next;
                var following = await MeasureAsync(api.Bo, $"/api/v1/desk/queue?pageSize=50&after={next}");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}, {size}, {size * 2}, next page, {following[Rounds / 2]:F1}, {following[Rounds * 95 / 100]:F1}"));
            }
        }
    }

    private static async Task<double[]> MeasureAsync(HttpClient client, string path)
    {
        for (var i = 0; i < 10; i++)
            await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        return [.. times.Order()];
    }

    private static async Task FillAsync(VaramailApi api, int waiting)
    {
        string[] authorities = ["KS", "BN", "SN", "BYN", "TN", "KFN"];
        string[] subjects = ["Ansökan om bygglov", "Överklagande", "Synpunkter på detaljplanen", "Fråga om avgift", "Anmälan", "Komplettering"];
        Person henrik = new("oid-henrik.strand@vara.se", "Henrik Strand", "henrik.strand@vara.se");
        Actor karin = new(new Person("oid-k", "Karin Ekdahl", "karin.ekdahl@vara.se"), authorities.ToHashSet(), false, new HashSet<string>());
        var now = api.Clock.GetUtcNow();
        for (var start = 0; start < waiting * 3; start += 1_000)
        {
            await using var scope = api.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = start; i < start + 1_000; i++)
            {
                var registration = Of(i, authorities[i % authorities.Length], subjects[i % subjects.Length], henrik, now.AddMinutes(-i));
                if (i >= waiting)
                    _ = i % 2 == 0 ? registration.Return(karin, now, "Vilken fastighet?") : registration.Enter(karin, now, "BYN 2026/1", "BYN 2026/1-1");
                else if (i % 20 == 0)
                    registration.Claim(karin, now, takesOver: false);
                db.Registrations.Add(registration);
            }
            await db.SaveChangesAsync();
        }
    }

    private static Registration Of(int number, string authority, string subject, Person by, DateTimeOffset at) =>
        new()
        {
            Authority = authority,
            Fingerprint = number.ToString("x64", CultureInfo.InvariantCulture),
            InternetMessageId = $"{number}@example.se",
            Mailbox = "bygglov@vara.se",
            Letter = new Letter(
                null,
                20_000,
                $"{subject} {number}",
                $"Person {number}",
                $"person{number % 997}@example.se",
                at,
                Direction.Incoming,
                number % 3,
                Handling.Register,
                number % 10 == 0 ? Sensitivity.Sensitive : Sensitivity.None,
                DateOnly.FromDateTime(at.UtcDateTime).AddDays(1),
                number % 4 == 0 ? Letter.SignalsOf([Signal.Question]) : ""
            ),
            CreatedBy = by,
            CreatedAt = at,
            Comment = "Komplett.",
        };
}
