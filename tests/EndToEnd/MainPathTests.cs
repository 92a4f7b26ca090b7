using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>What an official and a registrar do in a day, with the real Office.js in a real browser.</summary>
[TestFixture]
internal sealed class MainPathTests : OnStage
{
    [Test]
    public async Task Henrik_sends_karin_enters_and_the_number_comes_back()
    {
        const string Subject = "Yttrande såsom rågranne";
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync(Subject);
        await outlook.SeesAsync("Allmän handling – ska registreras");
        await outlook.Pane.GetByText("Varför?").First.ClickAsync();
        await outlook.SeesAsync("Huvudregeln är att all inkommande och utgående e-post är allmän handling");
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka till registrator" }).ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText(Subject).First.ClickAsync();
        var kept = await desk.RunAndWaitForDownloadAsync(() => desk.GetByRole(AriaRole.Button, new() { Name = "Originalet (.eml)" }).ClickAsync());
        var inMailbox = Stage.World.Mailbox("bygglov@vara.se").Messages.Single(m => m.Mime.Subject?.StartsWith(Subject, StringComparison.Ordinal) is true);
        Assert.That(await File.ReadAllBytesAsync(await kept.PathAsync()), Is.EqualTo(inMailbox.Bytes()));
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Diarieför") }).Last.ClickAsync();
        await Expect(desk.GetByText("Diariefört BYN 2026/1-1.")).ToBeVisibleAsync();

        await Expect(outlook.Row(Subject).GetByText("BYN 2026/1-1")).ToBeVisibleAsync();
        await Expect(outlook.Row(Subject).GetByText("Diarieförd", new() { Exact = true })).ToBeVisibleAsync();
        await outlook.OpenAsync("huset bredvid");
        await outlook.OpenAsync(Subject);
        await outlook.SeesAsync("BYN 2026/1-1");
    }

    [Test]
    public async Task A_sensitive_message_is_not_mailed_on_and_waits_restricted()
    {
        var outlook = await Stage.OutlookAsync("maria.hedberg@vara.se", "alleskolan@vara.se");
        await outlook.OpenAsync("Lea 6B");
        await outlook.SeesAsync("Känsliga personuppgifter");
        await Expect(outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Vidarebefordra" })).ToBeDisabledAsync();
        await outlook.SeesAsync("får varken vidarebefordras eller besvaras med e-post");
        Assert.That(await outlook.Pane.Locator("body").InnerTextAsync(), Does.Not.Contain("får gallras"));
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka till registratorns kö" }).ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText("Begränsat innehåll").First.ClickAsync();
        await Expect(desk.GetByText("Läsningen loggas.").First).ToBeVisibleAsync();
        Assert.That(await desk.Locator("body").InnerTextAsync(), Does.Not.Contain("vattkoppor").And.Not.Contain("Lea 6B"));
        await desk.GetByRole(AriaRole.Button, new() { Name = "Öppna med anledning" }).ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Registrering");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(desk.GetByText("vattkoppor").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_returned_message_comes_back_with_the_registrars_words()
    {
        const string Subject = "huset bredvid";
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync(Subject);
        await outlook.Pane.GetByRole(AriaRole.Button, new() { NameRegex = new("^Skicka till registrator") }).ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText(Subject).First.ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Sänd åter") }).First.ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Ritningen saknas.");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sänd åter" }).ClickAsync();

        await Expect(outlook.Row(Subject).GetByText("Åter från registrator")).ToBeVisibleAsync();
        await outlook.OpenAsync("Yttrande");
        await outlook.OpenAsync(Subject);
        await outlook.SeesAsync("Ritningen saknas.");
        await outlook.Pane.GetByText("Mina ärenden").ClickAsync();
        await outlook.SeesAsync("Ritningen saknas.");
    }

    [Test]
    public async Task A_pinned_pane_follows_the_message_that_is_chosen_last()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync("huset bredvid");
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Fäst", Exact = true }).ClickAsync();

        await outlook.Row("Yttrande").ClickAsync();
        await outlook.Row("Supplerende").ClickAsync();

        await Expect(outlook.Pane.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Supplerende") }).Or(outlook.Pane.GetByText("Supplerende tegninger")).First).ToBeVisibleAsync();
        await Expect(outlook.Pane.GetByText("Yttrande såsom rågranne")).ToHaveCountAsync(0);
    }

    [TestCase(Varamail.Rehearsal.FaultKind.TooManyRequests, "upptagen")]
    [TestCase(Varamail.Rehearsal.FaultKind.Reset, "svarar inte")]
    public async Task What_fails_is_told_as_it_is_and_nothing_is_registered(Varamail.Rehearsal.FaultKind fault, string said)
    {
        var outlook = await Stage.OutlookAsync("nina.oberg@vara.se", "miljo@vara.se");
        Stage.World.Faults.Switch(new(fault, RetryAfterSeconds: 60));

        await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" }).ClickAsync();

        await outlook.SeesAsync(said);
        await Expect(outlook.Pane.GetByRole(AriaRole.Button, new() { NameRegex = new("^Skicka till registrator") })).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_message_deleted_meanwhile_is_said_to_be_gone()
    {
        var outlook = await Stage.OutlookAsync("nina.oberg@vara.se", "nina.oberg@vara.se");
        Stage.World.Faults.Switch(new(Varamail.Rehearsal.FaultKind.NotFound));

        await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" }).ClickAsync();

        await outlook.SeesAsync("finns inte kvar");
    }

    [Test]
    public async Task The_pane_and_outlook_please_axe_in_light_and_dark()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync("carport");
        await outlook.SeesAsync("Uppgifter som ska skyddas");

        Assert.That(await Accessibility.ViolationsAsync(outlook.Page), Is.Empty);
    }

    [Test]
    public async Task The_desk_pleases_axe_in_light_and_dark()
    {
        var outlook = await Stage.OutlookAsync("olof.sandvik@vara.se", "upphandling@vara.se");
        await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" }).ClickAsync();
        await outlook.Pane.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Skicka till registrator|Registrera ändå)") }).First.ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText("KS ·").First.ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Registrera", Exact = true })).ToBeVisibleAsync();

        Assert.That(await Accessibility.ViolationsAsync(desk), Is.Empty);
    }
}
