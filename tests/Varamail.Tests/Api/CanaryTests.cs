using System.Net.Http.Headers;
using System.Text;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;

namespace Varamail.Tests.Api;

/// <summary>A bird in every field of a message: none may sing in a log or in an error.</summary>
[TestFixture]
internal sealed class CanaryTests
{
    private const string Canary = "kanariefågel";
    private static readonly string Letter = $"""
        From: {Canary}-namn <kanariefagel-avsandare@example.se>
        To: kanariefagel-mottagare@vara.se
        Subject: {Canary}-amne
        Date: Wed, 25 Nov 2026 08:55:00 +0100
        Message-ID: <kanariefagel-id@example.se>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        {Canary}-text. Mitt personnummer är 19811218-9876.
        --x
        Content-Type: application/pdf; name="kanariefagel-fil.pdf"
        Content-Disposition: attachment; filename="kanariefagel-fil.pdf"
        Content-Transfer-Encoding: base64

        Z3Vs
        --x--

        """.ReplaceLineEndings("\r\n");

    private static readonly string[] Birds = [Canary, "kanariefagel", "19811218", "bygglov@vara.se", "hemlig-sokning"];

    [Test]
    public async Task Nothing_of_a_message_stands_in_a_log_or_in_a_problem()
    {
        await using var api = new VaramailApi();
        var item = api.Mailboxes.Put("bygglov@vara.se", Letter);
        var problems = new List<string>();
        async Task Collect(Task<HttpResponseMessage> call)
        {
            var answer = await call;
            if (!answer.IsSuccessStatusCode)
                problems.Add(await answer.Content.ReadAsStringAsync());
        }

        var sent = await api.Henrik.RegisterAsync(item);
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;
        await Collect(api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, ["kanariefagel@example.se"])));
        await Collect(api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, [Canary])));
        await Collect(api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, Canary)));
        await Collect(api.Henrik.PostAsync("/api/v1/registrations", new { item, fingerprint, kanariefagel = Canary }));
        await Collect(api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint, Authority: Canary)));
        await Collect(api.Karin.GetAsync("/api/v1/desk/queue?search=hemlig-sokning"));
        await Collect(api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original"));
        await Collect(api.Karin.DeskAsync(sent.Id, "open", new OpenRequest(Canary)));
        await Collect(api.Karin.DeskAsync(sent.Id, "enter", Calls.Entry(existing: Canary)));
        await Collect(api.Karin.DeskAsync(sent.Id, "enter", Calls.Entry(publicTitle: Canary)));
        await Collect(api.Karin.DeskAsync(sent.Id, "return", new ReturnRequest(1, Canary)));
        await Collect(Upload(api, "?mailbox=kanariefagel@vara.se", Letter));
        await Collect(Upload(api, "?mailbox=bygglov@vara.se", "\0\u0001 kanariefagel"));
        api.Mailboxes.BreaksAfter = 300;
        await Collect(api.Henrik.PostAsync("/api/v1/assessments/item", item));
        api.Mailboxes.BreaksAfter = null;
        api.Mailboxes.Throws = new InvalidOperationException(Canary, new FormatException("kanariefagel"));
        await Collect(api.Henrik.PostAsync("/api/v1/assessments/item", item));
        api.Mailboxes.Throws = null;
        api.Mailboxes.Delete(item);
        await Collect(api.Henrik.PostAsync("/api/v1/assessments/item", item));

        Assert.That(problems, Has.Count.GreaterThan(8));
        Assert.That(api.LogBook.Lines, Has.Some.Contains("InvalidOperationException < FormatException"));
        Assert.That(api.LogBook.Lines, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var bird in Birds)
            {
                Assert.That(problems, Has.None.Contains(bird).IgnoreCase, "a problem");
                Assert.That(api.LogBook.Lines, Has.None.Contains(bird).IgnoreCase, "the log");
            }
        });
    }

    private static Task<HttpResponseMessage> Upload(VaramailApi api, string query, string letter) =>
        api.Henrik.PostAsync(
            new Uri("/api/v1/registrations/upload" + query, UriKind.Relative),
            new ByteArrayContent(Encoding.UTF8.GetBytes(letter)) { Headers = { ContentType = new MediaTypeHeaderValue("message/rfc822") } }
        );
}
