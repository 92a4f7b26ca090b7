using System.Diagnostics;
using System.Globalization;

namespace Varamail.Rehearsal;

/// <summary>The API in a process of its own, beside an outlook host in this one: what a test must be able to kill.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process process;

    private ApiProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="outlook">Entra ID and Graph.</param>
    /// <param name="dataFolder">Database and originals; outlives the process.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="settings">More of the API's settings, as its environment names them: <c>Section__Setting</c>.</param>
    public static async Task<ApiProcess> StartAsync(OutlookHost outlook, string dataFolder, int port = 0, IReadOnlyDictionary<string, string>? settings = null)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        foreach (
            var argument in new[]
            {
                typeof(ApiProcess).Assembly.Location,
                "--api",
                port.ToString(CultureInfo.InvariantCulture),
                "--outlook-port",
                outlook.Address.Port.ToString(CultureInfo.InvariantCulture),
                "--data",
                dataFolder,
            }
        )
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start) ?? throw new InvalidOperationException("The API's process did not start.");
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        const string Ready = "Rehearsal ready: api=";
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new(process, new Uri(line[Ready.Length..]));
            }
        }
        process.Dispose();
        throw new InvalidOperationException("The API's process ended before it was ready.");
    }

    /// <summary>As when the power goes: nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }
        process.Dispose();
    }
}
