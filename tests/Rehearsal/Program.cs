using System.Diagnostics;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Rehearsal;

/// <summary>
/// <c>dotnet run --project tests/Rehearsal [-- --port N] [--headless] [--evolution] [--data DIR]</c>: Outlook on N (5443), the API on N + 1.
/// With <c>--evolution</c> the diary of BYN is kept in a rehearsed Evolution on N + 2.
/// With <c>--api N --outlook-port M</c> the API alone, beside an outlook host of another process.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var options = new ConfigurationBuilder()
            .AddCommandLine([.. args.Where(a => a is not ("--headless" or "--evolution"))], new Dictionary<string, string>(StringComparer.Ordinal) { ["--outlook-port"] = "outlook" })
            .Build();
        var kept = options["data"];
        var folder = Path.GetFullPath(kept ?? Path.Combine(Path.GetTempPath(), $"varamail-{Guid.NewGuid():N}"));
        using CancellationTokenSource end = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            end.Cancel();
        };
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                end.Cancel();
            }
        );
        try
        {
            if (options.GetValue<int?>("api") is { } apiPort)
            {
                await using var api = ApiHost.Start(new($"https://localhost:{options.GetValue("outlook", 5443)}"), apiPort, folder);
                await Console.Out.WriteLineAsync($"Rehearsal ready: api={Origin(api.Address)}");
                await UntilAsync(end.Token);
                return 0;
            }
            var port = options.GetValue("port", 5443);
            await using var evolution = args.Contains("--evolution") ? await EvolutionHost.StartAsync(Path.Combine(folder, "evolution"), port == 0 ? 0 : port + 2) : null;
            await using var rehearsal = await Rehearsed.StartAsync(World.Load(), folder, port, port == 0 ? 0 : port + 1, configure: evolution is null ? null : evolution.Configure);
            var addresses = $"outlook={Origin(rehearsal.Outlook.Address)} api={Origin(rehearsal.Api.Address)}{(evolution is null ? "" : $" evolution={Origin(evolution.Address)}")}";
            await Console.Out.WriteLineAsync($"Rehearsal ready: {addresses}");
            if (!args.Contains("--headless"))
            {
                Open(rehearsal.Outlook.Address);
            }
            await UntilAsync(end.Token);
            return 0;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Another rehearsal may be running; choose other ports with --port N.");
            return 1;
        }
        finally
        {
            if (kept is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static Task UntilAsync(CancellationToken end) =>
        Task.Delay(Timeout.Infinite, end).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static void Open(Uri page)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine($"No browser could be opened. Open {page} yourself.");
        }
    }
}
