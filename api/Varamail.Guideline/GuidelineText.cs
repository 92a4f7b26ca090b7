using System.Collections.Frozen;
using System.Text.Json;

namespace Varamail.Guideline;

/// <summary>
/// A municipality's own guideline where its words differ from Vara's. The rules stay the same and keep their numbers; what people read and what verdicts cite are
/// the sentences that its own council adopted.
/// </summary>
public sealed class GuidelineText
{
    private readonly FrozenDictionary<string, Citation> citations;

    private GuidelineText(string title, string version, IReadOnlyDictionary<string, OwnSentence> sentences)
    {
        Title = title;
        Version = version;
        citations = Coverage.Sentences.ToFrozenDictionary(
            s => s.Rule,
            s => sentences.TryGetValue(s.Rule, out var own) ? new Citation(s.Rule, own.Heading ?? s.Heading, own.Quote) : s.Citation,
            StringComparer.Ordinal
        );
    }

    /// <summary>Vara's, word for word.</summary>
    public static GuidelineText Vara { get; } = new(Coverage.Title, Coverage.GuidelineVersion, FrozenDictionary<string, OwnSentence>.Empty);

    public string Title { get; }

    /// <summary>Stamped on every verdict.</summary>
    public string Version { get; }

    /// <summary>By whom and when it was adopted (R76).</summary>
    public string Adopted => Cite("R76").Quote;

    /// <param name="json">
    /// <c>title</c>, <c>version</c> and <c>sentences</c>: by rule number a <c>quote</c> and perhaps a <c>heading</c>. What is left out stands as in Vara's; how it was
    /// adopted (R76) is never left out.
    /// </param>
    /// <exception cref="JsonException">It isn't such a file; the message says where.</exception>
    public static GuidelineText Parse(string json)
    {
        var file = JsonSerializer.Deserialize<OwnGuideline>(json, Municipality.Json) ?? throw new JsonException("The guideline's text is empty.");
        var unknown = file.Sentences.Keys.FirstOrDefault(rule => Coverage.Sentences.All(s => s.Rule != rule));
        return unknown is not null ? throw new JsonException($"sentences: there is no rule {unknown}.")
            : !file.Sentences.ContainsKey("R76") ? throw new JsonException("sentences: R76 is missing, how the guideline was adopted.")
            : new GuidelineText(file.Title, file.Version, file.Sentences);
    }

    public Citation Cite(string rule) => citations[rule];

    /// <summary>A verdict that cites this text.</summary>
    public Assessment Of(Assessment assessment) =>
        this == Vara
            ? assessment
            : assessment with
            {
                Reasons = [.. assessment.Reasons.Select(r => r with { Citation = Cite(r.Citation.Rule) })],
                Findings = [.. assessment.Findings.Select(f => f with { Citation = Cite(f.Citation.Rule) })],
                Actions = [.. assessment.Actions.Select(a => a with { Citation = Cite(a.Citation.Rule) })],
                GuidelineVersion = Version,
            };

    private sealed record OwnGuideline(string Title, string Version, IReadOnlyDictionary<string, OwnSentence> Sentences);

    private sealed record OwnSentence(string Quote, string? Heading = null);
}
