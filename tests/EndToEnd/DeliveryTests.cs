using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Varamail.Rehearsal.Evolution;
using static Microsoft.Playwright.Assertions;

namespace Varamail.EndToEnd;

/// <summary>Byggnadsnämndens diary is in Evolution, which here neither knows a key nor can be asked.</summary>
[TestFixture]
internal sealed class DeliveryTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("varamail-evolution-").FullName;
    private readonly EvolutionFaults faults = new();
    private WebApplication evolution = null!;
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        evolution = await LoopbackHost.StartAsync(new EvolutionApi(new EvolutionRegister(folder, knowsKeys: false), faults, "nyckel").AnswerAsync);
        stage = await Stage.OpenAsync(
            ("DiarySystems:Authorities:BYN", "EvolutionHttp"),
            ("DiarySystems:EvolutionHttp:BaseAddress", evolution.Urls.Single() + "/v1/"),
            ("DiarySystems:EvolutionHttp:ApiKey", "nyckel"),
            ("DiarySystems:EvolutionHttp:KnowsKey", "false"),
            ("DiarySystems:EvolutionHttp:CanBeAsked", "false"),
            ("DiarySystems:EvolutionHttp:CanOpenCase", "false"),
            ("DiarySystems:EvolutionHttp:Retries", "0"),
            ("Delivery:FirstWaitSeconds", "0.2")
        );
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await stage.DisposeAsync();
        await evolution.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [TearDown]
    public void Nothing_failed_in_silence()
    {
        faults.Clear();
        stage.AssertCalm();
    }

    [Test]
    public async Task Everybody_sees_that_it_waits_for_evolution_and_then_its_number()
    {
        const string Subject = "Ansökan på väg till Evolution";
        faults.ByChance(1, 1, EvolutionFault.Busy);
        stage.Deliver("bygglov@vara.se", Subject);
        var outlook = await stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync(Subject);
        await Press(outlook.Pane, "Skicka till registrator");
        await outlook.SeesAsync("I kö hos registrator");
        var desk = await stage.DeskAsync("Karin Ekdahl");
        await desk.GetByText(Subject).First.ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Diarieför") }).Last.ClickAsync();

        await outlook.SeesAsync("Väntar på Evolution");
        await outlook.SeesAsync("Numret kommer när Evolution har tagit emot handlingen.");
        await Press(desk, "Leveranser");
        await Expect(desk.Locator(".delivery")).ToContainTextAsync(Subject);
        await Expect(desk.Locator(".delivery")).ToContainTextAsync("Evolution har för mycket att göra");
        faults.Clear();

        await outlook.SeesAsync("BYN 2026-00001:1");
        await Expect(outlook.Row(Subject).GetByText("BYN 2026-00001:1")).ToBeVisibleAsync();
        await desk.ReloadAsync();
        await Press(desk, "Leveranser");
        await Expect(desk.GetByText("Allt har kommit fram.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_is_uncertain_is_settled_by_a_person_who_looked()
    {
        const string Subject = "Ansökan som ingen vet om den kom fram";
        faults.Queue(EvolutionFault.DiesAfter);
        using var henrik = stage.Colleague("henrik.strand@vara.se");
        using var bo = stage.Colleague("bo.wallgren@vara.se");
        var sent = await henrik.SendAsync("bygglov@vara.se", stage.Deliver("bygglov@vara.se", Subject));
        await bo.EnterAsync(sent, "Nytt ärende");
        var desk = await stage.DeskAsync("Karin Ekdahl");

        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Leveranser 1" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Press(desk, "Leveranser");
        await Expect(desk.Locator(".delivery")).ToContainTextAsync("Osäkert om Evolution tog emot den");
        await Press(desk, "Den finns i Evolution");
        var dialog = desk.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Ärendets nummer").FillAsync("BYN 2026-00007");
        await dialog.GetByLabel("Handlingens nummer").FillAsync("BYN 2026-00007:1");
        await Press(dialog, "Bekräfta");

        await Expect(desk.GetByText("BYN 2026-00007:1 är bekräftad.")).ToBeVisibleAsync();
        await Expect(desk.GetByText("Allt har kommit fram.")).ToBeVisibleAsync();
        var outlook = await stage.OutlookAsync("henrik.strand@vara.se", "bygglov@vara.se");
        await outlook.OpenAsync(Subject);
        await outlook.SeesAsync("Diarieförd BYN 2026-00007:1");
    }

    private static Task Press(ILocator place, string button) => place.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{button}") }).First.ClickAsync();

    private static Task Press(IFrameLocator place, string button) => place.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{button}") }).First.ClickAsync();

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{button}") }).First.ClickAsync();
}
