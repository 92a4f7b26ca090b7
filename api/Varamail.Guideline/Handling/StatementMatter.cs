using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A statement of somebody’s position in a case.</summary>
internal static class StatementMatter
{
    private static readonly Cue Statement = Cue.Named("statement");

    internal static readonly HandlingRule Rule = new(
        "handling.statement",
        Strength.Shall,
        "Ett yttrande, remissvar eller en invändning ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 3,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "grannen", "Vi motsätter oss bygget på granntomten."),
            new(false, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "karta", "Kan man köpa en tomtkarta?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Statement) : null,
    };
}
