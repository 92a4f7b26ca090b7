using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Tests.Api.Diary.Deliveries;

/// <summary>
/// Servers are killed at random moments while people register and the other system fails, repeats itself and loses answers. Whatever was
/// confirmed stands there once, in order and byte by byte, or is left to a person. Twenty deaths and 100 documents, the three settings beside each other;
/// <c>VARAMAIL_KILLS=200</c> in the environment makes it 200 deaths and 500 documents in each.
/// </summary>
[TestFixture(Store.Postgres, 2, true, 8, 40)]
[TestFixture(Store.Sqlite, 1, true, 6, 40)]
[TestFixture(Store.Sqlite, 1, false, 6, 20)]
[Parallelizable(ParallelScope.Self)]
internal sealed class KilledDeliveryTests(Store store, int servers, bool knowsKeys, int deaths, int documents)
{
    private const int Cases = 10;
    private const int Patience = 120_000;

    private static readonly int? ByCommand =
        int.TryParse(Environment.GetEnvironmentVariable("VARAMAIL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : null;

    private readonly string folder = Directory.CreateTempSubdirectory("varamail-deaths-").FullName;
    private readonly ConcurrentDictionary<int, ConcurrentQueue<string>> confirmed = new();
    private readonly ConcurrentDictionary<string, byte[]> letters = new();
    private readonly EvolutionFaults faults = new();
    private EvolutionRegister register = null!;
    private OutlookHost outlook = null!;
    private WebApplication evolution = null!;
    private Progress progress = null!;
    private Pace pace = null!;

    private int Deaths => ByCommand ?? deaths;

    private int Documents => ByCommand is null ? documents : 500;

    [OneTimeSetUp]
    public async Task Start()
    {
        outlook = await OutlookHost.StartAsync(World.Load(withCorpus: false));
        register = new EvolutionRegister(Path.Combine(folder, "evolution"), knowsKeys);
        EvolutionApi answering = new(register, faults, "nyckel");
        evolution = await LoopbackHost.StartAsync(async context =>
        {
            progress.Step();
            await answering.AnswerAsync(context);
            progress.Step();
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await evolution.DisposeAsync();
        await outlook.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Whatever_dies_every_confirmed_document_stands_there_once_in_order_with_its_bytes()
    {
        const int Seed = 20261125;
        EvolutionFault[] wrong =
        [
            EvolutionFault.DiesBefore,
            EvolutionFault.DiesAfter,
            EvolutionFault.Fails,
            EvolutionFault.Busy,
            EvolutionFault.Wrong,
            EvolutionFault.Foreign,
            .. knowsKeys ? new[] { EvolutionFault.Twice } : [],
        ];
        progress = new Progress();
        pace = new Pace(Cases);
        faults.ByChance(Seed, knowsKeys ? 0.15 : 0.08, wrong);
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var connection = store is Store.Postgres ? PostgresCluster.CreateDatabase() : $"Data Source={Path.Combine(data, "varamail.db")};Pooling=False";
        await using Fleet fleet = new(
            servers,
            () => ApiProcess.StartAsync(outlook, data, settings: Settings(connection)),
            address => Rehearsed.Client(address, outlook.Tokens.ForApi("karin.ekdahl@vara.se"))
        );
        await fleet.StartAsync();

        var registering = Task.WhenAll(Enumerable.Range(0, Cases).Select(number => Task.Run(() => FillCaseAsync(fleet, number))));
        await KillAsync(fleet, new Random(Seed), registering);
        await registering;
        faults.Clear();
        await SettleAsync(fleet);

        Assert.That(fleet.Killed, Is.EqualTo(Deaths));
        AssertOnceInOrder();
        await AssertNumbersAsync(fleet);
    }

    private Dictionary<string, string> Settings(string connection) =>
        new()
        {
            ["ConnectionStrings__Varamail"] = connection,
            ["DiarySystems__Authorities__BYN"] = DiarySystems.EvolutionHttp,
            ["DiarySystems__EvolutionHttp__BaseAddress"] = evolution.Urls.Single() + "/v1/",
            ["DiarySystems__EvolutionHttp__ApiKey"] = "nyckel",
            ["DiarySystems__EvolutionHttp__AttemptSeconds"] = "10",
            ["DiarySystems__EvolutionHttp__Retries"] = "0",
            ["DiarySystems__EvolutionHttp__KnowsKey"] = knowsKeys ? "true" : "false",
            ["DiarySystems__EvolutionHttp__CanBeAsked"] = knowsKeys ? "true" : "false",
            ["Delivery__FirstWaitSeconds"] = "0.1",
            ["Delivery__TakeOverSeconds"] = "2",
            ["Delivery__MostUnanswered"] = "100",
            // A server that lives for seconds only would spend half of them on making its code faster.
            ["DOTNET_TC_CallCounting"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_gcServer"] = "0",
        };

    /// <summary>Somebody registers one document after the other in a case, each when the one before was confirmed, and asks anew when nobody answers.
    /// The documents are spread over the deaths: each death finds some on their way.</summary>
    private async Task FillCaseAsync(Fleet fleet, int number)
    {
        Guid? opener = null;
        var mine = confirmed[number] = new();
        for (var i = 0; i < Documents / Cases; i++)
        {
            await pace.DiedAsync(i * Deaths / (Documents / Cases));
            var mark = $"{number}-{i}";
            var letter = letters[mark] = Encoding.UTF8.GetBytes(Calls.Letter($"{mark}@example.se", $"Ärende {mark}", $"Handling {mark} {new string('å', i)}"));
            var id = await SendAsync(fleet, letter);
            var entry = Calls.Entry() with
            {
                Title = mark,
                ReceivedOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)),
                Case = opener is null ? new CaseChoice(NewTitle: $"Ärende {number}") : new CaseChoice(OpenedBy: opener),
            };
            var answer = await fleet.CallAsync(client => client.DeskAsync(id, "enter", entry));
            if (answer.StatusCode != HttpStatusCode.OK)
                await answer.ProblemAsync(409, "alreadyDecided"); // an earlier call that nobody answered did it
            mine.Enqueue(mark);
            opener ??= id;
            progress.Step();
        }
        pace.Leave();
    }

    private static async Task<Guid> SendAsync(Fleet fleet, byte[] letter)
    {
        var answer = await fleet.CallAsync(client =>
            client.PostAsync(
                new Uri("/api/v1/registrations/upload?mailbox=bygglov@vara.se&authority=BYN", UriKind.Relative),
                new ByteArrayContent(letter) { Headers = { ContentType = new("message/rfc822") } }
            )
        );
        return (await answer.ReadAsync<RegistrationView>(answer.StatusCode is HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.Created)).Id;
    }

    /// <summary>The deaths are spread over the work: each comes a moment after some act, here or over there; every other strikes the one that has just come.</summary>
    private async Task KillAsync(Fleet fleet, Random chance, Task registering)
    {
        var each = Documents * 5 / (Deaths + 1);
        for (var death = 0; death < Deaths; death++)
        {
            var again = death % 2 == 1;
            var far = progress.ReachesAsync(progress.Steps + chance.Next(1, again ? 3 : Math.Max(2, each)));
            await Task.WhenAny(far, pace.EverybodyWaitsAsync(), registering); // what is left of the deaths comes while deliveries are made
            await fleet.KillAsync(chance, newcomer: again);
            pace.Died();
        }
    }

    /// <summary>Lets everything arrive, and does what a person would: look in the other system for what is uncertain.</summary>
    private async Task SettleAsync(Fleet fleet)
    {
        using CancellationTokenSource patience = new(Patience);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var page = await (await fleet.CallAsync(client => client.GetAsync("/api/v1/desk/deliveries"))).ReadAsync<DeliveryPage>();
            if (page.Total == 0)
                return;
            foreach (var item in page.Items.Where(i => i.State is not DeliveryState.Waiting))
            {
                Assert.That((item.State, knowsKeys), Is.EqualTo((DeliveryState.Uncertain, false)), item.Failure);
                await LookAsync(fleet, item);
            }
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task LookAsync(Fleet fleet, DeliveryItem item)
    {
        var title = item.Item.Subject!;
        var there = register.Documents.SingleOrDefault(d => $"Ärende {d.Title}" == title);
        var diaryCase = item.CaseOnly ? register.Cases.SingleOrDefault(c => title.StartsWith(c.Title + "-", StringComparison.Ordinal)) : null;
        var answer = await fleet.CallAsync(client =>
            there is null
                ? client.PostAsync($"/api/v1/desk/deliveries/{item.Id}/retry", new RetryRequest(item.Version, diaryCase?.Number))
                : client.PostAsync(
                    $"/api/v1/desk/deliveries/{item.Id}/settle",
                    new SettleRequest(item.Version, register.CaseOf(there).Number, there.Number, there.Id)
                )
        );
        await answer.ReadAsync<DeliveryItem>();
    }

    private void AssertOnceInOrder()
    {
        var held = register.Documents;
        Assert.That(confirmed.Values.Sum(c => c.Count), Is.EqualTo(Documents / Cases * Cases));
        Assert.That(register.Cases.Select(c => c.Title), Is.EquivalentTo(Enumerable.Range(0, Cases).Select(n => $"Ärende {n}")));
        for (var number = 0; number < Cases; number++)
        {
            var id = register.Cases.Single(c => c.Title == $"Ärende {number}").Id;
            Assert.That(held.Where(d => d.CaseId == id).Select(d => d.Title), Is.EqualTo(confirmed[number]), "once each, in the order of the acts");
        }
        foreach (var document in held)
        {
            Assert.That(File.ReadAllBytes(document.Files[0].Path), Is.EqualTo(letters[document.Title]));
            Assert.That(document.Files[0].Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(letters[document.Title]))));
        }
    }

    /// <summary>What people see here is what stands there.</summary>
    private async Task AssertNumbersAsync(Fleet fleet)
    {
        List<QueueItem> seen = [];
        for (var page = 1; seen.Count < Documents / Cases * Cases; page++)
        {
            var number = page;
            var found = await (await fleet.CallAsync(client => client.GetAsync($"/api/v1/desk/queue?state=entered&pageSize=200&page={number}"))).ReadAsync<QueuePage>();
            Assert.That(found.Items, Is.Not.Empty);
            seen.AddRange(found.Items);
        }
        var numbers = register.Documents.ToDictionary(d => $"Ärende {d.Title}", d => d.Number);
        Assert.That(seen.ToDictionary(i => i.Subject!, i => i.Outcome!.DiaryNumber), Is.EquivalentTo(numbers));
    }

    /// <summary>People wait for deaths, and deaths for what people do: neither runs away from the other.</summary>
    private sealed class Pace(int people)
    {
        private readonly Lock one = new();
        private readonly List<(int At, TaskCompletionSource Died)> waiting = [];
        private TaskCompletionSource everybodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int working = people;
        private int deaths;

        public Task DiedAsync(int at)
        {
            lock (one)
            {
                if (deaths >= at)
                    return Task.CompletedTask;
                TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Add((at, died));
                Look();
                return died.Task;
            }
        }

        public void Died()
        {
            lock (one)
            {
                deaths++;
                foreach (var (_, died) in waiting.Where(w => w.At <= deaths))
                    died.TrySetResult();
                waiting.RemoveAll(w => w.At <= deaths);
                everybodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
                Look();
            }
        }

        public void Leave()
        {
            lock (one)
            {
                working--;
                Look();
            }
        }

        public Task EverybodyWaitsAsync()
        {
            lock (one)
                return everybodyWaits.Task;
        }

        private void Look()
        {
            if (waiting.Count == working)
                everybodyWaits.TrySetResult();
        }
    }

    /// <summary>Counts what happens anywhere, and tells whoever waits for a certain moment.</summary>
    private sealed class Progress
    {
        private readonly Lock one = new();
        private readonly List<(int At, TaskCompletionSource Reached)> waiting = [];

        public int Steps { get; private set; }

        public void Step()
        {
            lock (one)
            {
                Steps++;
                foreach (var (_, reached) in waiting.Where(w => w.At <= Steps))
                    reached.TrySetResult();
                waiting.RemoveAll(w => w.At <= Steps);
            }
        }

        public Task ReachesAsync(int at)
        {
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (one)
            {
                if (Steps >= at)
                    return Task.CompletedTask;
                waiting.Add((at, reached));
            }
            return reached.Task;
        }
    }
}
