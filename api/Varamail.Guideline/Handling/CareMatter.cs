using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>One individual’s care or schooling.</summary>
internal static class CareMatter
{
    private static readonly Cue Care = Cue.Named("careMatter");

    internal static readonly HandlingRule Rule = new(
        "handling.care",
        Strength.Shall,
        "Post om en enskild persons vård, skola eller omsorg ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 1.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "elevhalsan@vara.se", "Elliot", "Vi vill att skolan upprättar ett åtgärdsprogram."),
            new(false, "Anna Ek <anna.ek@example.org>", "alleskolan@vara.se", "Mat", "Vad blir det för mat imorgon?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Care) ?? c.Attached(Care) : null,
    };
}
