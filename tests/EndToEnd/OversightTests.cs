using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Those who follow up, each with her own pages, and the diary that anybody reads.</summary>
[TestFixture]
internal sealed class OversightTests() : OnStage(("PublicDiary:Enabled", "true"))
{
    [TestCase("Bo Wallgren", "Statistik", "Händelselogg")]
    [TestCase("Lisa Norling", "Händelselogg")]
    [TestCase("Nina Öberg", "Statistik")]
    [TestCase("Olof Sandvik", "Statistik", "Händelselogg")]
    [TestCase("Lars Hallin", "Händelselogg", "Roller")]
    [TestCase("Henrik Strand")]
    public async Task Everybody_sees_her_own_parts(string name, params string[] parts)
    {
        var page = await SignInAsync(name);
        if (parts.Length == 0)
        {
            await Expect(page.GetByText("Sidan är för dem som följer upp")).ToBeVisibleAsync();
            return;
        }

        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button)).ToHaveTextAsync(parts);
        foreach (var part in parts)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = part }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = part, Exact = true })).ToBeVisibleAsync();
            await Expect(page.GetByText("Hämtar …")).ToHaveCountAsync(0);
            await FitForEverybodyAsync(page, $"oversight {name} {part}");
        }
    }

    [Test]
    public async Task The_head_registrar_finds_what_was_done_and_checks_that_it_is_whole()
    {
        using (var henrik = Stage.Colleague("henrik.strand@vara.se"))
        using (var bo = Stage.Colleague("bo.wallgren@vara.se"))
            await bo.DecideAsync(await henrik.SendAsync("bygglov@vara.se", Stage.Deliver("bygglov@vara.se", "Till loggen")), "not-registered", new() { ["reason"] = "Dubblett till loggen." });
        var page = await SignInAsync("Bo Wallgren");
        await page.GetByRole(AriaRole.Button, new() { Name = "Händelselogg" }).ClickAsync();

        await page.GetByLabel("Händelse").SelectOptionAsync("notRegistered");
        await Expect(page.GetByText("Skäl: Dubblett till loggen.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera att loggen är hel" }).PressAsync("Enter");
        await Expect(page.GetByText("Loggen är hel")).ToBeVisibleAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Not.Contain("Till loggen"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Hämta som CSV" }).ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("handelselogg.csv"));
        await FitForEverybodyAsync(page, "oversight audit checked");
    }

    [Test]
    public async Task Anybody_reads_the_diary_without_signing_in()
    {
        using (var henrik = Stage.Colleague("henrik.strand@vara.se"))
        using (var bo = Stage.Colleague("bo.wallgren@vara.se"))
            await bo.EnterAsync(await henrik.SendAsync("bygglov@vara.se", Stage.Deliver("bygglov@vara.se", "Något annat")), "Bygglov för uterum");
        var page = await Stage.PageAsync("/diary");

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Diariefört ") })).ToBeVisibleAsync();
        await FitForEverybodyAsync(page, "diary day");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("uter");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Träffar på ”uter”");
        await FitForEverybodyAsync(page, "diary search");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^BYN ") }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^BYN .*Bygglov för uterum") }).First).ToBeVisibleAsync();
        await FitForEverybodyAsync(page, "diary case");
    }

    private async Task<IPage> SignInAsync(string name)
    {
        var page = await Stage.PageAsync("/oversight");
        await page.GetByText(name, new() { Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        return page;
    }

    private static async Task FitForEverybodyAsync(IPage page, string name)
    {
        await States.Pictures.TakeAsync(page, name);
        var wide = await Accessibility.ComplaintsAsync(page, page.MainFrame, worked: false);
        await page.SetViewportSizeAsync(320, 800);
        await States.Pictures.TakeAsync(page, $"narrow {name}");
        var narrow = await Accessibility.ComplaintsAsync(page, page.MainFrame, worked: false);
        await page.SetViewportSizeAsync(1440, 900);

        Assert.That(wide.Concat(narrow.Select(line => $"320 px: {line}")), Is.Empty, name);
    }
}
