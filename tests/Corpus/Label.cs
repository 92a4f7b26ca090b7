using System.Text.Json;

namespace Varamail.Corpus;

/// <summary>How a careful reader judged a message; what a label leaves out accepts nothing beside it.</summary>
public sealed record Label(
    string Id,
    string File,
    string Mailbox,
    string Handling,
    string Sensitivity,
    IReadOnlyList<string>? Accept = null,
    IReadOnlyList<string>? AcceptSensitivity = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? OptionalCategories = null,
    IReadOnlyList<string>? AcceptCategories = null,
    IReadOnlyList<string>? Signals = null,
    IReadOnlyList<string>? OptionalSignals = null,
    IReadOnlyList<string>? AcceptSignals = null,
    string? Target = null,
    IReadOnlyList<string>? AcceptTarget = null,
    IReadOnlyList<Span>? Spans = null
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Label> Read(string path) =>
        [.. System.IO.File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonSerializer.Deserialize<Label>(l, Json)!)];

    /// <summary>The labels of a file with their messages, each looked up in a folder by its base name.</summary>
    public static IEnumerable<(Label Label, byte[] Message)> Read(string path, string messages) =>
        Read(path).Select(l => (l, System.IO.File.ReadAllBytes(Path.Combine(messages, Path.GetFileName(l.File)))));
}

/// <summary>One sure proof of a category.</summary>
public sealed record Span(string Category, string Where, string Text);
