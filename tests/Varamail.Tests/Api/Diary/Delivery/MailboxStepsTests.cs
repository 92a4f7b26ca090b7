using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Microsoft365;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Audit;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Diary.Deliveries;

/// <summary>What a delivery does in the mailboxes, and what bars it.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class MailboxStepsTests(Store store)
{
    private StandInDiary evolution = null!;
    private VaramailApi api = null!;
    private ItemRef item = null!;
    private Guid sent;

    [SetUp]
    public async Task Start()
    {
        evolution = new StandInDiary();
        api = DeliveryTests.Api(evolution, store, "BYN", ("Delivery:ArchiveMessages", "true"), ("Delivery:RemoveMessages", "true"));
        item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        sent = (await api.Henrik.RegisterAsync(item)).Id;
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task A_message_leaves_the_inbox_when_it_is_marked_and_the_mailbox_when_the_time_for_undo_is_over()
    {
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await api.DeliverAsync();
        Assert.That(api.Mailboxes.Folders, Is.Empty, "it isn't marked yet");

        await api.DrainAsync();
        await LaterAsync(TimeSpan.FromMinutes(20));
        Assert.That(api.Mailboxes.Folders[item], Is.EqualTo(MailboxFolder.Archive));
        await LaterAsync(TimeSpan.FromDays(6));
        Assert.That(api.Mailboxes.Folders[item], Is.EqualTo(MailboxFolder.Archive));
        await LaterAsync(TimeSpan.FromDays(2));

        Assert.That(api.Mailboxes.Folders[item], Is.EqualTo(MailboxFolder.DeletedItems));
        Assert.That(await StepAsync(), Is.EqualTo(DeliveryStep.Finished));
    }

    [Test]
    public async Task Nothing_is_removed_anywhere_while_somebody_waits_to_see_it()
    {
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await ArriveAsync();
        var one = await HoldAsync("Begäran KS 2026/9");
        var other = await HoldAsync("Begäran KS 2026/10");
        await LaterAsync(TimeSpan.FromDays(60));
        await LiftAsync(one);
        await LaterAsync(TimeSpan.FromDays(1));
        Assert.That((api.Mailboxes.Folders[item], api.StoredFiles.Count), Is.EqualTo((MailboxFolder.Archive, 1)));
        Assert.That((await api.Karin.GetAsync<HoldView[]>("/api/v1/desk/holds")).Single().Reason, Is.EqualTo("Begäran KS 2026/10"));

        await LiftAsync(other);
        await LaterAsync(TimeSpan.FromDays(1));

        Assert.That((api.Mailboxes.Folders[item], api.StoredFiles.Count), Is.EqualTo((MailboxFolder.DeletedItems, 0)));
        Assert.That(await ReadAsync(db => db.Audit.CountAsync(a => a.Act == AuditAct.Held || a.Act == AuditAct.HoldLifted)), Is.EqualTo(4));
    }

    [Test]
    public async Task A_hold_also_keeps_what_was_never_entered()
    {
        await (await api.Karin.DeskAsync(sent, "not-registered", new { version = 1, reason = "Reklam." })).ReadAsync<object>();
        var hold = await HoldAsync("Begäran KS 2026/9");
        await LaterAsync(TimeSpan.FromDays(60));
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));

        await LiftAsync(hold);
        await LaterAsync(TimeSpan.FromDays(1));

        Assert.That(api.StoredFiles, Is.Empty);
    }

    [Test]
    public async Task What_the_receipt_does_not_prove_stays_in_the_mailbox()
    {
        evolution.ForgetsHash = true;
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await ArriveAsync();

        await LaterAsync(TimeSpan.FromDays(60));

        Assert.That((api.Mailboxes.Folders[item], await StepAsync()), Is.EqualTo((MailboxFolder.Archive, DeliveryStep.Finished)));
    }

    [TestCase(MailboxFailure.Unavailable, false)]
    [TestCase(MailboxFailure.Denied, true)]
    [TestCase(MailboxFailure.NotFound, true)]
    public async Task A_mailbox_that_is_down_is_tried_again_and_one_that_is_closed_is_left_alone(object failure, bool leftAlone)
    {
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await api.DeliverAsync();
        await api.DrainAsync();
        api.Mailboxes.MarkingFault = new MailboxProblem((MailboxFailure)failure);
        await LaterAsync(TimeSpan.FromHours(1));
        api.Mailboxes.MarkingFault = null;

        await LaterAsync(TimeSpan.FromHours(1));

        Assert.That(api.Mailboxes.Folders.ContainsKey(item), Is.EqualTo(!leftAlone));
    }

    [Test]
    public async Task Who_does_not_serve_the_authority_sees_and_lifts_no_hold()
    {
        var hold = await HoldAsync("Begäran KS 2026/9");
        using var other = api.As("karl.berg@vara.se", "Registrar");

        await (await other.PostAsync($"/api/v1/desk/holds/{Guid.NewGuid()}/lift", new HoldRequest("Klart nu"))).ProblemAsync(404, "notFound");
        await (await api.Karin.PostAsync($"/api/v1/desk/queue/{Guid.NewGuid()}/hold", new HoldRequest("Begäran"))).ProblemAsync(404, "notFound");
        await LiftAsync(hold);
        await (await api.Karin.PostAsync($"/api/v1/desk/holds/{hold.Id}/lift", new HoldRequest("Klart nu"))).ProblemAsync(404, "notFound");
    }

    private async Task ArriveAsync()
    {
        await api.DeliverAsync();
        await api.DrainAsync();
        await LaterAsync(TimeSpan.FromMinutes(20));
        Assert.That(api.Mailboxes.Folders[item], Is.EqualTo(MailboxFolder.Archive));
    }

    private async Task LaterAsync(TimeSpan time)
    {
        api.Clock.Advance(time);
        await api.DeliverAsync();
        await api.DiscardAsync();
    }

    private async Task<HoldView> HoldAsync(string reason) =>
        await (await api.Karin.PostAsync($"/api/v1/desk/queue/{sent}/hold", new HoldRequest(reason))).ReadAsync<HoldView>();

    private async Task LiftAsync(HoldView hold) =>
        await (await api.Karin.PostAsync($"/api/v1/desk/holds/{hold.Id}/lift", new HoldRequest("Begäran är besvarad"))).ReadAsync<HoldView>();

    private Task<DeliveryStep> StepAsync() => ReadAsync(db => db.Deliveries.Select(d => d.Step).SingleAsync());

    private async Task<T> ReadAsync<T>(Func<VaramailDb, Task<T>> read)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<VaramailDb>());
    }
}
