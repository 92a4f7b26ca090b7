using Microsoft.Playwright;
using Varamail.Tests;

namespace Varamail.EndToEnd;

/// <summary>The browser that the machine has: Chrome, Edge or Chromium, else Debian's package where this process may install it.</summary>
internal static class Browser
{
    private static readonly Lazy<string> Executable = new(() => Installed() ?? InstallChromium());
    private static readonly SemaphoreSlim Starting = new(1, 1);
    private static IPlaywright? playwright;
    private static IBrowser? browser;

    /// <summary>The path of the browser's program.</summary>
    /// <exception cref="InvalidOperationException">None is installed, and none could be.</exception>
    public static string Path => Executable.Value;

    /// <summary>The one browser of the test run; a test opens its own context in it.</summary>
    public static async Task<IBrowser> StartAsync()
    {
        await Starting.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(30_000); // a busy machine is slow, not wrong
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path,
                Headless = true,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
            });
        }
        finally
        {
            Starting.Release();
        }
    }

    public static async Task StopAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }

    private static string InstallChromium()
    {
        DebianPackage.Install("chromium");
        return Installed() ?? throw new InvalidOperationException("Chromium was not found after it was installed.");
    }

    private static string? Installed() => Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (var root in new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData })
            {
                yield return System.IO.Path.Combine(Environment.GetFolderPath(root), "Google", "Chrome", "Application", "chrome.exe");
                yield return System.IO.Path.Combine(Environment.GetFolderPath(root), "Microsoft", "Edge", "Application", "msedge.exe");
            }
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
            yield return "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";
            yield return "/Applications/Chromium.app/Contents/MacOS/Chromium";
        }
        else
        {
            string[] names = ["google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chromium", "chromium-browser"];
            foreach (var name in names)
            {
                foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
                    yield return System.IO.Path.Combine(directory, name);
            }
        }
    }
}
