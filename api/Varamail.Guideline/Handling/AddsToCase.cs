using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An internal message that adds something important to a case.</summary>
internal static class AddsToCase
{
    private static readonly Cue Decision = Cue.Named("decision");
    private static readonly Cue Fact = Cue.Named("caseFact");
    private static readonly Cue FormalDecision = Cue.Named("formalDecision");
    private static readonly Cue Decides = Cue.Named("decides");
    private static readonly Cue Resigns = Cue.Named("resigns");

    /// <summary>A shorter line about a case only points at it.</summary>
    private const int LeastWords = 15;

    internal static readonly HandlingRule Rule = new(
        "handling.addsToCase",
        Strength.Shall,
        "Internt, men tillför ett ärende sakuppgifter, ett beslut, ett ställningstagande eller ett åtagande: ska registreras.",
        Coverage.Cite("R38"),
        Toward: Handling.Register,
        Weight: 9,
        Examples:
        [
            new(true, "Henrik Strand <henrik.strand@vara.se>", "anna.qvist@vara.se", "BYN 2026-114", "Var ute på Torggatan i dag. Nockhöjd uppmätt till 8,9 m mot beviljade 8,2 m. Min bedömning är att det är en väsentlig avvikelse från lovet."),
            new(true, "Bo Wallgren <bo.wallgren@vara.se>", "olof.sandvik@vara.se", "Städavtalet", "Hej! Jag har beslutat att vi säger upp avtalet. Skriv brevet i dag."),
            new(true, "Jonas Rydell <jonas.rydell@vara.se>", "maria.hedberg@vara.se", "Hej", "Härmed säger jag upp min anställning."),
            new(false, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "Fredag", "Vi har bestämt att äta lunch på torget."),
            new(false, "Henrik Strand <henrik.strand@vara.se>", "anna.qvist@vara.se", "BYN 2026-114", "Har du tid att titta på BYN 2026-114 i morgon?"),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses || c.IsMechanical ? null : c.Own(Decides, FormalDecision, Resigns) ?? (CaseReferred.Rule.Condition(c) is not null && c.OwnWords >= LeastWords ? c.Own(Fact, Decision) : null),
    };
}
