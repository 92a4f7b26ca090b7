using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An internal message that adds something important to a case.</summary>
internal static class AddsToCase
{
    private static readonly Cue Decision = Cue.Named("decision");
    private static readonly Cue Fact = Cue.Named("caseFact");
    private static readonly Cue FormalDecision = Cue.Named("formalDecision");

    internal static readonly HandlingRule Rule = new(
        "handling.addsToCase",
        Strength.Shall,
        "Internt, men tillför ett ärende sakuppgifter, ett beslut, ett ställningstagande eller ett åtagande: ska registreras.",
        Coverage.Cite("R38"),
        Toward: Handling.Register,
        Weight: 4,
        Examples:
        [
            new(true, "Henrik Strand <henrik.strand@vara.se>", "anna.qvist@vara.se", "BYN 2026-114", "Var ute på Torggatan i dag. Nockhöjd uppmätt till 8,9 m mot beviljade 8,2 m. Min bedömning är att det är en väsentlig avvikelse från lovet."),
            new(false, "Henrik Strand <henrik.strand@vara.se>", "anna.qvist@vara.se", "BYN 2026-114", "Har du tid att titta på BYN 2026-114 i morgon?"),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses || c.IsMechanical ? null : CaseReferred.Rule.Condition(c) is not null ? (c.OwnWords >= 20 && c.Own(Fact, Decision) is { } words ? words : null) : c.Own(FormalDecision),
    };
}
