namespace Varamail.EndToEnd;

/// <summary>Tests that share one stage of their own, on which nothing may fail in silence.</summary>
/// <param name="settings">The API's, beside the stage's own.</param>
internal abstract class OnStage(params (string Key, string Value)[] settings)
{
    protected Stage Stage { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Open_the_stage() => Stage = await Stage.OpenAsync(settings);

    [OneTimeTearDown]
    public ValueTask Close_the_stage() => Stage.DisposeAsync();

    [TearDown]
    public void Nothing_failed_in_silence() => Stage.AssertCalm();
}
