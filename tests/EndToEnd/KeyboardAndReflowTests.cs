using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>The same work without a mouse, and on the narrowest screen that WCAG 1.4.10 names.</summary>
[TestFixture]
internal sealed class KeyboardAndReflowTests
{
    private const int Narrow = 320;
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task Open() => stage = await Stage.OpenAsync();

    [OneTimeTearDown]
    public ValueTask Close() => stage.DisposeAsync();

    [Test]
    public async Task A_message_reaches_the_queue_without_a_mouse()
    {
        var outlook = await stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        var keyboard = outlook.Page.Keyboard;
        var subject = outlook.Row("Yttrande såsom rågranne");
        await Expect(subject).ToBeVisibleAsync();
        await outlook.Page.GetByRole(AriaRole.Listbox).FocusAsync();
        await keyboard.PressAsync("Home");
        for (var rows = await outlook.Page.GetByRole(AriaRole.Option).CountAsync(); rows > 0 && await subject.GetAttributeAsync("aria-selected") != "true"; rows--)
            await keyboard.PressAsync("ArrowDown");
        await Expect(subject).ToHaveAttributeAsync("aria-selected", "true");

        await TabToAsync(outlook.Page, outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" }));
        await keyboard.PressAsync("Enter");
        await outlook.SeesAsync("Allmän handling – ska registreras");
        await TabToAsync(outlook.Page, outlook.Pane.GetByText("Varför?").First);
        await keyboard.PressAsync("Enter");
        await outlook.SeesAsync("Huvudregeln är att all inkommande och utgående e-post är allmän handling");
        await TabToAsync(outlook.Page, outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka till registrator" }));
        await keyboard.PressAsync("Enter");

        await outlook.SeesAsync("I kö hos registrator");
    }

    [TestCase("maria.hedberg@vara.se", "alleskolan@vara.se", "Lea 6B", "Känsliga personuppgifter")]
    [TestCase("henrik.strand@vara.se", "bygglov@vara.se", "carport", "Uppgifter som ska skyddas")]
    public async Task The_pane_needs_no_scrolling_sideways_and_pleases_axe(string person, string mailbox, string subject, string seen)
    {
        var outlook = await stage.OutlookAsync(person, mailbox);
        await outlook.OpenAsync(subject);
        await outlook.SeesAsync(seen);
        foreach (var way in await outlook.Pane.Locator("summary").AllAsync())
            await way.EvaluateAsync("summary => { summary.parentElement.open = true; }");

        await outlook.Page.Locator(".pane iframe").EvaluateAsync($"frame => {{ frame.style.width = '{Narrow}px'; }}");

        Assert.That(await outlook.Pane.Locator("html").EvaluateAsync<bool>("page => page.scrollWidth <= page.clientWidth"), Is.True);
        Assert.That(await Accessibility.ViolationsAsync(outlook.Page), Is.Empty);
    }

    [Test]
    public async Task The_desk_needs_no_scrolling_sideways()
    {
        var desk = await stage.DeskAsync("Karin Ekdahl", Narrow);

        Assert.That(await desk.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), Is.True);
        Assert.That(await Accessibility.ViolationsAsync(desk), Is.Empty);
    }

    /// <summary>Moves the focus as a person does, through everything between; a trap fails the test.</summary>
    internal static async Task TabToAsync(IPage page, ILocator target)
    {
        const int Patience = 120;
        for (var step = 0; step < Patience; step++)
        {
            if (await target.EvaluateAsync<bool>("element => element === element.ownerDocument.activeElement && element.ownerDocument.hasFocus()"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab never came to {target}.");
    }
}
