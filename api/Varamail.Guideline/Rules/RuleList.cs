using System.Collections.Frozen;
using Varamail.Guideline.Findings;

namespace Varamail.Guideline.Rules;

/// <summary>What a rule tells of.</summary>
public enum RuleKind
{
    /// <summary>What shall become of a message.</summary>
    Handling,

    /// <summary>Where a registered message belongs.</summary>
    Target,

    /// <summary>What else somebody must know.</summary>
    Signal,

    /// <summary>Data that deserve protection.</summary>
    Finding,
}

/// <summary>A rule that can carry a verdict, as people are told of it.</summary>
/// <param name="Id">Stable, for example <c>handling.appeal</c>.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Text">Plain Swedish, one sentence.</param>
/// <param name="Cites">The sentence of the guideline, for example <c>R33</c>.</param>
public sealed record ListedRule(string Id, RuleKind Kind, string Text, string Cites);

/// <summary>Every rule that can carry a verdict, wherever it is written.</summary>
public static class RuleList
{
    public static IReadOnlyList<ListedRule> All { get; } =
        [
            .. HandlingRules.All.Select(r => new ListedRule(r.Id, RuleKind.Handling, r.Message, r.Citation.Rule)),
            .. Enum.GetValues<Target>().Select(t => new ListedRule(TargetRules.IdOf(t), RuleKind.Target, TargetRules.Says(t), "R40")),
            .. SignalRules.All.Select(r => new ListedRule(r.Id, RuleKind.Signal, r.Message, r.Citation.Rule)),
            .. RuleBook.Shared.Rules.Select(r => new ListedRule(r.Text.Id, RuleKind.Finding, r.Explanation, r.Citation.Rule)),
            .. LearnedLayer.Listed.Select(r => new ListedRule(r.Id, RuleKind.Finding, r.Explanation, r.Citation.Rule)),
        ];

    private static readonly FrozenDictionary<string, ListedRule> ById = All.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);

    public static ListedRule? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The rules that watch over a sentence: those that cite it, and those that it names.</summary>
    public static IEnumerable<ListedRule> Over(CoveredSentence sentence) => All.Where(r => r.Cites == sentence.Rule || sentence.Rules.Contains(r.Id));
}
