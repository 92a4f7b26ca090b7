using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>That the rehearsed Outlook asks an add-in as Outlook does: shown with a script of the test's own in place of Varamail's.</summary>
[TestFixture]
internal sealed class SmartAlertTests : OnStage
{
    private const string Henrik = "henrik.strand@vara.se";

    // What it answers stands in the subject.
    private const string Script = """
        function asked(event) {
          Office.context.mailbox.item.subject.getAsync(function (result) {
            var subject = result.value;
            if (subject === "tig") return;
            if (subject === "realm") {
              var names = ["document", "window", "localStorage", "indexedDB", "fetch", "XMLHttpRequest", "setTimeout", "setInterval", "postMessage", "importScripts"];
              return event.completed({ allowEvent: false, errorMessage: names.filter(function (n) { return typeof globalThis[n] !== "undefined"; }).join() + " " + typeof Object.entries + " " + typeof Promise });
            }
            if (subject === "gå") return event.completed({ allowEvent: true });
            event.completed({
              allowEvent: false, errorMessage: "Oläst text", errorMessageMarkdown: "Det står ett **personnummer**:\r\n- ta bort det", cancelLabel: "Visa i Varamail",
              commandId: "composePaneButton", contextData: JSON.stringify({ code: "x" }), sendModeOverride: subject === "fråga" ? "promptUser" : undefined });
          });
        }
        function noted(event) {
          var item = Office.context.mailbox.item;
          item.sessionData.setAsync(event.type, JSON.stringify(event.changedRecipientFields || event.attachmentDetails || null), function () { event.completed(); });
        }
        Office.actions.associate("onMessageSend", asked);
        Office.actions.associate("onAppointmentSend", asked);
        ["onNewMessageCompose", "onMessageRecipientsChanged", "onMessageAttachmentsChanged", "onMessageFromChanged"].forEach(function (name) { Office.actions.associate(name, noted); });
        """;

    [TestCase("PromptUser", "nej", true)]
    [TestCase("SoftBlock", "nej", false)]
    [TestCase("SoftBlock", "fråga", true)]
    [TestCase("Block", "nej", false)]
    public async Task Only_where_a_person_is_asked_may_a_person_send_anyway(string mode, string subject, bool maySend)
    {
        var window = await OpenAsync(mode);
        await window.WriteAsync(subject, "Hej");

        await window.SendAsync();

        await window.IsStoppedAsync("ta bort det");
        await Expect(window.Alert.Locator("strong")).ToHaveTextAsync("personnummer");
        await Expect(window.Alert.GetByText("Oläst text")).ToHaveCountAsync(0);
        await Expect(window.Choice("Skicka ändå")).ToHaveCountAsync(maySend ? 1 : 0);
        await window.Choice(maySend ? "Skicka ändå" : "Skicka inte").ClickAsync();
        if (maySend)
            await window.IsSentAsync();
        else
            await Expect(window.Subject).ToHaveValueAsync(subject);
    }

    [Test]
    public async Task The_alert_opens_the_pane_with_what_it_is_about()
    {
        var window = await OpenAsync("SoftBlock");
        await window.WriteAsync("nej", "Hej");
        await window.SendAsync();
        await window.Choice("Visa i Varamail").ClickAsync();

        await Expect(window.Alert).ToHaveCountAsync(0);
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.That(await window.AskAsync("item.getInitializationContextAsync(done)"), Is.EqualTo(("succeeded", """
            "{\"code\":\"x\"}"
            """, 0)));
    }

    [Test]
    public async Task A_pane_that_is_open_is_told_what_the_alert_is_about()
    {
        var window = await OpenAsync("SoftBlock");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();
        await Expect(window.Pane.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var pane = window.Page.Frames.Single(f => f.Url.EndsWith("/addin/compose.html", StringComparison.Ordinal));
        var followed = await pane.EvaluateAsync<string>(
            "() => new Promise(done => Office.context.mailbox.item.addHandlerAsync(Office.EventType.InitializationContextChanged, told => { window.told = told.initializationContextData; }, r => done(r.status)))"
        );
        await window.WriteAsync("nej", "Hej");
        await window.SendAsync();
        await window.Choice("Visa i Varamail").ClickAsync();

        Assert.That(followed, Is.EqualTo("succeeded"));
        await pane.WaitForFunctionAsync("() => window.told === '{\"code\":\"x\"}'");
    }

    [Test]
    public async Task A_slow_check_says_so_and_after_five_minutes_it_has_failed()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await RouteAsync(outlook, "SoftBlock");
        await outlook.Page.Clock.InstallAsync();
        await outlook.Page.ReloadAsync();
        var window = await ComposeWindow.OpenAsync(outlook);
        await window.WriteAsync("tig", "Hej");
        await window.SendAsync();
        await window.IsStoppedAsync("kontrollerar meddelandet");
        await AskedAsync(window);

        await outlook.Page.Clock.FastForwardAsync(6_000);
        await window.IsStoppedAsync("behöver längre tid än vanligt");
        await Expect(window.Choice("Skicka ändå")).ToHaveCountAsync(0);
        await outlook.Page.Clock.FastForwardAsync(300_000);

        await window.IsStoppedAsync("har inte svarat på fem minuter");
        await Expect(window.Choice("Skicka ändå")).ToHaveCountAsync(0);
    }

