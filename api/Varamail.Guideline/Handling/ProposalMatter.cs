using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A proposal or wish about what the municipality ought to do.</summary>
internal static class ProposalMatter
{
    private static readonly Cue Proposal = Cue.Named("proposal");

    internal static readonly HandlingRule Rule = new(
        "handling.proposal",
        Strength.Shall,
        "Ett förslag från en invånare ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "skate", "kan ni inte bygga en skatepark vid gamla tennisbanan"),
            new(false, "Anna Ek <anna.ek@example.org>", "fritid@vara.se", "tid", "Jag har två förslag på tider för mötet."),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Proposal) : null,
    };
}
