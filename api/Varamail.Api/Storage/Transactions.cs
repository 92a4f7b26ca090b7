using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Varamail.Api.Audit;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>A unit of work that is done wholly or not at all, and begun anew when somebody else was faster.</summary>
internal static class Transactions
{
    private const int Attempts = 8;

    /// <summary>Runs, saves, appends to the audit trail and commits, unless the result says that nothing shall remain. The work reads everything that it decides on: a
    /// second attempt sees what the first one lost to.</summary>
    public static async Task<T> AtOnceAsync<T>(this VaramailDb db, Func<Task<T>> work, CancellationToken ct, Func<T, bool>? isRefused = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.Forget();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            try
            {
                var result = await work();
                if (isRefused?.Invoke(result) is true)
                {
                    db.TakeActs(); // nothing was done
                    return result;
                }
                await db.SaveChangesAsync(ct);
                if (db.TakeWrittenCases() is { Count: > 0 } written)
                    await db.FollowAsync(written, db.GetService<Deadlines>().DayOf, ct);
                await db.AppendAsync(ct);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                await transaction.RollbackAsync(CancellationToken.None);
            }
        }
    }
}
