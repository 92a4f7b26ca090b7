using System.Reflection;
using Microsoft.AspNetCore.Mvc.Testing;
using Varamail.Api.Microsoft365;

namespace Varamail.Rehearsal;

/// <summary>
/// The real API with production's settings and addresses, on a real port. What is ours is outside it: the tenant's ids, where its data
/// lies, where its connections lead, and where its pages fetch Office.js.
/// </summary>
public sealed class ApiHost : WebApplicationFactory<ItemRef>
{
    private readonly Outgoing outgoing;
    private readonly string outlook;
    private readonly string dataFolder;
    private readonly Action<IWebHostBuilder>? configure;

    private ApiHost(Uri outlook, string dataFolder, Action<IWebHostBuilder>? configure)
    {
        (this.dataFolder, this.configure) = (dataFolder, configure);
        this.outlook = outlook.GetLeftPart(UriPartial.Authority);
        outgoing = new(outlook.Port, Certificate.Find().GetCertHashString());
    }

    public Uri Address { get; private set; } = new("https://localhost");

    /// <summary>Hosts that the API tried to reach beyond Entra ID and Graph; a test fails on any.</summary>
    public IReadOnlyCollection<string> Refused => outgoing.Refused;

    /// <param name="outlook">The outlook host: Entra ID and Graph are there too.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="dataFolder">Database and originals.</param>
    /// <param name="configure">A test's last word.</param>
    public static ApiHost Start(Uri outlook, int port, string dataFolder, Action<IWebHostBuilder>? configure = null)
    {
        ApiHost host = new(outlook, dataFolder, configure);
        var certificate = Certificate.Find();
        host.UseKestrel(options =>
        {
            var limit = options.Limits.MaxRequestBodySize;
            OutlookHost.Listen(options, port, certificate);
            options.Limits.MaxRequestBodySize = limit;
        });
        host.StartServer();
        host.Address = OutlookHost.AddressOf(host.Services);
        return host;
    }

    /// <summary>A client of this API; see <see cref="Rehearsed.Client"/>.</summary>
    public HttpClient Client(string? token = null) => Rehearsed.Client(Address, token);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseContentRoot(typeof(ApiHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "ApiFolder").Value!);
        builder.UseSetting("DataFolder", dataFolder);
        builder.UseSetting("Originals:Keys:0", "bmFnb3QgZsO2ciBwcm92LCBpbnRlIGbDtnIgZHJpZnQ=");
        builder.UseSetting("AzureAd:TenantId", Ids.Tenant);
        builder.UseSetting("AzureAd:ClientId", Ids.Api);
        builder.UseSetting("AzureAd:ClientCredentials:0:SourceType", "ClientSecret");
        builder.UseSetting("AzureAd:ClientCredentials:0:ClientSecret", Ids.ApiSecret);
        builder.UseSetting("Pages:ClientId", Ids.Addin);
        builder.UseSetting("Identity:Registrars:0:Person", "karin.ekdahl@vara.se");
        string[] karins = ["KS", "BN", "BYN", "TN", "KFN"];
        for (var i = 0; i < karins.Length; i++)
        {
            builder.UseSetting($"Identity:Registrars:0:Authorities:{i}", karins[i]);
        }
        foreach (var list in new[] { "FrameAncestors", "Scripts", "Connections" })
        {
            builder.UseSetting($"Pages:{list}:9", outlook);
        }
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders().AddFilter(level => level >= LogLevel.Warning);
            logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        });
        builder.ConfigureServices(services =>
        {
            outgoing.Redirect(services);
            services.AddSingleton<IStartupFilter>(new PageRewriting(outlook));
        });
        configure?.Invoke(builder);
    }
}
