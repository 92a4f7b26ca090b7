using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MimeKit;
using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

/// <summary>What the compose window of the rehearsed Outlook sends and saves, and who may.</summary>
internal sealed class WritingTests
{
    private const string Henrik = "henrik.strand@vara.se";
    private const string Bygglov = "bygglov@vara.se";
    private const string Karin = "karin.ekdahl@vara.se";

    private OutlookHost host = null!;
    private HttpClient page = null!;

    [SetUp]
    public async Task Start()
    {
        host = await OutlookHost.StartAsync(World.Load(withCorpus: false));
        page = Rehearsed.Client(host.Address);
    }

    [TearDown]
    public async Task Stop()
    {
        page.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task A_sent_message_lies_in_sent_items_with_everybody_addressed_and_outside()
    {
        await SendAsync(Draft(Henrik, to: [Karin, "eva@example.org"], cc: [Bygglov]));

        var sent = Only(Henrik, "sentitems");
        Assert.That(sent.Subject, Is.EqualTo("Hej å, ä och ö"));
        Assert.That(sent.TextBody?.Trim(), Is.EqualTo("Hej på dig"));
        Assert.That(sent.HtmlBody, Does.Contain("<p>Hej på dig</p>"));
        Assert.That(Only(Karin, "inbox").MessageId, Is.EqualTo(sent.MessageId));
        Assert.That(Only(Bygglov, "inbox").Cc.ToString(), Does.Contain(Bygglov));
        Assert.That(host.World.SentOutside, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Only_the_senders_copy_tells_who_got_it_in_secret()
    {
        await SendAsync(Draft(Henrik, to: [Karin], bcc: [Bygglov]));

        Assert.That(Only(Henrik, "sentitems").Bcc.Mailboxes.Select(m => m.Address), Is.EqualTo(new[] { Bygglov }));
        Assert.That(new[] { Karin, Bygglov }.Select(m => Only(m, "inbox").Headers.Contains(HeaderId.Bcc)), Has.All.False);
    }

    [Test]
    public async Task A_member_writes_from_a_shared_mailbox_and_is_named_as_sender()
    {
        await SendAsync(Draft(Henrik, from: Bygglov, to: [Karin]));

        var sent = Only(Bygglov, "sentitems");
        Assert.That(sent.From.Mailboxes.Single().Address, Is.EqualTo(Bygglov));
        Assert.That(sent.Sender?.Address, Is.EqualTo(Henrik));
    }

    [Test]
    public async Task An_answer_names_what_it_answers()
    {
        var draft = Draft(Henrik, to: [Karin]);
        (draft["inReplyTo"], draft["references"]) = ("<b@example.org>", "<a@example.org>");
        await SendAsync(draft);

        Assert.That(Only(Karin, "inbox").InReplyTo, Is.EqualTo("b@example.org"));
        Assert.That(Only(Karin, "inbox").References, Is.EqualTo(new[] { "a@example.org", "b@example.org" }));
    }

    [Test]
    public async Task Attachments_pictures_and_the_addins_headers_go_with_it()
    {
        var draft = Draft(Henrik, to: [Karin]);
        draft["headers"] = new JsonObject { ["X-Varamail-Check"] = "1" };
        draft["files"] = new JsonArray(
            File("beslut.pdf", "application/pdf", "", inline: false, "AQID"),
            File("bild.png", "image/png", "bild@vara", inline: true, "BAUG")
        );
        await SendAsync(draft);

        var got = Only(Karin, "inbox");
        Assert.That(got.Headers["X-Varamail-Check"], Is.EqualTo("1"));
        Assert.That(got.Attachments.Single().ContentDisposition?.FileName, Is.EqualTo("beslut.pdf"));
        Assert.That(got.BodyParts.Single(p => p.ContentId == "bild@vara").ContentType.MimeType, Is.EqualTo("image/png"));
    }

    [Test]
    public async Task A_meeting_is_an_invitation_beside_its_text()
    {
        var draft = Draft(Henrik, to: [Karin], cc: [Bygglov]);
        draft["meeting"] = new JsonObject { ["start"] = "2026-12-01T09:00:00Z", ["end"] = "2026-12-01T10:00:00Z", ["location"] = "Sal 3, stadshuset" };
        await SendAsync(draft);

        var calendar = Only(Karin, "inbox").BodyParts.OfType<TextPart>().Single(p => p.ContentType.IsMimeType("text", "calendar"));
        Assert.That(calendar.ContentType.Parameters["method"], Is.EqualTo("REQUEST"));
        Assert.That(calendar.Text, Does.Contain("DTSTART:20261201T090000Z").And.Contain(@"LOCATION:Sal 3\, stadshuset").And.Contain($"OPT-PARTICIPANT:mailto:{Bygglov}"));
    }

    [Test]
    public async Task A_saved_draft_replaces_the_last_one_and_is_gone_when_it_is_sent()
    {
        var draft = Draft(Henrik, to: []);
        draft["savedId"] = await SaveAsync(draft);
        draft["savedId"] = await SaveAsync(draft);
        Assert.That(host.World.Mailbox(Henrik).Messages.Count(m => m.Folder == "drafts"), Is.EqualTo(1));

        draft["to"] = Addresses([Karin]);
        await SendAsync(draft);

        Assert.That(host.World.Mailbox(Henrik).Messages.Select(m => m.Folder), Is.EqualTo(new[] { "sentitems" }));
    }

    [TestCase("from", "bygglov@vara.se", HttpStatusCode.NotFound, TestName = "Nobody writes from a mailbox that isn't theirs")]
    [TestCase("headers", "in valid", HttpStatusCode.BadRequest, TestName = "A header that can't be written is refused")]
    [TestCase("to", null, HttpStatusCode.BadRequest, TestName = "Nothing is sent to nobody")]
    public async Task What_cannot_be_sent_is_refused(string field, string? value, HttpStatusCode expected)
    {
        var draft = Draft(Karin, to: [Henrik]);
        draft[field] = field switch
        {
            "to" => new JsonArray(),
            "headers" => new JsonObject { [value!] = "1" },
            _ => value,
        };

        using var answer = await page.PostAsJsonAsync(new Uri("/rehearsal/send", UriKind.Relative), draft);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(host.World.Mailboxes.SelectMany(m => m.Messages), Is.Empty);
    }

    [TestCase("messages?folder=inbox")]
    [TestCase("message?id={0}")]
    [TestCase("original?id={0}")]
    [TestCase("file?index=0&id={0}")]
    [TestCase("categories?")]
    [TestCase("changes?")]
    public async Task A_mailbox_is_closed_to_those_who_are_no_members(string path)
    {
        await SendAsync(Draft(Henrik, from: Bygglov, to: [Bygglov]));
        var id = host.World.Mailbox(Bygglov).Messages.First(m => m.Folder == "inbox").Id;
        Uri Address(string person) => new($"/rehearsal/{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id)}&mailbox={Bygglov}&person={person}", UriKind.Relative);

        using var stranger = await page.GetAsync(Address(Karin), HttpCompletionOption.ResponseHeadersRead);
        using var member = await page.GetAsync(Address(Henrik), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(member.StatusCode, Is.EqualTo(path.StartsWith("file", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK));
    }

    [Test]
    public async Task Many_windows_list_the_same_mail_at_once()
    {
        Uri rows = new($"/rehearsal/messages?person={Henrik}&mailbox={Bygglov}&folder=inbox", UriKind.Relative);
        for (var round = 0; round < 20; round++)
        {
            await SendAsync(Draft(Henrik, to: [Bygglov], cc: [Karin]));

            var seen = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => page.GetStringAsync(rows)));

            Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
            Assert.That(JsonNode.Parse(seen[0])!.AsArray().Select(r => (string?)r!["preview"]), Has.All.EqualTo("Hej på dig"));
        }
    }

    private MimeMessage Only(string mailbox, string folder) => host.World.Mailbox(mailbox).Messages.Single(m => m.Folder == folder).Mime;

    private async Task SendAsync(JsonObject draft)
    {
        using var answer = await page.PostAsJsonAsync(new Uri("/rehearsal/send", UriKind.Relative), draft);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private async Task<string> SaveAsync(JsonObject draft)
    {
        using var answer = await page.PostAsJsonAsync(new Uri("/rehearsal/draft", UriKind.Relative), draft);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
    }

    private static JsonArray Addresses(IEnumerable<string> addresses) => [.. addresses.Select(a => new JsonObject { ["name"] = "", ["address"] = a })];

    private static JsonObject File(string name, string type, string contentId, bool inline, string base64) =>
        new() { ["name"] = name, ["contentType"] = type, ["contentId"] = contentId, ["inline"] = inline, ["base64"] = base64 };

    private static JsonObject Draft(string person, string[] to, string[]? cc = null, string[]? bcc = null, string? from = null) =>
        new()
        {
            ["person"] = person,
            ["from"] = from ?? person,
            ["to"] = Addresses(to),
            ["cc"] = Addresses(cc ?? []),
            ["bcc"] = Addresses(bcc ?? []),
            ["subject"] = "Hej å, ä och ö",
            ["html"] = "<p>Hej på dig</p>",
            ["text"] = "Hej på dig",
            ["files"] = new JsonArray(),
            ["inReplyTo"] = "",
            ["references"] = "",
            ["headers"] = new JsonObject(),
            ["meeting"] = null,
            ["savedId"] = "",
        };
}
