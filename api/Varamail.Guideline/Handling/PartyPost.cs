using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>To an elected representative purely as party politician.</summary>
internal static class PartyPost
{
    private static readonly Cue Party = Cue.Named("party");

    internal static readonly HandlingRule Rule = new(
        "handling.partyPost",
        Strength.Information,
        "Brev till någon enbart som partipolitiker är inte myndighetens post.",
        Coverage.Cite("R15"),
        Toward: Handling.Private,
        Weight: 8.5,
        Examples:
        [
            new(true, "Inga <inga@varapartiet.example>", "gunnar.ahlin@vara.se", "Valstrategi", "Partistyrelsen träffas på torsdag om valstrategin."),
            new(true, "Nils <nils@varapartiet.example>", "stefan.mork@vara.se", "Lördag", "Tjena! Kan du dela ut flygblad på lördag? Vi behöver prata om kandidatlistan."),
            new(false, "Inga <inga@varapartiet.example>", "bildning@vara.se", "Skolan", "Partistyrelsen vill träffa skolchefen om valstrategin för skolorna."),
            new(false, "Anna Ek <anna.ek@example.org>", "gunnar.ahlin@vara.se", "Skolan", "Hur tänker kommunen om skolan i Larv?"),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses && IsForPartisan(c) ? c.Own(Party) : null,
    };

    /// <summary>An official may be active in a party, too; then the words must be plain.</summary>
    private static bool IsForPartisan(Circumstances c) =>
        c.Owner is { Elected: true }
            ? c.CountOf(Party) >= 2 || !c.HasHeavyMatter
            : c.IsIndividual && c.Boundary.Sender == Place.Outside && !c.IsBulk && c.CountOf(Party) >= 2 && !c.HasHeavyMatter;
}
