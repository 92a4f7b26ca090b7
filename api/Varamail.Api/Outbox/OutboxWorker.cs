using Microsoft.EntityFrameworkCore;
using Varamail.Api.Microsoft365;
using Varamail.Api.Storage;

namespace Varamail.Api.Outbox;

/// <summary>Sends what stands in the outbox. A row is leased, not locked: a worker that dies loses it after a while, never the row.</summary>
internal sealed partial class OutboxWorker(IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<OutboxWorker> log)
    : BackgroundService
{
    private const int Batch = 20;
    private const int MaxAttempts = 12;
    private const long ClaimLock = 0x56617261; // ”Vara”
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sleeper = bell.Sleeper();
        await Rounds.RunAsync(ct => sleeper.WaitAsync(TimeSpan.FromSeconds(5), ct), DrainAsync, log, stoppingToken);
    }

    /// <summary>Tries everything that is due, once.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var marking = scope.ServiceProvider.GetRequiredService<IMailboxMarking>();
        while (await ClaimAsync(db, ct) is { Count: > 0 } claimed)
            foreach (var row in claimed)
                await SettleAsync(db, row, await TryAsync(marking, row.Marking, ct), ct);
    }

    /// <summary>One row of each copy, and none of a copy that a worker has in hand: Graph would otherwise see ”take away” before ”set”.</summary>
    private async Task<List<OutboxRow>> ClaimAsync(VaramailDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + Lease;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One worker claims at a time, so that each sees what the others have in hand. SQLite has one writer at a time anyhow.
        if (db is PostgresDb)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ClaimLock})", ct);
        var claimed = await db
            .Outbox.FromSql(
                $"""
                UPDATE "Outbox" SET "LeasedUntil" = {until}, "Attempts" = "Attempts" + 1 WHERE "Id" IN (
                    SELECT r."Id" FROM "Outbox" r
                    WHERE r."State" = 'Pending' AND r."DueAt" <= {now} AND (r."LeasedUntil" IS NULL OR r."LeasedUntil" < {now})
                    AND NOT EXISTS (
                        SELECT 1 FROM "Outbox" o WHERE o."ItemId" = r."ItemId" AND o."Id" <> r."Id" AND (
                            o."LeasedUntil" >= {now}
                            OR (o."State" = 'Pending' AND (o."CreatedAt" < r."CreatedAt" OR (o."CreatedAt" = r."CreatedAt" AND o."Id" < r."Id")))))
                    ORDER BY r."DueAt" LIMIT {Batch})
                RETURNING *
                """
            )
            .AsNoTracking()
            .ToListAsync(ct);
        await transaction.CommitAsync(ct);
        return claimed;
    }

    /// <summary>Gives up well before the lease ends: no other worker may have the copy while this one still writes on it.</summary>
    private static async Task<MailboxProblem?> TryAsync(IMailboxMarking mailboxes, Marking marking, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Lease / 2);
        try
        {
            return (await mailboxes.MarkAsync(new ItemRef(marking.Mailbox, marking.ItemId), marking.Add, marking.Remove, limit.Token)).Problem;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new MailboxProblem(MailboxFailure.Unavailable);
        }
    }

    private async Task SettleAsync(VaramailDb db, OutboxRow row, MailboxProblem? problem, CancellationToken ct)
    {
        var mine = db.Outbox.Where(r => r.Id == row.Id && r.LeasedUntil == row.LeasedUntil);
        if (problem is null)
        {
            await SettleAsync(mine, OutboxState.Done, null, row.DueAt, ct);
            return;
        }
        var isHopeless = problem.Failure is MailboxFailure.NotFound or MailboxFailure.Denied || row.Attempts >= MaxAttempts;
        var next = clock.GetUtcNow() + (problem.RetryAfter ?? Backoff(row.Attempts));
        await SettleAsync(mine, isHopeless ? OutboxState.Failed : OutboxState.Pending, problem.Failure.ToString(), next, ct);
        Log.NotMarked(log, row.RegistrationId, problem.Failure, row.Attempts, isHopeless);
    }

    /// <summary>A row that was superseded meanwhile stays so, but is out of hand: the next one for the copy may leave.</summary>
    private static Task<int> SettleAsync(IQueryable<OutboxRow> row, OutboxState state, string? failure, DateTimeOffset dueAt, CancellationToken ct) =>
        row.ExecuteUpdateAsync(
            r =>
                r.SetProperty(x => x.State, x => x.State == OutboxState.Pending ? state : x.State)
                    .SetProperty(x => x.Failure, failure)
                    .SetProperty(x => x.DueAt, dueAt)
                    .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
            ct
        );

    /// <summary>Five seconds, then ten, and so on to an hour.</summary>
    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, attempts - 1)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Registration {Registration} could not be marked: {Failure}, attempt {Attempt}, given up: {GivenUp}.")]
        public static partial void NotMarked(ILogger logger, Guid registration, MailboxFailure failure, int attempt, bool givenUp);
    }
}
