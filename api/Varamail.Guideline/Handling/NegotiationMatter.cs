using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A union as the employer’s counterpart.</summary>
internal static class NegotiationMatter
{
    private static readonly Cue Negotiation = Cue.Named("negotiation");

    internal static readonly HandlingRule Rule = new(
        "handling.negotiation",
        Strength.Shall,
        "En framställan från en facklig motpart ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "personal@vara.se", "Framställan", "Vi begär förhandling enligt MBL om omorganisationen."),
            new(false, "Anna Ek <anna.ek@example.org>", "personal@vara.se", "Lunch", "Vad kostar lunchen?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Negotiation) : null,
    };
}
