using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>The guideline as a page, reached from a verdict, and what people think of it at the registrar's desk.</summary>
[TestFixture]
internal sealed class GuidelinePageTests : OnStage
{
    [TestCase(1440)]
    [TestCase(320)]
    public async Task Anybody_reads_the_cited_sentence_at_its_own_address(int width)
    {
        var page = await Stage.PageAsync("/guideline#R35", width);

        await Expect(page.Locator("#R35")).ToBeFocusedAsync();
        await Expect(page.Locator("#R35")).ToBeInViewportAsync();
        await Expect(page.Locator("#R35")).ToContainTextAsync("behöver aldrig registreras");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(78);
        Assert.That(await Accessibility.FitsAsync(page.MainFrame), Is.True);
        Assert.That(await Accessibility.ViolationsAsync(page), Is.Empty);
    }

    [Test]
    public async Task A_sentence_is_found_without_a_mouse()
    {
        var page = await Stage.PageAsync("/guideline");

        await page.GetByRole(AriaRole.Searchbox).FocusAsync();
        await page.Keyboard.TypeAsync("två arbetsdagar frågor");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveIdAsync("R18");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 av 78 meningar");
        for (var step = 0; step < 5; step++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Hör inte till Varamail" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_citation_opens_its_sentence_and_an_objection_reaches_the_desk()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync("Yttrande såsom rågranne");
        await outlook.SeesAsync("Allmän handling – ska registreras");
        await outlook.Pane.GetByText("Varför?").First.ClickAsync();
        var opened = await outlook.Page.Context.RunAndWaitForPageAsync(() => outlook.Pane.GetByRole(AriaRole.Link, new() { Name = "Läs R33 i riktlinjen" }).First.ClickAsync());
        await Expect(opened.Locator("#R33")).ToBeFocusedAsync();
        await opened.CloseAsync();

        await outlook.Pane.GetByText("Håller inte med").ClickAsync();
        await outlook.Pane.GetByLabel("Meddelandet är").SelectOptionAsync("routine");
        Assert.That(await Accessibility.ViolationsAsync(outlook.Page), Is.Empty);
        await outlook.Pane.GetByRole(AriaRole.Button, new() { Name = "Skicka svaret" }).ClickAsync();
        await outlook.SeesAsync("Svaret är räknat");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Håller inte med" }).ClickAsync();
        await Expect(desk.GetByText("1 svar sedan")).ToBeVisibleAsync();
        await Expect(desk.GetByText("De: Allmän handling som hålls ordnad. 1 svar").First).ToBeVisibleAsync();
        Assert.That(await desk.Locator("main").InnerTextAsync(), Does.Not.Contain("Henrik").And.Not.Contain("rågranne"));
        Assert.That(await Accessibility.ViolationsAsync(desk), Is.Empty);
    }

    [Test]
    public async Task The_desk_takes_type_and_code_from_the_records_schedule()
    {
        var outlook = await Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync("carport");
        await outlook.Pane.GetByRole(AriaRole.Button, new() { NameRegex = new("^Skicka till registrator") }).ClickAsync();
        await outlook.SeesAsync("I kö hos registrator");

        var desk = await Stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText("Begränsat innehåll").First.ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Öppna med anledning" }).ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("Registrering");
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).First.ClickAsync();
        var suggestion = desk.GetByRole(AriaRole.Region, new() { Name = "Ur dokumenthanteringsplanen" }).GetByRole(AriaRole.Button).First;
        await suggestion.ClickAsync();
        await Expect(suggestion).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(desk.GetByLabel("Handlingstyp")).ToHaveValueAsync("Ansökan om bygglov med ritningar");
        await Expect(desk.GetByLabel("Klassificering")).Not.ToHaveValueAsync("");
        Assert.That(await Accessibility.ViolationsAsync(desk), Is.Empty);
    }
}
