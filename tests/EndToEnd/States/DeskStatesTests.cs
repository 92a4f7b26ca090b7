namespace Varamail.EndToEnd.States;

/// <summary>Each state of the desk, on a wide and on the narrowest screen, is fit for everybody.</summary>
[TestFixture]
internal sealed class DeskStatesTests : OnStage
{
    private const int Narrow = 320;
    private DeskScene scene = null!;

    [OneTimeSetUp]
    public void Open() => scene = new(Stage);

    [TestCaseSource(typeof(DeskStates), nameof(DeskStates.All))]
    public async Task The_desk_is_for_everybody(State<DeskScene> state)
    {
        await scene.BeginAsync();
        await state.ReachAsync(scene);
        await Pictures.TakeAsync(scene.Desk, $"desk {state.Name}");
        var wide = await Accessibility.ComplaintsAsync(scene.Desk, scene.Desk.MainFrame, scene.Worked);
        await scene.Desk.SetViewportSizeAsync(Narrow, 800);
        await Pictures.TakeAsync(scene.Desk, $"narrow {state.Name}");
        var narrow = await Accessibility.ComplaintsAsync(scene.Desk, scene.Desk.MainFrame, scene.Worked);

        Assert.That(wide.Concat(narrow.Select(line => $"320 px: {line}")), Is.Empty);
    }
}
