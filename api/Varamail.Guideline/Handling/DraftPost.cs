using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A draft that something else will replace.</summary>
internal static class DraftPost
{
    private static readonly Cue Draft = Cue.Named("draft");

    internal static readonly HandlingRule Rule = new(
        "handling.draft",
        Strength.Information,
        "Ett utkast eller koncept är av tillfällig betydelse: det ersätts.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 4,
        Examples:
        [
            new(true, "Piotr <p@hydro.example>", "lars.hallin@vara.se", "utkast v0.3", "Ett första utkast, inte klart. Den slutliga versionen kommer på torsdag."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När är gatan klar?"),
        ]
    )
    {
        Condition = c => c.CountOf(Draft) >= 2 || c.HasInSubject(Draft) ? c.Own(Draft) : null,
    };
}
