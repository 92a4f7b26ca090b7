using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Audit;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Audit;

/// <summary>What stands in the trail, and who sees it.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class AuditTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Every_decision_and_reading_stands_in_it_in_order_and_no_word_of_a_message()
    {
        var first = await api.Henrik.RegisterAsync(Put(Calls.Letter("kanarie@example.se", "kanariefågel", "Kanariefågeln sjunger. 19811218-9876")));
        await Decide(first, "open", new OpenRequest("Ska registreras"));
        await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{first.Id}");
        await api.Karin.GetAsync($"/api/v1/desk/queue/{first.Id}/original");
        await Decide(first, "claim", new ChangeRequest(1));
        await Decide(first, "release", new ChangeRequest(2));
        await Decide(first, "claim", new ChangeRequest(3));
        await (await api.Bo.DeskAsync(first.Id, "claim", new ClaimRequest(4, TakeOver: true))).ReadAsync<QueueItem>();
        await api.Bo.EnterAsync(first.Id, Calls.Entry());
        await api.Karin.VoidAsync("BYN/2026/1");
        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{first.Id}");
        await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{first.Id}");
        var version = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{first.Id}")).Item.Version;
        await Decide(first, "redirect", new RedirectRequest(version, "KS", "kanariefågel"));
        var second = await api.Henrik.RegisterAsync(Put(Calls.Letter("b@example.se")));
        await Decide(second, "return", new ReturnRequest(1, "kanariefågel"));
        await api.Henrik.RegisterAsync(Put(Calls.Letter("b@example.se")));
        await Decide(second, "not-registered", new NotRegisterRequest(3, "Reklam"));
        var third = await api.Henrik.RegisterAsync(Put(Calls.Letter("c@example.se")));
        await api.Henrik.PostAsync($"/api/v1/registrations/{third.Id}/withdraw", null);

        var rows = await RowsAsync();

        Assert.That(
            rows.Select(r => (r.Act, r.ByName, r.Authority, r.Detail, r.Reason)),
            Is.EqualTo(
                new (AuditAct, string, string?, string?, string?)[]
                {
                    (AuditAct.Sent, "Henrik Strand", "BYN", null, null),
                    (AuditAct.Opened, "Karin Ekdahl", "BYN", null, "Ska registreras"),
                    (AuditAct.Downloaded, "Karin Ekdahl", "BYN", "original", null),
                    (AuditAct.Claimed, "Karin Ekdahl", "BYN", null, null),
                    (AuditAct.Released, "Karin Ekdahl", "BYN", null, null),
                    (AuditAct.Claimed, "Karin Ekdahl", "BYN", null, null),
                    (AuditAct.TookOver, "Bo Wallgren", "BYN", null, null),
                    (AuditAct.Entered, "Bo Wallgren", "BYN", "BYN 2026/1-1", null),
                    (AuditAct.Voided, "Karin Ekdahl", "BYN", "BYN 2026/1-1", "Fel ärende"),
                    (AuditAct.Read, "Karin Ekdahl", "BYN", null, null),
                    (AuditAct.Redirected, "Karin Ekdahl", "BYN", "KS", null),
                    (AuditAct.Arrived, "Karin Ekdahl", "KS", "BYN", null),
                    (AuditAct.Sent, "Henrik Strand", "BYN", null, null),
                    (AuditAct.Returned, "Karin Ekdahl", "BYN", null, null),
                    (AuditAct.Sent, "Henrik Strand", "BYN", null, null),
                    (AuditAct.NotRegistered, "Karin Ekdahl", "BYN", null, "Reklam"),
                    (AuditAct.Sent, "Henrik Strand", "BYN", null, null),
                    (AuditAct.Withdrawn, "Henrik Strand", "BYN", null, null),
                }
            )
        );
        Assert.That(rows.Select(r => r.Number), Is.EqualTo(Enumerable.Range(1, rows.Count).Select(n => (long)n)));
        var everything = await (await api.As("arkivet@vara.se", "Archivist").GetAsync("/api/v1/audit/export")).Content.ReadAsStringAsync();
        Assert.That(everything, Does.Contain("Ska registreras").And.Not.Contain("kanarie").IgnoreCase.And.Not.Contain("19811218").And.Not.Contain("example.se"));
    }

    [Test]
    public async Task What_is_mailed_on_or_barred_from_it_is_told_without_saying_to_whom()
    {
        var plain = Put(Calls.Letter());
        var closed = Put(Calls.Protected());
        var (a, b) = (await api.Henrik.AssessAsync(plain), await api.Henrik.AssessAsync(closed));
        await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(plain, a.Item.Fingerprint, ["registrar"]));
        await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(closed, b.Item.Fingerprint, ["kollega@vara.se"]));

        var rows = await RowsAsync();

        Assert.That(rows.Select(r => (r.Act, r.Detail)), Is.EqualTo(new[] { (AuditAct.Forwarded, "registrar"), (AuditAct.ForwardBarred, "R58") }));
    }

    [Test]
    public async Task What_came_to_nothing_leaves_no_row()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Letter()));

        await (await api.Karin.DeskAsync(sent.Id, "enter", Calls.Entry("BYN 2026/9"))).ProblemAsync(400, "invalid");
        await (await api.Karin.DeskAsync(sent.Id, "claim", new ChangeRequest(7))).ProblemAsync(409, "changedMeanwhile");
        await (await api.Karin.DeskAsync(Guid.NewGuid(), "open", new OpenRequest("x"))).ProblemAsync(404, "notFound");

        Assert.That((await RowsAsync()).Select(r => r.Act), Is.EqualTo(new[] { AuditAct.Sent }));
    }

    [Test]
    public async Task Rows_have_neither_gaps_nor_forks_however_many_write_at_once()
    {
        const int Count = 16;
        var sent = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => api.Henrik.RegisterAsync(Put(Calls.Letter($"{i}@example.se")))));
        // Those who lose a race write nothing: their numbers must not be missing.
        var claims = sent.SelectMany(s => new[] { api.Karin.DeskAsync(s.Id, "claim", new ChangeRequest(1)), api.Bo.DeskAsync(s.Id, "claim", new ChangeRequest(1)) });
        var answers = await Task.WhenAll(claims);
        Assert.That(answers.Count(a => a.StatusCode is HttpStatusCode.OK), Is.EqualTo(Count));

        var found = await api.Bo.GetAsync<AuditVerification>("/api/v1/audit/verification");

        Assert.That((found.Fault, found.Rows), Is.EqualTo((default(AuditFault?), 2 * Count)));
    }

    [Test]
    public async Task A_decision_can_not_be_saved_without_its_row()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Letter()));
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var registration = await db.Registrations.SingleAsync(r => r.Id == sent.Id);
        registration.Claim(new Actor(new Person("x", "X", "x@vara.se"), new HashSet<string> { "BYN" }, false, new HashSet<string>()), DateTimeOffset.UnixEpoch, false);

        Assert.That(() => db.SaveChangesAsync(), Throws.InvalidOperationException.With.Message.Contains("audit trail"));
    }

    [Test]
    public async Task Bytes_that_are_deleted_are_told_of()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Letter()));
        await Decide(sent, "return", new ReturnRequest(1, "Fel"));
        api.Clock.Advance(TimeSpan.FromDays(8));
        await api.DiscardAsync();

        var last = (await RowsAsync())[^1];
        Assert.That((last.Act, last.ByName, last.ById), Is.EqualTo((AuditAct.Discarded, "Varamail", "")));
    }

    [Test]
    public async Task A_head_registrar_reads_her_authorities_rows_an_archivist_all_and_a_data_protection_officer_counts()
    {
        for (var i = 0; i < 6; i++)
            await api.Henrik.RegisterAsync(Put(Calls.Letter($"{i}@example.se")));
        await api.Henrik.RegisterAsync(api.Mailboxes.Put("social@vara.se", Calls.Letter("s@example.se")));
        var officer = api.As("dso@vara.se", "DataProtectionOfficer");

        Assert.That((await api.As("karin.ekdahl@vara.se", "HeadRegistrar").GetAsync<AuditPage>("/api/v1/audit")).Items, Has.Count.EqualTo(6).And.All.Property("Authority").EqualTo("BYN"));
        Assert.That((await RowsAsync()).Select(r => r.Authority), Does.Contain("SN"));
        Assert.That(await officer.GetAsync<AuditCount[]>("/api/v1/audit/counts"), Is.EqualTo(new[] { new AuditCount("2026-11", AuditAct.Sent, 7) }));
        await Decide((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Items[0].Id, "claim", new ChangeRequest(1));
        Assert.That((await officer.GetAsync<AuditCount[]>("/api/v1/audit/counts")).Single(c => c.Act is AuditAct.Claimed).Count, Is.Null, "one points at somebody");
        var csv = await (await officer.GetAsync("/api/v1/audit/counts?format=csv")).Content.ReadAsStringAsync();
        Assert.That(csv, Does.Contain("2026-11;Sent;7").And.Contain("2026-11;Claimed;färre än 5").And.Not.Contain("Henrik"));
    }

    [Test]
    public async Task The_trail_is_filtered_and_read_page_by_page()
    {
        for (var i = 0; i < 60; i++)
            await api.Henrik.RegisterAsync(Put(Calls.Letter($"{i}@example.se")));
        api.Clock.Advance(TimeSpan.FromDays(2));
        var late = await api.Henrik.RegisterAsync(Put(Calls.Letter("late@example.se")));
        await Decide(late, "claim", new ChangeRequest(1));
        var archivist = api.As("arkivet@vara.se", "Archivist");

        var first = await archivist.GetAsync<AuditPage>("/api/v1/audit");
        var second = await archivist.GetAsync<AuditPage>($"/api/v1/audit?before={first.Before}");
        Assert.That((first.Items.Count, first.Items[0].Number, second.Items.Count, second.Before), Is.EqualTo((50, 62L, 12, default(long?))));
        Assert.That(first.Items.Concat(second.Items).Select(r => r.Number), Is.EqualTo(Enumerable.Range(1, 62).Reverse()));
        Assert.That((await archivist.GetAsync<AuditPage>("/api/v1/audit?act=claimed")).Items.Single().Registration, Is.EqualTo(late.Id));
        Assert.That((await archivist.GetAsync<AuditPage>($"/api/v1/audit?registration={late.Id}")).Items, Has.Count.EqualTo(2));
        Assert.That((await archivist.GetAsync<AuditPage>("/api/v1/audit?from=2026-11-26")).Items, Has.Count.EqualTo(2));
        Assert.That((await archivist.GetAsync<AuditPage>("/api/v1/audit?to=2026-11-25&authority=SN")).Items, Is.Empty);
        Assert.That((await archivist.GetAsync<AuditPage>("/api/v1/audit?act=sentToDiary")).Items, Is.Empty);
        await (await archivist.GetAsync("/api/v1/audit?act=7")).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task Taking_the_trail_out_is_itself_told_and_the_file_holds_what_a_check_needs()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Protected()));
        await Decide(sent, "open", new OpenRequest("=1+1; \"skäl\""));
        var archivist = api.As("arkivet@vara.se", "Archivist");

        var csv = await (await archivist.GetAsync("/api/v1/audit/export?from=2026-11-25&to=2026-11-25")).Content.ReadAsStringAsync();
        var json = await archivist.GetAsync<AuditRowView[]>("/api/v1/audit/export?format=json");

        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[0], Does.Contain("nummer;tid;händelse"));
        Assert.That(lines[2], Does.Contain("\"'=1+1; \"\"skäl\"\"\""), "a formula stays a word");
        Assert.That(lines[3], Does.Contain("Exported;").And.Contain("csv 2026-11-25–2026-11-25"));
        Assert.That(json.Select(r => r.Act), Is.EqualTo(new[] { AuditAct.Sent, AuditAct.Opened, AuditAct.Exported, AuditAct.Exported }));
        Assert.That(lines[2], Does.EndWith(json[1].Hash).And.Contain(json[0].Hash));
    }

    private async Task<IReadOnlyList<AuditRowView>> RowsAsync() =>
        [.. (await api.As("arkivet@vara.se", "Archivist").GetAsync<AuditPage>("/api/v1/audit")).Items.Reverse()];

    private Varamail.Api.Microsoft365.ItemRef Put(string letter) => api.Mailboxes.Put("bygglov@vara.se", letter);

    private Task Decide(RegistrationView sent, string what, object body) => Decide(sent.Id, what, body);

    private async Task Decide(Guid id, string what, object body)
    {
        var answer = await api.Karin.DeskAsync(id, what, body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }
}
