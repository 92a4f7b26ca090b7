using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using MimeKit;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Rehearsal;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Api.Registration;

/// <summary>The copy to the registrar's mailbox, through the real SDK to the rehearsed Graph.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class MailCopyTests(Store store) : RehearsedTests(withCorpus: false)
{
    private const string Registrar = "vara.kommun@vara.se";

    protected override void Configure(IWebHostBuilder builder)
    {
        builder.UseSetting("Registration:MailCopyToRegistrar", "true");
        if (store is Store.Postgres)
            builder.UseSetting("ConnectionStrings:Varamail", PostgresCluster.CreateDatabase());
    }

    [Test]
    public async Task The_original_goes_with_it_byte_for_byte()
    {
        var (item, mark) = PutMarked();

        var sent = await Henrik.RegisterAsync(item);

        Assert.That(sent.MailCopy!.State, Is.EqualTo(MailCopyState.Sent));
        var copy = Copies(mark).Single();
        Assert.That(copy.Mime.From.Mailboxes.Single().Address, Is.EqualTo("henrik.strand@vara.se"));
        Assert.That(copy.Mime.TextBody, Does.Contain($"/desk#{sent.Id}").And.Contain("Se bilagan"));
        using MemoryStream attached = new();
        await copy.Mime.Attachments.OfType<MimePart>().Single().Content!.DecodeToAsync(attached);
        Assert.That(attached.ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes(Letter(mark))));
        Assert.That((await Henrik.AssessAsync(item)).Registration!.MailCopy!.State, Is.EqualTo(MailCopyState.Sent));
    }

    [TestCase(2_990_000, MailCopyState.Sent)]
    [TestCase(3_100_000, MailCopyState.Link)]
    public async Task Above_three_megabytes_only_a_link_goes(int size, MailCopyState state)
    {
        var (item, mark) = PutMarked(body: "Ritningar.\r\n" + string.Concat(Enumerable.Repeat(new string('x', 998) + "\r\n", size / 1000)));

        var sent = await Henrik.RegisterAsync(item);

        Assert.That(sent.MailCopy!.State, Is.EqualTo(state));
        var copy = Copies(mark).Single();
        Assert.That(copy.Mime.Attachments.Count(), Is.EqualTo(state is MailCopyState.Sent ? 1 : 0));
        Assert.That(copy.Mime.TextBody, Does.Contain($"/desk#{sent.Id}"));
        Assert.That(copy.Mime.TextBody!.Contains("större än 3 MB", StringComparison.Ordinal), Is.EqualTo(state is MailCopyState.Link));
    }

    [TestCase("Mitt personnummer är 19811218-9876.", "text/plain", "R58")]
    [TestCase("Min son Olle har fått diagnosen autism.", "text/plain", "R57")]
    [TestCase("Öppna filen.", "application/x-msdownload; name=\"faktura.exe\"", "R51")]
    public async Task What_may_not_be_mailed_is_registered_and_the_answer_says_why_no_copy_left(string body, string type, string rule)
    {
        var (item, mark) = PutMarked(body, type);

        var sent = await Henrik.RegisterAsync(item);

        Assert.That(sent.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(sent.MailCopy!.State, Is.EqualTo(MailCopyState.Barred));
        Assert.That(sent.MailCopy.Reason, Is.Not.Empty);
        Assert.That(sent.MailCopy.Citation!.Rule, Is.EqualTo(rule));
        Assert.That(sent.MailCopy.Citation.Quote, Is.Not.Empty);
        Assert.That(Copies(mark), Is.Empty);
    }

    [TestCase(FaultKind.TooManyRequests, 30)]
    [TestCase(FaultKind.Unavailable, 30)]
    [TestCase(FaultKind.ExpiredToken, null)]
    public async Task A_copy_that_Microsoft_365_refused_fails_alone_and_a_repeat_sends_it_once(FaultKind fault, int? retryAfter)
    {
        var (item, mark) = PutMarked();
        World.Faults.Switch(new(fault, RetryAfterSeconds: retryAfter, Path: "/sendMail"));

        var sent = await Henrik.RegisterAsync(item);

        Assert.That((sent.State, sent.MailCopy!.State), Is.EqualTo((RegistrationState.Queued, MailCopyState.Failed)));
        Assert.That(Copies(mark), Is.Empty);
        World.Faults.Clear();
        var fingerprint = (await Henrik.AssessAsync(item)).Item.Fingerprint;
        var repeats = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint))));
        Assert.That(repeats.Select(r => r.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await Henrik.AssessAsync(item)).Registration!.MailCopy!.State, Is.EqualTo(MailCopyState.Sent));
        Assert.That(Copies(mark), Has.Count.EqualTo(1));
    }

    [TestCase(FaultKind.Unavailable)]
    [TestCase(FaultKind.Reset)]
    public async Task A_copy_whose_answer_was_lost_is_told_to_be_uncertain_and_is_never_sent_anew(FaultKind fault)
    {
        var (item, mark) = PutMarked();
        World.Faults.Switch(new(fault, Path: "/sendMail"));

        var sent = await Henrik.RegisterAsync(item);

        Assert.That((sent.State, sent.MailCopy!.State), Is.EqualTo((RegistrationState.Queued, MailCopyState.Uncertain)));
        World.Faults.Clear();
        var repeated = await (await Henrik.SendItemAsync(item)).ReadAsync<RegistrationView>();
        Assert.That(repeated.MailCopy!.State, Is.EqualTo(MailCopyState.Uncertain));
        Assert.That(Copies(mark), Is.Empty);
    }

    [Test]
    public async Task A_double_click_two_people_and_two_mailboxes_send_one_copy()
    {
        var (item, mark) = PutMarked();
        var second = Put(Encoding.UTF8.GetBytes(Letter(mark)), "miljo@vara.se");
        using var anna = Rehearsed.As("anna.qvist@vara.se");
        var fingerprint = (await Henrik.AssessAsync(item)).Item.Fingerprint;

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i => (i % 2 == 0 ? Henrik : anna).PostAsync("/api/v1/registrations", new SendRequest(i % 3 == 0 ? item : second, fingerprint)))
        );

        Assert.That(Copies(mark), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_came_back_and_is_sent_again_is_not_mailed_again()
    {
        var (item, mark) = PutMarked();
        var sent = await Henrik.RegisterAsync(item);
        using var karin = Rehearsed.As("karin.ekdahl@vara.se");
        await (await karin.DeskAsync(sent.Id, "return", new ReturnRequest(sent.Version, "Vilken fastighet?"))).ReadAsync<QueueItem>();

        var again = await Henrik.RegisterAsync(item);

        Assert.That(again.MailCopy!.State, Is.EqualTo(MailCopyState.Sent));
        Assert.That(Copies(mark), Has.Count.EqualTo(1));
    }

    private (ItemRef Item, string Mark) PutMarked(string body = "Jag söker härmed bygglov.", string type = "text/plain")
    {
        var mark = Guid.NewGuid().ToString("N");
        return (Put(Letter(mark, body, type)), mark);
    }

    private static string Letter(string mark, string body = "Jag söker härmed bygglov.", string type = "text/plain") =>
        Calls.Letter($"{mark}@example.se", mark, body).Replace("text/plain", type, StringComparison.Ordinal);

    private List<RehearsedMessage> Copies(string mark) =>
        [.. World.Mailbox(Registrar).Messages.Where(m => m.Mime.Subject?.EndsWith(mark, StringComparison.Ordinal) is true)];
}
