using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>“Skicka och diarieför”, from the reply to the number, with real Office.js.</summary>
[TestFixture]
internal sealed class SendAndRegisterTests : OnStage
{
    private const string Karin = "karin.ekdahl@vara.se";
    private const string Shared = "vara.kommun@vara.se";
    private const string Header = "X-Varamail-Dispatch";
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };

    [TearDown]
    public void Lay_copies_in_the_mailbox_again() => Stage.World.SentCopy = SentCopy.Shared;

    [TestCase(SentCopy.Own)]
    [TestCase(SentCopy.Both)]
    public async Task An_answer_goes_into_the_case_of_the_question_and_closes_its_deadline(SentCopy copies)
    {
        Stage.World.SentCopy = copies;
        var number = await AskedAsync($"Fråga om torget {copies}");
        var (outlook, window) = await AnswerAsync($"Fråga om torget {copies}");
        await ChooseAsync(window, number);
        Stage.World.Faults.Switch(new(FaultKind.Unavailable, Path: "/mailFolders/sentitems/messages"));
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka nu" }).ClickAsync();
        await GoesAsync(window);

        await outlook.OpenAsync($"Fråga om torget {copies}");
        await Expect(outlook.Pane.GetByText("Väntar på att hitta det skickade meddelandet")).ToBeVisibleAsync();
        Stage.World.Faults.Clear();
        await Expect(outlook.Pane.Locator("main")).ToContainTextAsync($"Skickat och diariefört som {number}-2", Patient);
        await outlook.Page.GetByRole(AriaRole.Option).Last.ClickAsync();
        await outlook.OpenAsync($"Fråga om torget {copies}"); // judged anew
        await Expect(outlook.Pane.Locator("main")).ToContainTextAsync("Besvarat i dag");

        foreach (var mailbox in copies is SentCopy.Both ? [Karin, Shared] : new[] { Karin })
        {
            var sent = Sent(mailbox, $"SV: Fråga om torget {copies}");
            Assert.That(sent.Mime.Headers[Header], Has.Length.EqualTo(36));
            await Assert.ThatAsync(() => Task.FromResult(sent.Categories), Does.Contain($"{number}-2").After(20_000, 100));
        }
        using var colleague = Stage.Colleague(Karin);
        Assert.That((await CaseAsync(number)).Count, Is.EqualTo(2), "two copies are one document");
        var entry = (await CaseAsync(number))[1]!;
        Assert.That((string?)entry["direction"], Is.EqualTo("outgoing"));
        Assert.That(
            await colleague.OriginalAsync(new JsonObject { ["id"] = (string)entry["registration"]! }),
            Is.EqualTo(Sent(copies is SentCopy.Own ? Karin : Shared, $"SV: Fråga om torget {copies}").Bytes())
        );
    }

    [Test]
    public async Task What_the_send_check_stops_keeps_its_case_and_goes_there_when_it_is_mended()
    {
        var number = await AskedAsync("Fråga om färdtjänst");
        Stage.Deliver(Shared, Letter.Of("Min son", "Hej! Jag har fått diagnosen epilepsi. Hur söker jag färdtjänst?", Shared));
        var (outlook, window) = await AnswerAsync("Min son");
        await ChooseAsync(window, number, search: "färdtjänst");
        await window.SendAsync();
        await window.IsStoppedAsync("Känsliga uppgifter i det citerade meddelandet");
        Assert.That((await window.AskAsync($"item.internetHeaders.getAsync(['{Header}'], done)")).Value, Does.Contain(Header));
        await window.Choice("Visa i Varamail").ClickAsync();
        await window.Pane.GetByText("Varför?").First.ClickAsync();
        await Expect(window.Pane.Locator("blockquote").First).ToContainTextAsync("vidarebefordras eller besvaras");
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Ta bort citatet" }).ClickAsync();
        await Expect(window.Pane.GetByText("Utkastet är ändrat.")).ToBeVisibleAsync();
        await window.SendAsync();
        await GoesAsync(window);

        await FoundAsync(outlook, number);
        Assert.That(Sent(Shared, "SV: Min son").Mime.Headers["X-Varamail-Check"], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_choice_that_is_undone_leaves_nothing_on_the_message_and_nothing_that_waits()
    {
        var number = await AskedAsync("Fråga om ångerrätt");
        var (outlook, window) = await AnswerAsync("Fråga om ångerrätt");
        await ChooseAsync(window, number);
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Ångra valet" }).ClickAsync();
        await Expect(window.Pane.GetByRole(AriaRole.Button, new() { Name = "Välj ärende" })).ToBeVisibleAsync();
        await window.SendAsync();
        await GoesAsync(window);

        Assert.That(Sent(Shared, "SV: Fråga om ångerrätt").Mime.Headers.Contains(Header), Is.False);
        await outlook.OpenAsync("Fråga om ångerrätt");
        await outlook.SeesAsync($"Diarieförd {number}-1");
        await Expect(outlook.Pane.GetByText("Väntar på att hitta")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_saved_draft_keeps_its_case_and_one_that_is_thrown_away_is_let_go_in_the_pane()
    {
        var number = await AskedAsync("Fråga om utkast");
        var (outlook, window) = await AnswerAsync("Fråga om utkast");
        await ChooseAsync(window, number);
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Spara och stäng" }).ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Region, new() { Name = "Vara kommun", Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Utkast" }).ClickAsync();
        await outlook.Row("SV: Fråga om utkast").ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Fortsätt skriva" }).ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();
        await Expect(window.Pane.GetByText($"Läggs i {number} när det är skickat")).ToBeVisibleAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Kasta" }).ClickAsync();

        await outlook.GoToAsync("Vara kommun");
        await outlook.OpenAsync("Fråga om utkast");
        await outlook.SeesAsync("Väntar på att hitta det skickade meddelandet");
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Ska inte diarieföras" }).ClickAsync();
        await Expect(outlook.Pane.GetByText("Väntar på att hitta")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_delayed_message_is_found_when_it_has_left()
    {
        var number = await AskedAsync("Fråga om fördröjning");
        var (outlook, window) = await AnswerAsync("Fråga om fördröjning");
        await ChooseAsync(window, number);
        Assert.That((await window.AskAsync("item.delayDeliveryTime.setAsync(new Date(Date.now() + 8000), done)")).Status, Is.EqualTo("succeeded"));
        await window.SendAsync();
        await GoesAsync(window);
        await outlook.OpenAsync("Fråga om fördröjning");
        await outlook.SeesAsync("Väntar på att hitta det skickade meddelandet");

        await FoundAsync(outlook, number);
    }

    [Test]
    public async Task The_same_draft_sent_twice_is_registered_once_and_the_other_is_told()
    {
        var number = await AskedAsync("Fråga om dubbletter");
        var (outlook, window) = await AnswerAsync("Fråga om dubbletter");
        await ChooseAsync(window, number);
        Stage.World.Faults.Switch(new(FaultKind.Unavailable, Path: "/mailFolders/sentitems/messages"));
        await window.SendAsync();
        await GoesAsync(window);
        var first = Sent(Shared, "SV: Fråga om dubbletter").Bytes();
        var again = System.Text.Encoding.UTF8.GetString(first).Replace("Message-Id: <", "Message-Id: <igen.", StringComparison.OrdinalIgnoreCase);
        Stage.World.Mailbox(Shared).Add(System.Text.Encoding.UTF8.GetBytes(again), DateTimeOffset.UtcNow.AddSeconds(1), "sentitems");
        Stage.World.Faults.Clear();

        await FoundAsync(outlook, number);
        await outlook.SeesAsync("Samma utkast har skickats en gång till.");
        Assert.That(await CaseAsync(number), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Whoever_may_not_enter_leaves_it_to_the_registrar_with_the_case_named()
    {
        Stage.Deliver("bygglov@vara.se", Letter.Of("Carport på Kedum 4:12"));
        using var henrik = Stage.Colleague("henrik.strand@vara.se");
        using var karin = Stage.Colleague(Karin);
        var entered = await karin.EnterAsync(await henrik.SendAsync("bygglov@vara.se", Newest("bygglov@vara.se", "Carport på Kedum 4:12")), "Carport");
        var number = (string)entered["outcome"]!["caseNumber"]!;
        var (outlook, window) = await AnswerAsync("Carport på Kedum 4:12", "henrik.strand@vara.se", "bygglov@vara.se");
        await ChooseAsync(window, number);
        await Expect(window.Pane.GetByText("lägger det i registratorns kö")).ToBeVisibleAsync();
        await window.SendAsync();
        await GoesAsync(window);

        await outlook.OpenAsync("Carport på Kedum 4:12");
        await Expect(outlook.Pane.Locator("main")).ToContainTextAsync("Skickat och lagt i registratorns kö", Patient);
        var waiting = (await karin.GetAsync("/desk/queue?state=queued"))["items"]!.AsArray();
        Assert.That(waiting.Select(i => (string?)i!["comment"]), Does.Contain($"Skickat i ärende {number}: Carport på Kedum 4:12"));
    }

    [TestCase(1440)]
    [TestCase(320)]
    public async Task The_case_is_chosen_without_a_mouse_and_pleases_axe(int width)
    {
        var number = await AskedAsync($"Fråga om tangenter {width}");
        var (outlook, window) = await AnswerAsync($"Fråga om tangenter {width}", width: width);
        var page = outlook.Page;
        await page.TabToAndPressAsync(window.Pane.GetByRole(AriaRole.Button, new() { Name = "Välj ärende" }));
        await Expect(window.Pane.GetByLabel(number)).ToBeCheckedAsync();
        await page.TabToAsync(window.Pane.GetByLabel("Sök ärende på ord eller nummer"), back: true);
        await page.Keyboard.TypeAsync("finns inte");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Pane.GetByText("Inget ärende hittades.")).ToBeVisibleAsync();
        await page.TabToAsync(window.Pane.GetByLabel("Handlingens rubrik"));
        Assert.That(await Accessibility.ViolationsAsync(page), Is.Empty, "choosing");
        await page.Keyboard.PressAsync("Enter");
        await Expect(window.Pane.GetByText($"Läggs i {number} när det är skickat")).ToBeVisibleAsync();
        Assert.That(await Accessibility.ViolationsAsync(page), Is.Empty, "chosen");
        Assert.That(await Accessibility.FitsAsync(page.Frames.Single(f => f.Url.EndsWith("/addin/compose.html", StringComparison.Ordinal))));
        await page.TabToAndPressAsync(window.Pane.GetByRole(AriaRole.Button, new() { Name = "Ångra valet" }));
        await Expect(window.Pane.GetByRole(AriaRole.Button, new() { Name = "Välj ärende" })).ToBeVisibleAsync();
    }

    /// <summary>A question in the municipality's mailbox that stands in the diary; its case.</summary>
    private async Task<string> AskedAsync(string subject)
    {
        Stage.Deliver(Shared, Letter.Of(subject, "Hej! När blir det klart? Kan ni svara mig?", Shared));
        using var karin = Stage.Colleague(Karin);
        var entered = await karin.EnterAsync(await karin.SendAsync(Shared, Newest(Shared, subject)), subject);
        return (string)entered["outcome"]!["caseNumber"]!;
    }

    private async Task<(Outlook Outlook, ComposeWindow Window)> AnswerAsync(string subject, string person = Karin, string mailbox = Shared, int width = 1440)
    {
        var outlook = await Stage.OutlookAsync(person, mailbox, width);
        await outlook.Row(subject).ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara", Exact = true }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body).ToContainTextAsync("Skickat:");
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();
        return (outlook, window);
    }

    private static async Task ChooseAsync(ComposeWindow window, string number, string? search = null)
    {
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Välj ärende" }).ClickAsync();
        if (search is null)
        {
            await Expect(window.Pane.GetByLabel(number)).ToBeCheckedAsync();
            await Expect(window.Pane.GetByText("Här finns meddelandet som du svarar på.")).ToBeVisibleAsync();
        }
        else
        {
            await window.Pane.GetByLabel("Sök ärende på ord eller nummer").FillAsync(search);
            await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Sök" }).ClickAsync();
            await window.Pane.GetByLabel(number).CheckAsync();
        }
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Använd ärendet" }).ClickAsync();
        await Expect(window.Pane.GetByText($"Läggs i {number} när det är skickat")).ToBeVisibleAsync();
    }

    // What Varamail only asks about may go when the person says so.
    private static async Task GoesAsync(ComposeWindow window)
    {
        var sent = window.Page.GetByText("Meddelandet är skickat.");
        await Expect(window.Choice("Skicka ändå").Or(sent)).ToBeVisibleAsync();
        if (!await sent.IsVisibleAsync())
            await window.Choice("Skicka ändå").ClickAsync();
        await window.IsSentAsync();
    }

    private static async Task FoundAsync(Outlook outlook, string number)
    {
        if (await outlook.Page.Locator(".pane iframe").CountAsync() == 0)
        {
            await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync();
            await outlook.OpenPaneAsync();
        }
        await Expect(outlook.Pane.Locator("main")).ToContainTextAsync($"Skickat och diariefört som {number}-2", Patient);
    }

    private async Task<JsonArray> CaseAsync(string number)
    {
        using var karin = Stage.Colleague(Karin);
        return (await karin.GetAsync($"/diary/cases/{number.Replace(' ', '/')}"))["entries"]!.AsArray();
    }

    private RehearsedMessage Newest(string mailbox, string subject) => Stage.World.Mailbox(mailbox).Messages.First(m => m.Mime.Subject == subject);

    private RehearsedMessage Sent(string mailbox, string subject) =>
        Stage.World.Mailbox(mailbox).Messages.First(m => m.Folder == "sentitems" && m.Mime.Subject == subject);
}
