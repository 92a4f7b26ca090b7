using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Desk;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class DeskTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task A_registrar_sees_searches_and_counts_only_the_authorities_served()
    {
        var bygg = await Send("bygglov@vara.se");
        var social = await Send("social@vara.se");

        var karins = await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue");
        Assert.That(karins.Items.Select(i => i.Id), Is.EqualTo(new[] { bygg.Id }));
        Assert.That(karins.Counts.Queued, Is.EqualTo(1));
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?authority=SN")).Total, Is.Zero);
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?search=BYGGLOV")).Total, Is.EqualTo(1));
        Assert.That((await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue?search=ulla")).Total, Is.EqualTo(2));
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{social.Id}")).ProblemAsync(404, "notFound");
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{social.Id}/original")).ProblemAsync(404, "notFound");
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{social.Id}/attachments/0")).ProblemAsync(404, "notFound");
        await (await api.Karin.DeskAsync(social.Id, "open", new OpenRequest("nyfiken"))).ProblemAsync(404, "notFound");
        foreach (var (what, body) in Decisions(social.Version))
            await (await api.Karin.DeskAsync(social.Id, what, body)).ProblemAsync(404, "notFound");
        foreach (var (what, body) in Decisions(1))
            await (await api.Karin.DeskAsync(Guid.NewGuid(), what, body)).ProblemAsync(404, "notFound");
    }

    [Test]
    public async Task A_restricted_item_is_opened_by_a_click_that_is_logged()
    {
        var sent = await Send("bygglov@vara.se", Calls.Protected());

        var closed = await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}");
        Assert.That(closed.Restricted, Is.True);
        Assert.That(closed.Content, Is.Null);
        Assert.That(closed.Item.Subject, Is.Null);
        Assert.That(closed.Item.From, Is.Null);
        Assert.That(closed.Item.Comment, Is.Null);
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).ProblemAsync(403, "forbidden");
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/attachments/0")).ProblemAsync(403, "forbidden");
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?search=ans%C3%B6kan")).Total, Is.Zero);
        await (await api.Karin.DeskAsync(sent.Id, "open", new OpenRequest(""))).ProblemAsync(400, "invalid");

        var opened = await (await api.Karin.DeskAsync(sent.Id, "open", new OpenRequest("Ska diarieföras"))).ReadAsync<QueueDetail>();

        Assert.That(opened.Item.Subject, Is.EqualTo("Ansökan"));
        Assert.That(opened.Content!.Assessment.Findings, Is.Not.Empty);
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?search=ans%C3%B6kan")).Total, Is.EqualTo(1));
        Assert.That((await api.Bo.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content, Is.Null);
        var reading = await Read(db => db.Readings.SingleAsync());
        Assert.That(
            (reading.RegistrationId, reading.Reader.Address, reading.Reason, reading.At),
            Is.EqualTo((sent.Id, "karin.ekdahl@vara.se", "Ska diarieföras", api.Clock.GetUtcNow()))
        );
    }

    [Test]
    public async Task The_reading_log_can_not_be_rewritten()
    {
        var sent = await Send("bygglov@vara.se", Calls.Protected());
        await api.Karin.DeskAsync(sent.Id, "open", new OpenRequest("Ska diarieföras"));

        Assert.That(() => Read(db => db.Readings.ExecuteDeleteAsync()), Throws.Exception.With.Message.Contains("append-only"));
        Assert.That(
            () => Read(db => db.Readings.ExecuteUpdateAsync(r => r.SetProperty(x => x.Reason, "x"))),
            Throws.Exception.With.Message.Contains("append-only")
        );
        Assert.That(await Read(db => db.Readings.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_saw_an_older_version_is_told_who_did_what()
    {
        var sent = await Send("bygglov@vara.se");
        var claimed = await (await api.Karin.DeskAsync(sent.Id, "claim", new ChangeRequest(sent.Version))).ReadAsync<QueueItem>();
        Assert.That(claimed.ClaimedBy!.Name, Is.EqualTo("Karin Ekdahl"));

        foreach (var (what, body) in Decisions(sent.Version))
        {
            var problem = await (await api.Bo.DeskAsync(sent.Id, what, body)).ProblemAsync(409, "changedMeanwhile");
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Karin Ekdahl"));
        }
        var rut = api.As("rut.registrator@vara.se", "Registrar");
        await (await rut.DeskAsync(sent.Id, "claim", new ChangeRequest(claimed.Version))).ProblemAsync(409, "changedMeanwhile");
        var entered = await api.Karin.EnterAsync(sent.Id, Calls.Entry(version: claimed.Version));
        var late = await (await rut.DeskAsync(sent.Id, "return", new ReturnRequest(entered.Version, "fel"))).ProblemAsync(409, "alreadyDecided");
        Assert.That(late.GetProperty("detail").GetString(), Does.Contain("BYN 2026/1-1"));
    }

    [Test]
    public async Task The_filters_mine_and_restricted_find_and_count_in_ones_own_authorities_only()
    {
        var mine = await Send("bygglov@vara.se");
        var hers = await Send("bygglov@vara.se");
        await Send("bygglov@vara.se");
        var closed = await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Protected($"{Guid.NewGuid():N}@example.se")));
        await api.Henrik.RegisterAsync(api.Mailboxes.Put("social@vara.se", Calls.Protected($"{Guid.NewGuid():N}@example.se")));
        await (await api.Karin.DeskAsync(mine.Id, "claim", new ChangeRequest(mine.Version))).ReadAsync<QueueItem>();
        await (await api.Bo.DeskAsync(hers.Id, "claim", new ChangeRequest(hers.Version))).ReadAsync<QueueItem>();

        Assert.That(await Found("mine=true"), Is.EqualTo(new[] { mine.Id }));
        Assert.That(await Found("restricted=true"), Is.EqualTo(new[] { closed.Id }));
        Assert.That(await Found("restricted=true&authority=SN"), Is.Empty);
        Assert.That(await Found("restricted=true&search=ans%C3%B6kan"), Is.Empty);
        Assert.That(await Found("mine=true&restricted=true"), Is.Empty);
        Assert.That(await Found("mine=true&state=queued"), Is.Empty);
        Assert.That(await Found("mine=true&state=claimed"), Is.EqualTo(new[] { mine.Id }));
        var counts = (await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Counts;
        Assert.That((counts.Mine, counts.Restricted), Is.EqualTo((1, 1)));
        var head = (await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue?restricted=true")).Counts;
        Assert.That((head.Mine, head.Restricted), Is.EqualTo((1, 2)));
        await (await api.Henrik.GetAsync("/api/v1/desk/queue?mine=true")).ProblemAsync(403, "forbidden");

        async Task<IEnumerable<Guid>> Found(string filter)
        {
            var page = await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?" + filter);
            Assert.That(page.Total, Is.EqualTo(page.Items.Count));
            return page.Items.Select(i => i.Id);
        }
    }

    [Test]
    public async Task Of_two_who_decide_at_once_one_wins()
    {
        var sent = await Send("bygglov@vara.se");
        var calls = Enumerable
            .Range(0, 10)
            .Select(i =>
                i % 2 == 0
                    ? api.Karin.DeskAsync(sent.Id, "return", new ReturnRequest(sent.Version, "Vilken fastighet?"))
                    : api.Bo.DeskAsync(sent.Id, "enter", Calls.Entry(version: sent.Version))
            );

        var answers = await Task.WhenAll(calls);

        Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(answers.Count(a => (int)a.StatusCode == 409), Is.EqualTo(9));
    }

    [Test]
    public async Task A_returned_message_is_told_to_the_official_and_can_be_sent_again()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);
        await (await api.Karin.DeskAsync(sent.Id, "return", new ReturnRequest(sent.Version, "Vilken fastighet?"))).ReadAsync<QueueItem>();

        var seen = (await api.Henrik.AssessAsync(item)).Registration!;
        Assert.That(seen.State, Is.EqualTo(RegistrationState.Returned));
        Assert.That(seen.Outcome!.Comment, Is.EqualTo("Vilken fastighet?"));
        var again = await api.Henrik.RegisterAsync(item);
        Assert.That(again.Id, Is.EqualTo(sent.Id));
        Assert.That(again.State, Is.EqualTo(RegistrationState.Queued));
    }

    [Test]
    public async Task A_redirected_message_waits_in_the_other_authoritys_queue()
    {
        var sent = await Send("bygglov@vara.se");
        var redirected = await (
            await api.Karin.DeskAsync(sent.Id, "redirect", new RedirectRequest(sent.Version, "SN", "Gäller omsorg"))
        ).ReadAsync<QueueItem>();

        Assert.That(redirected.State, Is.EqualTo(RegistrationState.Redirected));
        Assert.That(redirected.Outcome!.Authority, Is.EqualTo("SN"));
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Total, Is.Zero);
        var there = (await api.Bo.GetAsync<QueuePage>("/api/v1/desk/queue?authority=SN")).Items.Single();
        Assert.That(there.CreatedBy.Name, Is.EqualTo("Henrik Strand"));
        Assert.That(there.Comment, Is.EqualTo("Gäller omsorg"));
        // and back again
        await (await api.Bo.DeskAsync(there.Id, "redirect", new RedirectRequest(there.Version, "BYN"))).ReadAsync<QueueItem>();
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Items.Single().Id, Is.EqualTo(sent.Id));
        await (await api.Karin.DeskAsync(sent.Id, "redirect", new RedirectRequest(3, "XX"))).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task Not_registered_is_told_with_the_reason()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);
        await (await api.Karin.DeskAsync(sent.Id, "not-registered", new NotRegisterRequest(sent.Version, "Reklam"))).ReadAsync<QueueItem>();

        var seen = (await api.Henrik.AssessAsync(item)).Registration!;
        Assert.That(seen.State, Is.EqualTo(RegistrationState.NotRegistered));
        Assert.That(seen.Outcome!.Comment, Is.EqualTo("Reklam"));
    }

    [Test]
    public async Task What_is_shown_of_a_hostile_message_runs_and_fetches_nothing()
    {
        const string Hostile = """
            <html><head><style>@import url(https://spion.example/a.css); p{background:url(https://spion.example/b)}</style></head><body
            onload="alert(1)"><script>alert(2)</script><img src="https://spion.example/c.gif" onerror="alert(3)"><img src="cid:logo">
            <a href="javascript:alert(4)">klick</a><a href="https://example.se/ok">ok</a><form action="https://spion.example"><input></form>
            <iframe src="https://spion.example"></iframe><svg onload="alert(5)"></svg><p style="background-image:url(https://spion.example/d);color:red">Hej</p>
            <table background="https://spion.example/e"><tr><td>rad</td></tr></table><video poster="https://spion.example/f"></video>
            <link rel="stylesheet" href="https://spion.example/g"><meta http-equiv="refresh" content="0;url=https://spion.example/h"></body></html>
            """;
        var sent = await Send("bygglov@vara.se", Calls.Letter(body: Hostile).Replace("text/plain", "text/html", StringComparison.Ordinal));

        var html = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content!.Html!;

        Assert.That(html, Does.Contain("Hej").And.Contain("https://example.se/ok"));
        foreach (var evil in (string[])["spion", "alert", "script", "<form", "<input", "<iframe", "<svg", "onload", "<link", "<meta", "cid:"])
            Assert.That(html, Does.Not.Contain(evil).IgnoreCase);
    }

    [Test]
    public async Task An_attached_file_is_always_a_download_with_its_own_bytes()
    {
        const string Mixed = """
            From: Ulla Berg <ulla@example.se>
            To: bygglov@vara.se
            Subject: Ritning
            Date: Wed, 25 Nov 2026 08:55:00 +0100
            Message-ID: <r1@example.se>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain

            Se bilagan.
            --x
            Content-Type: text/html; name="ritning.html"
            Content-Disposition: attachment; filename="ritning.html"
            Content-Transfer-Encoding: base64

            PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
            --x--

            """;
        var sent = await Send("bygglov@vara.se", Mixed.ReplaceLineEndings("\r\n"));
        var listed = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content!.Attachments.Single();
        Assert.That(listed.Name, Is.EqualTo("ritning.html"));

        var file = await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/attachments/{listed.Index}");

        Assert.That(await file.Content.ReadAsStringAsync(), Is.EqualTo("<script>alert(1)</script>"));
        Assert.That(file.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/octet-stream"));
        Assert.That(file.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/attachments/7")).ProblemAsync(404, "notFound");
    }

    private static IEnumerable<(string What, object Body)> Decisions(int version) =>
        [
            ("claim", new ChangeRequest(version)),
            ("release", new ChangeRequest(version)),
            ("return", new ReturnRequest(version, "fel")),
            ("redirect", new RedirectRequest(version, "KS")),
            ("not-registered", new NotRegisterRequest(version, "reklam")),
            ("enter", Calls.Entry(version: version)),
        ];

    private async Task<RegistrationView> Send(string mailbox, string? letter = null) =>
        await api.Henrik.RegisterAsync(api.Mailboxes.Put(mailbox, letter ?? Calls.Letter($"{Guid.NewGuid():N}@example.se")));

    private async Task<T> Read<T>(Func<VaramailDb, Task<T>> query)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<VaramailDb>());
    }
}
