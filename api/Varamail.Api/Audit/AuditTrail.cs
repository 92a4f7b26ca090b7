using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Varamail.Api.Storage;

namespace Varamail.Api.Audit;

/// <summary>Writes the trail, in the transaction of what it tells of.</summary>
internal static class AuditTrail
{
    /// <summary>For an act that changes nothing else: a reading, a refusal, an export.</summary>
    public static Task RecordAsync(this VaramailDb db, Act act, CancellationToken ct) =>
        db.AtOnceAsync(
            () =>
            {
                db.Record(act);
                return Task.FromResult(act);
            },
            ct
        );

    /// <summary>Appends what has been done in this transaction. The last thing before it commits: from here on every other writer waits.</summary>
    public static async Task AppendAsync(this VaramailDb db, CancellationToken ct)
    {
        if (db.TakeActs() is not { Count: > 0 } acts)
            return;
        var last = (
            await db
                .Database.SqlQuery<long>($"""UPDATE "AuditHeads" SET "Last" = "Last" + {acts.Count} WHERE "Id" = 1 RETURNING "Last" AS "Value" """)
                .ToListAsync(ct)
        ).Single();
        var number = last - acts.Count;
        var previous = number == 0 ? AuditChain.Start : await db.Audit.Where(r => r.Number == number).Select(r => r.Hash).SingleAsync(ct);
        var now = db.GetService<TimeProvider>().GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        foreach (var act in acts)
        {
            AuditRow row = new()
            {
                Number = ++number,
                At = at,
                Act = act.Kind,
                ById = act.By.Id,
                ByName = act.By.Name,
                Authority = act.Authority,
                Registration = act.Registration,
                Detail = act.Detail,
                Reason = act.Reason,
                Previous = previous,
            };
            previous = row.Hash = AuditChain.HashOf(row);
            db.Audit.Add(row);
        }
        await db.SaveChangesAsync(ct);
    }
}
