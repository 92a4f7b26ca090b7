using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An invitation to an event, something to put up on the wall.</summary>
internal static class Invitation
{
    private static readonly Cue Invited = Cue.Named("invitation");
    private static readonly Cue Event = Cue.Named("eventNoun");

    internal static readonly HandlingRule Rule = new(
        "handling.invitation",
        Strength.Information,
        "En inbjudan eller upplysning till många är av tillfällig betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 3,
        Examples:
        [
            new(true, "Konstföreningen <info@konst.example>", "kultur@vara.se", "Vernissage", "Välkommen till vår vernissage på lördag!"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När plogas det?"),
        ]
    )
    {
        Condition = c => c.Boundary.Sender == Place.Outside ? (c.Own(Invited) ?? (c.CountOf(Event) >= 2 ? c.Own(Event) : null)) : null,
    };
}
