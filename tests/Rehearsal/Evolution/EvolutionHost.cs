namespace Varamail.Rehearsal.Evolution;

/// <summary>A rehearsed Evolution on a port of its own, and the API's settings that lead to it.</summary>
public sealed class EvolutionHost : IAsyncDisposable
{
    private const string Key = "evolution-i-repetition";
    private readonly WebApplication app;

    private EvolutionHost(WebApplication app, EvolutionApi evolution) => (this.app, Evolution) = (app, evolution);

    public EvolutionApi Evolution { get; }

    public Uri Address => new(app.Urls.First());

    /// <param name="folder">What it has entered; outlives it.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<EvolutionHost> StartAsync(string folder, int port = 0)
    {
        EvolutionApi evolution = new(new EvolutionRegister(folder), new EvolutionFaults(), Key);
        return new(await LoopbackHost.StartAsync(evolution.AnswerAsync, port), evolution);
    }

    /// <summary>The diary of BYN is kept here.</summary>
    public void Configure(IWebHostBuilder api)
    {
        api.UseSetting("DiarySystems:Authorities:BYN", "EvolutionHttp");
        api.UseSetting("DiarySystems:EvolutionHttp:BaseAddress", new Uri(Address, "v1/").AbsoluteUri);
        api.UseSetting("DiarySystems:EvolutionHttp:ApiKey", Key);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
