using Microsoft.AspNetCore.Hosting;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;

namespace Varamail.Tests.Api.Desk;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class OutcomeTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task What_is_handed_to_another_system_stays_due_until_its_receipt_has_come()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);

        var handed = await Decide(sent.Id, "file", new FileRequest(sent.Version, "Treserva, personakt"));

        Assert.That((handed.State, handed.Outcome!.System, handed.Outcome.Reference), Is.EqualTo((RegistrationState.AwaitingReceipt, "Treserva, personakt", (string?)null)));
        api.Clock.Advance(TimeSpan.FromDays(3));
        var queue = await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?due=true");
        Assert.That((queue.Items.Single().Id, queue.Counts.AwaitingReceipt), Is.EqualTo((sent.Id, 1)));
        Assert.That((await api.Henrik.AssessAsync(item)).Registration!.Outcome!.System, Is.EqualTo("Treserva, personakt"));
        await (await api.Karin.DeskAsync(sent.Id, "receipt", new ReceiptRequest(handed.Version, ""))).ProblemAsync(400, "invalid");

        var filed = await Decide(sent.Id, "receipt", new ReceiptRequest(handed.Version, "T-2026-77"));

        Assert.That((filed.State, filed.Outcome!.Reference), Is.EqualTo((RegistrationState.Filed, "T-2026-77")));
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Total, Is.Zero);
        Assert.That((await api.Henrik.AssessAsync(item)).Registration!.State, Is.EqualTo(RegistrationState.Filed));
        await (await api.Karin.DeskAsync(sent.Id, "receipt", new ReceiptRequest(filed.Version, "igen"))).ProblemAsync(409, "alreadyDecided");
    }

    [Test]
    public async Task With_its_reference_it_is_done_at_once()
    {
        var sent = await Send("f");

        Assert.That((await Decide(sent.Id, "file", new FileRequest(sent.Version, "Castor", "C-1"))).State, Is.EqualTo(RegistrationState.Filed));
    }

    [Test]
    public async Task A_mistake_is_undone_and_its_trace_stays()
    {
        var sent = await Send("u");
        var entered = await api.Karin.EnterAsync(sent.Id, Calls.Entry());

        var undone = await Decide(sent.Id, "undo", new ChangeRequest(entered.Version));

        Assert.That((undone.State, undone.Outcome), Is.EqualTo((RegistrationState.Queued, (Outcome?)null)));
        var entry = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries.Single();
        Assert.That((entry.Voided!.Reason, entry.Voided.By.Name), Is.EqualTo(("Ångrad", "Karin Ekdahl")));
        foreach (var (what, body) in new (string, Func<int, object>)[]
        {
            ("return", version => new ReturnRequest(version, "Vilken fastighet?")),
            ("not-registered", version => new NotRegisterRequest(version, "Reklam")),
            ("file", version => new FileRequest(version, "Castor", "C-1")),
            ("redirect", version => new RedirectRequest(version, "KS")),
        })
        {
            var now = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Item;
            var decided = await Decide(sent.Id, what, body(now.Version));
            Assert.That((await Decide(sent.Id, "undo", new ChangeRequest(decided.Version))).State, Is.EqualTo(RegistrationState.Queued), what);
        }
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?authority=KS")).Total, Is.Zero);
    }

    [Test]
    public async Task After_the_time_for_it_nothing_is_undone_or_moved()
    {
        var sent = await Send("l");
        var entered = await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        api.Clock.Advance(TimeSpan.FromMinutes(241));

        await (await api.Karin.DeskAsync(sent.Id, "undo", new ChangeRequest(entered.Version))).ProblemAsync(409, "alreadyDecided");
        await (await api.Karin.DeskAsync(sent.Id, "move", new MoveRequest(entered.Version, new CaseChoice(NewTitle: "Annat")))).ProblemAsync(409, "alreadyDecided");
        Assert.That((await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries.Single().Voided, Is.Null);
    }

    [Test]
    public async Task What_another_authority_has_begun_with_is_not_taken_back()
    {
        var sent = await Send("r");
        var redirected = await Decide(sent.Id, "redirect", new RedirectRequest(sent.Version, "SN"));
        var there = (await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue?authority=SN")).Items.Single();
        await (await api.Bo.DeskAsync(there.Id, "claim", new ClaimRequest(there.Version))).ReadAsync<QueueItem>();

        await (await api.Karin.DeskAsync(sent.Id, "undo", new ChangeRequest(redirected.Version))).ProblemAsync(409, "alreadyDecided");
    }

    [Test]
    public async Task A_document_in_the_wrong_case_is_moved_and_both_entries_tell()
    {
        await api.Karin.EnterAsync((await Send("m1")).Id, Calls.Entry());
        var sent = await Send("m2");
        var wrong = await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        Assert.That(wrong.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/2-1"));

        await (await api.Karin.DeskAsync(sent.Id, "move", new MoveRequest(wrong.Version, new CaseChoice("BYN 2026/2")))).ProblemAsync(400, "invalid");
        await (await api.Karin.DeskAsync(sent.Id, "move", new MoveRequest(wrong.Version, new CaseChoice("BYN 2026/9")))).ProblemAsync(400, "invalid");
        var moved = await Decide(sent.Id, "move", new MoveRequest(wrong.Version, new CaseChoice("BYN 2026/1")));

        Assert.That((moved.State, moved.Outcome!.DiaryNumber), Is.EqualTo((RegistrationState.Entered, "BYN 2026/1-2")));
        Assert.That((await Case(2)).Entries.Single().Voided!.Reason, Is.EqualTo("Flyttad till BYN 2026/1"));
        Assert.That((await Case(1)).Entries[^1].Note, Is.EqualTo("Flyttad från BYN 2026/2-1"));
    }

    [Test]
    public async Task What_is_marked_as_a_matter_of_protective_security_is_not_stored_queued_or_mailed()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("x@example.se", "Ritning", "Detta är säkerhetsskyddsklassificerad information."));

        var told = await (await api.Henrik.PostAsync("/api/v1/assessments/item", item)).ProblemAsync(409, "protectiveSecurity");
        Assert.That(told.GetProperty("detail").GetString(), Does.Contain("Ring kommunens säkerhetsskyddschef nu"));
        await (await api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, "f"))).ProblemAsync(409, "protectiveSecurity");
        await (await api.Karin.PostAsync("/api/v1/registrations/enter", new EnterNowRequest(item, "f", Calls.Entry()))).ProblemAsync(409, "protectiveSecurity");
        await (await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, "f", ["registrar"]))).ProblemAsync(409, "protectiveSecurity");
        Assert.That((api.StoredFiles.Count, api.Mailboxes.Forwarded.Count, api.Mailboxes.Sent.Count), Is.EqualTo((0, 0, 0)));
        Assert.That((await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue")).Total, Is.Zero);
        await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("y@example.se", "Fråga", "Vad menas med säkerhetsskyddsklassificeringen?")));
    }

    [Test]
    public async Task A_whistleblowers_report_is_seen_by_those_who_receive_reports_only()
    {
        var settings = api.WithWebHostBuilder(b => b.UseSetting("Whistleblowing:Readers:0", "rut.mottagare@vara.se"));
        var (rut, karin, bo) = (settings.As("rut.mottagare@vara.se", "Registrar"), settings.As("karin.ekdahl@vara.se", "Registrar"), settings.As("bo.wallgren@vara.se", "HeadRegistrar"));
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("v@example.se", "Rapport", "Detta är en visselblåsning om upphandlingen."));
        var sent = await settings.As("henrik.strand@vara.se").RegisterAsync(item);

        foreach (var other in new[] { karin, bo })
        {
            var page = await other.GetAsync<QueuePage>("/api/v1/desk/queue");
            Assert.That((page.Total, page.Counts.Queued, page.Counts.Whistleblowing), Is.EqualTo((0, 0, 0)));
            await (await other.GetAsync($"/api/v1/desk/queue/{sent.Id}")).ProblemAsync(404, "notFound");
            await (await other.DeskAsync(sent.Id, "open", new OpenRequest("nyfiken"))).ProblemAsync(404, "notFound");
            Assert.That((await other.GetAsync<QueueChanges>("/api/v1/desk/changes")).Changes, Is.Empty);
        }
        var queue = await rut.GetAsync<QueuePage>("/api/v1/desk/queue?whistleblowing=true");
        Assert.That((queue.Items.Single().Whistleblowing, queue.Items.Single().Restricted, queue.Items.Single().Subject), Is.EqualTo((true, true, (string?)null)));
        Assert.That((await (await rut.DeskAsync(sent.Id, "open", new OpenRequest("Mottagare"))).ReadAsync<QueueDetail>()).Content, Is.Not.Null);
        var henrik = settings.As("henrik.strand@vara.se");
        var fingerprint = (await henrik.AssessAsync(item)).Item.Fingerprint;
        await (await henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, ["registrar"]))).ProblemAsync(403, "forbidden");
    }

    private Task<CaseDetail> Case(int number) => api.Karin.GetAsync<CaseDetail>($"/api/v1/diary/cases/BYN/2026/{number}");

    private async Task<QueueItem> Decide(Guid id, string what, object body) => await (await api.Karin.DeskAsync(id, what, body)).ReadAsync<QueueItem>();

    private Task<RegistrationView> Send(string id) => api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{id}@example.se")));
}
