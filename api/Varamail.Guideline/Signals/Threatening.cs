using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A threat or harassment, also one that is passed on.</summary>
internal static class Threatening
{
    private static readonly Cue Threat = Cue.Named("threat");
    private static readonly Cue Veiled = Cue.Named("veiled");
    private static readonly Cue Extortion = Cue.Named("extortion");

    internal static readonly SignalRule Rule = new(
        "signal.threat",
        Strength.Shall,
        "Innehållet kan uppfattas som hot eller trakasseri: spara, informera chefen, polisanmäl.",
        Coverage.Cite("R53"),
        Signal.Threat,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "social@vara.se", "Eva", "Jag vet var du bor."),
            new(true, "Anna Ek <anna.ek@example.org>", "va@vara.se", "Grinden", "Hälsa honom att jag står vid grinden när han låser. Då är det bara han och jag och mitt spett."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Plogning", "Ni är så jävla inkompetenta att man baxnar."),
        ]
    )
    {
        Condition = c => c.IsMechanical && !c.IsBulk ? null : c.Threats(Threat, Veiled) ?? (c.CountOf(Extortion) >= 2 ? c.Own(Extortion) : null),
    };
}
