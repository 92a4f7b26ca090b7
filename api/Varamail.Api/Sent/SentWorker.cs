using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Microsoft365;
using Varamail.Api.Storage;

namespace Varamail.Api.Sent;

/// <summary>Looks for what was sent while its writer isn't here: with the right that she lent, else with the application's own, which reaches
/// named mailboxes only. What neither reaches is found at her next call.</summary>
internal sealed partial class SentWorker(
    IServiceScopeFactory scopes,
    LentRights rights,
    IOptions<SentOptions> options,
    TimeProvider clock,
    ILogger<SentWorker> log
) : BackgroundService
{
    private const int Batch = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        await Rounds.RunAsync(async ct => await timer.WaitForNextTickAsync(ct), LookAsync, log, stoppingToken);
    }

    /// <summary>Looks for everything that is due, once, and gives up what has waited too long.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var now = clock.GetUtcNow();
        foreach (var late in await db.Dispatches.Where(d => d.State == DispatchState.Waiting && d.CreatedAt < now - options.Value.WaitTime).ToListAsync(ct))
            late.GiveUp();
        await db.SaveChangesAsync(ct);
        // What waits comes before what was found and may have been sent once more.
        var lookedFor = db.Dispatches.Where(d =>
            d.State == DispatchState.Waiting || (d.State == DispatchState.Registered && d.FoundAt > now - options.Value.WaitTime)
        );
        var due = await lookedFor.AsNoTracking().Where(d => d.LookAt <= now).OrderBy(d => d.State == DispatchState.Waiting ? 0 : 1).ThenBy(d => d.LookAt).Take(Batch).ToListAsync(ct);
        foreach (var dispatch in due)
        {
            var next = now + (dispatch.FoundAt is { } found ? Rhythm.AfterFound(now - found) : Rhythm.After(now - dispatch.CreatedAt));
            // Whoever moves the time on has it; another server sees that and leaves it.
            var mine = db.Dispatches.Where(d => d.Id == dispatch.Id && d.State == dispatch.State && d.LookAt == dispatch.LookAt);
            if (await mine.ExecuteUpdateAsync(d => d.SetProperty(x => x.LookAt, next), ct) == 1)
                await LookAsync(db, dispatch, ct);
        }
    }

    private async Task LookAsync(VaramailDb db, Dispatch dispatch, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var right = scope.ServiceProvider.GetRequiredService<BorrowedRight>();
        if (rights.Of(dispatch.By.Id) is { } lent)
            right.Borrow(lent);
        else
            right.BeTheApplications();
        var search = scope.ServiceProvider.GetRequiredService<SentSearch>();
        var problem = dispatch.IsLookedFor ? await search.LookAsync(dispatch, ct) : await search.LookAgainAsync(dispatch, ct);
        if (problem is null)
            return;
        Log.NotSearched(log, dispatch.Id, problem.Failure);
        if (problem.Failure is MailboxFailure.SignInExpired)
            rights.Forget(dispatch.By.Id);
        // Nobody waits for what has been found already.
        if (!dispatch.IsLookedFor)
            return;
        var next = clock.GetUtcNow() + (problem.RetryAfter ?? Rhythm.AfterFailure(problem.Failure));
        await db.Dispatches.Where(d => d.Id == dispatch.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.LookAt, next), ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nobody could look for dispatch {Dispatch}: {Failure}. Tried again.")]
        public static partial void NotSearched(ILogger logger, Guid dispatch, MailboxFailure failure);
    }
}

/// <summary>How often somebody looks: people send within minutes, or much later.</summary>
internal static class Rhythm
{
    public static TimeSpan After(TimeSpan age) =>
        age < TimeSpan.FromMinutes(20) ? TimeSpan.FromSeconds(5)
        : age < TimeSpan.FromHours(4) ? TimeSpan.FromMinutes(1)
        : TimeSpan.FromMinutes(15);

    /// <summary>For what was sent once more.</summary>
    public static TimeSpan AfterFound(TimeSpan age) => age < TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(2) : TimeSpan.FromHours(1);

    public static TimeSpan AfterFailure(MailboxFailure failure) => failure is MailboxFailure.Denied ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(30);
}
