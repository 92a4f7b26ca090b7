namespace Varamail.EndToEnd.States;

/// <summary>Each state of the read pane, on the narrowest screen, is fit for everybody.</summary>
[TestFixture]
internal sealed class PaneStatesTests() : OnStage(("Pane:AssessOnClick", "true"), ("Registration:MaxMessageMegabytes", "1"))
{
    private PaneScene scene = null!;

    [OneTimeSetUp]
    public void Open()
    {
        Stage.World.Roles[PaneScene.Olof] = ["DiaryOfficer"];
        scene = new(Stage);
    }

    [TestCaseSource(typeof(PaneStates), nameof(PaneStates.All))]
    public async Task The_pane_is_for_everybody(State<PaneScene> state)
    {
        await scene.BeginAsync();
        await state.ReachAsync(scene);
        await Pictures.TakeAsync(scene.Page, $"pane {state.Name}", scene.Document is null ? scene.Page.Locator(".pane iframe") : null);

        Assert.That(await Accessibility.ComplaintsAsync(scene.Page, scene.Document ?? scene.Outlook.PaneFrame, scene.Worked), Is.Empty);
    }
}
