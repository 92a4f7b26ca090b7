using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Varamail.Rehearsal;

namespace Varamail.EndToEnd.States;

/// <summary>Olof at his desk: the mailboxes of the secretariat, the pane beside them, 320 px wide.</summary>
internal sealed class PaneScene(Stage stage)
{
    public const string Olof = "olof.sandvik@vara.se";
    public const string Shared = "vara.kommun@vara.se";
    private Outlook? olofs;

    public Stage Stage => stage;

    public Outlook Outlook { get; set; } = null!;

    public IPage Page => Outlook.Page;

    public IFrameLocator Pane => Outlook.Pane;

    /// <summary>Something was done with the keyboard, so the focus must be somewhere.</summary>
    public bool Worked { get; private set; }

    /// <summary>The document to look at; null for the pane.</summary>
    public IFrame? Document { get; set; }

    /// <summary>As if Outlook had just been opened, with everything working.</summary>
    public async Task BeginAsync()
    {
        stage.World.Faults.Clear();
        if (Document is not null)
            await Page.CloseAsync();
        Outlook = olofs ??= await stage.OutlookAsync(Olof, Shared);
        await Page.BringToFrontAsync(); // a browser slows down what nobody sees
        await Page.Context.SetOfflineAsync(false);
        await Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        var close = Page.GetByRole(AriaRole.Button, new() { Name = "Stäng fönstret" });
        if (await close.IsVisibleAsync())
            await close.ClickAsync();
        (Worked, Document) = (false, null);
    }

    public async Task OpenAsync(string mailbox, string subject)
    {
        await Outlook.GoToAsync(stage.World.Mailbox(mailbox).Name);
        await Outlook.OpenAsync(subject);
        await Outlook.NarrowAsync();
    }

    /// <summary>Opens a letter of its own, which just arrived.</summary>
    public async Task<RehearsedMessage> OpenNewAsync(string subject, string text = Letter.Plain, string mailbox = Shared)
    {
        var message = stage.Deliver(mailbox, subject, text);
        await OpenAsync(mailbox, subject);
        return message;
    }

    /// <summary>A letter that Lisa has sent to the registrar, and what Bo then did with it.</summary>
    public async Task SentByLisaAsync(string subject, Func<Colleague, JsonNode, Task> then, string text = Letter.Plain)
    {
        var message = stage.Deliver(Shared, subject, text);
        using var lisa = stage.Colleague("lisa.norling@vara.se");
        using var bo = stage.Colleague("bo.wallgren@vara.se");
        await then(bo, await lisa.SendAsync(Shared, message));
        await OpenAsync(Shared, subject);
    }

    public Task SeesAsync(string text) => Outlook.SeesAsync(text);

    public async Task UnfoldAsync()
    {
        await SeesAsync("Fler sätt");
        foreach (var summary in await Pane.Locator("summary").AllAsync())
            await summary.EvaluateAsync("summary => { summary.parentElement.open = true; }");
    }

    public async Task PressAsync(string button)
    {
        Worked = true;
        await Outlook.Button(button).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Lets the API's answers wait for ever.</summary>
    public Task HoldAsync(string path) => Page.RouteAsync($"**/api/v1{path}", _ => Task.CompletedTask);

    public Task AnswerAsync(string path, int status, string body = "{}") =>
        Page.RouteAsync($"**/api/v1{path}", route => route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = body }));
}
