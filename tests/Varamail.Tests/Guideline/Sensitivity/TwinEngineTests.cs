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

    /// <summary>contexts.golden.json: what depends on more than a text. Whose words they are, who sends them, to how many, and what the subject says.</summary>
    [Test]
    public void Findings_in_context_are_those_that_the_addin_is_held_to()
    {
        string file = Path.Combine(Sources.Folder(), "contexts.golden.json");
        var contexts = JsonSerializer.Deserialize<List<Context>>(System.IO.File.ReadAllText(file), Json)!;
        string[] lines = [.. contexts.Select(c => JsonSerializer.Serialize(c with { Findings = [.. Draft.Engine.Find(c.ToMessage()).Select(PlaceInPart)] }, Json))];
        string written = "[\n" + string.Join(",\n", lines) + "\n]\n";
        if (Environment.GetEnvironmentVariable("VARAMAIL_WRITE_GOLDEN") == "1")
        {
            System.IO.File.WriteAllText(file, written);
        }

        Assert.That(written, Is.EqualTo(System.IO.File.ReadAllText(file)));
    }

    private static string PlaceInPart(Finding finding) =>
        $"{finding.Rule}@{finding.Where}:{finding.Offset}+{finding.Length} {JsonNamingPolicy.CamelCase.ConvertName(finding.Standing.ToString())}";

    private static string Place(Finding finding) => $"{finding.Rule}@{finding.Offset}+{finding.Length}";

    private static IEnumerable<string> Texts() =>
        RuleBook.Shared.Rules.SelectMany(r => r.Text.Examples!.Findings.Concat(r.Text.Examples.None)).Concat(LabelledSentences.All.Concat(LabelledSentences.Situations).Select(s => s.Text));

    /// <param name="Why">What the two engines could differ in.</param>
    /// <param name="From">Name as displayed, and address.</param>
    /// <param name="Bulk">Whether it carries List-Unsubscribe.</param>
    /// <param name="Subject">Its text.</param>
    /// <param name="Body">Its text.</param>
    /// <param name="Segments">Of the body.</param>
    /// <param name="Findings">Rule, part, place and standing of each.</param>
    private sealed record Context(string Why, string[] From, bool Bulk, string Subject, string Body, IReadOnlyList<Stretch> Segments, IReadOnlyList<string> Findings)
    {
        public Message ToMessage() =>
            Draft.Of(Body, Subject, From[1]) with
            {
                From = new Address(From[0], From[1]),
                Headers = Bulk ? [new HeaderField("List-Unsubscribe", "<mailto:away@postlada.example>")] : [],
                Body = new Part("body", Body, [.. Segments.Select((s, i) => new Segment(s.Offset, (i + 1 < Segments.Count ? Segments[i + 1].Offset : Body.Length) - s.Offset, s.Standing))]),
            };
    }

    private sealed record Stretch(int Offset, Standing Standing);

    private sealed record Golden(string Text, IReadOnlyList<string> Findings);
}
