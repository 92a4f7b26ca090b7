using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>To an elected representative purely as party politician.</summary>
internal static class PartyPost
{
    private static readonly Cue Party = Cue.Named("party");

    internal static readonly HandlingRule Rule = new(
        "handling.partyPost",
        Strength.Information,
        "Brev till en förtroendevald enbart som partipolitiker är inte myndighetens post.",
        Coverage.Cite("R15"),
        Toward: Handling.Private,
        Weight: 8.5,
        Examples:
        [
            new(true, "Inga <inga@varapartiet.example>", "gunnar.ahlin@vara.se", "Valstrategi", "Partistyrelsen träffas på torsdag om valstrategin."),
            new(false, "Anna Ek <anna.ek@example.org>", "gunnar.ahlin@vara.se", "Skolan", "Hur tänker kommunen om skolan i Larv?"),
        ]
    )
    {
        Condition = c => c.Owner is { Elected: true } && c.Boundary.Crosses && (c.CountOf(Party) >= 2 || !c.HasHeavyMatter) ? c.Own(Party) : null,
    };
}
