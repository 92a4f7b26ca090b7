using Microsoft.EntityFrameworkCore;
using Varamail.Api.Microsoft365;
using Varamail.Api.Storage;

namespace Varamail.Api.Outbox;

/// <summary>Wakes the worker when something was committed; it looks by itself every few seconds too.</summary>
internal sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Ring() => rung.Release();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await rung.WaitAsync(atMost, ct);
        while (rung.Wait(0, CancellationToken.None)) { }
    }

    public void Dispose() => rung.Dispose();
}

/// <summary>Sends what stands in the outbox. A row is leased, not locked: a worker that dies loses it after a while, never the row.</summary>
internal sealed partial class OutboxWorker(IServiceScopeFactory scopes, OutboxBell bell, TimeProvider clock, ILogger<OutboxWorker> log)
    : BackgroundService
{
    private const int Batch = 20;
    private const int MaxAttempts = 12;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(TimeSpan.FromSeconds(5), stoppingToken);
                await DrainAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(log, e.GetType().Name);
            }
        }
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

    private async Task<List<OutboxRow>> ClaimAsync(VaramailDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + Lease;
        // SQLite has one writer at a time and needs no lock on rows.
        var claimed = db is PostgresDb
            ? db.Outbox.FromSql(
                $"""
                UPDATE "Outbox" SET "LeasedUntil" = {until}, "Attempts" = "Attempts" + 1 WHERE "Id" IN (
                    SELECT "Id" FROM "Outbox"
                    WHERE "State" = 'Pending' AND "DueAt" <= {now} AND ("LeasedUntil" IS NULL OR "LeasedUntil" < {now})
                    ORDER BY "DueAt" LIMIT {Batch} FOR UPDATE SKIP LOCKED)
                RETURNING *
                """
            )
            : db.Outbox.FromSql(
                $"""
                UPDATE "Outbox" SET "LeasedUntil" = {until}, "Attempts" = "Attempts" + 1 WHERE "Id" IN (
                    SELECT "Id" FROM "Outbox"
                    WHERE "State" = 'Pending' AND "DueAt" <= {now} AND ("LeasedUntil" IS NULL OR "LeasedUntil" < {now})
                    ORDER BY "DueAt" LIMIT {Batch})
                RETURNING *
                """
            );
        return await claimed.AsNoTracking().ToListAsync(ct);
    }

    private static async Task<MailboxProblem?> TryAsync(IMailboxMarking mailboxes, Marking marking, CancellationToken ct)
    {
        try
        {
            return (await mailboxes.MarkAsync(new ItemRef(marking.Mailbox, marking.ItemId), marking.Add, marking.Remove, ct)).Problem;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new MailboxProblem(MailboxFailure.Unavailable);
        }
    }

    private async Task SettleAsync(VaramailDb db, OutboxRow row, MailboxProblem? problem, CancellationToken ct)
    {
        var mine = db.Outbox.Where(r => r.Id == row.Id && r.State == OutboxState.Pending && r.LeasedUntil == row.LeasedUntil);
        if (problem is null)
        {
            await mine.ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OutboxState.Done).SetProperty(x => x.Failure, (string?)null), ct);
            return;
        }
        var isHopeless = problem.Failure is MailboxFailure.NotFound or MailboxFailure.Denied || row.Attempts >= MaxAttempts;
        var next = clock.GetUtcNow() + (problem.RetryAfter ?? Backoff(row.Attempts));
        await mine.ExecuteUpdateAsync(
            r =>
                r.SetProperty(x => x.State, isHopeless ? OutboxState.Failed : OutboxState.Pending)
                    .SetProperty(x => x.Failure, problem.Failure.ToString())
                    .SetProperty(x => x.DueAt, next)
                    .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
            ct
        );
        Log.NotMarked(log, row.RegistrationId, problem.Failure, row.Attempts, isHopeless);
    }

    /// <summary>Five seconds, then ten, and so on to an hour.</summary>
    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, attempts - 1)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Registration {Registration} could not be marked: {Failure}, attempt {Attempt}, given up: {GivenUp}.")]
        public static partial void NotMarked(ILogger logger, Guid registration, MailboxFailure failure, int attempt, bool givenUp);

        [LoggerMessage(LogLevel.Warning, "The outbox could not be emptied: {Failure}. Tried again in a few seconds.")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
