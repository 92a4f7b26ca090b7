using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An appeal, in whatever words: the day that it came decides whether it came in time.</summary>
internal static class AppealMatter
{
    private static readonly Cue Appeal = Cue.Named("appeal");

    internal static readonly HandlingRule Rule = new(
        "handling.appeal",
        Strength.Shall,
        "Ett överklagande eller en begäran om omprövning ska registreras; ankomstdagen avgör om det kom i tid.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 3.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "social@vara.se", "beslutet", "Jag är inte nöjd med ert beslut och vill överklaga det."),
            new(false, "Anna Ek <anna.ek@example.org>", "social@vara.se", "fråga", "Hur överklagar man ett beslut om färdtjänst?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Appeal) : null,
    };
}
