namespace Varamail.Guideline.Rules;

/// <summary>A domain that is nearly ours.</summary>
internal static class LookalikeDomain
{
    internal static readonly SignalRule Rule = new(
        "signal.lookalikeDomain",
        Strength.Shall,
        "Avsändarens adress liknar kommunens eller ett kommunalt bolags, men är en annan.",
        Coverage.Cite("R51"),
        Signal.Suspicious,
        Examples:
        [
            new(true, "Support <support@vara-kommun.example>", "lisa.norling@vara.se", "Hej", "Hej"),
            new(false, "Support <support@varberg.example>", "lisa.norling@vara.se", "Hej", "Hej"),
        ]
    )
    {
        Condition = c => c.LooksAlike(),
    };
}
