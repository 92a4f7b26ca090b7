using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A complaint: content counts, not tone.</summary>
internal static class ComplaintMatter
{
    private static readonly Cue Complaint = Cue.Named("complaint");

    internal static readonly HandlingRule Rule = new(
        "handling.complaint",
        Strength.Shall,
        "Ett klagomål eller en synpunkt ska registreras, hur vardaglig tonen än är.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Snöröjning", "Tredje vintern i rad som ingen plogar här. Under all kritik!"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Snöröjning", "När plogas Storgatan?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Complaint) : null,
    };
}
