using System.Text;
using Microsoft.Playwright;
using Varamail.Rehearsal;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd.States;

/// <summary>Every state of the read pane.</summary>
internal static class PaneStates
{
    public static IReadOnlyList<State<PaneScene>> All { get; } =
    [
        .. Starting,
        .. Verdicts,
        .. Registrations,
        .. Pages,
        .. Failures,
    ];

    private static IEnumerable<State<PaneScene>> Starting =>
        [
            new("without an answer from Outlook", s => PageAloneAsync(s, "Outlook svarar inte")),
            new("without Microsoft's library", s => PageAloneAsync(s, "Outlooks programbibliotek gick inte att hämta", "**/office.js")),
            new("nothing chosen", async s =>
            {
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.Outlook.PinAsync();
                await s.Outlook.GoToAsync("Kommunarkivet");
                await s.SeesAsync("Inget meddelande är valt");
            }),
            new("assessed on a click", async s =>
            {
                await s.OpenNewAsync("På klick", mailbox: PaneScene.Olof);
                await s.SeesAsync("Det här är en personlig brevlåda.");
            }),
            new("assessed after the click", async s =>
            {
                await s.OpenNewAsync("Efter klick", mailbox: PaneScene.Olof);
                await s.PressAsync("Bedöm meddelandet");
                await s.SeesAsync("Allmän handling – ska registreras");
            }),
            new("assessing", async s =>
            {
                await s.HoldAsync("/assessments/item");
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.SeesAsync("Bedömer meddelandet …");
            }),
            new("assessing for long", async s =>
            {
                await s.HoldAsync("/assessments/item");
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await Expect(s.Pane.GetByText("Det tar längre tid än vanligt.")).ToBeVisibleAsync();
            }),
            Shown("calendar", PaneScene.Shared, "Invitation: Webinar", "Liten eller tillfällig betydelse"),
        ];

    private static IEnumerable<State<PaneScene>> Verdicts =>
        [
            Shown("register", PaneScene.Shared, "förslag", "Allmän handling – ska registreras", "Huvudregeln är att all inkommande"),
            Shown("routine", PaneScene.Shared, "Faktura 703621-2290", "Allmän handling – hålls ordnad, registreras inte"),
            Shown("ephemeral", "kontaktcenter@vara.se", "Liberala, kristna", "Liten eller tillfällig betydelse – får gallras"),
            Shown("sensitive", PaneScene.Shared, "Klagomål på tillsättning", "Känsliga personuppgifter", "Får inte göras"),
            Shown("personal file", "personal@vara.se", "Intyg", "Allmän handling – hör till en personakt"),
            new("protected", async s =>
            {
                await s.OpenNewAsync("Skyddas", "Hej! Jag överklagar beslutet om vattenavgift. Mitt personnummer är 20150412-2380.");
                await s.SeesAsync("Uppgifter som ska skyddas");
                await s.UnfoldAsync();
            }),
            Shown("suspicious and not read", "personal@vara.se", "Scanned contract", "Misstänkt meddelande"),
            Shown("disclosure request", "upphandling@vara.se", "Copies of award decisions", "Begäran om allmän handling"),
            new("threat", async s =>
            {
                await s.OpenNewAsync("Till er på kommunen", "Jag vet var du bor. Jag ska döda dig om ni river mitt hus.");
                await s.SeesAsync("Hot eller trakasserier");
            }),
            new("words without end", async s =>
            {
                await s.OpenNewAsync(new string('ö', 180), $"Hej! Min son Viktor Lind har fått diagnosen autism. {new string('x', 400)}");
                await s.SeesAsync("Känsliga personuppgifter");
                await s.UnfoldAsync();
            }),
        ];

