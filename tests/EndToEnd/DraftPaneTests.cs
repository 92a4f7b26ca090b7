using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>The pane beside a draft: mends by one click, takes a reason, and needs no mouse.</summary>
[TestFixture]
internal sealed class DraftPaneTests : OnStage
{
    private const string Henrik = "henrik.strand@vara.se";
    private const string Outsider = "goran.alm@postlada.example";

    [Test]
    public async Task A_quote_about_health_is_removed_by_one_click_and_the_answer_goes()
    {
        var outlook = await Stage.OutlookAsync("maria.hedberg@vara.se", "alleskolan@vara.se");
        await outlook.Row("Lea 6B").ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara", Exact = true }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body).ToContainTextAsync("Skickat:");
        await window.Subject.FillAsync("Svar om undervisningen på torsdag");
        await window.SendAsync();
        await window.IsStoppedAsync("Känsliga uppgifter i det citerade meddelandet");
        await window.Choice("Visa i Varamail").ClickAsync();

        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Ta bort citatet" }).ClickAsync();
        await Expect(window.Pane.GetByText("Utkastet är ändrat.")).ToBeVisibleAsync();
        await Expect(window.Body).Not.ToContainTextAsync("Skickat:");
        await window.SendAsync();

        await window.IsSentAsync();
    }

    [Test]
    public async Task Every_finding_is_reached_and_mended_by_keyboard_alone()
    {
        var window = await WriteAsync("Kerstin Åberg, BYN 2026/44", "Sökanden har personnummer 19520906-9870.");
        var keyboard = window.Page.Keyboard;
        await window.SendAsync();
        await window.IsStoppedAsync("Skyddsvärda uppgifter i meddelandet");
        await window.Page.TabToAsync(window.Choice("Visa i Varamail"));
        await keyboard.PressAsync("Enter");
        await Expect(Heading(window, "Skyddsvärda uppgifter i meddelandet")).ToBeFocusedAsync();

        foreach (
            var (finding, button) in new[]
            {
                ("Skyddsvärda uppgifter i meddelandet", "Ta bort orden ur texten"),
                ("Personuppgifter i ämnesraden", "Byt till en neutral ämnesrad"),
                ("Den gemensamma signaturen saknas", "Infoga kommunens signatur"),
            }
        )
        {
            await window.Page.TabToAsync(window.Pane.GetByRole(AriaRole.Button, new() { Name = button }));
            await keyboard.PressAsync("Enter");
            await Expect(Heading(window, finding)).ToHaveCountAsync(0);
            await Expect(Heading(window, "Ditt utkast")).ToBeFocusedAsync();
        }

        await Expect(window.Pane.GetByText("Inget att anmärka på")).ToBeVisibleAsync();
        await Expect(window.Subject).ToHaveValueAsync("Angående BYN 2026/44");
        await Expect(window.Body).ToContainTextAsync("Sökanden har personnummer [borttaget].");
    }

    [Test]
    public async Task A_reason_lets_a_draft_go_until_something_new_stands_in_it()
    {
        var window = await WriteAsync("Bygglov Kvänum 3:12", "Hjälp behövs: numret är 19520906-9870.");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();
        var keyboard = window.Page.Keyboard;
        await window.Page.TabToAsync(window.Pane.Locator("summary", new() { HasText = "Måste det skickas ändå?" }));
        await keyboard.PressAsync("Enter");
        await window.Page.TabToAsync(window.Pane.GetByLabel("Fara för någons liv eller hälsa"));
        await keyboard.PressAsync("Space");
        await window.Page.TabToAsync(window.Pane.GetByRole(AriaRole.Button, new() { Name = "Använd skälet" }));
        await keyboard.PressAsync("Enter");
        await Expect(window.Pane.GetByText("Skälet är noterat.").First).ToBeVisibleAsync();

        await window.Body.FillAsync("Hjälp behövs: numret är 19520906-9870, och 19710416-9821.");
        await window.SendAsync();
        await window.IsStoppedAsync("Skyddsvärda uppgifter i meddelandet");
        await window.Choice("Skicka inte").ClickAsync();
        await window.Body.FillAsync("Hjälp behövs: numret är 19520906-9870.");
        await window.SendAsync();

        // Only the missing signature is left, which is asked about.
        await window.IsStoppedAsync("Den gemensamma signaturen saknas");
        await window.Choice("Skicka ändå").ClickAsync();
        await window.IsSentAsync();
    }

    [Test]
    public async Task A_file_is_read_while_the_pane_is_open()
    {
        var window = await WriteAsync("Underlag till mötet", "Se bilagan.");
        await window
            .Page.GetByLabel("Bifoga filer")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "underlag.txt",
                    MimeType = "text/plain",
                    Buffer = System.Text.Encoding.UTF8.GetBytes("Eleven Olle Fransson i 5C har fått diagnosen epilepsi."),
                }
            );

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();

        await Expect(window.Pane.GetByText("I bilagan underlag.txt")).ToBeVisibleAsync();
        await window.SendAsync();
        await window.IsStoppedAsync("Känsliga personuppgifter i meddelandet");
    }

    [TestCase(1440)]
    [TestCase(320)]
    public async Task The_pane_with_everything_in_it_pleases_axe_and_needs_no_scrolling_sideways(int width)
    {
        var window = await WriteAsync(
            "Kerstin Åberg, BYN 2026/44",
            "Undertecknad emotser svar. Sökanden har personnummer 19520906-9870 och har fått diagnosen epilepsi.",
            width
        );
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).ClickAsync();
        await Expect(Heading(window, "Känsliga personuppgifter i meddelandet")).ToBeVisibleAsync();
        foreach (var summary in await window.Pane.Locator("summary").AllAsync())
            await summary.EvaluateAsync("summary => { summary.parentElement.open = true; }");

        Assert.That(await Accessibility.ViolationsAsync(window.Page), Is.Empty);
        var pane = window.Page.Frames.Single(f => f.Url.EndsWith("/addin/compose.html", StringComparison.Ordinal));
        Assert.That(await Accessibility.FitsAsync(pane));
    }

    private async Task<ComposeWindow> WriteAsync(string subject, string body, int width = 1440)
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik, width));
        await Expect(window.Body).ToContainTextAsync("Vara kommun"); // signed; what is filled in below takes its place
        await window.WriteAsync(subject, body, to: Outsider);
        return window;
    }

    private static ILocator Heading(ComposeWindow window, string text) => window.Pane.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });
}
