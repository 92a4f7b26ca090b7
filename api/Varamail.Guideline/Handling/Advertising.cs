using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Advertising and sales approaches: two tokens of it.</summary>
internal static class Advertising
{
    private static readonly Cue Sales = Cue.Named("advertising");

    internal static readonly HandlingRule Rule = new(
        "handling.advertising",
        Strength.Information,
        "Reklam och säljmejl är av liten betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 4.5,
        Examples:
        [
            new(true, "Tyler <tyler@sales.example.com>", "olof.sandvik@vara.se", "quick question", "Do you have 15 minutes for a quick demo? Reply STOP to unsubscribe."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Har ni rabatt för pensionärer?"),
        ]
    )
    {
        Condition = c => c.Boundary.Sender == Place.Outside && c.CountOf(Sales) >= 2 ? c.Own(Sales) : null,
    };
}
