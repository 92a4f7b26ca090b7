using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Outlook on a screen, with the pane beside the message.</summary>
internal sealed class Outlook(IPage page)
{
    public IPage Page => page;

    public IFrameLocator Pane => page.FrameLocator(".pane iframe");

    /// <summary>The pane's own document.</summary>
    public IFrame PaneFrame => page.Frames.Last(frame => frame.Url.Contains("/addin/read.html", StringComparison.Ordinal));

    public ILocator Row(string subject) => page.GetByRole(AriaRole.Option).Filter(new() { Has = page.Locator(".subject", new() { HasText = subject }) });

    public ILocator Button(string name) => Pane.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") }).First;

    /// <summary>Chooses a message and opens the pane where it isn't open.</summary>
    public async Task OpenAsync(string subject)
    {
        await Row(subject).ClickAsync();
        await OpenPaneAsync();
    }

    public async Task OpenPaneAsync()
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" });
        if (await button.GetAttributeAsync("aria-pressed") != "true")
            await button.ClickAsync();
    }

    public Task GoToAsync(string mailboxName) =>
        page.GetByRole(AriaRole.Region, new() { Name = mailboxName, Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Inkorg" }).ClickAsync();

    public Task PinAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Fäst", Exact = true }).ClickAsync();

    public Task NarrowAsync() => page.Locator(".pane iframe").EvaluateAsync("frame => { frame.style.width = '320px'; }");

    public Task SeesAsync(string text) => Expect(Pane.GetByText(text).First).ToBeVisibleAsync();
}
