using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Corpus;

/// <summary>What the add-in says about one draft.</summary>
/// <param name="Id">Of the draft.</param>
/// <param name="Warnings">Codes.</param>
/// <param name="Words">The words behind them.</param>
public sealed record DraftAnswer(string Id, IReadOnlyList<string> Warnings, IReadOnlyList<string> Words);

/// <summary>Judges drafts with the add-in's own rules, in Node: they are the ones that run in Outlook.</summary>
public static class Drafts
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <param name="path">A file of JSON lines, or a page of our own in the compact form.</param>
    /// <param name="directory">The municipality's directory.</param>
    public static IReadOnlyList<JsonObject> Read(string path, string directory) =>
        path.EndsWith(".txt", StringComparison.Ordinal)
            ? CompactDrafts.Read(path, Municipality.Parse(File.ReadAllText(directory)))
            : [.. File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonNode.Parse(l)!.AsObject())];

    /// <summary>Answers in the drafts' order.</summary>
    public static IReadOnlyList<DraftAnswer> Answer(IReadOnlyList<JsonObject> drafts, string directory)
    {
        var addin = AddinFolder();
        if (!Directory.Exists(Path.Combine(addin, "node_modules")))
        {
            Run(Npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], addin, "");
        }
        var settings = Path.GetTempFileName();
        try
        {
            File.WriteAllText(settings, DraftSettings.ToJson(new DraftOptions { Signature = CommonSignature.Template }, Municipality.Parse(File.ReadAllText(directory))), Utf8);
            var asked = string.Join('\n', drafts.Select(d => d.ToJsonString()));
            return
            [
                .. Run("node", ["answerDrafts.mjs", settings], addin, asked)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => JsonSerializer.Deserialize<DraftAnswer>(l, JsonSerializerOptions.Web)!),
            ];
        }
        finally
        {
            File.Delete(settings);
        }
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static string Run(string program, IReadOnlyList<string> arguments, string folder, string input)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} didn't start.");
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static string AddinFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "addin", "answerDrafts.mjs")))
            {
                return Path.Combine(folder.FullName, "addin");
            }
        }
        throw new DirectoryNotFoundException("The add-in's folder doesn't stand above this program.");
    }
}
