namespace Varamail.Guideline.Rules;

/// <summary>All rules about handling, and how their votes decide.</summary>
public static class HandlingRules
{
    public static IReadOnlyList<HandlingRule> All { get; } =
        [
            AbsenceNotice.Rule,
            AddsToCase.Rule,
            Advertising.Rule,
            AgreementMatter.Rule,
            AppealMatter.Rule,
            ApplicationMatter.Rule,
            AttachedMatter.Rule,
            AuthorityMatter.Rule,
            BookingMatter.Rule,
            BulkPost.Rule,
            CalendarNoise.Rule,
            CareMatter.Rule,
            CaseMatter.Rule,
            ClaimMatter.Rule,
            ComplaintMatter.Rule,
            ContentInMechanical.Rule,
            Crossing.Rule,
            DataSubjectMatter.Rule,
            DisclosureMatter.Rule,
            DraftPost.Rule,
            Inside.Rule,
            Invitation.Rule,
            InvoiceMatter.Rule,
            MachineAnswer.Rule,
            Misdelivered.Rule,
            NegotiationMatter.Rule,
            OfficialSender.Rule,
            OrderMatter.Rule,
            PartyPost.Rule,
            PersonalMatter.Rule,
            PhishingPost.Rule,
            PlainQuestion.Rule,
            PracticalMatter.Rule,
            PrivatePost.Rule,
            ProposalMatter.Rule,
            ReportMatter.Rule,
            SensitiveMatter.Rule,
            ServiceQuestion.Rule,
            SocialPost.Rule,
            SpamPost.Rule,
            StatementMatter.Rule,
            TenderMatter.Rule,
            ThanksOnly.Rule,
            ThreatMatter.Rule,
            UnionPost.Rule,
            .. WordingLeans.Rules,
        ];

    /// <summary>The heaviest sum decides; on a tie the earlier of register, routine, internal, ephemeral, private: a missed registration is worse than one too many.</summary>
    internal static (Handling Handling, List<Reason> Reasons) Decide(Circumstances circumstances)
    {
        Span<double> sums = stackalloc double[WordingModel.Handlings];
        var spoke = Vote(All, circumstances, sums);
        var best = Heaviest(sums);
        return (best, [.. spoke.Where(s => s.Rule.Toward == best).OrderByDescending(s => s.Rule.Weight).Select(s => new Reason(s.Rule.Id, s.Rule.Message, s.Rule.Citation, s.Words))]);
    }

    private static List<(HandlingRule Rule, IReadOnlyList<Evidence> Words)> Vote(IEnumerable<HandlingRule> rules, Circumstances circumstances, Span<double> sums)
    {
        List<(HandlingRule, IReadOnlyList<Evidence>)> spoke = [];
        foreach (var rule in rules)
        {
            if (rule.Condition(circumstances) is { } words)
            {
                sums[(int)rule.Toward] += rule.Weight * rule.Share(circumstances);
                spoke.Add((rule, words));
            }
        }
        return spoke;
    }

    internal static Handling Heaviest(ReadOnlySpan<double> sums)
    {
        ReadOnlySpan<Handling> order = [Handling.Register, Handling.Routine, Handling.Internal, Handling.Ephemeral, Handling.Private];
        var best = order[0];
        foreach (var handling in order)
        {
            best = sums[(int)handling] > sums[(int)best] ? handling : best;
        }
        return best;
    }

    /// <summary>What the rules say, before any word is weighed.</summary>
    internal static double[] VotesWithoutWording(Circumstances circumstances)
    {
        var sums = new double[WordingModel.Handlings];
        Vote(All.Except(WordingLeans.Rules), circumstances, sums);
        return sums;
    }
}