    [TestCase("PromptUser", null)]
    [TestCase("SoftBlock", "Skicka ändå")]
    [TestCase("Block", "Försök senare")]
    public async Task An_add_in_that_cannot_be_reached_is_the_persons_choice_only_in_soft_block(string mode, string? choice)
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await RouteAsync(outlook, mode);
        await outlook.Page.RouteAsync("**/addin/launch.html", route => route.AbortAsync());
        await outlook.Page.ReloadAsync();
        var window = await ComposeWindow.OpenAsync(outlook);
        await window.WriteAsync("gå", "Hej");

        await window.SendAsync();

        if (choice is not null)
        {
            await window.IsStoppedAsync("kan inte nås just nu");
            await Expect(window.Alert.GetByRole(AriaRole.Button)).ToHaveCountAsync(choice == "Skicka ändå" ? 2 : 1);
            await window.Choice(choice).ClickAsync();
        }
        if (mode == "Block")
            await Expect(window.Subject).ToHaveValueAsync("gå");
        else
            await window.IsSentAsync();
    }

    [Test]
    public async Task Classic_outlook_runs_the_script_without_page_network_storage_and_timers()
    {
        var window = await OpenAsync("SoftBlock", classic: true);
        await window.WriteAsync("realm", "Hej");

        await window.SendAsync();

        await Expect(window.Alert.Locator("#alert-text")).ToHaveTextAsync("undefined function");
    }

    [Test]
    public async Task The_add_in_hears_of_recipients_attachments_and_sender()
    {
        var window = await OpenAsync("SoftBlock", mailbox: "bygglov@vara.se");
        await window.Recipients("Kopia").FillAsync("eva@example.org");
        await window.Recipients("Kopia").PressAsync("Enter");
        await window.Page.GetByLabel("Bifoga filer").SetInputFilesAsync(new FilePayload { Name = "beslut.pdf", MimeType = "application/pdf", Buffer = [1, 2, 3] });
        await window.Page.GetByLabel("Från", new() { Exact = true }).SelectOptionAsync(Henrik);
        await AskedAsync(window);

        await Assert.ThatAsync(async () => (await window.AskAsync("item.sessionData.getAllAsync(done)")).Value, Does.Contain("OnMessageFromChanged").After(5_000, 100));
        var heard = (await window.AskAsync("item.sessionData.getAllAsync(done)")).Value;
        Assert.That(heard, Does.Contain("OnNewMessageCompose").And.Contain("OnMessageAttachmentsChanged").And.Contain("beslut.pdf"));
        Assert.That(heard, Does.Contain(@"""OnMessageRecipientsChanged"":""{\""to\"":false,\""cc\"":true,\""bcc\"":false}"""));
    }

    [Test]
    public async Task A_meeting_is_asked_about_too()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await RouteAsync(outlook, "SoftBlock");
        await outlook.Page.ReloadAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Nytt möte" }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await window.Recipients("Obligatoriska").FillAsync("karin.ekdahl@vara.se");
        await window.Recipients("Obligatoriska").PressAsync("Enter");
        await window.Subject.FillAsync("nej");
        await window.SendAsync();
        await window.IsStoppedAsync("ta bort det");

        await window.Choice("Skicka ändå").ClickAsync();

        await Expect(outlook.Page.GetByText("Inbjudan är skickad.")).ToBeVisibleAsync();
    }

    private static async Task AskedAsync(ComposeWindow window) =>
        await Assert.ThatAsync(async () => (await window.AskAsync("item.getItemIdAsync(done)")).Error, Is.EqualTo(9046).After(10_000, 100));

    private async Task<ComposeWindow> OpenAsync(string mode, bool classic = false, string mailbox = Henrik)
    {
        var outlook = await Stage.OutlookAsync(Henrik, mailbox);
        await RouteAsync(outlook, mode);
        await outlook.Page.ReloadAsync();
        await outlook.Page.GetByRole(AriaRole.Region, new() { Name = Stage.World.Mailbox(mailbox).Name, Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Inkorg" }).ClickAsync();
        return await ComposeWindow.OpenAsync(outlook, classic);
    }

    private static async Task RouteAsync(Outlook outlook, string mode)
    {
        await outlook.Page.RouteAsync("**/addin/launch.js", ScriptAsync);
        await outlook.Page.RouteAsync("**/rehearsal/script?*", ScriptAsync);
        await outlook.Page.RouteAsync(
            "**/rehearsal/manifest",
            async route =>
            {
                var answer = await route.FetchAsync();
                var manifest = (await answer.TextAsync()).Replace("SendMode=\"SoftBlock\"", $"SendMode=\"{mode}\"", StringComparison.Ordinal);
                await route.FulfillAsync(new() { Response = answer, Body = manifest });
            }
        );
    }

    private static Task ScriptAsync(IRoute route) => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Script });
}
