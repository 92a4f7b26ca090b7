using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Those who follow up, each with her own pages, and the diary that anybody reads.</summary>
[TestFixture]
internal sealed class OversightTests() : OnStage(("PublicDiary:Enabled", "true"))
{
    [Test]
    public async Task Everybody_sees_her_own_parts()
    {
        using (var henrik = Stage.Colleague("henrik.strand@vara.se"))
        using (var bo = Stage.Colleague("bo.wallgren@vara.se"))
        {
            for (var i = 0; i < 7; i++)
                await bo.EnterAsync(await henrik.SendAsync("bygglov@vara.se", Stage.Deliver("bygglov@vara.se", $"Uterum {i}")), "Bygglov för uterum");
            await bo.DecideAsync(await henrik.SendAsync("bygglov@vara.se", Stage.Deliver("bygglov@vara.se", "Till loggen")), "not-registered", new() { ["reason"] = "Dubblett till loggen." });
        }
        var head = await OpenAsync("Bo Wallgren", "Statistik", "Händelselogg");
        await Expect(head.GetByText("Hälften av handlingarna diariefördes")).ToBeVisibleAsync();
        await head.GetByText("Visa som tabell").First.ClickAsync();
        await FitForEverybodyAsync(head, "oversight statistics");

        await GoToAsync(head, "Händelselogg");
        await head.GetByLabel("Händelse").SelectOptionAsync("notRegistered");
        await Expect(head.GetByText("Skäl: Dubblett till loggen.")).ToBeVisibleAsync();
        await head.GetByRole(AriaRole.Button, new() { Name = "Kontrollera att loggen är hel" }).PressAsync("Enter");
        await Expect(head.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Loggen är hel: ") })).ToBeVisibleAsync();
        Assert.That(await head.Locator("main").InnerTextAsync(), Does.Not.Contain("Till loggen"), "no word of a message");
        var download = await head.RunAndWaitForDownloadAsync(() => head.GetByRole(AriaRole.Button, new() { Name = "Hämta som CSV" }).ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("handelselogg.csv"));
        await FitForEverybodyAsync(head, "oversight audit");

        var officer = await OpenAsync("Olof Sandvik", "Statistik", "Händelselogg");
        await GoToAsync(officer, "Händelselogg");
        await Expect(officer.GetByText("”Få” står för tal")).ToBeVisibleAsync();
        Assert.That(await officer.Locator("main").InnerTextAsync(), Does.Not.Contain("Strand").And.Not.Contain("Skäl"), "counts only");
        await FitForEverybodyAsync(officer, "oversight audit counts");

        var administrator = await OpenAsync("Lars Hallin", "Händelselogg", "Roller");
        await GoToAsync(administrator, "Roller");
        await Expect(administrator.GetByText("Huvudregistrator", new() { Exact = true })).ToBeVisibleAsync();
        await FitForEverybodyAsync(administrator, "oversight roles");

        await OpenAsync("Lisa Norling", "Händelselogg");
        await OpenAsync("Nina Öberg", "Statistik");
        await Expect((await SignInAsync("Henrik Strand")).GetByText("Sidan är för dem som följer upp")).ToBeVisibleAsync();
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

    private async Task<IPage> OpenAsync(string name, params string[] parts)
    {
        var page = await SignInAsync(name);
        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button)).ToHaveTextAsync(parts);
        return page;
    }

    private static async Task GoToAsync(IPage page, string part)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = part, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = part, Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("Hämtar …")).ToHaveCountAsync(0);
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
        await page.SetViewportSizeAsync(1280, 900);
        await States.Pictures.TakeAsync(page, name);
        var wide = await Accessibility.ComplaintsAsync(page, page.MainFrame, worked: false);
        await page.SetViewportSizeAsync(320, 800);
        await States.Pictures.TakeAsync(page, $"narrow {name}");
        var narrow = await Accessibility.ComplaintsAsync(page, page.MainFrame, worked: false);
        await page.SetViewportSizeAsync(1280, 900);

        Assert.That(wide.Concat(narrow.Select(line => $"320 px: {line}")), Is.Empty, name);
    }
}
