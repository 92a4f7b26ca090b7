using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>Deletes the bytes of what was returned, withdrawn, redirected or not registered, and of what another system has proven to hold, when the
/// time for undoing that is over: Varamail is no second archive. What it was, and the receipt, stays.</summary>
internal sealed class Discarding(
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
        await Rounds.RunAsync(async ct => await timer.WaitForNextTickAsync(ct), DiscardAsync, log, stoppingToken);
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
                || r.State == RegistrationState.Filed
                || r.State == RegistrationState.Redirected
            )
            .Where(r => !db.Holds.Any(h => h.RegistrationId == r.Id && h.Lifted == null))
            .AsNoTracking()
            .ToListAsync(ct);
        foreach (var id in discarded.Where(IsOver).Select(r => r.Id))
            await ForgetAsync(db, id, IsOver, ct);
        await DiscardDeliveredAsync(db, ct);
        await originals.SweepAsync(db, clock.GetUtcNow().AddDays(-1), ct);
    }

    /// <summary>Only what the other system itself has proven with its hash. What a person has confirmed is kept: nobody has compared the bytes.</summary>
    private async Task DiscardDeliveredAsync(VaramailDb db, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.Value.UndoTime;
        var delivered = await db
            .Deliveries.Where(d => d.State == DeliveryState.Delivered && d.DeliveredAt < before && d.IsVerified)
            .Join(db.Registrations.Where(r => r.Letter.Sha256 != null && r.State == RegistrationState.Entered && !db.Holds.Any(h => h.RegistrationId == r.Id && h.Lifted == null)), d => d.RegistrationId, r => r.Id, (_, r) => r.Id)
            .ToListAsync(ct);
        foreach (var id in delivered)
            await ForgetAsync(db, id, r => r is { State: RegistrationState.Entered, Letter.Sha256: not null }, ct);
    }

    /// <summary>Unless somebody has changed it, or asked for it, this very moment.</summary>
    private static Task<Registration> ForgetAsync(VaramailDb db, Guid id, Func<Registration, bool> isOver, CancellationToken ct) =>
        db.AtOnceAsync(
            async () =>
            {
                var registration = await db.Registrations.SingleAsync(r => r.Id == id, ct);
                if (isOver(registration) && !await db.IsHeldAsync(id, ct))
                    registration.ForgetOriginal();
                return registration;
            },
            ct
        );

    private bool IsOver(Registration registration) =>
        registration is { IsOpen: false, Letter.Sha256: not null } && registration.Decision?.At + options.Value.UndoTime < clock.GetUtcNow();
}
