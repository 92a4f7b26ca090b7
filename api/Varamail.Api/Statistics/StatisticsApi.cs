using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Audit;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Api.Statistics;

/// <summary>Counts how the registrars' work goes, for those who answer for it. Nobody is named, ranked or left to be guessed.</summary>
internal static class StatisticsApi
{
    private static readonly (StatisticsOutcome Outcome, AuditAct Act)[] Outcomes =
    [
        (StatisticsOutcome.Entered, AuditAct.Entered),
        (StatisticsOutcome.Returned, AuditAct.Returned),
        (StatisticsOutcome.Redirected, AuditAct.Redirected),
        (StatisticsOutcome.NotRegistered, AuditAct.NotRegistered),
        (StatisticsOutcome.Withdrawn, AuditAct.Withdrawn),
    ];

    public static void MapStatistics(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/statistics", Get)
            .RequireAuthorization(Policies.StatisticsReader)
            .WithTags("Statistics")
            .WithName("statistics")
            .WithSummary("Inflow, outcomes and time to registration, as counts");

    private static async Task<Ok<StatisticsView>> Get(
        VaramailDb db,
        Actor who,
        Deadlines days,
        Municipality municipality,
        IOptions<StatisticsOptions> options,
        CancellationToken ct,
        [StringLength(20)] string? authority = null,
        [Range(1, 36)] int months = 12
    )
    {
        string[] authorities = [.. who.Overlooks.Where(a => string.IsNullOrEmpty(authority) || a == authority)];
        var smallest = options.Value.SmallestNumber;
        var last = new DateOnly(days.Today.Year, days.Today.Month, 1);
        var all = Enumerable.Range(1 - months, months).Select(last.AddMonths).ToList();
        var begin = days.StartOf(all[0]);

        var acts = new List<Dictionary<AuditAct, int>>();
        foreach (var month in all)
        {
            var (from, to) = (days.StartOf(month), days.StartOf(month.AddMonths(1)));
            acts.Add(
                await db
                    .Audit.Where(r => authorities.Contains(r.Authority) && r.At >= from && r.At < to)
                    .GroupBy(r => r.Act)
                    .Select(g => new { g.Key, Count = g.Count() })
                    .ToDictionaryAsync(g => g.Key, g => g.Count, ct)
            );
        }
        var sent = PerMonth(AuditAct.Sent);
        var entered = PerMonth(AuditAct.Entered);
        var returned = PerMonth(AuditAct.Returned);
        var outcomes = SmallNumbers.Cover([.. Outcomes.Select(o => acts.Sum(a => a.GetValueOrDefault(o.Act)))], smallest);

        var times = (
            await db
                .Entries.Where(e => e.EnteredAt >= begin && e.Voided == null && authorities.Contains(e.Case.Series))
                .Join(db.Registrations, e => e.RegistrationId, r => r.Id, (e, r) => new { r.Letter.ReceivedAt, e.EnteredAt })
                .ToListAsync(ct)
        )
            .Select(e => WorkingDaysBetween(days.DayOf(e.ReceivedAt), days.DayOf(e.EnteredAt)))
            .Order()
            .ToList();
        var lengths = Enum.GetValues<RegistrationTime>();
        var perLength = SmallNumbers.Cover([.. lengths.Select(length => times.Count(t => TimeOf(t) == length))], smallest);

        var registrations = db.Registrations.Where(r => authorities.Contains(r.Authority) && r.CreatedAt >= begin);
        var mailboxes = await registrations.GroupBy(r => r.Mailbox).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var rules = await registrations.GroupBy(r => r.Rule).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);

        return TypedResults.Ok(
            new StatisticsView(
                NameOf(all[0]),
                NameOf(last),
                smallest,
                [.. all.Select((month, i) => new MonthCount(NameOf(month), sent[i], entered[i], returned[i]))],
                [.. Outcomes.Select((o, i) => new OutcomeCount(o.Outcome, outcomes[i]))],
                [.. lengths.Select((length, i) => new TimeCount(length, perLength[i]))],
                times.Count >= smallest ? times[times.Count / 2] : null,
                Mailboxes(mailboxes.Select(m => (m.Key, m.Count)), municipality, smallest),
                Rules(rules.Select(r => (r.Key, r.Count)), smallest)
            )
        );

        IReadOnlyList<int?> PerMonth(AuditAct act) => SmallNumbers.Cover([.. acts.Select(a => a.GetValueOrDefault(act))], smallest);
    }

    private static List<MailboxCount> Mailboxes(IEnumerable<(string? Mailbox, int Count)> counts, Municipality municipality, int smallest)
    {
        var groups = counts
            .Select(c => (Mailbox: c.Mailbox is null ? null : municipality.FindMailbox(c.Mailbox), IsUploaded: c.Mailbox is null, c.Count))
            // An address that the directory no longer has may have been a person's.
            .GroupBy(c => c.IsUploaded ? (MailboxGroup.Uploaded, null) : c.Mailbox is { Kind: MailboxKind.Functional } m ? (MailboxGroup.Functional, (string?)m.Name) : (MailboxGroup.Individual, null))
            .Select(g => (g.Key, g.Sum(c => c.Count)));
        var (shown, together, rest) = SmallNumbers.Merge(groups, smallest);
        List<MailboxCount> result = [.. shown.Select(s => new MailboxCount(s.Item.Item1, s.Item.Item2, s.Count))];
        if (together > 0)
            result.Add(new(MailboxGroup.Rest, null, rest));
        return result;
    }

    private static List<RuleCount> Rules(IEnumerable<(string? Rule, int Count)> counts, int smallest)
    {
        // A rule that a later version no longer has stands for none.
        var known = counts.GroupBy(c => c.Rule is { } id ? RuleList.Find(id) : null).Select(g => (g.Key, g.Sum(c => c.Count)));
        var (shown, together, rest) = SmallNumbers.Merge(known, smallest);
        List<RuleCount> result = [.. shown.Where(s => s.Item is not null).Select(s => new RuleCount(s.Item!.Id, s.Item.Text, s.Item.Cites, s.Count))];
        var unknown = shown.Where(s => s.Item is null).Sum(s => s.Count);
        if (together > 0 || unknown > 0)
            result.Add(new(null, null, null, rest is null ? null : rest + unknown));
        return result;
    }

    private static RegistrationTime TimeOf(int workingDays) =>
        workingDays switch
        {
            0 => RegistrationTime.SameDay,
            1 => RegistrationTime.NextWorkingDay,
            <= 5 => RegistrationTime.WithinFive,
            _ => RegistrationTime.Later,
        };

    /// <summary>What comes in on a Saturday and is entered on the Monday took one working day, as what comes in on a Friday.</summary>
    private static int WorkingDaysBetween(DateOnly arrived, DateOnly entered)
    {
        var count = 0;
        for (var day = arrived; day < entered && count <= 250; count++) // a year's: later is later
            day = WorkingDays.NextWorkingDay(day);
        return count;
    }

    private static string NameOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
