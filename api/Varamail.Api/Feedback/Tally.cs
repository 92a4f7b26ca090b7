using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Api.Feedback;

/// <summary>Equal answers, counted.</summary>
internal sealed record AnswerCount(string Rules, Handling Handling, Handling OwnHandling, Sensitivity Sensitivity, Sensitivity OwnSensitivity, int Count);

/// <summary>Counts answers per rule. A rule about handling answers for a disputed handling, a rule about findings for a disputed sensitivity.</summary>
internal static class Tally
{
    private const string Missing = "Ingen regel talade, men någon borde ha gjort det.";

    public static IReadOnlyList<RuleFeedback> PerRule(IReadOnlyList<AnswerCount> answers) =>
        [
            .. answers
                .SelectMany(a => Disputed(a).Select(d => (d.Rule, d.AboutHandling, Answer: a)))
                .GroupBy(d => d.Rule)
                .Select(rule =>
                {
                    var handlings = rule.Where(d => d.AboutHandling).Select(d => d.Answer).ToList();
                    var sensitivities = rule.Where(d => !d.AboutHandling).Select(d => d.Answer).ToList();
                    return new RuleFeedback(
                        rule.Key?.Id,
                        rule.Key?.Text ?? Missing,
                        rule.Key?.Cites,
                        rule.Sum(d => d.Answer.Count),
                        handlings.Where(a => a.OwnHandling == Handling.Register).Sum(a => a.Count)
                            + sensitivities.Where(a => a.OwnSensitivity > a.Sensitivity).Sum(a => a.Count),
                        handlings.Where(a => a.Handling == Handling.Register).Sum(a => a.Count)
                            + sensitivities.Where(a => a.OwnSensitivity < a.Sensitivity).Sum(a => a.Count),
                        [
                            .. handlings
                                .GroupBy(a => (a.Handling, a.OwnHandling))
                                .Select(g => new HandlingAnswer(g.Key.Handling, g.Key.OwnHandling, g.Sum(a => a.Count)))
                                .OrderByDescending(a => a.Count)
                                .ThenBy(a => a.Own),
                        ],
                        [
                            .. sensitivities
                                .GroupBy(a => (a.Sensitivity, a.OwnSensitivity))
                                .Select(g => new SensitivityAnswer(g.Key.Sensitivity, g.Key.OwnSensitivity, g.Sum(a => a.Count)))
                                .OrderByDescending(a => a.Count)
                                .ThenBy(a => a.Own),
                        ]
                    );
                })
                .OrderByDescending(r => r.Total)
                .ThenBy(r => r.Rule, StringComparer.Ordinal),
        ];

    private static IEnumerable<(ListedRule? Rule, bool AboutHandling)> Disputed(AnswerCount answer)
    {
        // An id that a later version no longer has stands for no rule.
        var spoke = answer.Rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RuleList.Find).OfType<ListedRule>().ToList();
        if (answer.OwnHandling != answer.Handling)
            foreach (var rule in spoke.Where(r => r.Kind == RuleKind.Handling).Cast<ListedRule?>().DefaultIfEmpty())
                yield return (rule, true);
        if (answer.OwnSensitivity != answer.Sensitivity)
            foreach (var rule in spoke.Where(r => r.Kind == RuleKind.Finding).Cast<ListedRule?>().DefaultIfEmpty())
                yield return (rule, false);
    }
}
