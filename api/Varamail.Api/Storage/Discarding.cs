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
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await DiscardAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(log, e.GetType().Name);
            }
        }
    }

    public async Task DiscardAsync(CancellationToken ct)
    {
        originals.ClearIncoming(clock.GetUtcNow().AddDays(-1));
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
            var sha256 = registration.Letter.Sha256!;
            registration.ForgetOriginal();
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                continue; // sent again this very moment
            }
            await originals.DeleteAsync(db, sha256, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Originals could not be deleted: {Failure}. Tried again later.")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
