using System.Diagnostics;

namespace Varamail.Tests;

/// <summary>What a test needs of the machine: found where it is installed, else installed from Debian where this process may.</summary>
internal static class DebianPackage
{
    /// <summary>Installs <paramref name="package"/>.</summary>
    /// <exception cref="InvalidOperationException">Not root, no apt-get, or apt-get failed; the message tells a person what to do.</exception>
    public static void Install(string package)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            throw new InvalidOperationException($"Install {package} yourself (apt-get install {package}): only root on Debian can have the tests do it.");

        // Both test projects may come here at once and apt's own lock doesn't cover `update`.
        var aptLock = Path.Combine(Path.GetTempPath(), "varamail-apt.lock");
        Run("flock", aptLock, "sh", "-c",
            $"apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {package}");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It answered anything but 0; the message holds what it said.</exception>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}{output.Result}");
    }
}
