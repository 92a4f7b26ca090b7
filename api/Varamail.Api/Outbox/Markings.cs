using Microsoft.EntityFrameworkCore;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Outbox;

/// <summary>The categories that people see in Outlook: the registration's state on every known copy of the message.</summary>
internal static class Markings
{
    public const string Entered = "Diarieförd";
    public const string Returned = "Åter från registrator";

    /// <summary>Writes rows that bring all copies in line with the registration; the caller commits.</summary>
    /// <param name="db">Where the caller's transaction runs.</param>
    /// <param name="registration">As it is now.</param>
    /// <param name="was">Categories that the copies may carry since before.</param>
    /// <param name="now">When the rows are due.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task MarkAsync(
        this VaramailDb db,
        Registration registration,
        IReadOnlyList<string> was,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var add = CategoriesOf(registration);
        var open = db.Outbox.Where(r => r.RegistrationId == registration.Id && (r.State == OutboxState.Pending || r.State == OutboxState.Failed));
        // What an earlier row was to set or take away may stand there or not: nobody knows, so it is taken away.
        var unsure = (await open.AsNoTracking().ToListAsync(ct)).SelectMany(r => r.Marking.Add.Concat(r.Marking.Remove));
        var remove = was.Concat(unsure).Except(add).ToList();
        if (add.Count == 0 && remove.Count == 0)
            return;
        await open.ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OutboxState.Superseded), ct);
        foreach (var copy in await db.Copies.AsNoTracking().Where(c => c.RegistrationId == registration.Id).ToListAsync(ct))
            db.Outbox.Add(Row(registration.Id, copy, add, remove, now));
    }

    /// <summary>Marks one more copy of a registration that is decided already.</summary>
    public static void Mark(this VaramailDb db, Registration registration, MessageCopy copy, DateTimeOffset now)
    {
        if (CategoriesOf(registration) is { Count: > 0 } add)
            db.Outbox.Add(Row(registration.Id, copy, add, [], now));
    }

    public static IReadOnlyList<string> CategoriesOf(Registration registration) =>
        registration.State switch
        {
            RegistrationState.Entered => [Entered, registration.Decision!.DiaryNumber!],
            RegistrationState.Returned => [Returned],
            _ => [],
        };

    /// <summary>How far the marking of each registration has come; those without any are missing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, MarkingState>> MarkingsAsync(
        this VaramailDb db,
        IReadOnlyCollection<Guid> registrations,
        CancellationToken ct
    )
    {
        var rows = await db
            .Outbox.Where(r => registrations.Contains(r.RegistrationId) && r.State != OutboxState.Superseded)
            .Select(r => new { r.RegistrationId, r.State })
            .ToListAsync(ct);
        return rows.GroupBy(r => r.RegistrationId)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Any(r => r.State == OutboxState.Pending) ? MarkingState.Pending
                    : g.Any(r => r.State == OutboxState.Failed) ? MarkingState.Failed
                    : MarkingState.Done
            );
    }

    private static OutboxRow Row(Guid registration, MessageCopy copy, IReadOnlyList<string> add, IReadOnlyList<string> remove, DateTimeOffset now) =>
        new()
        {
            RegistrationId = registration,
            ItemId = copy.ItemId,
            Marking = new Marking(copy.Mailbox, copy.ItemId, add, remove),
            CreatedAt = now,
            DueAt = now,
        };
}
