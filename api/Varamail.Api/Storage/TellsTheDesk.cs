using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>Notes when a registration is changed, and rings at the desks when that is committed. Here, where nobody who changes one can forget it.
/// Belongs to one context.</summary>
internal sealed class TellsTheDesk(DeskBell bell, TimeProvider clock) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private bool hasNews;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        var changed = eventData.Context!.ChangeTracker.Entries<Registration>().Where(e => e.State is EntityState.Added or EntityState.Modified);
        foreach (var registration in changed.ToList())
        {
            registration.Property(r => r.ChangedAt).CurrentValue = clock.GetUtcNow();
            hasNews = true;
        }
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(SavingChanges(eventData, result));

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context!.Database.CurrentTransaction is null)
            Tell();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell();

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        if (!hasNews)
            return;
        hasNews = false;
        bell.Ring();
    }
}
