using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An agreement, its ending, a power of attorney.</summary>
internal static class AgreementMatter
{
    private static readonly Cue Agreement = Cue.Named("agreement");

    internal static readonly HandlingRule Rule = new(
        "handling.agreement",
        Strength.Shall,
        "Ett avtal, en uppsägning eller en fullmakt ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "upphandling@vara.se", "Avtal", "Här kommer påskrivet avtal i retur."),
            new(false, "Anna Ek <anna.ek@example.org>", "bildning@vara.se", "Plats", "Var finns blanketten för att säga upp förskoleplats?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Agreement) : null,
    };
}
