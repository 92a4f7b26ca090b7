using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Desk;

/// <summary>Filters, sorts, pages and counts the queue in the database, however long it is: what is open by its last day, what is decided by the
/// latest decision. A page begins after a place, so that nothing is shown twice or missed when others work meanwhile.</summary>
internal sealed class QueueSearch(VaramailDb db, Queue queue, Deadlines deadlines, Actor who)
{
    /// <summary>Null when <paramref name="after"/> names no place.</summary>
    public async Task<QueuePage?> PageAsync(QueueFilter filter, string? after, int page, int pageSize, CancellationToken ct)
    {
        var found = Found(filter).AsNoTracking();
        var isOpen = filter.State is null or "queued" or "claimed" or "awaitingReceipt";
        var ordered = isOpen
            ? found.OrderBy(r => r.Letter.DueOn).ThenBy(r => r.CreatedAt).ThenBy(r => r.Id)
            : found.OrderByDescending(r => r.ChangedAt).ThenBy(r => r.Id);
        IQueryable<Registration> wanted;
        if (after is null)
            wanted = ordered.Skip((page - 1) * pageSize);
        else if (Place.Read(after) is { } place)
            wanted = ordered.Where(isOpen ? AfterOpen(place) : AfterDecided(place));
        else
            return null;
        var items = await wanted.Take(pageSize).ToListAsync(ct);
        return new QueuePage(
            await queue.ShowAsync(items, ct),
            await found.CountAsync(ct),
            items.Count < pageSize ? null : new Place(items[^1].Letter.DueOn, isOpen ? items[^1].CreatedAt : items[^1].ChangedAt, items[^1].Id).Write(),
            await CountAsync(ct)
        );
    }

    private IQueryable<Registration> Found(QueueFilter filter)
    {
        var found = string.IsNullOrWhiteSpace(filter.Search) ? queue.Registrations : Matching(filter.Search);
        found = Enum.TryParse<RegistrationState>(filter.State, ignoreCase: true, out var state)
            ? found.Where(r => r.State == state)
            : found.Where(r => r.IsOpen);
        if (!string.IsNullOrEmpty(filter.Authority))
            found = found.Where(r => r.Authority == filter.Authority);
        if (!string.IsNullOrEmpty(filter.Mailbox))
        {
            var mailbox = filter.Mailbox.ToLowerInvariant();
            found = found.Where(r => r.Mailbox == mailbox);
        }
        if (Enum.TryParse<Handling>(filter.Handling, ignoreCase: true, out var handling))
            found = found.Where(r => r.Letter.Handling == handling);
        if (Enum.TryParse<Signal>(filter.Signal, ignoreCase: true, out var signal))
        {
            var word = Letter.SignalsOf([signal]);
            found = found.Where(r => r.Letter.Signals.Contains(word));
        }
        if (filter.Due)
            found = found.Where(IsDue);
        if (filter.Mine)
            found = found.Where(IsMine);
        if (filter.Restricted)
            found = found.Where(IsRestricted);
        return filter.Whistleblowing ? found.Where(r => r.IsWhistleblowing) : found;
    }

    /// <summary>Registrations that a search may look into: not the words of what the registrar hasn't opened.</summary>
    private IQueryable<Registration> Matching(string search)
    {
        var words = search.Trim().ToLowerInvariant();
        return queue.Registrations.Where(r =>
            ((r.Letter.Sensitivity == Sensitivity.None && !r.IsWhistleblowing) || db.Readings.Any(o => o.RegistrationId == r.Id && o.Reader.Id == who.Person.Id))
            && (
                VaramailDb.Lower(r.Letter.Subject).Contains(words)
                || VaramailDb.Lower(r.Letter.FromName).Contains(words)
                || r.Letter.FromAddress.Contains(words)
            )
        );
    }

    private async Task<QueueCounts> CountAsync(CancellationToken ct)
    {
        var open = await queue
            .Registrations.Where(r => r.IsOpen)
            .GroupBy(r => r.State)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Mine = g.AsQueryable().Count(IsMine),
                Restricted = g.AsQueryable().Count(IsRestricted),
                Due = g.AsQueryable().Count(IsDue),
                Whistleblowing = g.Count(r => r.IsWhistleblowing),
            })
            .ToListAsync(ct);
        var decided = await queue.Registrations.Where(r => !r.IsOpen).GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        int Of(RegistrationState state) =>
            open.Where(g => g.Key == state).Select(g => g.Count).Concat(decided.Where(g => g.Key == state).Select(g => g.Count)).Sum();
        return new QueueCounts(
            Of(RegistrationState.Queued),
            Of(RegistrationState.Claimed),
            Of(RegistrationState.Delivering),
            Of(RegistrationState.Entered),
            Of(RegistrationState.Returned),
            Of(RegistrationState.Redirected),
            Of(RegistrationState.NotRegistered),
            Of(RegistrationState.AwaitingReceipt),
            Of(RegistrationState.Filed),
            open.Sum(g => g.Mine),
            open.Sum(g => g.Restricted),
            open.Sum(g => g.Due),
            open.Sum(g => g.Whistleblowing)
        );
    }

    /// <summary>She has taken it.</summary>
    private Expression<Func<Registration, bool>> IsMine => r => r.ClaimedBy!.Id == who.Person.Id;

    /// <summary>Something in it is protected; <see cref="Registration.IsRestricted"/> for the database.</summary>
    private static Expression<Func<Registration, bool>> IsRestricted => r => r.Letter.Sensitivity != Sensitivity.None || r.IsWhistleblowing;

    private Expression<Func<Registration, bool>> IsDue
    {
        get
        {
            var today = deadlines.Today;
            return r => r.Letter.DueOn <= today;
        }
    }

    private static Expression<Func<Registration, bool>> AfterOpen(Place place)
    {
        var (dueOn, at, id) = place;
        return r =>
            r.Letter.DueOn > dueOn || (r.Letter.DueOn == dueOn && (r.CreatedAt > at || (r.CreatedAt == at && r.Id.CompareTo(id) > 0)));
    }

    private static Expression<Func<Registration, bool>> AfterDecided(Place place)
    {
        var (_, at, id) = place;
        return r => r.ChangedAt < at || (r.ChangedAt == at && r.Id.CompareTo(id) > 0);
    }

    /// <summary>A place in the list, opaque to whoever sends it back.</summary>
    private sealed record Place(DateOnly DueOn, DateTimeOffset At, Guid Id)
    {
        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{DueOn.DayNumber}.{At.UtcTicks}.{Id:N}");

        public static Place? Read(string written) =>
            written.Split('.') is [var day, var ticks, var id]
            && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var dayNumber)
            && dayNumber <= DateOnly.MaxValue.DayNumber
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && moment <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var guid)
                ? new Place(DateOnly.FromDayNumber(dayNumber), new DateTimeOffset(moment, TimeSpan.Zero), guid)
                : null;
    }
}
