using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>Deletes the bytes of what was returned, withdrawn, redirected or not registered, when the time for undoing that is over.</summary>
internal sealed partial class Discarding(
    IServiceScopeFactory scopes,
    Originals originals,
    IOptions<RegistrationOptions> options,
    TimeProvider clock,
    ILogger<Discarding> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await DiscardAsync(stoppingToken);
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

    public async Task DiscardAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var discarded = await db
            .Registrations.Where(r => r.Letter.Sha256 != null)
            .Where(r =>
                r.State == RegistrationState.Returned
                || r.State == RegistrationState.Withdrawn
                || r.State == RegistrationState.NotRegistered
                || r.State == RegistrationState.Redirected
            )
            .ToListAsync(ct);
        foreach (var registration in discarded.Where(r => r.Decision?.At + options.Value.UndoTime < clock.GetUtcNow()))
        {
            registration.ForgetOriginal();
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear(); // sent again this very moment
            }
        }
        await originals.SweepAsync(db, clock.GetUtcNow().AddDays(-1), ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Originals could not be deleted: {Failure}. Tried again later.")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
