using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd.States;

/// <summary>Every state of the registrar's desk.</summary>
internal static class DeskStates
{
    public static IReadOnlyList<State<DeskScene>> All { get; } = [.. Lists, .. Items, .. Dialogs, .. Forms, .. Deliveries, .. Diary, .. Uploads, .. Failures];

    private static IEnumerable<State<DeskScene>> Lists =>
        [
            new("not a registrar", async s =>
            {
                s.Desk = await s.Stage.SignInAsync("Henrik Strand");
                await s.SeesAsync("Sidan är för registratorer.");
            }),
            new("an empty queue", async s =>
            {
                await s.Desk.GetByLabel("Diarium").SelectOptionAsync("KFN");
                await s.SeesAsync("Inget att visa här.");
            }),
            new("the queue", async s =>
            {
                await s.SentAsync("En i kön");
                await s.SentAsync("En begränsad i kön", Letter.Sensitive);
                await s.SentAsync("En som Bo har", then: (bo, one) => bo.DecideAsync(one, "claim"));
                await s.ReloadAsync();
                await s.SeesAsync("Bo Wallgren har den");
            }),
            new("the queue, filtered", async s =>
            {
                await s.SentAsync("En att söka");
                await s.Desk.GetByLabel("Sök ämne eller avsändare").FillAsync("att söka");
                await Expect(s.Desk.Locator(".item")).ToHaveCountAsync(1);
            }),
            new("ten thousand messages", async s =>
            {
                await s.Desk.RouteAsync("**/api/v1/desk/queue?*", async route =>
                {
                    var answer = await route.FetchAsync();
                    var page = JsonNode.Parse(await answer.TextAsync())!;
                    page["total"] = 10_000;
                    await route.FulfillAsync(new() { Response = answer, Body = page.ToJsonString() });
                });
                await s.SentAsync("En av många");
                await s.SeesAsync("10 000 meddelanden");
                await Expect(s.Desk.Locator("[aria-setsize='10000']").First).ToBeVisibleAsync();
            }),
            new("more filters and a view of one's own", async s =>
            {
                await s.Desk.GetByText("Fler filter och sparade vyer").ClickAsync();
                await s.Desk.GetByLabel("Signal").SelectOptionAsync("question");
                await s.PressAsync("Spara vyn");
                await s.Dialog.GetByLabel("Namn").FillAsync("Frågor");
                await s.PressAsync("Spara");
                await Expect(s.Button("Frågor")).ToHaveAttributeAsync("aria-pressed", "true");
            }),
            new("name a view", async s =>
            {
                await s.Desk.GetByText("Fler filter och sparade vyer").ClickAsync();
                await s.PressAsync("Spara vyn");
                await Expect(s.Dialog).ToContainTextAsync("bara för dig");
            }),
            new("no live connection", async s =>
            {
                await s.Desk.RouteAsync("**/api/v1/desk/changes*", route => route.AbortAsync("connectionrefused"));
                await s.ReloadAsync();
                await s.SeesAsync("Ingen direktkontakt");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Items =>
        [
            new("an item", async s =>
            {
                await s.SentAsync("Synpunkter på detaljplanen");
                await s.SeesAsync("Text med fynd");
            }),
            new("an item as it looked", async s =>
            {
                await s.SentAsync(s.Stage.World.Mailbox(DeskScene.Bygglov).Messages.First(m => m.Mime.Subject?.StartsWith("Supplerende", StringComparison.Ordinal) is true));
                await s.PressAsync("Som det såg ut");
                await Expect(s.Desk.Locator("iframe.paper")).ToBeVisibleAsync();
            }),
            new("an item's headers", async s =>
            {
                await s.SentAsync("Med brevhuvud");
                await s.PressAsync("Brevhuvud");
                await s.SeesAsync("Message-Id");
            }),
            new("words without end", async s =>
            {
                await s.SentAsync(new string('å', 200), $"Hej! {new string('x', 500)} Jag vill lämna synpunkter på planen.");
                await s.SeesAsync("Text med fynd");
            }),
            new("restricted, closed", async s =>
            {
                await s.SentAsync("Stängd", Letter.Sensitive);
                await s.SeesAsync("Läsningen loggas.");
            }),
            new("restricted, opened", async s =>
            {
                await s.SentAsync("Öppnad", Letter.Sensitive);
                await s.OpenWithReasonAsync();
                await s.SeesAsync("diagnosen autism");
            }),
            new("a held message", async s =>
            {
                await s.SentAsync("Begärd att få se", then: (bo, one) => bo.EnterAsync(one, "Ärende som begärts ut"), state: "entered");
                await s.PressAsync("Spärra mot gallring");
                await Expect(s.Dialog).ToContainTextAsync("förrän spärren hävs");
                await s.Dialog.GetByRole(AriaRole.Textbox).FillAsync("Begäran KS 2026/9");
                await s.PressAsync("Spärra");
                await s.SeesAsync("Spärrat mot gallring av Karin Ekdahl");
            }),
            new("claimed by me", async s =>
            {
                await s.SentAsync("Min");
                await s.PressAsync("Ta den");
                await s.SeesAsync("Du har tagit den.");
            }),
            new("claimed by another", async s =>
            {
                await s.SentAsync("Bos", then: (bo, one) => bo.DecideAsync(one, "claim"));
                await s.SeesAsync("Bo Wallgren har tagit den.");
            }),
            new("taken over", async s =>
            {
                await s.SentAsync("Bos till nyss", then: (bo, one) => bo.DecideAsync(one, "claim"));
                await s.PressAsync("Ta över");
                await s.SeesAsync("Du har tagit den. Övertagen från Bo Wallgren.");
            }),
            new("lost the race", async s =>
            {
                await s.Desk.RouteAsync("**/api/v1/desk/changes*", _ => Task.CompletedTask); // the news is slower than she is
                await s.ReloadAsync();
                var one = await s.SentAsync("Bo hann före, och hon såg det inte");
                await Expect(s.Button("Ta den")).ToBeVisibleAsync();
                using var bo = s.Stage.Colleague("bo.wallgren@vara.se");
                await bo.DecideAsync(one, "claim");
                await s.PressAsync("Ta den");
                await s.SeesAsync("Bo Wallgren har tagit ärendet.");
            }),
            new("changed meanwhile", async s =>
            {
                var one = await s.SentAsync("Bo hann före");
                await Expect(s.Button("Ta den")).ToBeVisibleAsync();
                using var bo = s.Stage.Colleague("bo.wallgren@vara.se");
                await bo.DecideAsync(one, "claim");
                await s.SeesAsync("Bo Wallgren tog meddelandet.");
                await s.SeesAsync("Bo Wallgren har tagit den.");
            }),
            Decided("entered", "entered", (bo, one) => bo.EnterAsync(one, "Synpunkter"), "Diariefört BYN"),
            Decided("returned", "returned", (bo, one) => bo.DecideAsync(one, "return", new() { ["comment"] = "Ritningen saknas." }), "Ritningen saknas."),
            Decided("redirected", "redirected", (bo, one) => bo.DecideAsync(one, "redirect", new() { ["authority"] = "SN" }), "Skickat vidare till SN"),
            Decided("not registered", "notRegistered", (bo, one) => bo.DecideAsync(one, "not-registered", new() { ["reason"] = "Dubblett." }), "Dubblett."),
        ];

    private static IEnumerable<State<DeskScene>> Dialogs =>
        [
            Asked("why open", Letter.Sensitive, "Öppna med anledning", "Varför behöver du läsa det?"),
            Asked("return", Letter.Plain, "Sänd åter", "Vad saknas eller ska göras?"),
            Asked("redirect", Letter.Plain, "Annat diarium", "Meddelandet flyttas till den nämndens kö."),
            Asked("not register", Letter.Plain, "Registrera inte", "Varför ska det inte registreras?"),
            new("dialog left", async s =>
            {
                await s.SentAsync("Ångrad fråga");
                await s.PressAsync("Sänd åter");
                await s.PressAsync("Avbryt");
                await Expect(s.Button("Sänd åter")).ToBeFocusedAsync();
            }),
            new("help with keys", async s =>
            {
                await s.Desk.Keyboard.PressAsync("?");
                await Expect(s.Dialog).ToContainTextAsync("nästa / föregående meddelande");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Forms =>
        [
            new("the form with faults", async s =>
            {
                await s.SentAsync("Med fel", Letter.Sensitive);
                await s.OpenWithReasonAsync();
                await s.PressAsync("Diarieför Ctrl");
                await s.SeesAsync("fält behöver rättas.");
            }),
            new("an existing case", async s =>
            {
                await s.PrepareAsync(s.New("Grunden"), (bo, one) => bo.EnterAsync(one, "Bygglov för uterum"));
                await s.SentAsync("Till ett ärende");
                await s.Desk.GetByLabel("Finns redan").CheckAsync();
                await s.Desk.GetByLabel("Ärendets nummer").FillAsync("uterum");
                await Expect(s.Desk.Locator(".suggestions button")).Not.ToHaveCountAsync(0);
                await s.PressAsync("Diarieför Ctrl");
                await s.SeesAsync("Välj ett ärende i listan");
            }),
            new("just entered", async s =>
            {
                await s.SentAsync("Alldeles nyss");
                await s.PressAsync("Diarieför Ctrl");
                await s.SeesAsync("Diariefört BYN");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Deliveries =>
        [
            new("no deliveries", async s =>
            {
                await s.PressAsync("Leveranser");
                await s.SeesAsync("Allt har kommit fram.");
            }),
            new("deliveries", async s =>
            {
                await DeliveriesAsync(s);
                await s.SeesAsync("Osäkert om Evolution tog emot den");
            }),
            new("settle a delivery", async s =>
            {
                await DeliveriesAsync(s);
                await s.PressAsync("Den finns i Evolution");
                await Expect(s.Dialog).ToContainTextAsync("Handlingens nummer");
            }),
            new("send a delivery again", async s =>
            {
                await DeliveriesAsync(s);
                await s.PressAsync("Jag har sökt efter ärendet");
                await Expect(s.Dialog).ToContainTextAsync("lämna fältet tomt");
            }),
            new("give a delivery up", async s =>
            {
                await DeliveriesAsync(s);
                await s.PressAsync("Ta tillbaka till kön");
                await Expect(s.Dialog).ToContainTextAsync("kan diarieföras på nytt");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Diary =>
        [
            new("the diary", async s =>
            {
                await s.PrepareAsync(s.New("Till diariet"), (bo, one) => bo.EnterAsync(one, "Ärende i diariet"));
                await s.PressAsync("Diarium");
                await s.SeesAsync("Ärende i diariet");
                await s.SeesAsync("Välj ett ärende.");
            }),
            new("a case", s => CaseAsync(s, "Ärende som visas")),
            new("void an entry", async s =>
            {
                await CaseAsync(s, "Ärende att makulera");
                await s.PressAsync("Makulera BYN");
                await Expect(s.Dialog).ToContainTextAsync("Numret används aldrig igen");
            }),
            new("a voided entry", async s =>
            {
                await CaseAsync(s, "Ärende som makuleras");
                await s.PressAsync("Makulera BYN");
                await s.Dialog.GetByLabel("Varför makuleras den?").FillAsync("Fel diarium.");
                await s.PressAsync("Makulera");
                await s.SeesAsync("Fel diarium.");
            }),
            new("a corrected entry", async s =>
            {
                await CaseAsync(s, "Ärende som rättas");
                await s.PressAsync("Rätta BYN");
                await Expect(s.Dialog).ToContainTextAsync("Det som stod ligger kvar");
                await s.Dialog.GetByLabel("Handlingsrubrik").FillAsync("Ansökan om marklov");
                await s.Dialog.GetByLabel("Varför rättas den?").FillAsync("Fel slags lov.");
                await s.PressAsync("Rätta");
                await s.SeesAsync("Ansökan om marklov");
                await s.SeesAsync("Fel slags lov.");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Uploads =>
        [
            new("upload", async s =>
            {
                await s.PressAsync("Ladda upp ett");
                await Expect(s.Dialog).ToContainTextAsync("Fil med meddelandet");
            }),
            new("uploading", async s =>
            {
                await s.Desk.RouteAsync("**/api/v1/registrations/upload?*", _ => Task.CompletedTask);
                await UploadAsync(s, "brev.eml", Letter.Of("Laddas upp"));
                await Expect(s.Dialog).ToContainTextAsync("Laddar upp brev.eml");
            }),
            new("upload refused", async s =>
            {
                await UploadAsync(s, "ett-mycket-långt-namn-på-en-fil-som-ingen-ville-döpa-om-till-något-kortare.eml", []);
                await Expect(s.Dialog).ToContainTextAsync("Meddelandet är tomt.");
            }),
        ];

    private static IEnumerable<State<DeskScene>> Failures =>
        [
            new("the desk can't start", async s =>
            {
                await s.AnswerAsync("/me", 500);
                await s.Desk.ReloadAsync();
                await s.SeesAsync("Något gick fel i Varamail");
            }),
            new("the queue can't be read", async s =>
            {
                await s.Desk.RouteAsync("**/api/v1/desk/**", route => route.AbortAsync("connectionrefused"));
                await s.ReloadAsync();
                await s.SeesAsync("Varamail svarar inte");
            }),
            new("a decision without an answer", async s =>
            {
                await s.SentAsync("Utan svar");
                await Expect(s.Button("Ta den")).ToBeVisibleAsync();
                await s.Desk.RouteAsync("**/api/v1/desk/**", route => route.AbortAsync("connectionrefused"));
                await s.PressAsync("Ta den");
                await s.SeesAsync("Varamail svarar inte");
            }),
        ];

    private static State<DeskScene> Decided(string name, string state, Func<Colleague, JsonNode, Task> then, string seen) =>
        new(
            name,
            async s =>
            {
                await s.SentAsync($"Avgjort: {name}", Letter.Plain, then, state);
                await s.SeesAsync(seen);
            }
        );

    private static State<DeskScene> Asked(string name, string letter, string button, string seen) =>
        new(
            $"dialog {name}",
            async s =>
            {
                await s.SentAsync($"Fråga: {name}", letter);
                await s.PressAsync(button);
                await Expect(s.Dialog).ToContainTextAsync(seen);
            }
        );

    /// <summary>One of each kind, of messages that are there.</summary>
    private static async Task DeliveriesAsync(DeskScene s)
    {
        await s.PrepareAsync(s.New("På väg till Evolution"));
        await s.PrepareAsync(s.New("En begränsad på väg", Letter.Sensitive));
        using var bo = s.Stage.Colleague("bo.wallgren@vara.se");
        var items = (await bo.GetAsync("/desk/queue?search=väg"))["items"]!.AsArray();
        (string State, string? Failure, bool CaseOnly)[] kinds =
        [
            ("uncertain", "answerLost", false),
            ("uncertain", "answerLost", true),
            ("stopped", "receiptMismatch", false),
            ("stopped", "typeUnknown", false),
            ("manual", null, false),
            ("waiting", "unavailable", false),
        ];
        var listed = new JsonArray(
            [
                .. kinds.Select((kind, index) =>
                    (JsonNode)new JsonObject
                    {
                        ["id"] = Guid.NewGuid().ToString(),
                        ["version"] = 3,
                        ["system"] = kind.State == "manual" ? "Personakten i Viva" : "Evolution",
                        ["state"] = kind.State,
                        ["failure"] = kind.Failure,
                        ["since"] = "2026-11-25T09:00:00Z",
                        ["enteredBy"] = items[0]!["createdBy"]!.DeepClone(),
                        ["attempts"] = kind.State == "waiting" ? 4 : 0,
                        ["nextAt"] = kind.State == "waiting" ? "2026-11-25T10:00:00Z" : null,
                        ["blockedBy"] = index == 5 ? 2 : 0,
                        ["caseNumber"] = index == 5 ? "BYN 2026-00007" : null,
                        ["caseOnly"] = kind.CaseOnly,
                        ["mayRetry"] = kind.State != "manual",
                        ["mayGiveUp"] = kind.State != "waiting",
                        ["item"] = items[index % items.Count]!.DeepClone(),
                    }
                ),
            ]
        );
        var page = new JsonObject { ["items"] = listed, ["total"] = 6, ["needPerson"] = 5 };
        await s.Desk.RouteAsync(
            "**/api/v1/desk/deliveries?*",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = page.ToJsonString() })
        );
        await s.PressAsync("Leveranser");
    }

    private static async Task CaseAsync(DeskScene s, string title)
    {
        await s.PrepareAsync(s.New(title), (bo, one) => bo.EnterAsync(one, title));
        await s.PressAsync("Diarium");
        await s.Desk.Locator(".item").Filter(new() { HasText = title }).ClickAsync();
        await s.SeesAsync("För allmänheten:");
    }

    private static async Task UploadAsync(DeskScene s, string name, byte[] file)
    {
        await s.PressAsync("Ladda upp ett");
        await s.Dialog.GetByLabel("Fil med meddelandet").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "message/rfc822", Buffer = file });
        await s.Dialog.GetByLabel("Brevlåda som").SelectOptionAsync(DeskScene.Bygglov);
        await s.PressAsync("Ladda upp");
    }
}
