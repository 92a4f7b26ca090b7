using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;

namespace Varamail.Rehearsal;

/// <summary>
/// Turns the API's outgoing connections at the socket: Entra ID's and Graph's names lead to the outlook host, every other name is refused
/// and remembered. No name is looked up. An address of this machine itself leads where it says: a test's own stand-in.
/// </summary>
internal sealed class Outgoing(int outlookPort, string certificateThumbprint)
{
    private static readonly string[] Ours = ["login.microsoftonline.com", "graph.microsoft.com", "outlook.office.com"];
    private readonly ConcurrentQueue<string> refused = new();

    /// <summary>Hosts that the API tried to reach and that nobody expected.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    public void Redirect(IServiceCollection services)
    {
        services.ConfigureHttpClientDefaults(clients => clients.ConfigurePrimaryHttpMessageHandler(Handler));
        // Sign-in brings handlers of its own past the factory's defaults.
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = Handler());
        services.AddHttpClient(nameof(AadIssuerValidatorOptions));
        services.Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = nameof(AadIssuerValidatorOptions));
    }

    public SocketsHttpHandler Handler() =>
        new()
        {
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == certificateThumbprint },
        };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var isHere = IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
        if (!isHere && (!Ours.Contains(host, StringComparer.OrdinalIgnoreCase) || context.DnsEndPoint.Port != 443))
        {
            refused.Enqueue($"{host}:{context.DnsEndPoint.Port}");
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Nothing goes outside in a rehearsal, and {host} is outside.");
        }
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, isHere ? context.DnsEndPoint.Port : outlookPort), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
