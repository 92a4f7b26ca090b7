namespace Varamail.Rehearsal.Evolution;

/// <summary>A host on this machine, without TLS, for what needs no browser.</summary>
public static class LoopbackHost
{
    /// <param name="answer">Every call.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<WebApplication> StartAsync(RequestDelegate answer, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(System.Net.IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
