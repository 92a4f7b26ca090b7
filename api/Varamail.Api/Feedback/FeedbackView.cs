using System.ComponentModel.DataAnnotations;
using Varamail.Guideline;

namespace Varamail.Api.Feedback;

/// <summary>”Håller inte med”: a verdict and one's own answer. Never the text, never which message.</summary>
/// <param name="Rules">Ids of the rules that spoke; only known ones are taken.</param>
/// <param name="Handling">The verdict.</param>
/// <param name="OwnHandling">One's own answer.</param>
/// <param name="Sensitivity">The verdict.</param>
/// <param name="OwnSensitivity">One's own answer; one of the two differs.</param>
public sealed record DisagreeRequest(
    [Required, Length(0, 60)] IReadOnlyList<string> Rules,
    [EnumDataType(typeof(Handling))] Handling Handling,
    [EnumDataType(typeof(Handling))] Handling OwnHandling,
    [EnumDataType(typeof(Sensitivity))] Sensitivity Sensitivity,
    [EnumDataType(typeof(Sensitivity))] Sensitivity OwnSensitivity
);

/// <summary>What people think of the rules.</summary>
/// <param name="Total">How many have disagreed.</param>
/// <param name="Since">The first month, for example <c>2026-11</c>; null when nobody has.</param>
/// <param name="Rules">The most disputed first.</param>
public sealed record FeedbackSummary(int Total, string? Since, IReadOnlyList<RuleFeedback> Rules);

/// <summary>What people think of one rule.</summary>
/// <param name="Rule">Id; null: no rule spoke, and people found that one should have.</param>
/// <param name="Text">What the rule tells people, in plain Swedish.</param>
/// <param name="Cites">The sentence of the guideline, for example <c>R33</c>.</param>
/// <param name="Total">How many disagreed where it spoke.</param>
/// <param name="Stricter">How many of them would register or protect more.</param>
/// <param name="Milder">How many would register or protect less.</param>
/// <param name="Handlings">The answers about handling, the most common first.</param>
/// <param name="Sensitivities">The answers about sensitivity, the most common first.</param>
public sealed record RuleFeedback(
    string? Rule,
    string Text,
    string? Cites,
    int Total,
    int Stricter,
    int Milder,
    IReadOnlyList<HandlingAnswer> Handlings,
    IReadOnlyList<SensitivityAnswer> Sensitivities
);

/// <summary>How many answered so.</summary>
/// <param name="Said">The verdict.</param>
/// <param name="Own">Their answer.</param>
/// <param name="Count">How many.</param>
public sealed record HandlingAnswer(Handling Said, Handling Own, int Count);

/// <summary>How many answered so.</summary>
/// <param name="Said">The verdict.</param>
/// <param name="Own">Their answer.</param>
/// <param name="Count">How many.</param>
public sealed record SensitivityAnswer(Sensitivity Said, Sensitivity Own, int Count);
