using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>A registrar's morning: the corpus' messages from the queue into the diary without a mouse, a campaign, a mistake.</summary>
[TestFixture]
internal sealed class DeskMorningTests : OnStage
{
    private const string Bygglov = "bygglov@vara.se";
    private const int Messages = 25;
    private const int Letters = 40;

    private const string Appeal =
        "Hej! Jag vill lämna synpunkter på förslaget till detaljplan för Torget. Förslaget innebär att hus i sju våningar får byggas där vi i dag har marknad, uteserveringar och en av ortens få lekplatser. "
        + "Husen skulle skugga både kyrkan och skolgården större delen av dagen, trafiken till garaget leds rakt över cykelvägen, och de gamla lindarna längs Storgatan försvinner. "
        + "Vi som bor här har inte fått vara med i något samråd innan ritningarna var klara. Jag ber nämnden att dra tillbaka förslaget, att låta utreda ett lägre alternativ vid stationen, "
        + "och att bjuda in till ett öppet möte innan någonting beslutas.";

    // First, while the queue holds nothing else.
    [Test, Order(1)]
    public async Task Twenty_five_messages_go_from_queue_to_diary_by_keyboard_alone()
    {
        using var bo = Stage.Colleague("bo.wallgren@vara.se");
        await SendAsync([.. Stage.World.Mailboxes.SelectMany(m => m.Messages).Take(Messages).Select(m => m.Bytes())]);

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await Expect(desk.Locator(".item:not(.waiting)").First).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("j");
        for (var entered = 1; entered <= Messages; entered++)
        {
            var title = desk.GetByLabel("Handlingens rubrik");
            var closed = desk.GetByRole(AriaRole.Button, new() { Name = "Öppna med anledning" });
            await Expect(title.Or(closed).First).ToBeVisibleAsync();
            if (await closed.IsVisibleAsync())
            {
                await desk.Keyboard.PressAsync("o");
                await Expect(desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
                await desk.Keyboard.TypeAsync("Registrering");
                await desk.TabToAndPressAsync(desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Öppna", Exact = true }));
            }
            await Expect(title).ToBeVisibleAsync();
            await EnterAsync(desk, Messages - entered);
        }

        Assert.That((int)(await bo.GetAsync("/desk/queue?authority=BYN"))["total"]!, Is.Zero);
        Assert.That((int)(await bo.GetAsync("/diary/cases?authority=BYN"))["total"]!, Is.EqualTo(Messages));
    }

    [Test]
    public async Task Forty_letters_that_say_the_same_become_one_case()
    {
        var sent = await SendAsync([.. Enumerable.Range(0, Letters).Select(i => Letter.Of("Nej till detaljplanen för Torget", $"{Appeal}\n\nJag bor på Storgatan {i}."))]);
        var desk = await Stage.DeskAsync("Karin Ekdahl", message: $"#{sent[0]}");

        await desk.GetByText($"{Letters - 1} andra meddelanden i kön har nästan samma ordalydelse.").WaitForAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Samla till ett ärende" }).ClickAsync();
        var dialog = desk.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(Letters + 1);
        Assert.That(await Accessibility.ViolationsAsync(desk), Is.Empty);
        await dialog.GetByLabel("Ärendemening").FillAsync("Synpunkter på detaljplan Torget");
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Diarieför {Letters} i ett ärende" }).ClickAsync();

        await Expect(desk.GetByText($"Diariefört {Letters} handlingar i BYN 2026/")).ToBeVisibleAsync();
        using var bo = Stage.Colleague("bo.wallgren@vara.se");
        var cases = (await bo.GetAsync("/diary/cases?authority=BYN&search=Torget"))["items"]!.AsArray();
        Assert.That(cases.Single(c => (string)c!["title"]! == "Synpunkter på detaljplan Torget")!["documents"]!.GetValue<int>(), Is.EqualTo(Letters));
    }

    [Test]
    public async Task A_mistake_is_undone_by_one_key_and_its_number_stays_voided()
    {
        using var bo = Stage.Colleague("bo.wallgren@vara.se");
        var sent = await SendAsync([Letter.Of("Förhastat", "Hej! Jag undrar över en sak som gäller mitt staket.")]);
        var desk = await Stage.DeskAsync("Karin Ekdahl", message: $"#{sent[0]}");
        await Expect(desk.GetByLabel("Handlingens rubrik")).ToBeVisibleAsync();
        await desk.GetByLabel("Handlingens rubrik").FillAsync("Förhastat");
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.GetByText("Ärendet är avgjort.")).ToBeVisibleAsync();

        await desk.Locator("body").PressAsync("u");

        await Expect(desk.GetByText("Ångrat.")).ToBeVisibleAsync();
        await Expect(desk.GetByLabel("Handlingens rubrik")).ToBeVisibleAsync();
        Assert.That((string)(await bo.GetAsync($"/desk/queue/{sent[0]}"))["item"]!["state"]!, Is.EqualTo("queued"));
        var number = (await bo.GetAsync("/diary/cases?authority=BYN&search=Förhastat"))["items"]![0]!;
        var entries = (await bo.GetAsync($"/diary/cases/BYN/{number["year"]}/{number["ordinal"]}"))["entries"]!.AsArray();
        Assert.That((string)entries.Single()!["voided"]!["reason"]!, Is.EqualTo("Ångrad"));
    }

    private async Task<List<string>> SendAsync(IReadOnlyList<byte[]> letters)
    {
        using var henrik = Stage.Colleague("henrik.strand@vara.se");
        List<string> sent = [];
        foreach (var letter in letters)
            sent.Add((string)(await henrik.SendAsync(Bygglov, Stage.Deliver(Bygglov, letter)))["id"]!);
        return sent;
    }

    /// <summary>Ctrl+Enter; what is missing gets the focus, is written, and so on until nothing is.</summary>
    private static async Task EnterAsync(IPage desk, int left)
    {
        var done = desk.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Att registrera {left}$") });
        var missing = desk.Locator("[aria-invalid=true]:focus");
        await desk.Keyboard.PressAsync("e");
        await Expect(desk.GetByLabel("Handlingens rubrik")).ToBeFocusedAsync();
        while (true)
        {
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(done.Or(missing).First).ToBeVisibleAsync();
            if (await done.IsVisibleAsync())
                return;
            await desk.Keyboard.TypeAsync("OSL 21:1, skrivelse"); // fits a provision and a title for the public
            await Expect(missing).ToHaveCountAsync(0);
        }
    }
}
