using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Lunch and congratulations.</summary>
internal static class SocialPost
{
    private static readonly Cue Social = Cue.Named("social");

    internal static readonly HandlingRule Rule = new(
        "handling.social",
        Strength.Information,
        "Socialt utan innehåll i sak är av liten betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 3.5,
        Examples:
        [
            new(true, "Lasse <lasse@example.org>", "stefan.mork@vara.se", "Lunch", "Vi gamla kollegor ses på Kajutan fredag, häng på!"),
            new(false, "Lasse <lasse@example.org>", "stefan.mork@vara.se", "Klagomål", "Hallen är skandal."),
        ]
    )
    {
        Condition = c => c.IsFromPerson && c.OwnWords < 60 && c.IsIndividual && !c.IsSensitive ? c.Own(Social) : null,
    };
}
