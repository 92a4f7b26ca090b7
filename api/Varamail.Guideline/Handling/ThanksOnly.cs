using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Thanks and nothing else.</summary>
internal static class ThanksOnly
{
    private static readonly Cue Thanks = Cue.Named("thanks");

    internal static readonly HandlingRule Rule = new(
        "handling.thanks",
        Strength.Information,
        "Ett tack utan annat innehåll är av liten betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "nina.oberg@vara.se", "SV: Fråga", "Tack så mycket för hjälpen!"),
            new(false, "Anna Ek <anna.ek@example.org>", "nina.oberg@vara.se", "Beslut", "Tack för beslutet, som jag härmed överklagar."),
        ]
    )
    {
        Condition = c => c.IsThanksOnly ? c.Own(Thanks) : null,
    };
}
