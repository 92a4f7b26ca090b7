using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Somebody’s employment.</summary>
internal static class PersonalMatter
{
    private static readonly Cue Personal = Cue.Named("personalMatter");

    internal static readonly HandlingRule Rule = new(
        "handling.personal",
        Strength.Shall,
        "Post som rör en enskild persons anställning ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 1.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "personal@vara.se", "Intyg", "Här är mitt läkarintyg."),
            new(false, "Anna Ek <anna.ek@example.org>", "personal@vara.se", "Öppet", "När har ni öppet?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Personal) ?? c.Attached(Personal) : null,
    };
}
