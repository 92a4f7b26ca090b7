namespace Varamail.EndToEnd;

internal sealed class BrowserTests
{
    [Test]
    public async Task A_browser_is_installed_and_starts()
    {
        var browser = await Browser.StartAsync();

        var page = await browser.NewPageAsync();
        await page.SetContentAsync("<h1>Vara</h1>");

        Assert.That(await page.GetByRole(Microsoft.Playwright.AriaRole.Heading).TextContentAsync(), Is.EqualTo("Vara"));
    }
}
