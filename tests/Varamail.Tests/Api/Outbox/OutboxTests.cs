using Varamail.Api.Desk;
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
        var item = await api.EnteredAsync();
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
        var item = await api.EnteredAsync();
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
        var item = await api.EnteredAsync();
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
        var item = await api.EnteredAsync();
        await Drain();

        await api.Karin.VoidAsync("BYN/2026/1");
        await Drain();

        Assert.That(api.Mailboxes.Categories[item], Is.Empty);
    }

    [Test]
    public async Task Several_workers_share_the_rows_without_doing_one_twice()
    {
        for (var i = 0; i < 30; i++)
            await api.EnteredAsync(Calls.Letter($"{i}@example.se"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Drain)));
        Assert.That(api.Mailboxes.Markings, Is.EqualTo(30));
    }

    [Test]
    public async Task A_slow_worker_never_sets_what_was_voided_meanwhile()
    {
        var item = await api.EnteredAsync();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Mailboxes.BetweenReadAndWrite = _ => reached.TrySetResult() ? goOn.Task : Task.CompletedTask;

        var slow = Task.Run(Drain);
        await reached.Task;
        await api.Karin.VoidAsync("BYN/2026/1");
        await Drain();
        Assert.That(api.Mailboxes.Markings, Is.Zero, "a second worker waits for the first");
        goOn.SetResult();
        await slow;

        Assert.That(api.Mailboxes.Categories[item], Is.Empty);
        Assert.That(api.Mailboxes.Markings, Is.EqualTo(2));
    }

    [Test]
    public async Task A_worker_that_died_with_a_row_in_hand_holds_up_nobody_for_long()
    {
        var item = await api.EnteredAsync();
        using CancellationTokenSource death = new();
        api.Mailboxes.BetweenReadAndWrite = async _ =>
        {
            await death.CancelAsync();
            death.Token.ThrowIfCancellationRequested();
        };
        Assert.That(() => api.DrainAsync(death.Token), Throws.InstanceOf<OperationCanceledException>());
        api.Mailboxes.BetweenReadAndWrite = null;
        await api.Karin.VoidAsync("BYN/2026/1");

        await Drain();
        Assert.That(api.Mailboxes.Markings, Is.Zero);
        api.Clock.Advance(TimeSpan.FromMinutes(3));
        await Drain();

        Assert.That(api.Mailboxes.Markings, Is.EqualTo(1));
        Assert.That(api.Mailboxes.Categories[item], Is.Empty);
    }

    [Test]
    public async Task An_entry_voided_and_made_anew_before_the_worker_came_leaves_the_new_number_only()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);
        await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        await Drain();

        await api.Karin.VoidAsync("BYN/2026/1");
        await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        await Drain();

        Assert.That(api.Mailboxes.Categories[item], Is.EquivalentTo(new[] { "Diarieförd", "BYN 2026/2-1" }));
    }

    [Test]
    public async Task Whatever_is_entered_and_voided_while_four_workers_run_the_categories_tell_the_last()
    {
        const int Messages = 5;
        _ = api.Services; // started once, before many ask
        var items = Enumerable.Range(0, Messages).Select(i => api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{i}@example.se", $"Ärende {i}"))).ToList();
        api.Mailboxes.BetweenReadAndWrite = async _ => await Task.Yield();
        using CancellationTokenSource end = new();
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => WorkAsync(end.Token))).ToList();

        await Task.WhenAll(items.Select((item, i) => Task.Run(() => EnterAndVoidAsync(item, endsEntered: i % 2 == 0))));
        await end.CancelAsync();
        await Task.WhenAll(workers);
        await Drain();

        foreach (var item in items)
        {
            var seen = await Seen(item);
            string[] expected = seen.Outcome is { DiaryNumber: { } number } ? ["Diarieförd", number] : [];
            Assert.That(api.Mailboxes.Categories[item], Is.EquivalentTo(expected));
            Assert.That(seen.Marking, Is.EqualTo(MarkingState.Done));
        }

        async Task WorkAsync(CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
                await Drain();
        }

        async Task EnterAndVoidAsync(ItemRef item, bool endsEntered)
        {
            var sent = await api.Henrik.RegisterAsync(item);
            for (var turn = 0; turn < 4; turn++)
            {
                var number = (await api.Karin.EnterAsync(sent.Id, Calls.Entry())).Outcome!.CaseNumber!;
                if (turn < 3 || !endsEntered)
                    await api.Karin.VoidAsync(number.Replace(' ', '/'));
            }
        }
    }

    [Test]
    public async Task The_worker_wakes_by_itself()
    {
        await using var working = new VaramailApi(store, hasWorkers: true);
        await working.EnteredAsync();

        Assert.That(() => working.Mailboxes.Markings, Is.EqualTo(1).After(20_000, 20));
    }

    private Task Drain() => api.DrainAsync();

    private async Task<RegistrationView> Seen(ItemRef item) => (await api.Henrik.AssessAsync(item)).Registration!;
}
