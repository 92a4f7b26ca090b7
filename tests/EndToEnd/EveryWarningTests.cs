using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Every kind of warning is reached and dismissed without a mouse.</summary>
[TestFixture]
internal sealed class EveryWarningTests : OnStage
{
    private const string Karin = "karin.ekdahl@vara.se";
    private const string Shared = "vara.kommun@vara.se";
    private const string Hard =
        "Kommunstyrelseförvaltningens upphandlingsenhet genomför marknadsundersökningar beträffande verksamhetssystemsleverantörer inför tilldelningsbeslut avseende ramavtalsupphandlingar. ";

    [Test]
    public async Task What_an_answer_to_all_may_hold()
    {
        var letter = System.Text.Encoding.UTF8.GetString(Letter.Of("Hjälp", "Jag har fått diagnosen epilepsi.", Shared));
        var others = string.Join(", ", Enumerable.Range(1, 6).Select(i => $"granne{i}@postlada.example"));
        Stage.Deliver(Shared, System.Text.Encoding.UTF8.GetBytes(letter.Replace("Date:", $"Cc: {others}\r\nDate:", StringComparison.Ordinal)));
        var outlook = await Stage.OutlookAsync(Karin, Shared);
        await outlook.Row("Hjälp").ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara alla", Exact = true }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body).ToContainTextAsync("Skickat:");
        await Expect(window.Body).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("Sökanden Kerstin Åberg har diagnosen diabetes. Numret är 19520906-9870. ");
        await window.Subject.FillAsync("Kerstin Åberg, KS 2026/44");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).PressAsync("Enter");
        await Expect(window.Pane.GetByRole(AriaRole.Heading, new() { Name = "Ditt utkast" })).ToBeFocusedAsync(); // Outlook gives it the focus

        await MendAsync(window, "Känsliga uppgifter i det citerade meddelandet", "Ta bort citatet");
        await MendAsync(window, "Känsliga personuppgifter i meddelandet", "Ta bort orden ur texten");
        await MendAsync(window, "Skyddsvärda uppgifter i meddelandet", "Ta bort orden ur texten");
        await MendAsync(window, "Personuppgifter i ämnesraden", "Byt till en neutral ämnesrad");
        await MendAsync(window, "Svaret går till alla", "Svara bara avsändaren");
        await Expect(window.Pane.GetByText("Inget att anmärka på")).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_a_message_to_colleagues_may_hold()
    {
        var window = await WriteAsync("Info", "Hej älskling! Hämta barnen, det är barnkalas hemma hos oss i kväll.", "alla@vara.se");
        await window.Page.GetByLabel("Bifoga filer").SetInputFilesAsync(new FilePayload { Name = "lista.txt", MimeType = "text/plain", Buffer = "Kaffe"u8.ToArray() });

        await MendAsync(window, "Ämnesraden säger inte vad det gäller", "Byt till en neutral ämnesrad");
        await DismissAsync(window, "Bifogad fil till kollegor (lista.txt)", window.Page.GetByRole(AriaRole.Button, new() { Name = "Ta bort bilagan lista.txt" }));
        await DismissAsync(window, "Sändlista bland mottagarna (alla@vara.se)", window.Page.GetByRole(AriaRole.Button, new() { Name = "Ta bort alla@vara.se" }));
        await DismissAsync(window, "Det här ser ut som ett privat ärende", window.Body, "Control+A", "Delete");
        await Expect(window.Pane.GetByText("Inget att anmärka på")).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_a_letter_to_somebody_outside_may_lack()
    {
        var window = await WriteAsync("", string.Concat(Enumerable.Repeat(Hard, 5)), "goran.alm@postlada.example");

        await MendAsync(window, "Ämnesraden är tom", "Byt till en neutral ämnesrad");
        await MendAsync(window, "Den gemensamma signaturen saknas", "Infoga kommunens signatur");
        await window.Body.FocusAsync();
        await window.Page.Keyboard.PressAsync("Control+End");
        await window.Page.Keyboard.TypeAsync(" Följ oss på facebook!");
        await MendAsync(window, "Signaturen har egna tillägg", "Infoga kommunens signatur", isLast: true);
        await DismissAsync(window, "Texten är svår att läsa", window.Body, "Control+A", "Delete");
        await Expect(window.Pane.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Texten är svår") })).ToHaveCountAsync(0);
    }

    /// <summary>By the warning's own button.</summary>
    private static async Task MendAsync(ComposeWindow window, string finding, string button, bool isLast = false)
    {
        var article = await ReachAsync(window, finding);
        await window.Page.TabToAndPressAsync(article.GetByRole(AriaRole.Button, new() { Name = button }));
        if (!isLast) // a signature that stands in the text as typed is not taken away by inserting it anew
            await Expect(Heading(window, finding)).ToHaveCountAsync(0);
    }

    /// <summary>By what it tells to do in the draft.</summary>
    private static async Task DismissAsync(ComposeWindow window, string finding, ILocator place, params string[] keys)
    {
        await ReachAsync(window, finding);
        await place.FocusAsync();
        foreach (var key in keys.DefaultIfEmpty("Enter"))
            await window.Page.Keyboard.PressAsync(key);
        await Expect(Heading(window, finding)).ToHaveCountAsync(0);
    }

    /// <summary>Tab comes to the warning, and Enter opens why it is there, with the sentence of the guideline.</summary>
    private static async Task<ILocator> ReachAsync(ComposeWindow window, string finding)
    {
        await Expect(Heading(window, finding)).ToBeVisibleAsync();
        var article = window.Pane.GetByRole(AriaRole.Article).Filter(new() { Has = Heading(window, finding) });
        var why = article.Locator("summary");
        await window.Pane.GetByRole(AriaRole.Heading, new() { Name = "Ditt utkast" }).FocusAsync();
        await window.Page.TabToAndPressAsync(why);
        await Expect(article.Locator("blockquote")).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Pane.GetByRole(AriaRole.Heading, new() { Name = "Ditt utkast" }).FocusAsync();
        return article;
    }

    private static ILocator Heading(ComposeWindow window, string finding) =>
        window.Pane.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(finding)}") });

    private async Task<ComposeWindow> WriteAsync(string subject, string body, string to)
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Karin, Karin));
        await Expect(window.Body).ToContainTextAsync("Karin Ekdahl");
        await window.WriteAsync(subject, body, to);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollera utkastet" }).PressAsync("Enter");
        await Expect(window.Pane.GetByRole(AriaRole.Heading, new() { Name = "Ditt utkast" })).ToBeFocusedAsync(); // Outlook gives it the focus
        return window;
    }
}
