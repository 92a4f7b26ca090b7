using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline;

/// <summary>
/// Finds data about people that the guideline protects (R56–R59, R62, R67). Reads each part of a message once; looks at what stands round a
/// term only when one is there; allocates nothing when none is. Thread-safe. The add-in's engine (addin/src/guideline) is its twin.
/// </summary>
public sealed class FindingEngine
{
    /// <summary>The rules were written then: no later birth is doubted because a message carries an older date.</summary>
    private static readonly DateOnly Written = new(2026, 12, 31);

    private readonly RuleBook rules = RuleBook.Shared;
    private readonly ElectedPeople elected;

    public FindingEngine(Municipality municipality) => elected = new ElectedPeople(municipality);

    /// <summary>Every finding of a message, in order of place: subject, body, attachments.</summary>
    public IReadOnlyList<Finding> Find(Message message)
    {
        DateOnly sent = message.Date is { } date ? DateOnly.FromDateTime(date.Date) : Written;
        DateOnly day = sent > Written ? sent : Written;
        List<Finding>? findings = null;
        MessageContext? context = null;
        Find(message, message.Subject, day, ref context, ref findings);
        Find(message, message.Body, day, ref context, ref findings);
        for (int i = 0; i < message.Attachments.Count; i++)
        {
            if (message.Attachments[i].Text is { } part)
            {
                Find(message, part, day, ref context, ref findings);
            }
        }

        return findings ?? (IReadOnlyList<Finding>)[];
    }

    private void Find(Message message, Part part, DateOnly day, ref MessageContext? context, ref List<Finding>? findings)
    {
        List<Hit>? hits = null;
        List<NumberHit>? numbers = null;
        rules.Scan(part.Text, ref hits);
        NumberScan.Scan(part.Text, day, ref numbers);
        if (hits is null && numbers is null)
        {
            return;
        }

        context ??= new MessageContext(message, rules.Context, elected);
        var found = new FindingList(part);
        foreach (NumberHit number in numbers ?? [])
        {
            found.Add(rules.Rule(number.Rule), number.Start, number.End);
        }

        var judge = new PersonJudge(part, context, numbers is not null);
        foreach (Hit hit in hits ?? [])
        {
            int end = hit.Rule.Text.Value ? SecretValues.After(part.Text, hit.End) : hit.End;
            if (end > 0 && part.StandingAt(hit.Start) != Standing.Disclaimer && judge.IsAboutPerson(hit))
            {
                found.Add(hit.Rule, hit.Start, end);
            }
        }

        found.MoveTo(ref findings);
    }
}
