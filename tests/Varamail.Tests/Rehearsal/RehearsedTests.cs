using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

/// <summary>Tests with the real API, Microsoft's real SDKs, and Microsoft 365 rehearsed on this machine.</summary>
internal abstract class RehearsedTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("varamail-tests-").FullName;

    protected Rehearsed Rehearsed { get; private set; } = null!;

    protected World World => Rehearsed.World;

    protected string NewFolder() => Path.Combine(folder, Guid.NewGuid().ToString("N"));

    [OneTimeSetUp]
    public async Task Start() => Rehearsed = await Rehearsed.StartAsync(World.Load(), NewFolder());

    [TearDown]
    public void Nothing_went_outside_and_Graph_was_itself()
    {
        World.Faults.Clear();
        Assert.That(Rehearsed.Api.Refused, Is.Empty);
        Assert.That(World.Violations, Is.Empty);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await Rehearsed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
