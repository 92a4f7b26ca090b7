using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>A message or a meeting being written on somebody's screen.</summary>
internal sealed class ComposeWindow(IPage page)
{
    public IPage Page => page;

    public ILocator Alert => page.GetByRole(AriaRole.Dialog);

    public IFrameLocator Pane => page.FrameLocator(".pane iframe");

    public ILocator Subject => page.GetByLabel("Ämne", new() { Exact = true });

    public ILocator Body => page.GetByRole(AriaRole.Textbox, new() { Name = "Brödtext" });

    public ILocator Recipients(string field) => page.GetByRole(AriaRole.Combobox, new() { Name = field, Exact = true });

    /// <summary>A new message in the mailbox that is shown.</summary>
    public static async Task<ComposeWindow> OpenAsync(Outlook outlook, bool classic = false)
    {
        if (classic)
        {
            await outlook.Page.GetByText("Repetition", new() { Exact = true }).ClickAsync();
            await outlook.Page.GetByLabel("Klassiska Outlook för Windows").CheckAsync();
            await outlook.Page.GetByText("Repetition", new() { Exact = true }).ClickAsync();
        }
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Nytt meddelande" }).ClickAsync();
        return new(outlook.Page);
    }

    public async Task WriteAsync(string subject, string body, string to = "karin.ekdahl@vara.se")
    {
        await Recipients("Till").FillAsync(to);
        await Recipients("Till").PressAsync("Enter");
        await Subject.FillAsync(subject);
        await Body.FillAsync(body);
    }

    public Task SendAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Skicka", Exact = true }).ClickAsync();

    public Task IsSentAsync() => Expect(page.GetByText("Meddelandet är skickat.")).ToBeVisibleAsync();

    public Task IsStoppedAsync(string text) => Expect(Alert.GetByText(text).First).ToBeVisibleAsync();

    public ILocator Choice(string name) => Alert.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Asks Office.js in the hidden page of the events: an expression over <c>item</c> that ends in <c>done</c>.</summary>
    /// <returns>Status, value and the error's number.</returns>
    public async Task<(string Status, string Value, int Error)> AskAsync(string call)
    {
        var frame = page.Frames.Single(f => f.Url.EndsWith("/addin/launch.html", StringComparison.Ordinal));
        var answer = await frame.EvaluateAsync<JsonElement>(
            $$"""
            () => new Promise(resolve => {
              const item = Office.context.mailbox.item;
              const done = r => resolve({ status: r.status, value: JSON.stringify(r.value ?? null), error: r.error ? r.error.code : 0 });
              {{call}};
            })
            """
        );
        return (answer.GetProperty("status").GetString()!, answer.GetProperty("value").GetString()!, answer.GetProperty("error").GetInt32());
    }
}
