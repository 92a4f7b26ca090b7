using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>What Varamail says before a draft leaves, with the script that is shipped.</summary>
[TestFixture]
internal sealed class ComposeTests : OnStage
{
    private const string Henrik = "henrik.strand@vara.se";
    private const string Karin = "karin.ekdahl@vara.se";
    private const string Header = "X-Varamail-Check";

    // The number is one of the Tax Agency's test numbers.
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_draft_with_an_identity_number_is_stopped_and_goes_once_it_is_mended(bool classic)
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik), classic);
        var subject = $"Fråga om schemat i {(classic ? "mars" : "april")}";
        await window.WriteAsync(subject, "Hej! Det gäller vikarien med personnummer 19520906-9870. Kan hon arbeta på torsdag?");
        await window.SendAsync();
        await window.IsStoppedAsync("Skyddsvärda uppgifter i meddelandet");
        await window.IsStoppedAsync("Personnummer, någons ekonomi, lösenord och koder får inte skickas med e-post.");
        await Expect(window.Choice("Skicka ändå")).ToHaveCountAsync(0);
        await window.Choice("Skicka inte").ClickAsync();

        await window.Body.FillAsync("Hej! Det gäller vikarien som vi talade om. Kan hon arbeta på torsdag?");
        await window.SendAsync();

        await window.IsSentAsync();
        Assert.That(Sent(subject).Mime.Headers[Header], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_draft_without_a_subject_is_asked_about_and_may_go()
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik));
        await window.WriteAsync("", "Mötet är flyttat till torsdag klockan tio i sal 3.");
        await window.SendAsync();
        await window.IsStoppedAsync("Ämnesraden är tom");

        await window.Choice("Skicka ändå").ClickAsync();

        await window.IsSentAsync();
        Assert.That(Sent("").Mime.Headers[Header], Is.EqualTo("1"));
    }

    [Test]
    public async Task What_a_citizen_wrote_about_health_is_not_quoted_back()
    {
        var outlook = await Stage.OutlookAsync("maria.hedberg@vara.se", "alleskolan@vara.se");
        await outlook.Row("Lea 6B").ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara", Exact = true }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body).ToContainTextAsync("Skickat:");
        await window.SendAsync();

        await window.IsStoppedAsync("Känsliga uppgifter i det citerade meddelandet");
    }

    [Test]
    public async Task The_quote_is_taken_out_without_a_mouse_and_the_answer_goes()
    {
        const string Question = "Fråga om ledighet nästa vecka";
        Stage.World.Mailbox("alleskolan@vara.se").Add(
            System.Text.Encoding.UTF8.GetBytes($"From: Eva Ek <eva@example.org>\r\nTo: alleskolan@vara.se\r\nSubject: {Question}\r\nMessage-ID: <fraga@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej! Min son har epilepsi och ska till sjukhuset på torsdag. Kan han vara ledig?\r\n"),
            DateTimeOffset.UtcNow
        );
        var outlook = await Stage.OutlookAsync("maria.hedberg@vara.se", "alleskolan@vara.se");
        var keyboard = outlook.Page.Keyboard;
        await outlook.Row(Question).ClickAsync();
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara", Exact = true }).PressAsync("Enter");
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body).ToBeFocusedAsync();
        await keyboard.TypeAsync("Hej! Det går bra.");
        await keyboard.PressAsync("Control+Enter");
        await window.IsStoppedAsync("Känsliga uppgifter i det citerade meddelandet");
        await outlook.Page.TabToAsync(window.Choice("Visa i Varamail"));
        await keyboard.PressAsync("Enter");
        var fix = window.Pane.GetByRole(AriaRole.Button, new() { Name = "Ta bort citatet" });
        await Expect(window.Pane.GetByRole(AriaRole.Heading, new() { Name = "Känsliga uppgifter i det citerade meddelandet" })).ToBeFocusedAsync();

        await outlook.Page.TabToAsync(fix);
        await keyboard.PressAsync("Enter");
        await Expect(fix).ToHaveCountAsync(0);
        await Expect(window.Body).Not.ToContainTextAsync("epilepsi");
        await Expect(window.Body).ToContainTextAsync("Hej! Det går bra.");
        await SendAnywayAsync(window);

        await window.IsSentAsync();
        Assert.That(Stage.World.Mailbox("alleskolan@vara.se").Messages.Single(m => m.Folder == "sentitems" && m.Mime.Subject == $"SV: {Question}").Mime.InReplyTo, Is.EqualTo("fraga@example.org"));
    }

    [Test]
    public async Task A_stopped_draft_goes_once_a_reason_is_given()
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik));
        await window.WriteAsync("Uppgift till jourläkaren", "Ring genast. Det gäller vikarien med personnummer 19520906-9870.");
        await window.SendAsync();
        await window.Choice("Visa i Varamail").ClickAsync();
        await window.Pane.GetByText("Måste det skickas ändå?").ClickAsync();
        await window.Pane.GetByLabel("Fara för någons liv eller hälsa").CheckAsync();
        await window.Pane.GetByRole(AriaRole.Button, new() { Name = "Använd skälet" }).ClickAsync();
        await Expect(window.Pane.GetByText("Skälet är noterat.").First).ToBeVisibleAsync();

        await SendAnywayAsync(window);

        await window.IsSentAsync();
        Assert.That(Sent("Uppgift till jourläkaren").Mime.TextBody, Does.Contain("Ring genast"));
    }

    [Test]
    public async Task A_bar_tells_while_writing_and_goes_when_its_cause_is_gone()
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik));
        var bar = window.Page.GetByRole(AriaRole.List, new() { Name = "Meddelanden från tillägg" });
        await window.Body.FillAsync("Det gäller vikarien med personnummer 19520906-9870.");
        await window.Recipients("Till").FillAsync("karin.ekdahl@vara.se");
        await window.Recipients("Till").PressAsync("Enter");
        await Expect(bar).ToContainTextAsync("Skyddsvärda uppgifter i meddelandet");

        await window.Body.FillAsync("Det gäller vikarien.");
        await window.Recipients("Kopia").FillAsync("bo.wallgren@vara.se");
        await window.Recipients("Kopia").PressAsync("Enter");

        await Expect(bar).ToHaveCountAsync(0);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_new_message_is_signed_by_name_and_fully_once_a_pane_has_learnt_who_writes(bool classic)
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        var window = await ComposeWindow.OpenAsync(outlook, classic);
        await Expect(window.Body).ToContainTextAsync("Henrik Strand");
        await Expect(window.Body).ToContainTextAsync("0512-310 00");
        await Expect(window.Body).Not.ToContainTextAsync("Bygglovshandläggare");
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Kasta" }).ClickAsync();

        await outlook.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await outlook.OpenPaneAsync();
        await outlook.Page.WaitForFunctionAsync("() => (localStorage.getItem('roaming:henrik.strand@vara.se') ?? '').includes('Henrik Strand')");
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Nytt meddelande" }).ClickAsync();
        await Expect(window.Body).ToContainTextAsync("Bygglovshandläggare");
    }

    [Test]
    public async Task Outlooks_own_signature_stands_alone()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await outlook.Page.GetByText("Repetition", new() { Exact = true }).ClickAsync();
        await outlook.Page.GetByText("Egen signatur påslagen i Outlook").ClickAsync();
        var window = await ComposeWindow.OpenAsync(outlook);
        await Assert.ThatAsync(async () => (await window.AskAsync("item.sessionData.getAllAsync(done)")).Value, Does.Contain("varamail.recipients").After(10_000, 100));

        await Expect(window.Body).Not.ToContainTextAsync("Vara kommun");
    }

    [Test]
    public async Task A_draft_that_could_not_be_read_goes_without_the_header()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await outlook.Page.GetByText("Repetition", new() { Exact = true }).ClickAsync();
        await outlook.Page.GetByText("Outlook lämnar inte ut utkastets text").ClickAsync();
        var window = await ComposeWindow.OpenAsync(outlook);
        await window.WriteAsync("Minnesanteckningar som ingen kunde läsa", "Hej");

        await window.SendAsync();

        await window.IsSentAsync();
        Assert.That(Sent("Minnesanteckningar som ingen kunde läsa").Mime.Headers.Contains(Header), Is.False);
    }

    [Test]
    public async Task A_draft_is_checked_though_our_server_is_down()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        var window = await ComposeWindow.OpenAsync(outlook);
        await Assert.ThatAsync(async () => (await window.AskAsync("item.subject.getAsync(done)")).Status, Is.EqualTo("succeeded").After(10_000, 100));
        await outlook.Page.Context.RouteAsync(new Uri(Stage.Rehearsed.Api.Address, "/**").AbsoluteUri, route => route.AbortAsync());
        await window.WriteAsync("", "Mötet är flyttat till torsdag.");

        await window.SendAsync();

        await window.IsStoppedAsync("Ämnesraden är tom");
    }

    [Test]
    public async Task A_draft_is_written_stopped_and_thrown_away_without_a_mouse()
    {
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        var keyboard = outlook.Page.Keyboard;
        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Nytt meddelande" }).FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(new ComposeWindow(outlook.Page).Recipients("Till")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Karin Ekdahl;");
        await keyboard.PressAsync("Control+Enter");
        ComposeWindow window = new(outlook.Page);
        await window.IsStoppedAsync("Ämnesraden är tom");
        await keyboard.PressAsync("Escape");
        await Expect(window.Alert).ToHaveCountAsync(0);

        await outlook.Page.TabToAsync(outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Kasta" }));
        await keyboard.PressAsync("Enter");

        await Expect(outlook.Page.GetByText("Utkastet är kastat.")).ToBeVisibleAsync();
        Assert.That(Stage.World.Mailbox(Henrik).Messages.Where(m => m.Folder == "drafts"), Is.Empty);
    }

    [TestCase(1440)]
    [TestCase(320)]
    public async Task Writing_pleases_axe_and_needs_no_scrolling_sideways(int width)
    {
        var window = await ComposeWindow.OpenAsync(await Stage.OutlookAsync(Henrik, Henrik, width));
        await window.WriteAsync("", "Hej", to: "karin.ekdahl@vara.se; eva@example.org; galen");
        await window.Page.GetByLabel("Bifoga filer").SetInputFilesAsync(new FilePayload { Name = "ett långt namn på en bilaga som inte får plats.pdf", MimeType = "application/pdf", Buffer = [1] });
        Assert.That(await Accessibility.ViolationsAsync(window.Page), Is.Empty, "writing");
        Assert.That(await Accessibility.FitsAsync(window.Page.MainFrame), "writing");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Ta bort galen" }).ClickAsync();
        await window.SendAsync();
        await window.IsStoppedAsync("Ämnesraden är tom");
        Assert.That(await Accessibility.ViolationsAsync(window.Page), Is.Empty, "alert");

        await window.Choice("Visa i Varamail").ClickAsync();
        await Expect(window.Pane.GetByText("Ämnesraden är tom").First).ToBeVisibleAsync();
        Assert.That(await Accessibility.ViolationsAsync(window.Page), Is.Empty, "pane");
    }

    [Test]
    public async Task The_list_fits_a_narrow_screen_and_is_its_main_part()
    {
        var outlook = await Stage.OutlookAsync(Henrik, "bygglov@vara.se", 400);
        await Expect(outlook.Row("Yttrande")).ToBeVisibleAsync();

        Assert.That(await Accessibility.ViolationsAsync(outlook.Page), Is.Empty);
        Assert.That(await Accessibility.FitsAsync(outlook.Page.MainFrame));
    }

    [Test]
    public async Task A_picture_inside_a_letter_is_shown_and_goes_with_the_answer()
    {
        const string Subject = "Bild på trasig lekställning";
        const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        string[] lines =
        [
            "From: Eva Ek <eva@example.org>", "To: henrik.strand@vara.se", $"Subject: {Subject}", "Message-ID: <bild@example.org>", "MIME-Version: 1.0",
            "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html; charset=utf-8", "", "<p>Se bilden:</p><img src=\"cid:bild@eva\" alt=\"lekplats\">",
            "--b", "Content-Type: image/png; name=bild.png", "Content-ID: <bild@eva>", "Content-Disposition: inline; filename=bild.png", "Content-Transfer-Encoding: base64", "", Pixel, "--b--", "",
        ];
        Stage.World.Mailbox(Henrik).Add(System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), DateTimeOffset.UtcNow);
        var outlook = await Stage.OutlookAsync(Henrik, Henrik);
        await outlook.Row(Subject).ClickAsync();
        await Expect(outlook.Page.FrameLocator("iframe.letter").GetByAltText("lekplats")).ToHaveJSPropertyAsync("naturalWidth", 1);

        await outlook.Page.GetByRole(AriaRole.Button, new() { Name = "Svara", Exact = true }).ClickAsync();
        ComposeWindow window = new(outlook.Page);
        await Expect(window.Body.GetByAltText("lekplats")).ToHaveJSPropertyAsync("naturalWidth", 1);
        await SendAnywayAsync(window);

        await window.IsSentAsync();
        var sent = Stage.World.Mailbox(Henrik).Messages.Single(m => m.Folder == "sentitems" && m.Mime.Subject == $"SV: {Subject}").Mime;
        Assert.That(sent.HtmlBody, Does.Contain("cid:bild@eva").And.Not.Contain("data:image"));
        Assert.That(sent.BodyParts.Select(p => p.ContentId), Does.Contain("bild@eva"));
    }

    [Test]
    public async Task F6_leaves_the_letters_own_frame()
    {
        var outlook = await Stage.OutlookAsync(Henrik, "bygglov@vara.se");
        await outlook.Row("Yttrande").ClickAsync();
        await outlook.Page.FrameLocator("iframe.letter").Locator("body").ClickAsync();

        await outlook.Page.Keyboard.PressAsync("F6");

        await Expect(outlook.Page.GetByRole(AriaRole.Navigation, new() { Name = "Mappar" }).Locator("[aria-current]")).ToBeFocusedAsync();
    }

    // What Varamail only asks about may go when the person says so.
    private static async Task SendAnywayAsync(ComposeWindow window)
    {
        await window.SendAsync();
        var sent = window.Page.GetByText("Meddelandet är skickat.");
        await Expect(window.Choice("Skicka ändå").Or(sent)).ToBeVisibleAsync();
        if (!await sent.IsVisibleAsync())
            await window.Choice("Skicka ändå").ClickAsync();
    }

    private RehearsedMessage Sent(string subject) => Stage.World.Mailbox(Karin).Messages.Single(m => m.Mime.Subject == subject);
}
