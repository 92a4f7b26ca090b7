using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Lotteries, loans, inheritances.</summary>
internal static class SpamPost
{
    private static readonly Cue Spam = Cue.Named("spam");

    internal static readonly HandlingRule Rule = new(
        "handling.spam",
        Strength.Information,
        "Skräppost är av liten betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 4,
        Examples:
        [
            new(true, "Win <win@lotto.example>", "gata@vara.se", "Winner", "You have won the lottery, dear beneficiary."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När plogas det?"),
        ]
    )
    {
        Condition = c => c.Boundary.Sender == Place.Outside ? c.Own(Spam) : null,
    };
}
