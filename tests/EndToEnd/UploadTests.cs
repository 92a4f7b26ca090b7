using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>A registrar takes in messages from files: what came in another way, or what Varamail couldn't fetch.</summary>
[TestFixture]
internal sealed class UploadTests : OnStage
{
    [Test]
    public async Task A_file_is_registered_byte_for_byte_and_only_once()
    {
        var file = File("Synpunkter på gångvägen");
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await UploadAsync(desk, file);

        await Expect(desk.GetByText("Uppladdat. Ligger i kön, diarium BYN.")).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Synpunkter på gångvägen" })).ToBeVisibleAsync();
        await Expect(desk.GetByText("uppladdat som fil")).ToBeVisibleAsync();
        var download = await desk.RunAndWaitForDownloadAsync(() => desk.GetByRole(AriaRole.Button, new() { Name = "Originalet (.eml)" }).ClickAsync());
        Assert.That(await System.IO.File.ReadAllBytesAsync(await download.PathAsync()), Is.EqualTo(file.Buffer));

        await UploadAsync(desk, file);
        await Expect(Dialog(desk).GetByText("Finns redan i diarium BYN: att registrera. Inget har lagts till.")).ToBeVisibleAsync();
        await Dialog(desk).GetByRole(AriaRole.Button, new() { Name = "Stäng" }).ClickAsync();
        await Expect(Button(desk)).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_file_dropped_on_the_list_waits_for_its_mailbox()
    {
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        var files = await desk.EvaluateHandleAsync(
            "text => { const files = new DataTransfer(); files.items.add(new File([text], 'brev.eml', { type: 'message/rfc822' })); return files; }",
            Encoding.UTF8.GetString(Letter.Of("Bullrig fläkt"))
        );
        await desk.Locator(".queue").DispatchEventAsync("drop", new { dataTransfer = files });
        await Dialog(desk).GetByLabel("Brevlåda som").SelectOptionAsync("miljo@vara.se");
        await Dialog(desk).GetByLabel("Diarium").SelectOptionAsync("SN");
        await Expect(Dialog(desk).GetByText("Du arbetar inte med diarium SN")).ToBeVisibleAsync();
        await Dialog(desk).GetByRole(AriaRole.Button, new() { Name = "Ladda upp" }).ClickAsync();

        await Expect(desk.GetByText("Uppladdat. Ligger i kön, diarium SN.")).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Button).Filter(new() { HasText = "Bullrig fläkt" })).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Each_file_that_is_no_message_is_told_why_and_nothing_is_registered()
    {
        var before = await Stage.RegisteredAsync();
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await UploadAsync(
            desk,
            new() { Name = "tom.eml", MimeType = "message/rfc822", Buffer = [] },
            new() { Name = "bild.eml", MimeType = "message/rfc822", Buffer = [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3] },
            new() { Name = "brev.msg", MimeType = "", Buffer = [0xd0, 0xcf, 0x11, 0xe0] }
        );

        var outcomes = Dialog(desk).GetByRole(AriaRole.Listitem);
        await Expect(outcomes).ToHaveCountAsync(3);
        await Expect(outcomes.Nth(0)).ToContainTextAsync("Meddelandet är tomt. Filen innehåller inget. Inget har sparats.");
        await Expect(outcomes.Nth(1)).ToContainTextAsync("Det här är inget e-postmeddelande, eller så är det skadat eller ofullständigt. Inget har sparats.");
        await Expect(outcomes.Nth(2)).ToContainTextAsync("Spara meddelandet som .eml");
        Assert.That(await Stage.RegisteredAsync(), Is.EqualTo(before));
        await desk.Keyboard.PressAsync("Escape");
        await Expect(Dialog(desk)).ToHaveCountAsync(0);
        await Expect(Button(desk)).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_file_that_ends_before_its_end_is_taken_when_somebody_has_made_sure()
    {
        const string Notice = "Meddelandet är inte helt.";
        FilePayload file = new()
        {
            Name = "halvt.eml",
            MimeType = "message/rfc822",
            Buffer = Encoding.UTF8.GetBytes("From: elin@postlada.example\r\nSubject: Halvt brev\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHej! Jag vill"),
        };
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await UploadAsync(desk, file);
        await Expect(Dialog(desk).GetByRole(AriaRole.Listitem)).ToContainTextAsync(Notice);

        await Dialog(desk).GetByLabel("Jag har kontrollerat").CheckAsync();
        await Dialog(desk).GetByLabel("Fil med meddelandet").SetInputFilesAsync(file);
        await Dialog(desk).GetByRole(AriaRole.Button, new() { Name = "Ladda upp" }).ClickAsync();

        await Expect(desk.GetByText("Uppladdat. Ligger i kön, diarium BYN.")).ToBeVisibleAsync();
        await Expect(desk.GetByText("Meddelandet slutar innan det är slut.").First).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage desk) => desk.GetByRole(AriaRole.Button, new() { Name = "Ladda upp ett meddelande (.eml)" });

    private static ILocator Dialog(IPage desk) => desk.GetByRole(AriaRole.Dialog, new() { Name = "Ladda upp ett meddelande" });

    private static async Task UploadAsync(IPage desk, params FilePayload[] files)
    {
        await Button(desk).ClickAsync();
        await Dialog(desk).GetByLabel("Fil med meddelandet").SetInputFilesAsync(files);
        await Dialog(desk).GetByLabel("Brevlåda som").SelectOptionAsync("bygglov@vara.se");
        await Dialog(desk).GetByRole(AriaRole.Button, new() { Name = "Ladda upp" }).ClickAsync();
    }

    private static FilePayload File(string subject) => new() { Name = "brev.eml", MimeType = "message/rfc822", Buffer = Letter.Of(subject) };
}
