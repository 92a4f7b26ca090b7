using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;

namespace Varamail.Tests.Api.Outbox;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class OutboxTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Every_known_copy_is_marked_with_two_categories()
    {
        var letter = Calls.Letter();
        var first = api.Mailboxes.Put("bygglov@vara.se", letter);
        var second = api.Mailboxes.Put("miljo@vara.se", letter);
        var later = api.Mailboxes.Put("anna.qvist@vara.se", letter);
        var sent = await api.Henrik.RegisterAsync(first);
        await api.Henrik.SendItemAsync(second);
        await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        await api.As("anna.qvist@vara.se").SendItemAsync(later);
        await Drain();

        foreach (var copy in (ItemRef[])[first, second, later])
            Assert.That(api.Mailboxes.Categories[copy], Is.EquivalentTo(new[] { "Diarieförd", "BYN 2026/1-1" }));
        Assert.That((await Seen(first)).Marking, Is.EqualTo(MarkingState.Done));
    }

    [Test]
    public async Task A_failed_marking_never_undoes_a_registration_and_is_tried_again()
    {
        api.Mailboxes.MarkingFault = new MailboxProblem(MailboxFailure.Unavailable);
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        await Drain();
        var pending = await Seen(item);
        Assert.That((pending.State, pending.Marking), Is.EqualTo((RegistrationState.Entered, MarkingState.Pending)));

        api.Mailboxes.MarkingFault = null;
        api.Clock.Advance(TimeSpan.FromHours(1));
        await Drain();
        Assert.That((await Seen(item)).Marking, Is.EqualTo(MarkingState.Done));
    }

    [Test]
    public async Task Retry_after_is_honoured()
    {
        api.Mailboxes.MarkingFault = new MailboxProblem(MailboxFailure.Busy, TimeSpan.FromMinutes(10));
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        await Drain();
        api.Mailboxes.MarkingFault = null;

        api.Clock.Advance(TimeSpan.FromMinutes(9));
        await Drain();
        Assert.That(api.Mailboxes.Categories, Is.Empty);
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        await Drain();
        Assert.That(api.Mailboxes.Categories[item], Does.Contain("Diarieförd"));
    }

    [TestCase(MailboxFailure.NotFound)]
    [TestCase(MailboxFailure.Denied)]
    public async Task A_marking_without_hope_is_given_up_and_shown(object failure)
    {
        api.Mailboxes.MarkingFault = new MailboxProblem((MailboxFailure)failure);
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        await Drain();

        var seen = await Seen(item);
        Assert.That((seen.State, seen.Marking), Is.EqualTo((RegistrationState.Entered, MarkingState.Failed)));
    }

    [Test]
    public async Task A_returned_message_says_so_until_it_is_sent_again()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);
        await api.Karin.DeskAsync(sent.Id, "return", new ReturnRequest(sent.Version, "Vilken fastighet?"));
        await Drain();
        Assert.That(api.Mailboxes.Categories[item], Is.EquivalentTo(new[] { "Åter från registrator" }));

        await api.Henrik.RegisterAsync(item);
        await Drain();
        Assert.That(api.Mailboxes.Categories[item], Is.Empty);
    }

    [Test]
    public async Task A_voided_entry_takes_its_categories_away()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        var entry = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries.Single();
        await Drain();

        await api.Karin.PostAsync($"/api/v1/diary/entries/{entry.Id}/void", new VoidRequest("Fel ärende"));
        await Drain();

        Assert.That(api.Mailboxes.Categories[item], Is.Empty);
    }

    [Test]
    public async Task Several_workers_share_the_rows_without_doing_one_twice()
    {
        for (var i = 0; i < 30; i++)
        {
            var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{i}@example.se"));
            await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Drain)));
        Assert.That(api.Mailboxes.Markings, Is.EqualTo(30));
    }

    [Test]
    public async Task The_worker_wakes_by_itself()
    {
        await using var working = new VaramailApi(store, hasWorkers: true);
        var item = working.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        await working.Karin.EnterAsync((await working.Henrik.RegisterAsync(item)).Id, Calls.Entry());

        Assert.That(() => working.Mailboxes.Markings, Is.EqualTo(1).After(20_000, 20));
    }

    private Task Drain() => api.DrainAsync();

    private async Task<RegistrationView> Seen(ItemRef item) => (await api.Henrik.AssessAsync(item)).Registration!;
}
