using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Practical arrangements.</summary>
internal static class PracticalMatter
{
    private static readonly Cue Practical = Cue.Named("practical");

    internal static readonly HandlingRule Rule = new(
        "handling.practical",
        Strength.Information,
        "Praktiska arrangemang registreras inte enligt dokumenthanteringsplanen.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 2,
        Examples:
        [
            new(true, "Linn <linn@varakonserthus.se>", "fritid@vara.se", "Podier", "Vi lånar gärna era podier, går det att vaktmästarna ställer dem på scenen?"),
            new(false, "Anna Ek <anna.ek@example.org>", "fritid@vara.se", "Klagomål", "Jag är missnöjd."),
        ]
    )
    {
        Condition = c => c.OwnWords < 120 ? c.Own(Practical) : null,
    };
}
