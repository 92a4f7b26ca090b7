using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Whatever goes wrong around a message, the pane tells it as it is and what to do, and nothing empty or half is registered.</summary>
[TestFixture]
internal sealed class FailureTests() : OnStage(("Registration:MaxMessageMegabytes", "1"))
{
    private const string Miljo = "miljo@vara.se";
    private const string Nina = "nina.oberg@vara.se";
    private Outlook outlook = null!;

    [OneTimeSetUp]
    public async Task Open() => outlook = await Stage.OutlookAsync(Nina, Miljo);

    [SetUp]
    public async Task No_pane_is_open()
    {
        var close = outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Stäng fönstret" });
        if (await close.IsVisibleAsync())
            await close.ClickAsync();
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return new(new Fault(FaultKind.TooManyRequests, RetryAfterSeconds: 60), "Microsoft 365 ber oss vänta. Inget har gjorts.", "Försök igen om 60 sekunder.");
        yield return new(new Fault(FaultKind.Unavailable), "Microsoft 365 svarar inte just nu. Inget har gjorts.", "Försök igen om en stund.");
        yield return new(new Fault(FaultKind.Unavailable, RetryAfterSeconds: 45), "Microsoft 365 ber oss vänta. Inget har gjorts.", "Försök igen om 45 sekunder.");
        yield return new(new Fault(FaultKind.Reset), "Microsoft 365 svarar inte just nu. Inget har gjorts.", "Försök igen om en stund.");
        yield return new(new Fault(FaultKind.CutOff, Path: "/$value"), "Microsoft 365 svarar inte just nu. Inget har gjorts.", "Försök igen om en stund.");
        yield return new(new Fault(FaultKind.ExpiredToken), "Inloggningen har gått ut", "Logga in igen för att nå brevlådan. Inget har gjorts.");
        yield return new(new Fault(FaultKind.SignInAgain), "Inloggningen har gått ut", "Logga in igen för att nå brevlådan. Inget har gjorts.");
        yield return new(new Fault(FaultKind.NotFound), "Meddelandet finns inte kvar", "Välj det där det ligger nu.");
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_message_that_cannot_be_read_is_told_so_and_read_when_it_can(Fault fault, string said, string advice)
    {
        var subject = DeliverNew();
        Stage.World.Faults.Switch(fault);
        await outlook.OpenAsync(subject);

        await outlook.SeesAsync(said);
        await outlook.SeesAsync(advice);
        await Expect(outlook.Button("Skicka till registrator")).ToHaveCountAsync(0);

        Stage.World.Faults.Clear();
        await outlook.Pane.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button).ClickAsync();
        await outlook.SeesAsync("Allmän handling – ska registreras");
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_message_that_cannot_be_fetched_is_not_registered_and_is_so_once_it_can(Fault fault, string said, string advice)
    {
        var before = await Stage.RegisteredAsync();
        await outlook.OpenAsync(DeliverNew());
        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
        Stage.World.Faults.Switch(fault);
        await outlook.Button("Skicka till registrator").ClickAsync();

        await outlook.SeesAsync(said);
        await outlook.SeesAsync(advice);
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before));

        Stage.World.Faults.Clear();
        await outlook.Button("Skicka till registrator").ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_message_deleted_meanwhile_is_gone_and_not_registered()
    {
        var before = await Stage.RegisteredAsync();
        var message = Stage.Deliver(Miljo, "Tas bort");
        var slow = await Stage.OutlookAsync(Nina, Miljo);
        await slow.OpenAsync("Tas bort");
        await Expect(slow.Button("Skicka till registrator")).ToBeVisibleAsync();
        await slow.Page.RouteAsync(new Regex(@"/rehearsal/(messages|message|mailboxes)\?"), _ => Task.CompletedTask); // Outlook hears of it later than Graph does
        Stage.World.Mailbox(Miljo).Delete(message);
        await slow.Button("Skicka till registrator").ClickAsync();

        await slow.SeesAsync("Det har flyttats eller tagits bort ur brevlådan. Inget har gjorts.");
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_slow_mailbox_is_waited_for()
    {
        var subject = DeliverNew();
        Stage.World.Faults.Switch(new(FaultKind.Slow, Times: 1, DelayMilliseconds: 6_500, Path: "/$value"));
        await outlook.OpenAsync(subject);

        await outlook.SeesAsync("Det tar längre tid än vanligt.");
        await outlook.SeesAsync("Allmän handling – ska registreras");
    }

    [Test]
    public async Task A_mailbox_that_never_answers_is_said_not_to()
    {
        var before = await Stage.RegisteredAsync();
        await outlook.OpenAsync(DeliverNew());
        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
        Stage.World.Faults.Switch(new(FaultKind.Slow, DelayMilliseconds: 120_000));
        await outlook.Button("Skicka till registrator").ClickAsync();

        await outlook.SeesAsync("Skickar …");
        await Expect(outlook.Pane.GetByText("Brevlådan svarar inte")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before));
    }

    // The limit is a setting, Exchange's own 150 MB by default; here 1 MB.
    [TestCase("large", "Meddelandet är för stort", "Lämna handlingen till registrator på annat sätt. Inget har sparats.")]
    [TestCase("empty", "Meddelandet är tomt", "Be avsändaren skicka det igen.")]
    [TestCase("malformed", "Meddelandet går inte att läsa", "Kontakta registrator om det är viktigt.")]
    public async Task A_message_that_is_none_is_told_so(string kind, string said, string advice)
    {
        var before = await Stage.RegisteredAsync();
        var message = Stage.Deliver(
            Miljo,
            kind switch
            {
                "large" => Letter.Of("Stort", new string('a', 1_200_000), Miljo),
                "malformed" => Encoding.Latin1.GetBytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                _ => [],
            }
        );
        await Expect(outlook.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(Stage.World.Mailbox(Miljo).Messages.Count(m => m.Folder == "inbox"));
        await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync(); // it may have no subject to be found by: it is the newest
        await outlook.OpenPaneAsync();

        await outlook.SeesAsync(said);
        await outlook.SeesAsync(advice);
        await Expect(outlook.Pane.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Skicka|Registrera)") })).ToHaveCountAsync(0);
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before));
        Stage.World.Mailbox(Miljo).Delete(message);
    }

    [Test]
    public async Task An_answer_that_is_lost_is_looked_up_not_guessed()
    {
        await outlook.OpenAsync(DeliverNew());
        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
        await outlook.Page.RouteAsync("**/api/v1/registrations", async route =>
        {
            await route.FetchAsync(); // done, but the connection breaks before anybody is told
            await route.AbortAsync("connectionreset");
        });
        var before = await Stage.RegisteredAsync();
        await outlook.Button("Skicka till registrator").ClickAsync();

        await outlook.SeesAsync("I kö hos registrator");
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before + 1));
        await outlook.Page.UnrouteAllAsync();
    }

    private string DeliverNew()
    {
        var subject = $"Överklagande {TestContext.CurrentContext.Test.ID}.";
        Stage.Deliver(Miljo, subject);
        return subject;
    }
}
