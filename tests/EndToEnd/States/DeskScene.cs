using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd.States;

/// <summary>Karin at the registrar's desk, with what Henrik sends her.</summary>
internal sealed class DeskScene(Stage stage)
{
    public const string Bygglov = "bygglov@vara.se";
    private IPage? karins;

    public Stage Stage => stage;

    public IPage Desk { get; set; } = null!;

    /// <summary>Something was done with the keyboard, so the focus must be somewhere.</summary>
    public bool Worked { get; private set; }

    public ILocator Dialog => Desk.GetByRole(AriaRole.Dialog);

    /// <summary>As if the desk had just been opened, with everything working.</summary>
    public async Task BeginAsync()
    {
        stage.World.Faults.Clear();
        Worked = false;
        if (karins is null)
        {
            Desk = karins = await stage.DeskAsync("Karin Ekdahl");
            return;
        }
        Desk = karins;
        await Desk.BringToFrontAsync(); // a browser slows down what nobody sees
        await Desk.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        await Desk.SetViewportSizeAsync(1440, 900);
        await ReloadAsync();
    }

    public async Task ReloadAsync()
    {
        await Desk.ReloadAsync();
        Worked = false;
        await Expect(Desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Att registrera") })).ToBeVisibleAsync();
    }

    /// <summary>Henrik sends a letter; Bo does something with it; Karin opens what she then finds.</summary>
    public Task<JsonNode> SentAsync(string subject, string text = Letter.Plain, Func<Colleague, JsonNode, Task>? then = null, string? state = null) =>
        SentAsync(New(subject, text), then, state);

    public RehearsedMessage New(string subject, string text = Letter.Plain) => stage.Deliver(Bygglov, subject, text);

    public async Task<JsonNode> SentAsync(RehearsedMessage message, Func<Colleague, JsonNode, Task>? then = null, string? state = null)
    {
        var registration = await PrepareAsync(message, then);
        if (state is not null)
        {
            var listed = Desk.WaitForResponseAsync(answer => answer.Url.Contains($"state={state}", StringComparison.Ordinal));
            await Desk.GetByLabel("Läge").SelectOptionAsync(state);
            await listed;
        }
        await Desk.ShowItemAsync((string)registration["id"]!);
        await Desk.Locator($"[data-item='{registration["id"]}']").FocusAsync();
        await Desk.Keyboard.PressAsync("Enter");
        await Expect(Desk.Locator(".letter")).ToBeVisibleAsync();
        Worked = true;
        return registration;
    }

    /// <summary>What others do before Karin looks.</summary>
    public async Task<JsonNode> PrepareAsync(RehearsedMessage message, Func<Colleague, JsonNode, Task>? then = null)
    {
        using var henrik = stage.Colleague("henrik.strand@vara.se");
        using var bo = stage.Colleague("bo.wallgren@vara.se");
        var registration = await henrik.SendAsync(Bygglov, message);
        if (then is not null)
            await then(bo, registration);
        await ReloadAsync();
        return registration;
    }

    public async Task OpenWithReasonAsync()
    {
        await PressAsync("Öppna med anledning");
        await Dialog.GetByRole(AriaRole.Textbox).FillAsync("Registrering");
        await PressAsync("Öppna");
        await Expect(Desk.GetByText("Text med fynd")).ToBeVisibleAsync();
    }

    public Task SeesAsync(string text) => Expect(Desk.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>What a person can press: behind an open dialog nothing.</summary>
    public ILocator Button(string name) =>
        Desk.Locator("dialog[open], body:not(:has(dialog[open]))").GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") }).First;

    public async Task PressAsync(string button)
    {
        Worked = true;
        await Button(button).FocusAsync();
        await Desk.Keyboard.PressAsync("Enter");
    }

    public Task AnswerAsync(string path, int status, string body = "{}") =>
        Desk.RouteAsync($"**/api/v1{path}", route => route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = body }));
}
