using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Corpus;

/// <summary>What Varamail says about one message of a labelled corpus.</summary>
public sealed record Answer(
    string Id,
    string Handling,
    string Sensitivity,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Signals,
    string? Target,
    IReadOnlyList<AnsweredFinding> Findings
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A finding as the corpus names it.</summary>
public sealed record AnsweredFinding(string Category, string Where, string Text);

/// <summary>Judges every message that a labels file names.</summary>
public static class Answers
{
    /// <param name="messages">Folder of .eml files; a label's file is looked up in it by its base name.</param>
    /// <param name="labels">Of a label only id, mailbox and file are used.</param>
    /// <param name="directory">The municipality's directory.</param>
    public static IReadOnlyList<Answer> Of(string messages, string labels, string directory)
    {
        var assessor = new Assessor(Municipality.Parse(File.ReadAllText(directory)));
        return [.. Label.Read(labels, messages).Select(l => Judge(assessor, l.Message, l.Label))];
    }

    /// <summary>Judges messages written in the compact form.</summary>
    public static IReadOnlyList<Answer> Of(IReadOnlyList<(Label Label, byte[] Message)> messages, string directory)
    {
        var assessor = new Assessor(Municipality.Parse(File.ReadAllText(directory)));
        return [.. messages.Select(m => Judge(assessor, MessageReader.Read(m.Message), m.Label))];
    }

    /// <summary>A line per message: the verdict, and every rule that spoke with the words that carried it.</summary>
    public static IEnumerable<string> Explain(IReadOnlyList<(Label Label, byte[] Message)> messages, string directory)
    {
        var assessor = new Assessor(Municipality.Parse(File.ReadAllText(directory)));
        foreach (var (label, bytes) in messages)
        {
            var message = MessageReader.Read(bytes);
            var verdict = assessor.Assess(message, label.Mailbox, DateTimeOffset.UnixEpoch);
            var reasons = verdict.Reasons.Select(r => $"{r.Rule}({string.Join(", ", r.Evidence.Select(e => e.Text.ReplaceLineEndings(" ")))})");
            var findings = verdict.Findings.Select(f => $"{Name(f.Category)} {f.Rule} \"{f.Text.ReplaceLineEndings(" ")}\"");
            var unread = verdict.Unread.Count == 0 ? "" : $" unread {string.Join(", ", verdict.Unread.Select(u => u.ToString()))}";
            yield return $"{label.Id} {label.Handling} <- {Name(verdict.Handling)} [{string.Join(' ', verdict.Signals.Select(Name))}] {verdict.Sensitivity}: {string.Join("; ", reasons)} | {string.Join("; ", findings)}{unread}";
        }
    }

    private static Answer Judge(Assessor assessor, byte[] message, Label label)
    {
        try
        {
            return Judge(assessor, MessageReader.Read(message), label);
        }
        catch (UnreadableMessageException)
        {
            return new Answer(label.Id, "register", "none", [], [], "evolution", []); // the main rule, in doubt
        }
    }

    private static Answer Judge(Assessor assessor, Message message, Label label)
    {
        var verdict = assessor.Assess(message, label.Mailbox, message.Date ?? DateTimeOffset.UnixEpoch);
        return new Answer(
            label.Id,
            Name(verdict.Handling),
            Name(verdict.Sensitivity),
            [.. verdict.Findings.Select(f => Name(f.Category)).Distinct().Order(StringComparer.Ordinal)],
            [.. verdict.Signals.Select(Name)],
            verdict.Target is { } target ? Name(target) : null,
            [.. verdict.Findings.Select(f => new AnsweredFinding(Name(f.Category), f.Where, f.Text))]
        );
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
