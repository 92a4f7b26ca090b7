using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A right under the data protection regulation is used.</summary>
internal static class DataSubjectMatter
{
    private static readonly Cue GdprRequest = Cue.Named("gdprRequest");

    internal static readonly HandlingRule Rule = new(
        "handling.dataSubject",
        Strength.Shall,
        "En begäran om egna personuppgifter (dataskyddsförordningen) ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "GDPR", "Jag begär registerutdrag enligt artikel 15."),
            new(false, "Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Lån", "Kan jag låna om boken?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(GdprRequest) : null,
    };
}
