using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Varamail.Guideline;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>
/// findings.golden.json: what this engine finds in every example and every sentence. The add-in's tests hold its engine to the same file.
/// Write it anew with VARAMAIL_WRITE_GOLDEN=1.
/// </summary>
public class TwinEngineTests
{
    private const string File = "findings.golden.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    [Test]
    public void Findings_are_those_that_the_addin_is_held_to()
    {
        string[] lines = [.. Texts().Distinct().Select(t => JsonSerializer.Serialize(new Golden(t, [.. Draft.Find(t).Select(Place)]), Json))];
        string written = "[\n" + string.Join(",\n", lines) + "\n]\n";
        if (Environment.GetEnvironmentVariable("VARAMAIL_WRITE_GOLDEN") == "1")
        {
            System.IO.File.WriteAllText(Path.Combine(Sources.Folder(), File), written);
        }

        Assert.That(written, Is.EqualTo(System.IO.File.ReadAllText(Path.Combine(Sources.Folder(), File))));
    }

    private static string Place(Finding finding) => $"{finding.Rule}@{finding.Offset}+{finding.Length}";

    private static IEnumerable<string> Texts() =>
        RuleBook.Shared.Rules.SelectMany(r => r.Text.Examples!.Findings.Concat(r.Text.Examples.None)).Concat(LabelledSentences.All.Select(s => s.Text));

    private sealed record Golden(string Text, IReadOnlyList<string> Findings);
}
