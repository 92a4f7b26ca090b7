using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>The ways beside the main one, through every real part: straight into the diary, to another authority, on by e-mail.</summary>
[TestFixture]
internal sealed class OtherWaysTests : OnStage
{
    private const string Henrik = "henrik.strand@vara.se";
    private const string Bygglov = "bygglov@vara.se";

    [OneTimeSetUp]
    public void Henrik_may_enter() => Stage.World.Roles[Henrik] = ["DiaryOfficer"];

    [Test]
    public async Task An_official_with_the_right_enters_a_message_from_the_pane()
    {
        var message = Stage.Deliver(Bygglov, "Diarieförs direkt");
        var outlook = await Stage.OutlookAsync(Henrik, Bygglov);
        await outlook.OpenAsync("Diarieförs direkt");
        await outlook.Pane.GetByText("Fler sätt").ClickAsync();
        await outlook.Button("Diarieför direkt").ClickAsync();
        await Expect(outlook.Pane.GetByLabel("Från")).ToHaveValueAsync("Elin Dahlgren");
        await outlook.Pane.GetByLabel("Ärendemening", new() { Exact = true }).FillAsync("Detaljplan för Torget");
        await outlook.Button("Diarieför Ctrl").ClickAsync();

        await outlook.SeesAsync("Diarieförd BYN 2026/");
        await Expect(outlook.Row("Diarieförs direkt").GetByText(new Regex(@"^BYN 2026/\d+-1$"))).ToBeVisibleAsync();
        await Expect(outlook.Row("Diarieförs direkt").GetByText("Diarieförd", new() { Exact = true })).ToBeVisibleAsync();
        using var karin = Stage.Colleague("karin.ekdahl@vara.se");
        var entered = (await karin.GetAsync("/desk/queue?state=entered"))["items"]!.AsArray().Single(item => (string?)item!["subject"] == "Diarieförs direkt")!;
        Assert.That(await karin.OriginalAsync(entered), Is.EqualTo(message.Bytes()));
    }

    [Test]
    public async Task A_message_to_the_wrong_authority_gets_its_number_from_the_right_one()
    {
        const string Subject = "Fel nämnd";
        Stage.Deliver("upphandling@vara.se", Subject);
        var outlook = await Stage.OutlookAsync("olof.sandvik@vara.se", "upphandling@vara.se");
        await outlook.OpenAsync(Subject);
        await outlook.Button("Skicka till registrator").ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText(Subject).First.ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Annat diarium" }).ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByLabel("Diarium").SelectOptionAsync("BYN");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Gäller ett bygglov.");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Skicka vidare" }).ClickAsync();
        await Expect(desk.GetByText("Skickat vidare.")).ToBeVisibleAsync();
        await desk.Locator(".queue").GetByLabel("Diarium").SelectOptionAsync("BYN");
        await desk.Locator(".item", new() { HasText = Subject }).ClickAsync();
        await Expect(desk.Locator(".letter").GetByText("”Gäller ett bygglov.”")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Diarieför") }).Last.ClickAsync();
        await Expect(desk.GetByText(new Regex(@"^Diariefört BYN 2026/\d+-1\.$"))).ToBeVisibleAsync();

        await Expect(outlook.Row(Subject).GetByText(new Regex("^BYN 2026/"))).ToBeVisibleAsync();
        await outlook.Row("Copies of award").ClickAsync();
        await outlook.OpenAsync(Subject);
        await outlook.SeesAsync("Diarieförd BYN 2026/");
        await outlook.SeesAsync("Byggnadsnämnden (BYN)");
        await outlook.Pane.GetByText("Mina ärenden").ClickAsync();
        await outlook.SeesAsync("Skickat vidare");
    }

    [Test]
    public async Task A_message_is_mailed_on_as_it_is()
    {
        var message = Stage.Deliver(Bygglov, "Går vidare");
        var outlook = await Stage.OutlookAsync(Henrik, Bygglov);
        await outlook.OpenAsync("Går vidare");
        await outlook.Pane.GetByText("Fler sätt").ClickAsync();
        await outlook.Pane.GetByLabel("Kommentar till mottagaren").FillAsync("Ert bord?");
        await outlook.Pane.GetByLabel("Till (e-postadress)").FillAsync("lantmateriet@myndighet.example");
        await outlook.Button("Skicka vidare").ClickAsync();
        await outlook.SeesAsync("Meddelandet är på väg som bifogad fil.");

        var sent = Stage.World.SentOutside.Single();
        Assert.That(sent.To.Mailboxes.Select(to => to.Address), Is.EqualTo(new[] { "lantmateriet@myndighet.example" }));
        Assert.That(Attached(sent), Is.EqualTo(message.Bytes()));
    }

    private static byte[] Attached(MimeMessage mail)
    {
        using MemoryStream bytes = new();
        var part = mail.Attachments.Single();
        if (part is MimePart file)
            file.Content!.DecodeTo(bytes);
        else
            ((MessagePart)part).Message!.WriteTo(bytes);
        return bytes.ToArray();
    }
}
