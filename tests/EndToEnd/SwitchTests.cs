using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Another message is chosen while one is being registered: mail B is never filed under mail A's title, nor A's outcome shown on B.</summary>
[TestFixture]
internal sealed class SwitchTests : OnStage
{
    private const string Bygglov = "bygglov@vara.se";
    private Outlook outlook = null!;
    private RehearsedMessage first = null!;
    private RehearsedMessage second = null!;

    [SetUp]
    public async Task A_pinned_pane_shows_the_first_of_two_messages()
    {
        foreach (var message in Stage.World.Mailbox(Bygglov).Messages)
            Stage.World.Mailbox(Bygglov).Delete(message);
        first = Stage.Deliver(Bygglov, $"Alfa {TestContext.CurrentContext.Test.ID}");
        second = Stage.Deliver(Bygglov, $"Beta {TestContext.CurrentContext.Test.ID}");
        outlook = await Stage.OutlookAsync("henrik.strand@vara.se", Bygglov);
        await outlook.OpenAsync("Alfa");
        await outlook.PinAsync();
        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_switch_before_the_answer_files_what_was_seen_and_shows_it_there()
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await outlook.Page.RouteAsync("**/api/v1/registrations", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await outlook.Button("Skicka till registrator").ClickAsync();
        await outlook.SeesAsync("Skickar …");
        await outlook.Row("Beta").ClickAsync();
        await Expect(Heading("Beta")).ToBeVisibleAsync();
        var answer = outlook.Page.WaitForResponseAsync("**/api/v1/registrations");
        answered.SetResult();
        await answer;

        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
        await Expect(outlook.Pane.GetByText("I kö hos registrator")).ToHaveCountAsync(0);
        Assert.That(await QueueAsync(), Is.EqualTo(new[] { first.Mime.Subject }));

        await outlook.Row("Alfa").ClickAsync();
        await Expect(Heading("Alfa")).ToBeVisibleAsync();
        await outlook.SeesAsync("I kö hos registrator");
    }

    [Test]
    public async Task A_click_before_the_pane_has_followed_sends_nothing_and_says_so()
    {
        var asked = 0;
        outlook.Page.Request += (_, request) => asked += request.Method == "POST" && request.Url.EndsWith("/api/v1/registrations", StringComparison.Ordinal) ? 1 : 0;
        await HoldDebounceAsync();
        await outlook.Row("Beta").ClickAsync();
        await Expect(outlook.Page.Locator("article h2", new() { HasText = "Beta" })).ToBeVisibleAsync();
        await outlook.PaneFrame.WaitForFunctionAsync("() => window.held.length > 0"); // the pane knows, and waits for the choosing to calm down
        await Expect(Heading("Alfa")).ToBeVisibleAsync();

        await outlook.Button("Skicka till registrator").ClickAsync();

        await outlook.SeesAsync("Du har bytt meddelande. Inget har skickats.");
        await Expect(Heading("Beta")).ToBeVisibleAsync();
        Assert.That(asked, Is.Zero);
        Assert.That(await QueueAsync(), Is.Empty);

        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();
        await outlook.Button("Skicka till registrator").ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");
        Assert.That(await QueueAsync(), Is.EqualTo(new[] { second.Mime.Subject }));
    }

    [Test]
    public async Task A_message_that_says_something_else_by_now_is_not_filed()
    {
        var isAltered = false;
        var before = Letter.Of("Gamma", to: Bygglov, id: "gamma");
        var after = Letter.Of("Gamma", "Hej! Jag överklagar inte längre, utan ansöker om bygglov för ett uterum.", Bygglov, "gamma");
        Stage.World.Mailbox(Bygglov).Add(() => new MemoryStream(isAltered ? after : before), before.Length, DateTimeOffset.UtcNow);
        await outlook.Row("Gamma").ClickAsync();
        await Expect(Heading("Gamma")).ToBeVisibleAsync();
        await Expect(outlook.Button("Skicka till registrator")).ToBeVisibleAsync();

        isAltered = true;
        await outlook.Button("Skicka till registrator").ClickAsync();

        await outlook.SeesAsync("Meddelandet har ändrats");
        Assert.That(await QueueAsync(), Is.Empty);
        await outlook.Button("Läs igen").ClickAsync();
        await outlook.Button("Skicka till registrator").ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");
        Assert.That(await QueueAsync(), Is.EqualTo(new[] { "Gamma" }));
    }

    [TearDown]
    public async Task Nothing_waits_for_the_next_test()
    {
        await outlook.Page.Context.CloseAsync();
        using var karin = Stage.Colleague("karin.ekdahl@vara.se");
        foreach (var item in (await karin.GetAsync("/desk/queue"))["items"]!.AsArray())
            await karin.DecideAsync(item!, "not-registered", new() { ["reason"] = "Provet är slut." });
    }

    private ILocator Heading(string subject) => outlook.Pane.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{subject}") });

    // The pane waits 300 ms for the choosing to calm down. Held, so that no busy machine decides whether the click comes within them.
    private async Task HoldDebounceAsync() =>
        await outlook.PaneFrame.EvaluateAsync(
            """
            () => {
              window.held = [];
              const real = window.setTimeout;
              window.setTimeout = (then, wait, ...more) => wait === 300 ? window.held.push(then) : real(then, wait, ...more);
            }
            """
        );

    private async Task<IEnumerable<string?>> QueueAsync()
    {
        using var karin = Stage.Colleague("karin.ekdahl@vara.se");
        return [.. (await karin.GetAsync("/desk/queue"))["items"]!.AsArray().Select(item => (string?)item!["subject"])];
    }
}
