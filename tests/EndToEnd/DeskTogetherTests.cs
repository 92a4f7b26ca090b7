using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Several registrars at the same queue.</summary>
[TestFixture]
internal sealed class DeskTogetherTests : OnStage
{
    private const string Bygglov = "bygglov@vara.se";

    [Test]
    public async Task Two_registrars_race_for_a_message_and_the_slower_is_told_who_won()
    {
        var id = await SendAsync("Kapplöpning");
        var karin = await OpenAsync("Karin Ekdahl", id);
        var bo = await OpenAsync("Bo Wallgren", id);
        // Both press at once: neither hears of the other first.
        await karin.RouteAsync("**/api/v1/desk/changes*", _ => Task.CompletedTask);
        await bo.RouteAsync("**/api/v1/desk/changes*", _ => Task.CompletedTask);
        await FillAsync(karin, "Karins rubrik");
        await FillAsync(bo, "Bos rubrik");
        await Task.WhenAll(EnterAsync(karin), EnterAsync(bo));

        var (winner, loser, name) = await karin.Locator(".said").TextContentAsync() is { Length: > 0 } ? (karin, bo, "Karin Ekdahl") : (bo, karin, "Bo Wallgren");
        await Expect(winner.GetByText("Diariefört BYN 2026/").First).ToBeVisibleAsync();
        await Expect(loser.GetByRole(AriaRole.Alert)).ToContainTextAsync($"{name} har diariefört meddelandet som BYN 2026/");
        await Expect(loser.GetByText("Ärendet är avgjort.")).ToBeVisibleAsync();
        using var head = Stage.Colleague("bo.wallgren@vara.se");
        Assert.That((int)(await head.GetAsync("/diary/cases?authority=BYN&search=rubrik"))["total"]!, Is.EqualTo(1));

        // Each has the whole form before anybody presses: who is first on a slow machine must not close it for the other.
        static async Task FillAsync(IPage desk, string title)
        {
            await desk.ReloadAsync();
            await desk.GetByLabel("Handlingens rubrik").FillAsync(title);
            await desk.GetByLabel("Ärendemening", new() { Exact = true }).FillAsync(title);
        }

        static async Task EnterAsync(IPage desk)
        {
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(desk.GetByText("har diariefört meddelandet som").Or(desk.GetByText("Diariefört BYN 2026/")).First).ToBeVisibleAsync();
        }
    }

    [Test]
    public async Task A_colleague_takes_over_and_both_see_it_at_once_without_losing_a_word()
    {
        var id = await SendAsync("Överlämning");
        var karin = await OpenAsync("Karin Ekdahl", id);
        var bo = await OpenAsync("Bo Wallgren", id);
        await karin.GetByRole(AriaRole.Button, new() { Name = "Ta den" }).ClickAsync();
        await karin.GetByLabel("Handlingens rubrik").FillAsync("Halvskriven rubrik");

        await Expect(bo.GetByText("Karin Ekdahl tog meddelandet.")).ToBeVisibleAsync();
        await bo.Keyboard.PressAsync("t");
        await Expect(bo.GetByText("Du har tagit den. Övertagen från Karin Ekdahl.")).ToBeVisibleAsync();

        await Expect(karin.GetByText("Bo Wallgren tog över meddelandet från Karin Ekdahl.")).ToBeVisibleAsync();
        await Expect(karin.Locator($"[data-item='{id}']")).ToContainTextAsync("Bo Wallgren har den");
        await Expect(karin.GetByLabel("Handlingens rubrik")).ToHaveValueAsync("Halvskriven rubrik");
    }

    [Test]
    public async Task What_is_sent_appears_by_itself_also_after_the_connection_was_lost()
    {
        var karin = await Stage.DeskAsync("Karin Ekdahl");
        var first = await SendAsync("Dyker upp av sig självt");
        await Expect(karin.Locator($"[data-item='{first}']")).ToBeVisibleAsync();

        await karin.Context.SetOfflineAsync(true);
        var second = await SendAsync("Kom medan nätet var nere");
        await karin.Context.SetOfflineAsync(false);

        await Expect(karin.Locator($"[data-item='{second}']")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private async Task<IPage> OpenAsync(string name, string id)
    {
        var desk = await Stage.DeskAsync(name, message: $"#{id}");
        await Expect(desk.GetByLabel("Handlingens rubrik")).ToBeVisibleAsync();
        return desk;
    }

    private async Task<string> SendAsync(string subject)
    {
        using var henrik = Stage.Colleague("henrik.strand@vara.se");
        return (string)(await henrik.SendAsync(Bygglov, Stage.Deliver(Bygglov, subject)))["id"]!;
    }
}
