using System.Diagnostics;

namespace Varamail.Tests;

/// <summary>The tests that are written in TypeScript are part of the one command.</summary>
internal sealed class AddinTests
{
    [TestCase("addin", "test", TestName = "The add-in's own tests pass")]
    [TestCase("addin", "check", TestName = "The add-in's types and format hold")]
    [TestCase("tests/Rehearsal/web", "test", TestName = "The rehearsed Outlook's own tests pass")]
    public void Runs(string folder, string script)
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["run", script, "--silent"])
        {
            WorkingDirectory = Repository.At(folder),
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
