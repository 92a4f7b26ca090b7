using System.Diagnostics;

namespace Varamail.Tests;

/// <summary>The add-in's own tests are part of the one command.</summary>
internal sealed class AddinTests
{
    [TestCase("test", TestName = "The add-in's own tests pass")]
    [TestCase("check", TestName = "The add-in's types and format hold")]
    public void Runs(string script)
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["run", script, "--silent"])
        {
            WorkingDirectory = Repository.At("addin"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "1" },
        })!;
        var errors = npm.StandardError.ReadToEndAsync();
        var output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();

        TestContext.Out.WriteLine(output);
        Assert.That(npm.ExitCode, Is.Zero, output + errors.Result);
    }
}
