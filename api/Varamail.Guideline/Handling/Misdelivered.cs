using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Meant for somebody else.</summary>
internal static class Misdelivered
{
    private static readonly Cue Wrong = Cue.Named("misdelivered");

    internal static readonly HandlingRule Rule = new(
        "handling.misdelivered",
        Strength.Information,
        "Feladresserad post är av tillfällig betydelse, om den inte rymmer något som måste tas om hand.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 6,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "Ursäkta", "Förlåt, det mejlet blev skickat fel. Bortse från det."),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "Fråga", "När har ni öppet?"),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses ? c.Own(Wrong) : null,
    };
}
