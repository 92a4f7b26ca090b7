using System.Text;
using Microsoft.AspNetCore.Hosting;
using Varamail.Api.Microsoft365;
using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

/// <summary>Tests with the real API, Microsoft's real SDKs, and Microsoft 365 rehearsed on this machine.</summary>
internal abstract class RehearsedTests(bool withCorpus = true)
{
    private readonly string folder = Directory.CreateTempSubdirectory("varamail-tests-").FullName;
    private string data = null!;

    protected Rehearsed Rehearsed { get; private set; } = null!;

    protected World World => Rehearsed.World;

    /// <summary>An official, who may read bygglov's mailbox.</summary>
    protected HttpClient Henrik { get; private set; } = null!;

    /// <summary>Files in the originals' store, those half received too.</summary>
    protected IReadOnlyList<string> StoredFiles => [.. Directory.EnumerateFiles(Path.Combine(data, "originals"), "*", SearchOption.AllDirectories)];

    protected string NewFolder() => Path.Combine(folder, Guid.NewGuid().ToString("N"));

    /// <summary>The tests' last word over the API.</summary>
    protected virtual void Configure(IWebHostBuilder builder) { }

    protected ItemRef Put(string message) => Put(Encoding.UTF8.GetBytes(message));

    protected ItemRef Put(byte[] message, string mailbox = "bygglov@vara.se") =>
        new(mailbox, World.Mailbox(mailbox).Add(message, DateTimeOffset.UtcNow.AddMinutes(-5)).Id);

    [OneTimeSetUp]
    public async Task Start()
    {
        data = NewFolder();
        Rehearsed = await Rehearsed.StartAsync(World.Load(withCorpus: withCorpus), data, configure: Configure);
        Henrik = Rehearsed.As("henrik.strand@vara.se");
    }

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
        Henrik.Dispose();
        await Rehearsed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
