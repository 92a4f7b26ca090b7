using System.Net;
using Varamail.Api.Desk;
using Varamail.Api.Evidence;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Evidence;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class EvidenceTests(Store store)
{
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private const string Ours =
        "Authentication-Results: mx.vara.se; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.se; dkim=fail (body hash did not verify) header.d=example.se; dmarc=pass action=none header.from=example.se\r\n";

    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task What_our_own_server_noted_of_the_sender_is_told_and_a_failed_signature_is_said_for_what_it_is()
    {
        var view = await EvidenceAsync(Ours + Calls.Letter());

        Assert.That(
            view.Sender,
            Is.EqualTo(
                new AuthenticationNote[]
                {
                    new(AuthenticationMethod.Spf, AuthenticationVerdict.Pass, "example.se"),
                    new(AuthenticationMethod.Dkim, AuthenticationVerdict.Fail, "example.se"),
                    new(AuthenticationMethod.Dmarc, AuthenticationVerdict.Pass, "example.se"),
                }
            )
        );
        Assert.That(view.SenderText, Has.Some.Contains("Signatur (DKIM): underkänd för example.se").And.Some.Contains("kan inte verifieras efter Exchange"));
        Assert.That(view.Sha256, Has.Length.EqualTo(64));
        Assert.That(view.MessageId, Is.EqualTo("a1@example.se"));
    }

    [TestCase("Authentication-Results: mx.stranger.example; spf=pass smtp.mailfrom=example.se\r\n")]
    [TestCase("Received: from stranger.example\r\n")]
    [TestCase("Authentication-Results: ;;;\r\n")]
    public async Task What_a_stranger_writes_of_the_sender_is_left_out(string header)
    {
        var view = await EvidenceAsync(header + Calls.Letter());

        Assert.That(view.Sender, Is.Empty);
        Assert.That(view.SenderText[0], Is.EqualTo("Vår e-postserver har inte antecknat vem som skickade meddelandet. Avsändaren är inte kontrollerad."));
    }

    [Test]
    public async Task Our_own_note_counts_above_the_one_that_the_sender_wrote_below_it() =>
        Assert.That(
            (await EvidenceAsync(Ours + "Authentication-Results: mx.vara.se; spf=fail smtp.mailfrom=other.se\r\n" + Calls.Letter())).Sender.Select(n => n.Domain),
            Has.All.EqualTo("example.se")
        );

    [Test]
    public async Task The_readable_copy_stands_by_itself_and_runs_and_fetches_nothing()
    {
        var letter = Calls.Multipart(
                "r1@example.se",
                $"""
                --x
                Content-Type: text/html; charset=utf-8

                <p onclick="alert(1)">Hej <b>registrator</b>!<img src="cid:dot"><img src="https://spy.example/p.gif"></p><script>alert(2)</script>
                --x
                Content-Type: image/png; name="punkt.png"
                Content-Disposition: inline
                Content-ID: <dot>
                Content-Transfer-Encoding: base64

                {Dot}
                --x
                Content-Type: text/plain; name="&lt;b&gt;.txt"
                Content-Disposition: attachment; filename="<i>.txt"

                Bilaga
                --x--
                """.ReplaceLineEndings("\r\n")
            )
            .Replace("multipart/mixed", "multipart/related", StringComparison.Ordinal);
        var answer = await GetAsync(letter, "rendering");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.Content.Headers.ContentDisposition?.DispositionType, Is.EqualTo("attachment"));
        Assert.That(page, Does.Contain("<b>registrator</b>").And.Contain($"data:image/png;base64,{Dot}").And.Contain("default-src 'none'"));
        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("onclick").And.Not.Contain("spy.example").And.Not.Contain("<i>"));
        Assert.That(page, Does.Contain("&lt;i&gt;.txt").And.Contain("Ulla Berg &lt;ulla@example.se&gt;").And.Contain("25 november 2026 kl. 08.55 enligt avsändaren"));
    }

    [Test]
    public async Task A_plain_letter_keeps_its_lines_and_its_markup_is_only_text() =>
        Assert.That(
            await (await GetAsync(Calls.Letter(body: "Rad ett\r\n<script>rad två</script>"), "rendering")).Content.ReadAsStringAsync(),
            Does.Contain("<pre>Rad ett\n&lt;script&gt;rad två&lt;/script&gt;")
        );

    [Test]
    public async Task A_restricted_message_tells_nothing_until_it_is_opened_and_every_copy_is_recorded()
    {
        var sent = await SendAsync(Calls.Protected());
        foreach (var what in (string[])["evidence", "rendering"])
            await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/{what}")).ProblemAsync(403, "forbidden");
        await api.Karin.DeskAsync(sent.Id, "open", new OpenRequest("Ska diarieföras"));

        Assert.That((await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/rendering")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{Guid.NewGuid()}/rendering")).ProblemAsync(404, "notFound");
    }

    private async Task<RegistrationView> SendAsync(string letter) => await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", letter));

    private async Task<EvidenceView> EvidenceAsync(string letter) => await (await GetAsync(letter, "evidence")).ReadAsync<EvidenceView>();

    private async Task<HttpResponseMessage> GetAsync(string letter, string what)
    {
        var sent = await SendAsync(letter);
        return await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/{what}");
    }
}
