using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Varamail.Api.Identity;
using Varamail.Guideline;
using Varamail.Guideline.Rules;
using Varamail.Guideline.Schedule;

namespace Varamail.Api.Guidelines;

/// <summary>The guideline, and what Varamail does about each of its sentences.</summary>
/// <param name="Title">Of the guideline.</param>
/// <param name="Adopted">By whom and when.</param>
/// <param name="Version">That every verdict is stamped with.</param>
/// <param name="Municipality">Whose installation this is.</param>
/// <param name="Url">Where the municipality publishes it; null when not set.</param>
/// <param name="Contact">Whom to ask about it.</param>
/// <param name="Documents">That it points to.</param>
/// <param name="ScheduleRows">How many rows the records schedule has.</param>
/// <param name="IsSampleSchedule">No schedule of the municipality's own is read in.</param>
/// <param name="Sentences">In its own order.</param>
public sealed record GuidelineView(
    string Title,
    string Adopted,
    string Version,
    string Municipality,
    string? Url,
    string Contact,
    IReadOnlyList<DocumentLink> Documents,
    int ScheduleRows,
    bool IsSampleSchedule,
    IReadOnlyList<GuidelineSentence> Sentences
);

/// <summary>A document that the guideline points to.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="Url">Where it can be read.</param>
public sealed record DocumentLink(string Name, string Url);

/// <summary>A sentence of the guideline.</summary>
/// <param name="Rule"><c>R01</c>–<c>R78</c>.</param>
/// <param name="Heading">That it stands under.</param>
/// <param name="Quote">Word for word.</param>
/// <param name="Strength">How loud it speaks.</param>
/// <param name="Treatment">What is done about it.</param>
/// <param name="How">Plain Swedish: how, or why not.</param>
/// <param name="Rules">That watch over it.</param>
public sealed record GuidelineSentence(
    string Rule,
    string Heading,
    string Quote,
    Strength Strength,
    Treatment Treatment,
    string How,
    IReadOnlyList<GuidelineRule> Rules
);

/// <summary>A rule that watches over a sentence.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Text">Plain Swedish.</param>
public sealed record GuidelineRule(string Id, string Text);

/// <summary>Made once: it changes only with the program and its settings.</summary>
internal sealed class GuidelineBook(
    Municipality municipality,
    GuidelineText text,
    RecordsSchedule schedule,
    IOptions<PaneOptions> pane,
    IOptions<GuidelineOptions> options,
    IOptions<JsonOptions> json
)
{
    private string? written;

    /// <summary>As the page wants it. Anybody may ask for the page, as often as they like.</summary>
    public string Json => written ??= JsonSerializer.Serialize(View, json.Value.SerializerOptions);

    public GuidelineView View { get; } =
        new(
            text.Title,
            text.Adopted,
            text.Version,
            municipality.Name,
            pane.Value.GuidelineUrl is { Length: > 0 } url ? url : null,
            municipality.GuidelineContact,
            [.. options.Value.Documents.Where(d => d.Url is { IsAbsoluteUri: true }).Select(d => new DocumentLink(d.Name, d.Url!.AbsoluteUri))],
            schedule.Rows.Count,
            schedule == RecordsSchedule.Sample,
            [
                .. Coverage.Sentences.Select(s => new GuidelineSentence(
                    s.Rule,
                    text.Cite(s.Rule).Heading,
                    text.Cite(s.Rule).Quote,
                    s.Strength,
                    s.Treatment,
                    s.How,
                    [.. RuleList.Over(s).Select(r => new GuidelineRule(r.Id, r.Text))]
                )),
            ]
        );
}
