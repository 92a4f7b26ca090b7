using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Varamail.Rehearsal;

namespace Varamail.EndToEnd;

/// <summary>A rehearsal of its own for a fixture, and people who sit before screens in it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("varamail-stage-").FullName;
    private readonly List<IBrowserContext> screens = [];
    private readonly List<string> failures = [];

    private Stage() { }

    public Rehearsed Rehearsed { get; private set; } = null!;

    public World World => Rehearsed.World;

    public static async Task<Stage> OpenAsync()
    {
        Stage stage = new();
        stage.Rehearsed = await Rehearsed.StartAsync(World.Load(), stage.folder);
        return stage;
    }

    /// <summary>What must hold after every test: no page threw, Graph was asked as its description says, and nobody else was.</summary>
    public void AssertCalm()
    {
        World.Faults.Clear();
        Assert.Multiple(() =>
        {
            Assert.That(failures, Is.Empty);
            Assert.That(World.Violations, Is.Empty);
            Assert.That(Rehearsed.Api.Refused, Is.Empty);
        });
    }

    /// <summary>How many registrations there are, in whatever state, as the head registrar counts them.</summary>
    public async Task<int> RegisteredAsync()
    {
        using var api = Rehearsed.Api.Client(Rehearsed.Outlook.Tokens.ForApi("bo.wallgren@vara.se"));
        var queue = await api.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/desk/queue", UriKind.Relative));
        return queue.GetProperty("counts").EnumerateObject().Sum(state => state.Value.GetInt32());
    }

    /// <summary>Outlook, open as somebody in a mailbox' inbox.</summary>
    public async Task<Outlook> OutlookAsync(string person, string mailbox, int width = 1440)
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Outlook.Address, $"/?as={person}").AbsoluteUri);
        await page.GetByRole(AriaRole.Region, new() { Name = World.Mailbox(mailbox).Name, Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Inkorg" }).ClickAsync();
        return new(page);
    }

    /// <summary>A page of the API's, opened by nobody in particular.</summary>
    public async Task<IPage> PageAsync(string path, int width = 1440)
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Api.Address, path).AbsoluteUri);
        return page;
    }

    /// <summary>The registrar's desk, signed in as somebody.</summary>
    public async Task<IPage> DeskAsync(string name, int width = 1440)
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Api.Address, "/desk").AbsoluteUri);
        await page.GetByText(name, new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Att registrera").First).ToBeVisibleAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in screens)
            await screen.CloseAsync();
        await Rehearsed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IPage> ScreenAsync(int width)
    {
        var browser = await Browser.StartAsync();
        var context = await browser.NewContextAsync(
            new() { IgnoreHTTPSErrors = true, Locale = "sv-SE", ViewportSize = new() { Width = width, Height = 900 } }
        );
        screens.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        page.PageError += (_, error) => failures.Add(error);
        return page;
    }
}

/// <summary>Outlook on a screen, with the pane beside the message.</summary>
internal sealed class Outlook(IPage page)
{
    public IPage Page => page;

    public IFrameLocator Pane => page.FrameLocator(".pane iframe");

    public ILocator Row(string subject) => page.GetByRole(AriaRole.Option).Filter(new() { HasText = subject });

    /// <summary>Chooses a message and opens the pane where it isn't open.</summary>
    public async Task OpenAsync(string subject)
    {
        await Row(subject).ClickAsync();
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Bedöm och registrera" });
        if (await button.GetAttributeAsync("aria-pressed") != "true")
            await button.ClickAsync();
    }

    public Task SeesAsync(string text) => Assertions.Expect(Pane.GetByText(text).First).ToBeVisibleAsync();
}
