using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Desk;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class QueueTests(Store store)
{
    private const string Queue = "/api/v1/desk/queue";
    private const string Views = "/api/v1/desk/views";
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Pages_follow_each_other_though_others_decide_and_send_meanwhile()
    {
        List<RegistrationView> sent = [];
        for (var i = 0; i < 7; i++)
            sent.Add(await Send($"n{i}"));

        var first = await api.Karin.GetAsync<QueuePage>($"{Queue}?pageSize=3");
        await api.Karin.EnterAsync(first.Items[0].Id, Calls.Entry());
        await Send("n7");
        var second = await api.Karin.GetAsync<QueuePage>($"{Queue}?pageSize=3&after={first.Next}");
        var third = await api.Karin.GetAsync<QueuePage>($"{Queue}?pageSize=3&after={second.Next}");

        var seen = first.Items.Concat(second.Items).Concat(third.Items).Select(i => i.Id).ToList();
        Assert.That(seen, Is.Unique);
        Assert.That(seen.Intersect(sent.Select(s => s.Id)), Has.Exactly(7).Items);
        Assert.That((first.Total, second.Total, third.Next), Is.EqualTo((7, 7, (string?)null)));
        await (await api.Karin.GetAsync($"{Queue}?after=1.2")).ProblemAsync(400, "invalid");
        await (await api.Karin.GetAsync($"{Queue}?handling=odd")).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task What_is_decided_stands_with_the_latest_decision_first_and_is_paged_too()
    {
        List<Guid> decided = [];
        for (var i = 0; i < 3; i++)
        {
            var sent = await Send($"d{i}");
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            await (await api.Karin.DeskAsync(sent.Id, "return", new ReturnRequest(sent.Version, "Vilken fastighet?"))).ReadAsync<QueueItem>();
            decided.Insert(0, sent.Id);
        }

        var first = await api.Karin.GetAsync<QueuePage>($"{Queue}?state=returned&pageSize=2");
        var second = await api.Karin.GetAsync<QueuePage>($"{Queue}?state=returned&pageSize=2&after={first.Next}");

        Assert.That(first.Items.Concat(second.Items).Select(i => i.Id), Is.EqualTo(decided));
    }

    [Test]
    public async Task Verdict_signal_mailbox_and_day_are_filters()
    {
        var question = await Send("q", "Fråga om bygglov", "Hej! När kan jag få besked om mitt bygglov för carporten?");
        var plain = await Send("p", "Överklagande", "Jag överklagar beslutet om bygglov på Kedum 4:12.");

        Assert.That(await Found("signal=question"), Is.EqualTo(new[] { question.Id }));
        Assert.That(await Found("mailbox=bygglov@vara.se"), Is.EquivalentTo(new[] { question.Id, plain.Id }));
        Assert.That(await Found("mailbox=gata@vara.se"), Is.Empty);
        Assert.That(await Found("handling=register&signal=threat"), Is.Empty);
        Assert.That(await Found("handling=ephemeral"), Is.Empty);
        Assert.That(await Found("due=true"), Is.Empty);
        api.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await Found("due=true"), Has.Exactly(2).Items);
        var page = await api.Karin.GetAsync<QueuePage>(Queue);
        Assert.That(page.Counts.Due, Is.EqualTo(2));
        Assert.That(page.Items.Single(i => i.Id == question.Id).Signals, Does.Contain(Signal.Question));
    }

    [Test]
    public async Task A_view_is_saved_for_the_person_who_named_it()
    {
        NamedView view = new("Mina brådskande", new QueueFilter(Authority: "BYN", Due: true, Mine: true));

        await (await api.Karin.PostAsync(Views, view)).ReadAsync<List<NamedView>>();
        var saved = await api.Karin.GetAsync<List<NamedView>>(Views);
        Assert.That(saved.Single(), Is.EqualTo(view));
        Assert.That(await api.Bo.GetAsync<List<NamedView>>(Views), Is.Empty);

        var changed = view with { Filter = new QueueFilter(Search: "carport") };
        Assert.That((await (await api.Karin.PostAsync(Views, changed)).ReadAsync<List<NamedView>>()).Single(), Is.EqualTo(changed));
        await (await api.Bo.PostAsync(Views + "/remove", new RemoveViewRequest(view.Name))).ReadAsync<List<NamedView>>();
        Assert.That(await api.Karin.GetAsync<List<NamedView>>(Views), Has.Count.EqualTo(1));
        Assert.That(await (await api.Karin.PostAsync(Views + "/remove", new RemoveViewRequest(view.Name))).ReadAsync<List<NamedView>>(), Is.Empty);
        await (await api.Karin.PostAsync(Views, new NamedView(" ", new QueueFilter()))).ProblemAsync(400, "invalid");
        await (await api.Karin.PostAsync(Views, new NamedView("x", new QueueFilter(State: "odd")))).ProblemAsync(400, "invalid");
        for (var i = 0; i < 20; i++)
            await (await api.Karin.PostAsync(Views, new NamedView($"{i}", new QueueFilter()))).ReadAsync<List<NamedView>>();
        await (await api.Karin.PostAsync(Views, view)).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task A_colleague_takes_over_openly_never_by_accident()
    {
        var sent = await Send("t");
        var karins = await (await api.Karin.DeskAsync(sent.Id, "claim", new ClaimRequest(sent.Version))).ReadAsync<QueueItem>();
        Assert.That(karins.ClaimedAt, Is.EqualTo(api.Clock.GetUtcNow()));

        var refused = await (await api.Bo.DeskAsync(sent.Id, "claim", new ClaimRequest(karins.Version))).ProblemAsync(409, "changedMeanwhile");
        Assert.That(refused.GetProperty("detail").GetString(), Does.Contain("Karin Ekdahl"));
        var bos = await (await api.Bo.DeskAsync(sent.Id, "claim", new ClaimRequest(karins.Version, TakeOver: true))).ReadAsync<QueueItem>();

        Assert.That((bos.ClaimedBy!.Name, bos.TakenOverFrom), Is.EqualTo(("Bo Wallgren", "Karin Ekdahl")));
        var late = await (await api.Karin.DeskAsync(sent.Id, "enter", Calls.Entry(version: karins.Version))).ProblemAsync(409, "changedMeanwhile");
        Assert.That(late.GetProperty("detail").GetString(), Does.Contain("Bo Wallgren"));
        var free = await (await api.Bo.DeskAsync(sent.Id, "release", new ChangeRequest(bos.Version))).ReadAsync<QueueItem>();
        Assert.That((free.ClaimedBy, free.TakenOverFrom), Is.EqualTo(((Person?)null, (string?)null)));
    }

    [Test]
    public async Task Every_desk_hears_what_a_colleague_does()
    {
        var sent = await Send("l");
        await using var events = await Listener.OpenAsync(api.Karin);
        await events.NextAsync("alive");

        var taken = await (await api.Bo.DeskAsync(sent.Id, "claim", new ClaimRequest(sent.Version))).ReadAsync<QueueItem>();
        var heard = await events.NextAsync("changed");
        Assert.That((heard!.Id, heard.Version, heard.State, heard.By!.Name), Is.EqualTo((sent.Id, taken.Version, RegistrationState.Claimed, "Bo Wallgren")));

        // Nothing of an authority that she doesn't serve (OSL 8:1).
        await api.Henrik.RegisterAsync(api.Mailboxes.Put("social@vara.se", Calls.Letter("s@example.se")));
        var next = await Send("l2");
        Assert.That((await events.NextAsync("changed"))!.Id, Is.EqualTo(next.Id));
    }

    [Test]
    public async Task Whoever_comes_back_hears_what_happened_meanwhile_as_events_or_as_an_answer()
    {
        var before = await Changes("");
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        var sent = await Send("m");
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        var asked = await Changes($"?since={before.Cursor}");
        Assert.That(asked.Changes.Single().Id, Is.EqualTo(sent.Id));
        Assert.That((await Changes($"?since={asked.Cursor}")).Changes, Is.Empty);
        await using var events = await Listener.OpenAsync(api.Karin, before.Cursor);
        Assert.That((await events.NextAsync("changed"))!.Id, Is.EqualTo(sent.Id));
        await (await api.Karin.GetAsync("/api/v1/desk/changes?since=x")).ProblemAsync(400, "invalid");
        await (await api.Henrik.GetAsync("/api/v1/desk/changes")).ProblemAsync(403, "forbidden");

        Task<QueueChanges> Changes(string query) => api.Karin.GetAsync<QueueChanges>("/api/v1/desk/changes" + query);
    }

    private async Task<IEnumerable<Guid>> Found(string filter) => (await api.Karin.GetAsync<QueuePage>($"{Queue}?{filter}")).Items.Select(i => i.Id);

    private Task<RegistrationView> Send(string id, string subject = "Bygglov Kedum 4:12", string body = "Jag söker härmed bygglov.") =>
        api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{id}@example.se", subject, body)));

    /// <summary>A desk that listens.</summary>
    private sealed class Listener(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> events) : IAsyncDisposable
    {
        public static async Task<Listener> OpenAsync(HttpClient client, string? since = null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/desk/changes" + (since is null ? "" : $"?since={since}"));
            request.Headers.Accept.ParseAdd("text/event-stream");
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            return new Listener(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
        }

        public async Task<QueueChange?> NextAsync(string kind)
        {
            while (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)))
                if (events.Current.EventType == kind)
                    return events.Current.Data.Length == 0 ? null : JsonSerializer.Deserialize<QueueChange?>(events.Current.Data, Calls.Json);
            throw new AssertionException($"The stream ended without {kind}");
        }

        public async ValueTask DisposeAsync()
        {
            answer.Dispose(); // ends the answer that the enumerator reads
            await Task.CompletedTask;
        }
    }
}
