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

    /// <param name="settings">The municipality's own choices, such as <c>Pane:AssessOnClick</c>.</param>
    public static async Task<Stage> OpenAsync(params (string Name, string Value)[] settings)
    {
        Stage stage = new();
        stage.Rehearsed = await Rehearsed.StartAsync(
            World.Load(),
            stage.folder,
            configure: api =>
            {
                foreach (var (name, value) in settings)
                    api.UseSetting(name, value);
            }
        );
        return stage;
    }

    /// <summary>A letter arrives in an inbox now.</summary>
    public RehearsedMessage Deliver(string mailbox, byte[] letter) => World.Mailbox(mailbox).Add(letter, DateTimeOffset.UtcNow);

    public RehearsedMessage Deliver(string mailbox, string subject, string text = Letter.Plain) => Deliver(mailbox, Letter.Of(subject, text, mailbox));

    /// <summary>Somebody who does things meanwhile, without a screen.</summary>
    public Colleague Colleague(string person) => new(Rehearsed.As(person));

    /// <summary>What must hold after every test: no page threw, Graph was asked as its description says, and nobody else was.</summary>
    public void AssertCalm()
    {
        World.Faults.Clear();
        string[] failures = [.. this.failures];
        this.failures.Clear();
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
        using var bo = Colleague("bo.wallgren@vara.se");
        return (await bo.GetAsync("/desk/queue"))["counts"]!.AsObject().Where(state => state.Key is not ("mine" or "restricted" or "due" or "whistleblowing")).Sum(state => (int)state.Value!);
    }

    /// <summary>Outlook, open as somebody in a mailbox' inbox.</summary>
    public async Task<Outlook> OutlookAsync(string person, string mailbox, int width = 1440)
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Outlook.Address, $"/?as={person}").AbsoluteUri);
        Outlook outlook = new(page);
        await outlook.GoToAsync(World.Mailbox(mailbox).Name);
        return outlook;
    }

    /// <summary>A page of the API's, opened by nobody in particular.</summary>
    public async Task<IPage> PageAsync(string path, int width = 1440)
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Api.Address, path).AbsoluteUri);
        return page;
    }

    /// <summary>The registrar's desk, signed in as somebody.</summary>
    /// <param name="name">Who.</param>
    /// <param name="width">Of the screen.</param>
    /// <param name="message">A message that a link names.</param>
    public async Task<IPage> DeskAsync(string name, int width = 1440, string message = "")
    {
        var page = await SignInAsync(name, width, message);
        await Assertions.Expect(page.GetByText("Att registrera").First).ToBeVisibleAsync();
        return page;
    }

    /// <summary><c>/desk</c>, after the sign-in page, whoever it is.</summary>
    public async Task<IPage> SignInAsync(string name, int width = 1440, string message = "")
    {
        var page = await ScreenAsync(width);
        await page.GotoAsync(new Uri(Rehearsed.Api.Address, "/desk" + message).AbsoluteUri);
        await page.GetByText(name, new() { Exact = true }).ClickAsync();
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
        page.SetDefaultTimeout(30_000);
        page.PageError += (_, error) => failures.Add(error);
        return page;
    }
}
