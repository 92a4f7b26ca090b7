using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Gives deliveries to workers, on however many servers: one at a time of each case, in the order of the acts. A lease is kept alive while its
/// worker lives; when a server dies another takes the delivery where it stands.</summary>
internal sealed class DeliveryLeases(VaramailDb db, IOptions<DeliveryOptions> options, TimeProvider clock)
{
    private const long ClaimLock = 0x4c657665; // ”Leve”

    /// <summary>Those that are due, at most so many, in hand from now on.</summary>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(int atMost, CancellationToken ct)
    {
        var worker = Guid.NewGuid(); // of this claim: whoever lost a lease doesn't get it back by taking it anew
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + options.Value.TakeOver;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One worker claims at a time, so that each sees what the others have in hand. SQLite has one writer at a time anyhow.
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ClaimLock})", ct);
        var claimed = await db
            .Deliveries.FromSql(
                $"""
                UPDATE "Deliveries" SET "LeasedBy" = {worker}, "LeasedUntil" = {until}, "Version" = "Version" + 1 WHERE "Number" IN (
                    SELECT d."Number" FROM "Deliveries" d
                    WHERE d."State" IN ('Waiting', 'Delivered') AND d."Step" <> 'Finished' AND d."DueAt" <= {now}
                    AND (d."LeasedUntil" IS NULL OR d."LeasedUntil" < {now})
                    AND NOT EXISTS (
                        SELECT 1 FROM "Deliveries" o WHERE o."Authority" = d."Authority" AND o."Lane" = d."Lane" AND o."Number" < d."Number"
                        AND o."State" NOT IN ('Delivered', 'GivenUp'))
                    ORDER BY d."DueAt" LIMIT {atMost})
                RETURNING *
                """
            )
            .AsNoTracking()
            .ToListAsync(ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    /// <summary>False when it has been taken over.</summary>
    public async Task<bool> RenewAsync(long number, Guid worker, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + options.Value.TakeOver;
        return await db
                .Deliveries.Where(d => d.Number == number && d.LeasedBy == worker)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.LeasedUntil, until), ct) == 1;
    }
}
