using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

/// <summary>What Graph refuses, our Graph refuses.</summary>
internal sealed class GraphRehearsalTests : RehearsedTests
{
    private const string Official = "henrik.strand@vara.se";

    [Test]
    public async Task A_property_that_Graph_does_not_know_is_refused()
    {
        using var graph = await GraphAsync("Mail.ReadWrite");
        var id = World.Mailbox(Official).Add("Subject: a\r\n\r\nb"u8.ToArray(), DateTimeOffset.UtcNow).Id;

        var answer = await graph.PatchAsJsonAsync($"me/messages/{id}", new { categories = new[] { "Diarieförd" }, diaryNumber = "BYN 2026/1" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("diaryNumber"));
    }

    [TestCase("me/mesages", 400)]
    [TestCase("me/messages?$fields=id", 400)]
    [TestCase("me/messages/kort", 400)]
    [TestCase("users/social@vara.se/messages", 403)]
    [TestCase("users/ingen@vara.se/messages", 404)]
    public async Task What_is_not_there_or_not_yours_is_refused(string path, int status)
    {
        using var graph = await GraphAsync("Mail.Read Mail.Read.Shared");

        Assert.That((int)(await graph.GetAsync(path)).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_shared_mailbox_needs_its_own_permission()
    {
        using var own = await GraphAsync("Mail.Read");
        using var shared = await GraphAsync("Mail.Read.Shared");

        Assert.That((await own.GetAsync("users/bygglov@vara.se/messages")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await shared.GetAsync("users/bygglov@vara.se/messages")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Pages_lead_to_every_message_once()
    {
        using var graph = await GraphAsync("Mail.Read.Shared");
        List<string> seen = [];
        var next = "users/bygglov@vara.se/messages?$top=2&$select=id";
        while (next is not null)
        {
            var page = await graph.GetFromJsonAsync<JsonObject>(next);
            seen.AddRange(page!["value"]!.AsArray().Select(m => (string)m!["id"]!));
            next = (string?)page["@odata.nextLink"];
        }

        Assert.That(seen, Is.Unique.And.EquivalentTo(World.Mailbox("bygglov@vara.se").Messages.Select(m => m.Id)));
    }

    [Test]
    public async Task Every_message_of_the_corpus_is_told_in_the_words_of_the_description()
    {
        foreach (var mailbox in World.Mailboxes.Where(m => m.Members.Count > 0))
        {
            using var graph = await GraphAsync("Mail.Read Mail.Read.Shared", mailbox.Members[0]);
            foreach (var message in mailbox.Messages)
            {
                var answer = await graph.GetAsync($"users/{mailbox.Address}/messages/{message.Id}");
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), message.CorpusFile);
                answer = await graph.GetAsync($"users/{mailbox.Address}/messages/{message.Id}/attachments");
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), message.CorpusFile);
            }
        }
    }

    // A token for Graph, as the pane's own client could ask for it.
    private async Task<HttpClient> GraphAsync(string scopes, string user = Official)
    {
        using var outlook = Rehearsed.Client(Rehearsed.Outlook.Address);
        var scope = string.Join(' ', scopes.Split(' ').Select(s => $"https://graph.microsoft.com/{s}"));
        var answer = await outlook.PostAsJsonAsync("/rehearsal/naa/token", new { user, clientId = Ids.Addin, scope });
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!["access_token"]!;
        return Rehearsed.Outlook.Graph((string)token!);
    }
}
