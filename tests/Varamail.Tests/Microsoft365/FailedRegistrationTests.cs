using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;
using Varamail.Tests.Api;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Microsoft365;

/// <summary>A registration during which Graph, through the real SDK, does what it can do: the answer is true, nothing is kept, and the next try
/// makes one registration.</summary>
[TestFixture]
internal sealed class FailedRegistrationTests() : RehearsedTests(withCorpus: false)
{
    private const string Mailbox = "bygglov@vara.se";
    private const string Official = "henrik.strand@vara.se";

    protected override void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.PostConfigureAll<HttpStandardResilienceOptions>(Hurry));

    [TestCase(FaultKind.TooManyRequests, Official, 503, "mailboxBusy")]
    [TestCase(FaultKind.Unavailable, Official, 503, "mailboxBusy")]
    [TestCase(FaultKind.Reset, Official, 503, "mailboxUnavailable")]
    [TestCase(FaultKind.CutOff, Official, 503, "mailboxUnavailable")]
    [TestCase(FaultKind.NotFound, Official, 404, "messageGone")]
    [TestCase(FaultKind.ExpiredToken, Official, 401, "mailboxSignInExpired")]
    [TestCase(FaultKind.SignInAgain, "nina.oberg@vara.se", 401, "mailboxSignInExpired")] // of whom no token is kept yet
    [TestCase(FaultKind.Slow, Official, 503, "mailboxUnavailable")] // for ever
    public async Task Nothing_is_registered_and_the_next_try_registers_once(FaultKind kind, string person, int status, string code)
    {
        var item = Put(Calls.Letter($"{Guid.NewGuid():N}@example.se"));
        using var sender = Rehearsed.As(person);
        var request = new SendRequest(item, (await Henrik.AssessAsync(item)).Item.Fingerprint);
        var (files, mine) = (StoredFiles, await MineAsync(sender));
        World.Faults.Switch(new(kind, RetryAfterSeconds: 90, DelayMilliseconds: 600_000, Path: kind is FaultKind.SignInAgain ? null : "/$value"));

        await (await sender.PostAsync("/api/v1/registrations", request)).ProblemAsync(status, code);

        Assert.That(StoredFiles, Is.EquivalentTo(files));
        Assert.That(await MineAsync(sender), Is.EqualTo(mine));
        World.Faults.Clear();
        await (await sender.PostAsync("/api/v1/registrations", request)).ReadAsync<RegistrationView>(HttpStatusCode.Created);
        Assert.That(await MineAsync(sender), Is.EqualTo(mine + 1));
    }

    [Test]
    public async Task A_slow_answer_is_an_answer()
    {
        var item = Put(Calls.Letter($"{Guid.NewGuid():N}@example.se"));
        World.Faults.Switch(new(FaultKind.Slow, DelayMilliseconds: 300));

        Assert.That((await Henrik.RegisterAsync(item)).State, Is.EqualTo(RegistrationState.Queued));
    }

    [TestCase("", 400, "messageEmpty")]
    [TestCase("\0\u0001 inget brev", 422, "messageUnreadable")]
    public async Task What_is_no_message_is_not_registered(string bytes, int status, string code)
    {
        var item = Put(bytes);
        var files = StoredFiles;

        await (await Henrik.PostAsync("/api/v1/assessments/item", item)).ProblemAsync(status, code);
        await (await Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, "f"))).ProblemAsync(status, code);

        Assert.That(StoredFiles, Is.EquivalentTo(files));
    }

    [Test]
    public async Task A_message_deleted_after_it_was_judged_is_said_to_be_gone()
    {
        var message = World.Mailbox(Mailbox).Add(Encoding.UTF8.GetBytes(Calls.Letter()), DateTimeOffset.UtcNow);
        var item = new ItemRef(Mailbox, message.Id);
        var fingerprint = (await Henrik.AssessAsync(item)).Item.Fingerprint;
        World.Mailbox(Mailbox).Delete(message);

        await (await Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint))).ProblemAsync(404, "messageGone");
    }

    // A person waits half a minute; a test needn't.
    private static void Hurry(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(3);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(7);
    }

    private static async Task<int> MineAsync(HttpClient client) => (await client.GetAsync<RegistrationPage>("/api/v1/registrations/mine")).Total;
}
