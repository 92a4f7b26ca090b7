using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A report that the municipality has to act on.</summary>
internal static class ReportMatter
{
    private static readonly Cue Report = Cue.Named("report");
    private static readonly Cue Misconduct = Cue.Named("misconduct");

    internal static readonly HandlingRule Rule = new(
        "handling.report",
        Strength.Shall,
        "En anmälan om något som kommunen ska ingripa mot ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "social@vara.se", "orolig", "Jag är orolig för barnen i lägenheten ovanför."),
            new(false, "Anna Ek <anna.ek@example.org>", "fritid@vara.se", "simskola", "Måste man anmäla sig till simskolan?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Report, Misconduct) : null,
    };
}
