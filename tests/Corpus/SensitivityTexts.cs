using System.Text.Json;
using Varamail.Guideline;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Corpus;

/// <summary>Something that people write, and what a careful reader finds in it.</summary>
/// <param name="Letter">As a message.</param>
/// <param name="Classes">Places among the model's weights; <see cref="LearnedModel.Nothing"/> alone when nothing is there.</param>
/// <param name="Source">Where it stands in the repository.</param>
/// <param name="Aside">Never learned from: what the thresholds are chosen by.</param>
/// <param name="Whole">A message: every sentence of it is a lesson. Else a sentence or three that tell one thing.</param>
internal sealed record SensitivityText(Message Letter, int[] Classes, string Source, bool Aside, bool Whole = false)
{
    public bool IsNothing => Classes[0] == LearnedModel.Nothing;
}

/// <summary>All that the learned layer for sensitivity is taught and tried with.</summary>
internal static class SensitivityTexts
{
    public const string Sentences = "sentences";
    public const string Unseen = "unseen";
    public const string Situations = "situations";
    public const string Older = "older sentences";
    public const string Examples = "examples";
    public const string Spans = "spans";
    public const string Messages = "messages";

    /// <summary>Never learned from, and written by a hand that hadn't read the rules' words.</summary>
    private const string AsideFile = "sentences-aside";

    /// <summary>Every fifth is put aside.</summary>
    private const uint AsideOf = 5;

    /// <summary>LabelledSentences.HeldOut.</summary>
    private const int HeldOutOf = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Line(string Text, string Category);

    /// <param name="corpus">Folder with labels.jsonl, messages and own.</param>
    /// <param name="sentences">Folder with sentences.tsv, situations.tsv and situations-aside.tsv.</param>
    public static List<SensitivityText> Read(string corpus, string sentences)
    {
        List<SensitivityText> texts =
        [
            .. OwnSentences(corpus),
            .. Tabbed(Path.Combine(sentences, "situations.tsv"), Situations, _ => false),
            .. Tabbed(Path.Combine(sentences, "situations-aside.tsv"), Situations, _ => true),
            .. Tabbed(Path.Combine(sentences, "sentences.tsv"), Older, line => line % HeldOutOf == 0),
            .. RuleExamples(),
        ];
        foreach (var (label, bytes) in OwnMessages(corpus))
        {
            texts.AddRange(Take(label, MessageReader.Read(bytes)));
        }
        return texts;
    }

    /// <summary>Only those that stand in tests/Corpus/own: sentences*.jsonl.</summary>
    public static IEnumerable<SensitivityText> OwnSentences(string corpus) =>
        Directory
            .GetFiles(Path.Combine(corpus, "own"), "sentences*.jsonl")
            .Order(StringComparer.Ordinal)
            .SelectMany(f => File.ReadLines(f).Select(l => (File: Path.GetFileNameWithoutExtension(f), Line: JsonSerializer.Deserialize<Line>(l, Json)!)))
            .Where(l => l.Line.Category != "identityNumber") // counted, not learned
            .Select(l => new SensitivityText(LetterOf(l.Line.Text), [ClassOf(l.Line.Category)], l.File == AsideFile ? Unseen : Sentences, l.File == AsideFile || IsAside(l.Line.Text)));

    private static IEnumerable<SensitivityText> Tabbed(string file, string source, Func<int, bool> aside) =>
        File.ReadLines(file)
            .Select((l, i) => (Fields: l.Split('\t'), Line: i))
            .Select(l => (l.Fields, l.Line, Classes: l.Fields[0].Split(',').Where(c => c != "identityNumber").Select(ClassOf).ToArray()))
            .Where(l => l.Classes.Length > 0)
            .Select(l => new SensitivityText(LetterOf(l.Fields[^1].Replace("\\n", "\n", StringComparison.Ordinal)), l.Classes, source, aside(l.Line)));

    private static IEnumerable<SensitivityText> RuleExamples() =>
        from rule in RuleBook.Shared.Rules
        where rule.Text.Examples is not null && LearnedModel.ClassOf(rule.File.Category) >= 0
        from example in rule.Text.Examples!.Findings.Select(e => (Text: e, Class: LearnedModel.ClassOf(rule.File.Category))).Concat(rule.Text.Examples.None.Select(e => (Text: e, Class: LearnedModel.Nothing)))
        select new SensitivityText(LetterOf(example.Text), [example.Class], Examples, false);

    private static IEnumerable<(Label Label, byte[] Message)> OwnMessages(string corpus) =>
        Label
            .Read(Path.Combine(corpus, "labels.jsonl"), Path.Combine(corpus, "messages"))
            .Concat(
                Directory
                    .GetFiles(Path.Combine(corpus, "own"), "*.txt")
                    .Where(f => !Path.GetFileName(f).StartsWith("drafts", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .SelectMany(Compact.Read)
            )
            .Where(m => m.Label.Sensitivity.Length > 0); // else nobody judged its findings

    /// <summary>A message without anything; of others the sentences that prove a category.</summary>
    private static IEnumerable<SensitivityText> Take(Label label, Message message)
    {
        if (label is not ({ Categories.Count: > 0 } or { AcceptCategories.Count: > 0 } or { OptionalCategories.Count: > 0 }))
        {
            yield return new SensitivityText(message, [LearnedModel.Nothing], Messages, IsAside(message.Body.Text), Whole: true);
            yield break;
        }
        foreach (var span in (label.Spans ?? []).Where(s => s.Category != "identityNumber"))
        {
            if (message.Parts.FirstOrDefault(p => p.Where == span.Where) is { } part && part.Text.IndexOf(span.Text, StringComparison.Ordinal) is var at and >= 0)
            {
                var sentence = Sentence.At(part.Text, at, RuleBook.Shared.Context);
                yield return new SensitivityText(LetterOf(part.Text[sentence.Start..sentence.End]), [ClassOf(span.Category)], Spans, false);
            }
        }
    }

    private static Message LetterOf(string text) =>
        new(null, new Address("", "someone@example.com"), null, [], [], [], [], null, null, [], [], Part.Own("subject", ""), Part.Own("body", text), null, [], [], []);

    private static int ClassOf(string category) => category == "none" ? LearnedModel.Nothing : LearnedModel.ClassOf(Enum.Parse<Category>(category, ignoreCase: true));

    /// <summary>By what it says (FNV-1a): a new sentence moves no other.</summary>
    private static bool IsAside(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }
        return (hash ^ (hash >> 13)) % AsideOf == 0;
    }
}
