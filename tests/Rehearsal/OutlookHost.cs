using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Varamail.Rehearsal.Entra;
using Varamail.Rehearsal.Graph;
using Varamail.Rehearsal.Outlook;

namespace Varamail.Rehearsal;

/// <summary>Where the two hosts answer, for pages that must name the other.</summary>
public sealed class Addresses
{
    public Uri Outlook { get; internal set; } = new("https://localhost:5443");

    public Uri Api { get; internal set; } = new("https://localhost:5444");
}

/// <summary>Microsoft 365 on this machine: Outlook on the web, Entra ID and Graph, all from one <see cref="Rehearsal.World"/>.</summary>
public sealed class OutlookHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private OutlookHost(WebApplication app, World world) => (this.app, World) = (app, world);

    public World World { get; }

    public Tokens Tokens => app.Services.GetRequiredService<Tokens>();

    public Addresses Addresses => app.Services.GetRequiredService<Addresses>();

    public Uri Address => Addresses.Outlook;

    /// <summary>Drafts that were begun and neither sent nor discarded.</summary>
    public int OpenDrafts => app.Services.GetRequiredService<GraphApi>().OpenDrafts;

    /// <summary>A client of Graph under its own name, as the API's are.</summary>
    public HttpClient Graph(string token)
    {
        HttpClient client = new(new Outgoing(Address.Port, Certificate.Find().GetCertHashString()).Handler()) { BaseAddress = new($"https://{GraphApi.Host}/v1.0/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <param name="world">What it shows.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="clock">The wall clock, unless a test has its own.</param>
    public static async Task<OutlookHost> StartAsync(World world, int port = 0, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new() { ApplicationName = typeof(OutlookHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" }
        );
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => Listen(options, port, Certificate.Find()));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(world).AddSingleton<Addresses>();
        builder.Services.AddSingleton<Tokens>().AddSingleton<TokenEndpoint>().AddSingleton<GraphApi>();
        builder.Logging.AddFilter(level => level >= LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var app = builder.Build();
        // Graph has a name of its own; Entra ID and Outlook share the others.
        app.Use((context, next) => GraphApi.Serves(context.Request.Host.Host) ? context.RequestServices.GetRequiredService<GraphApi>().AnswerAsync(context) : next(context));
        app.UseRouting();
        app.MapEntra();
        app.MapFaults();
        app.MapOutlook();
        await app.StartAsync();
        OutlookHost host = new(app, world);
        host.Addresses.Outlook = AddressOf(app.Services);
        return host;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions options, int port, X509Certificate2 certificate)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null; // each side has a limit of its own
        if (port == 0)
        {
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        }
        else
        {
            options.ListenLocalhost(port, listen => listen.UseHttps(certificate));
        }
    }

    internal static Uri AddressOf(IServiceProvider services) =>
        new($"https://localhost:{new Uri(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal)).Port}");
}
