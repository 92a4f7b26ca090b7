using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>The day's work without a mouse: the official beside the message, the registrar at the desk.</summary>
[TestFixture]
internal sealed class KeyboardTests : OnStage
{
    private const string Bygglov = "bygglov@vara.se";

    [Test]
    public async Task A_message_reaches_the_queue_and_the_focus_comes_back_to_outlook()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", Bygglov);
        var (page, keyboard) = (outlook.Page, outlook.Page.Keyboard);
        var subject = outlook.Row("Yttrande såsom rågranne");
        await Expect(subject).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Listbox).FocusAsync();
        await keyboard.PressAsync("Home");
        for (var rows = await page.GetByRole(AriaRole.Option).CountAsync(); rows > 0 && await subject.GetAttributeAsync("aria-selected") != "true"; rows--)
            await keyboard.PressAsync("ArrowDown");
        await Expect(subject).ToHaveAttributeAsync("aria-selected", "true");

        // The pane takes the focus when it opens: Outlook doesn't give it any.
        await page.TabToAndPressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" }));
        await outlook.SeesAsync("Allmän handling – ska registreras");
        await Expect(outlook.Pane.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await page.TabToAndPressAsync(outlook.Pane.GetByText("Varför?").First);
        await outlook.SeesAsync("Huvudregeln är att all inkommande och utgående e-post är allmän handling");
        await page.TabToAndPressAsync(outlook.Button("Skicka till registrator"));
        await outlook.SeesAsync("I kö hos registrator");
        await Expect(outlook.Pane.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        // Out of the pane past its end, to the list, and in again by F6: as in Outlook.
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Fäst", Exact = true }));
        await keyboard.PressAsync("Shift+F6");
        await keyboard.PressAsync("Shift+F6");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeFocusedAsync();
        await keyboard.PressAsync("F6");
        await keyboard.PressAsync("F6");
        await outlook.PaneFrame.WaitForFunctionAsync("() => document.hasFocus() && document.activeElement !== document.body");
        await page.TabToAndPressAsync(outlook.Button("Ångra"));
        await outlook.SeesAsync("Registreringen är återtagen.");
    }

    [Test]
    public async Task The_registrar_takes_a_message_fills_in_the_form_and_enters_it()
    {
        await SendAsync("Utan mus", Letter.Plain);
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await Expect(Item(desk, "Utan mus")).ToBeVisibleAsync();
        await desk.TabToAndPressAsync(Item(desk, "Utan mus"));
        await Expect(Title(desk, "Utan mus")).ToBeVisibleAsync();

        await desk.TabToAndPressAsync(desk.GetByRole(AriaRole.Button, new() { Name = "Ta den" }));
        await Expect(desk.GetByText("Du har tagit den.")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("e");
        var field = desk.GetByLabel("Handlingens rubrik");
        await Expect(field).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Control+A");
        await desk.Keyboard.TypeAsync("Överklagande av detaljplan");
        await desk.TabToAsync(desk.GetByLabel("Handlingstyp"));
        await desk.Keyboard.TypeAsync("Överklagande");
        await desk.TabToAndPressAsync(desk.GetByLabel("Sekretessmarkera"), "Space");
        await desk.Keyboard.PressAsync("Control+Enter");
        var provision = desk.GetByLabel("Lagrum");
        await Expect(provision).ToBeFocusedAsync(); // what is missing has the focus, and says so
        await Expect(provision).ToHaveAccessibleDescriptionAsync("Ange bestämmelsen, till exempel OSL 26:1.");
        await desk.Keyboard.TypeAsync("OSL 21:1");
        await desk.Keyboard.PressAsync("Control+Enter");

        await Expect(desk.GetByText("Diariefört BYN 2026/")).ToBeVisibleAsync();
        await Expect(desk.Locator(":focus")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task The_registrar_returns_a_message_with_a_comment()
    {
        await SendAsync("Sänds åter", Letter.Plain);
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.TabToAndPressAsync(Item(desk, "Sänds åter"));
        await Expect(Title(desk, "Sänds åter")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("r");
        var dialog = desk.GetByRole(AriaRole.Dialog, new() { Name = "Sänd åter" });
        await Expect(dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await desk.Keyboard.TypeAsync("Ritningen saknas.");
        await desk.TabToAndPressAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Sänd åter" }));

        await Expect(desk.GetByText("Återsänt.")).ToBeVisibleAsync();
        await Expect(desk.Locator(":focus")).ToHaveCountAsync(1);
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", Bygglov);
        await Expect(outlook.Row("Sänds åter").GetByText("Åter från registrator")).ToBeVisibleAsync();
        await outlook.OpenAsync("Sänds åter");
        await outlook.SeesAsync("Ritningen saknas.");
    }

    [Test]
    public async Task The_registrar_opens_a_restricted_message_with_a_reason()
    {
        var id = await SendAsync("Begränsad", Letter.Sensitive);
        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.TabToAndPressAsync(desk.Locator($"[data-item='{id}']"));
        await desk.TabToAndPressAsync(desk.GetByRole(AriaRole.Button, new() { Name = "Öppna med anledning" }));
        await Expect(desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Öppna med anledning" })).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await desk.Keyboard.TypeAsync("Registrering");
        await desk.TabToAndPressAsync(desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Öppna" }));

        await Expect(desk.GetByText("diagnosen autism").First).ToBeVisibleAsync();
        await Expect(Title(desk, "Begränsad")).ToBeFocusedAsync();
    }

    private static ILocator Item(IPage desk, string subject) => desk.Locator(".item", new() { HasText = subject });

    private static ILocator Title(IPage desk, string subject) => desk.GetByRole(AriaRole.Heading, new() { Name = subject });

    private async Task<string> SendAsync(string subject, string text)
    {
        using var henrik = Stage.Colleague("henrik.strand@vara.se");
        return (string)(await henrik.SendAsync(Bygglov, Stage.Deliver(Bygglov, subject, text)))["id"]!;
    }
}
