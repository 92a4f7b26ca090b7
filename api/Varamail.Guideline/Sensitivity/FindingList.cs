using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>Findings of one part: in order of place, one for each stretch and category.</summary>
internal sealed class FindingList(Part part)
{
    private readonly List<(FindingRule Rule, int Start, int End)> found = [];

    public void Add(FindingRule rule, int start, int end) => found.Add((rule, start, end));

    public void MoveTo(ref List<Finding>? findings)
    {
        if (found.Count == 0)
        {
            return;
        }

        found.Sort(
            static (a, b) =>
                a.Start != b.Start ? a.Start - b.Start
                : a.End != b.End ? b.End - a.End
                : a.Rule.File.Category != b.Rule.File.Category ? a.Rule.File.Category - b.Rule.File.Category
                : string.CompareOrdinal(a.Rule.Text.Id, b.Rule.Text.Id)
        );
        Span<int> reached = stackalloc int[Enum.GetValues<Category>().Length];
        reached.Fill(-1);
        findings ??= [];
        foreach (var (rule, start, end) in found)
        {
            ref int last = ref reached[(int)rule.File.Category];
            if (start < last)
            {
                continue;
            }

            last = end;
            findings.Add(
                new Finding(
                    rule.File.Category,
                    rule.File.Severity,
                    part.Where,
                    start,
                    end - start,
                    part.Text[start..end],
                    part.StandingAt(start),
                    rule.Text.Id,
                    rule.Explanation,
                    rule.Citation
                )
            );
        }
    }
}
