using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A claim for money, or a disputed one.</summary>
internal static class ClaimMatter
{
    private static readonly Cue Claim = Cue.Named("claim");

    internal static readonly HandlingRule Rule = new(
        "handling.claim",
        Strength.Shall,
        "Ett krav mot kommunen, eller ett bestridande, ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Fälg", "Jag kräver ersättning för fälgen som gick sönder i hålet."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Parkering", "Vad kostar det att parkera på torget?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Claim) : null,
    };
}
