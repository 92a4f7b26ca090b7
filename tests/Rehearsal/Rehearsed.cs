namespace Varamail.Rehearsal;

/// <summary>Both hosts in this process: what a person tries, and what tests drive.</summary>
public sealed class Rehearsed : IAsyncDisposable
{
    private Rehearsed(OutlookHost outlook, ApiHost api) => (Outlook, Api) = (outlook, api);

    public OutlookHost Outlook { get; }

    public ApiHost Api { get; }

    public World World => Outlook.World;

    /// <param name="world">Mailboxes and mail.</param>
    /// <param name="dataFolder">Database and originals of the API.</param>
    /// <param name="outlookPort">0 for any free one.</param>
    /// <param name="apiPort">0 for any free one.</param>
    /// <param name="clock">Of Entra ID and Outlook; the API has its own.</param>
    /// <param name="configure">A test's last word over the API.</param>
    public static async Task<Rehearsed> StartAsync(
        World world,
        string dataFolder,
        int outlookPort = 0,
        int apiPort = 0,
        TimeProvider? clock = null,
        Action<IWebHostBuilder>? configure = null
    )
    {
        var outlook = await OutlookHost.StartAsync(world, outlookPort, clock);
        try
        {
            var api = ApiHost.Start(outlook.Address, apiPort, dataFolder, configure);
            outlook.Addresses.Api = api.Address;
            Rehearsed rehearsed = new(outlook, api);
            await rehearsed.LearnIssuersAsync();
            return rehearsed;
        }
        catch
        {
            await outlook.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of the API, signed in as somebody.</summary>
    public HttpClient As(string user, params string[] roles) => Api.Client(Outlook.Tokens.ForApi(user, roles.Length == 0 ? null : roles));

    /// <summary>A client over the network that takes this machine's certificate, and no other.</summary>
    /// <param name="address">Of one of the hosts.</param>
    /// <param name="token">Bearer token, if any.</param>
    public static HttpClient Client(Uri address, string? token = null)
    {
        var trusted = Certificate.Find().GetCertHashString();
#pragma warning disable CA5400 // no list of revoked certificates exists for one that was made here
        HttpClient client = new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == trusted },
            }
        )
        {
            BaseAddress = address,
        };
#pragma warning restore CA5400
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }
        return client;
    }

    // The library keeps who may issue tokens for the whole process, together with the way to ask: that way leads to this host, and must be
    // walked while it lives, or a later rehearsal in the same process would believe nobody.
    private async Task LearnIssuersAsync()
    {
        using var anybody = As(World.Mailboxes[0].Address);
        using var answer = await anybody.GetAsync(new Uri("/health/live", UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Outlook.DisposeAsync();
    }
}
