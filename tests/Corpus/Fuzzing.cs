using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Varamail.Guideline;

namespace Varamail.Corpus;

/// <summary>The long run of <see cref="Fuzz"/>.</summary>
internal static class Fuzzing
{
    /// <returns>1 when anything failed.</returns>
    public static int Run(Dictionary<string, string> options, TextWriter output)
    {
        var time = TimeSpan.FromSeconds(int.Parse(options.GetValueOrDefault("--seconds", "600"), CultureInfo.InvariantCulture));
        var seed = int.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
        var folder = options.GetValueOrDefault("--corpus", Path.Combine("tests", "Corpus"));
        var material = FuzzMaterial.Of(options.GetValueOrDefault("--material", $"{Path.Combine(folder, "messages")},{Path.Combine("tests", "Varamail.Tests", "Guideline", "Messages", "vectors")}").Split(','));
        var fuzz = new Fuzz(material, new Assessor(Municipality.Parse(File.ReadAllText(options.GetValueOrDefault("--directory", Path.Combine(folder, "vara.json"))))), seed);
        var since = Stopwatch.GetTimestamp();
        var rounds = 0;
        var failures = new Dictionary<string, int>(StringComparer.Ordinal);
        for (; Stopwatch.GetElapsedTime(since) < time; rounds++)
        {
            if (fuzz.Try(rounds) is not { } failure)
            {
                continue;
            }
            var kind = failure.What.Split(" of ")[0];
            failures[kind] = failures.GetValueOrDefault(kind) + 1;
            if (failures[kind] <= 20)
            {
                output.WriteLine($"round {failure.Round}: {failure.What}{Keep(options.GetValueOrDefault("--keep"), failure)}");
            }
        }
        output.WriteLine($"{rounds} messages out of {material.Count}, seed {seed}, {Stopwatch.GetElapsedTime(since).TotalSeconds:F0} s: {failures.Values.Sum()} failed; peak memory {Environment.WorkingSet / 1_000_000} MB");
        return failures.Count == 0 ? 0 : 1;
    }

    private static string Keep(string? folder, FuzzFailure failure)
    {
        if (folder is null)
        {
            return "";
        }
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(failure.Bytes))[..12] + ".eml");
        File.WriteAllBytes(file, failure.Bytes);
        return $" → {file}";
    }
}