    private static IEnumerable<State<PaneScene>> Registrations =>
        [
            new("sending", async s =>
            {
                await s.OpenNewAsync("Skickas");
                await s.HoldAsync("/registrations");
                await s.PressAsync("Skicka till registrator");
                await s.SeesAsync("Skickar …");
            }),
            new("queued", async s =>
            {
                await s.OpenNewAsync("I kö");
                await s.PressAsync("Skicka till registrator");
                await s.SeesAsync("I kö hos registrator");
                await Expect(s.Outlook.Button("Ångra")).ToBeVisibleAsync();
            }),
            new("withdrawn", async s =>
            {
                await s.OpenNewAsync("Ångras");
                await s.PressAsync("Skicka till registrator");
                await s.PressAsync("Ångra");
                await s.SeesAsync("Registreringen är återtagen.");
                await Expect(s.Outlook.Button("Skicka igen")).ToBeVisibleAsync();
            }),
            After("claimed", (bo, one) => bo.DecideAsync(one, "claim"), "Registrator arbetar med det"),
            After("entered", (bo, one) => bo.EnterAsync(one, "Synpunkter på Torget"), "Diarieförd KS 2026/"),
            After("returned", (bo, one) => bo.DecideAsync(one, "return", new() { ["comment"] = "Bilagan saknas. Be om den." }), "Bilagan saknas. Be om den."),
            After("redirected", (bo, one) => bo.DecideAsync(one, "redirect", new() { ["authority"] = "BYN" }), "Byggnadsnämnden (BYN)"),
            After("not registered", (bo, one) => bo.DecideAsync(one, "not-registered", new() { ["reason"] = "Dubblett." }), "Registreras inte"),
            new("restricted, of somebody else", async s =>
            {
                await s.SentByLisaAsync("Begränsat", (_, _) => Task.CompletedTask, Letter.Sensitive);
                await s.SeesAsync("Du har inte behörighet att se mer.");
            }),
            new("other content with the same id", async s =>
            {
                var first = s.Stage.Deliver(PaneScene.Shared, Letter.Of("Första", to: PaneScene.Shared, id: "samma"));
                s.Stage.Deliver(PaneScene.Shared, Letter.Of("Andra", "Hej! Nu vill jag i stället klaga på vägen.", PaneScene.Shared, "samma"));
                using var lisa = s.Stage.Colleague("lisa.norling@vara.se");
                await lisa.SendAsync(PaneScene.Shared, first);
                await s.OpenAsync(PaneScene.Shared, "Andra");
                await s.SeesAsync("Ett annat innehåll med samma meddelande-id");
            }),
        ];

    private static IEnumerable<State<PaneScene>> Pages =>
        [
            new("my cases, none", async s =>
            {
                s.Outlook = await s.Stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
                await s.OpenAsync("bygglov@vara.se", "huset bredvid");
                await s.PressAsync("Mina ärenden");
                await s.SeesAsync("Du har inte skickat något till registrator ännu.");
            }),
            new("my cases", async s =>
            {
                var message = s.Stage.Deliver(PaneScene.Shared, "Bland mina ärenden");
                using var olof = s.Stage.Colleague(PaneScene.Olof);
                await olof.SendAsync(PaneScene.Shared, message);
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.PressAsync("Mina ärenden");
                await s.SeesAsync("Bland mina ärenden");
            }),
            new("my cases, failed", async s =>
            {
                await s.AnswerAsync("/registrations/mine*", 500);
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.PressAsync("Mina ärenden");
                await s.SeesAsync("Något gick fel i Varamail");
            }),
            new("the entry form", s => EntryAsync(s, "Direkt")),
            new("the entry form with faults", async s =>
            {
                await EntryAsync(s, "Direkt med fel", Letter.Sensitive);
                await s.PressAsync("Diarieför Ctrl");
                await s.SeesAsync("fält behöver rättas.");
            }),
            new("mailed on", async s =>
            {
                await s.OpenNewAsync("Mejlas vidare");
                await s.UnfoldAsync();
                await s.Pane.GetByLabel("Till (e-postadress)").FillAsync("lantmateriet@myndighet.example");
                await s.PressAsync("Skicka vidare");
                await s.SeesAsync("Meddelandet är på väg som bifogad fil.");
            }),
        ];

