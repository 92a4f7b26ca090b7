using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A pupil’s ordinary absence.</summary>
internal static class AbsenceNotice
{
    private static readonly Cue Absence = Cue.Named("absence");

    internal static readonly HandlingRule Rule = new(
        "handling.absenceNotice",
        Strength.Information,
        "En vanlig frånvaroanmälan förs in i skolans system och registreras inte.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 3,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "alleskolan@vara.se", "Nils 2A", "Nils är sjuk idag och stannar hemma."),
            new(false, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Hej", "Jag är sjuk idag, vi får boka om."),
        ]
    )
    {
        Condition = c => c.IsFromPerson && c.Boundary.Crosses && c.OwnWords < 90 && c.IsSchool ? c.Own(Absence) : null,
    };
}
