namespace Varamail.Guideline.Rules;

/// <summary>All rules about signals.</summary>
public static class SignalRules
{
    public static IReadOnlyList<SignalRule> All { get; } =
        [
            Bounced.Rule,
            CaseReferred.Rule,
            DangerousAttachment.Rule,
            DeceptiveLink.Rule,
            DisclosureRequested.Rule,
            Impersonation.Rule,
            LookalikeDomain.Rule,
            Lure.Rule,
            MachineReplied.Rule,
            Questioned.Rule,
            Scheduled.Rule,
            SentInBulk.Rule,
            Threatening.Rule,
        ];

    /// <summary>Every signal that a rule gives, in the order of <see cref="Signal"/>, and why.</summary>
    internal static (IReadOnlyList<Signal> Signals, List<Reason> Reasons) Apply(Circumstances circumstances)
    {
        List<Reason> reasons = [];
        SortedSet<Signal> signals = [];
        foreach (var rule in All)
        {
            if (rule.Condition(circumstances) is { } words)
            {
                signals.Add(rule.Signal);
                reasons.Add(new Reason(rule.Id, rule.Message, rule.Citation, words));
            }
        }
        return ([.. signals], reasons);
    }
}