    private static IEnumerable<State<PaneScene>> Failures =>
        [
            Failing("the mailbox is busy", new(FaultKind.TooManyRequests, RetryAfterSeconds: 60), "Brevlådan är upptagen"),
            Failing("the mailbox is down", new(FaultKind.Unavailable), "Brevlådan svarar inte"),
            Failing("the connection is cut", new(FaultKind.CutOff, Path: "/$value"), "Brevlådan svarar inte"),
            Failing("the sign-in has expired", new(FaultKind.ExpiredToken), "Inloggningen har gått ut"),
            Failing("the message is gone", new(FaultKind.NotFound), "Meddelandet finns inte kvar"),
            new("too large", s => ArrivedAsync(s, Letter.Of("För stort", new string('a', 1_200_000)), "Meddelandet är för stort")),
            new("empty", s => ArrivedAsync(s, [], "Meddelandet är tomt")),
            new("malformed", s => ArrivedAsync(s, Encoding.Latin1.GetBytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"), "Meddelandet går inte att läsa")),
            Answering("the API breaks", 500, "Något gick fel i Varamail"),
            Answering("no access", 403, "Ingen åtkomst till brevlådan", """{"code":"mailboxDenied"}"""),
            Answering("not signed in", 401, "Du är inte inloggad"),
            SigningIn("the sign-in is cancelled", "Personen avbryter inloggningen", "Inloggningen avbröts"),
            SigningIn("the sign-in is broken", "Inloggningen är trasig", "Inloggningen misslyckades"),
            new("the API is down", async s =>
            {
                await s.Page.RouteAsync("**/api/v1/**", route => route.AbortAsync("connectionrefused"));
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.SeesAsync("Varamail svarar inte");
            }),
            new("offline when sending", async s =>
            {
                await s.OpenNewAsync("Utan nät");
                await s.SeesAsync("Allmän handling – ska registreras");
                await s.Page.Context.SetOfflineAsync(true);
                await s.PressAsync("Skicka till registrator");
                await s.SeesAsync("Datorn är inte ansluten");
            }),
        ];

    private static State<PaneScene> Shown(string name, string mailbox, string subject, params string[] seen) =>
        new(
            name,
            async s =>
            {
                await s.OpenAsync(mailbox, subject);
                await s.SeesAsync(seen[0]);
                await s.UnfoldAsync();
                foreach (var text in seen)
                    await s.SeesAsync(text);
            }
        );

    private static State<PaneScene> After(string name, Func<Colleague, System.Text.Json.Nodes.JsonNode, Task> then, string seen) =>
        new(
            name,
            async s =>
            {
                await s.SentByLisaAsync($"Sedan: {name}", then);
                await s.SeesAsync(seen);
            }
        );

    private static State<PaneScene> Failing(string name, Fault fault, string seen) =>
        new(
            name,
            async s =>
            {
                s.Stage.World.Faults.Switch(fault);
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.SeesAsync(seen);
            }
        );

    private static State<PaneScene> Answering(string name, int status, string seen, string body = "{}") =>
        new(
            name,
            async s =>
            {
                await s.AnswerAsync("/assessments/item", status, body);
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.SeesAsync(seen);
            }
        );

    // In a window of its own: the other one's pane already has its token.
    private static State<PaneScene> SigningIn(string name, string fault, string seen) =>
        new(
            name,
            async s =>
            {
                s.Outlook = await s.Stage.OutlookAsync(PaneScene.Olof, PaneScene.Shared);
                await s.Page.GetByText("Repetition", new() { Exact = true }).ClickAsync();
                await s.Page.GetByRole(AriaRole.Button, new() { Name = fault }).ClickAsync();
                await s.OpenAsync(PaneScene.Shared, "förslag");
                await s.SeesAsync(seen);
            }
        );

    // It may have no subject to be found by: it is the newest.
    private static async Task ArrivedAsync(PaneScene s, byte[] letter, string seen)
    {
        await s.Outlook.GoToAsync("Kommunarkivet");
        var rows = s.Page.GetByRole(AriaRole.Option);
        var message = s.Stage.Deliver("arkivet@vara.se", letter);
        await Expect(rows).ToHaveCountAsync(s.Stage.World.Mailbox("arkivet@vara.se").Messages.Count(m => m.Folder == "inbox"));
        await rows.First.ClickAsync();
        await s.Outlook.OpenPaneAsync();
        await s.Outlook.NarrowAsync();
        await s.SeesAsync(seen);
        s.Stage.World.Mailbox("arkivet@vara.se").Delete(message);
    }

    private static async Task EntryAsync(PaneScene s, string subject, string text = Letter.Plain)
    {
        await s.OpenNewAsync(subject, text);
        await s.Pane.GetByText("Fler sätt").ClickAsync();
        await s.PressAsync("Diarieför direkt");
        await s.SeesAsync("Så ser allmänheten den");
    }

    private static async Task PageAloneAsync(PaneScene s, string seen, string? without = null)
    {
        var page = await s.Page.Context.NewPageAsync();
        if (without is not null)
            await page.RouteAsync(without, route => route.AbortAsync());
        await page.Clock.InstallAsync();
        await page.SetViewportSizeAsync(320, 700);
        await page.GotoAsync(new Uri(s.Stage.Rehearsed.Api.Address, "/addin/read.html").AbsoluteUri);
        if (without is null)
        {
            await page.WaitForFunctionAsync("() => typeof Office?.onReady === 'function'");
            await page.Clock.FastForwardAsync(30_000);
        }
        await Expect(page.GetByText(seen)).ToBeVisibleAsync();
        s.Outlook = new(page);
        s.Document = page.MainFrame;
    }
}
