using System.Net;
using System.Text;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Rehearsal;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Api;

/// <summary>The whole way through the real Microsoft SDKs, with Outlook, Entra ID and Graph rehearsed on this machine.</summary>
[TestFixture]
internal sealed class MainPathTests : RehearsedTests
{
    [Test]
    public async Task Henrik_sends_and_karin_enters_and_the_number_stands_on_the_message()
    {
        var message = World.Mailbox("bygglov@vara.se").Add(Encoding.UTF8.GetBytes(Calls.Letter("huvudvagen@example.se")), DateTimeOffset.UtcNow.AddHours(-1));
        var item = new ItemRef("bygglov@vara.se", message.Id);
        using var karin = Rehearsed.As("karin.ekdahl@vara.se");

        var assessed = await Henrik.AssessAsync(item);
        Assert.That(assessed.Assessment.Handling, Is.EqualTo(Handling.Register));
        var sent = await Henrik.RegisterAsync(item);
        var queue = await karin.GetAsync<QueuePage>("/api/v1/desk/queue?authority=BYN");
        Assert.That(queue.Items.Select(i => i.Id), Does.Contain(sent.Id));
        var entered = await karin.EnterAsync(sent.Id, Calls.Entry() with { ReceivedOn = DateOnly.FromDateTime(DateTime.UtcNow) });

        Assert.That((await Henrik.AssessAsync(item)).Registration!.Outcome!.DiaryNumber, Is.EqualTo(entered.Outcome!.DiaryNumber));
        var original = await (await karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsByteArrayAsync();
        Assert.That(original, Is.EqualTo(Bytes(message)));
        Assert.That(
            () => message.Categories,
            Is.SupersetOf(new[] { "Diarieförd", entered.Outcome.DiaryNumber! }).After(20_000, 50)
        );
    }

    [Test]
    public async Task Every_message_of_the_corpus_is_judged_and_registered_with_exactly_its_bytes()
    {
        var officials = World.Mailboxes.Where(m => m.Members.Count > 0).Select(m => m.Members[0]).Distinct().ToDictionary(m => m, m => Rehearsed.As(m));
        using var bo = Rehearsed.As("bo.wallgren@vara.se");
        var failures = new List<string>();
        foreach (var mailbox in World.Mailboxes.Where(m => m.Members.Count > 0))
            foreach (var message in mailbox.Messages.Where(m => m.CorpusFile is not null))
            {
                var official = officials[mailbox.Members[0]];
                var answer = await official.SendItemAsync(new ItemRef(mailbox.Address, message.Id));
                var sent = await answer.ReadAsync<RegistrationView>(answer.StatusCode);
                if (sent.Restricted)
                    await bo.DeskAsync(sent.Id, "open", new OpenRequest("prov"));
                var original = await (await bo.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsByteArrayAsync();
                if (!original.SequenceEqual(Bytes(message)))
                    failures.Add($"{message.CorpusFile}: bytes");
                if ((await bo.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content is null)
                    failures.Add($"{message.CorpusFile}: content");
            }
        foreach (var client in officials.Values)
            client.Dispose();

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public async Task A_sensitive_message_reaches_the_queue_as_restricted_and_is_never_mailed()
    {
        var message = World.Mailbox("elevhalsan@vara.se").Messages.First(m => m.CorpusFile is not null);
        var item = new ItemRef("elevhalsan@vara.se", message.Id);
        using var sofia = Rehearsed.As("sofia.brink@vara.se");

        var assessed = await sofia.AssessAsync(item);
        Assert.That(assessed.Assessment.Sensitivity, Is.EqualTo(Sensitivity.Sensitive));
        var forward = new ForwardRequest(item, assessed.Item.Fingerprint, ["registrar"]);
        await (await sofia.PostAsync("/api/v1/messages/forward", forward)).ProblemAsync(409, "forwardBarred");
        var sent = await sofia.SendItemAsync(item);
        Assert.That((await sent.ReadAsync<RegistrationView>(sent.StatusCode)).Restricted, Is.True);
    }

    [TestCase(FaultKind.TooManyRequests, HttpStatusCode.ServiceUnavailable, "mailboxBusy")]
    [TestCase(FaultKind.Unavailable, HttpStatusCode.ServiceUnavailable, "mailboxBusy")]
    [TestCase(FaultKind.CutOff, HttpStatusCode.ServiceUnavailable, "mailboxUnavailable")]
    [TestCase(FaultKind.Reset, HttpStatusCode.ServiceUnavailable, "mailboxUnavailable")]
    [TestCase(FaultKind.NotFound, HttpStatusCode.NotFound, "messageGone")]
    public async Task What_goes_wrong_at_microsoft_is_told_truthfully(FaultKind kind, HttpStatusCode status, string code)
    {
        var message = World.Mailbox("va@vara.se").Messages.First(m => m.CorpusFile is not null);
        using var tomas = Rehearsed.As("tomas.viklund@vara.se");
        World.Faults.Switch(new Fault(kind, RetryAfterSeconds: 90));

        await (await tomas.PostAsync("/api/v1/assessments/item", new ItemRef("va@vara.se", message.Id))).ProblemAsync((int)status, code);
    }

    [Test]
    public async Task Somebody_elses_mailbox_is_not_opened()
    {
        var message = World.Mailbox("social@vara.se").Messages[0];

        var answer = await Henrik.PostAsync("/api/v1/assessments/item", new ItemRef("social@vara.se", message.Id));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));
    }

    private static byte[] Bytes(RehearsedMessage message)
    {
        using var stream = message.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
