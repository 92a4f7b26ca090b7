using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;

namespace Varamail.Api.Desk;

/// <summary>Something has happened to a message in the queue; what it says is asked for as ever.</summary>
/// <param name="Id">Of the registration.</param>
/// <param name="Version">It has now.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="By">Who has it, or decided; null where it waits.</param>
/// <param name="TakenOverFrom">Name of the colleague from whom it was taken over.</param>
public sealed record QueueChange(Guid Id, int Version, RegistrationState State, Person? By, string? TakenOverFrom);

/// <summary>What has happened since.</summary>
/// <param name="Changes">The oldest first; at most 200, then all must be asked for anew.</param>
/// <param name="Cursor">Sent back with the next question.</param>
public sealed record QueueChanges(IReadOnlyList<QueueChange> Changes, string Cursor);

/// <summary>Tells desks what others do: as a stream of events to whoever accepts one, otherwise as an answer to a question.</summary>
internal static class LiveQueueApi
{
    public static void MapLiveQueue(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/desk/changes", Changes)
            .RequireAuthorization(Policies.Registrar)
            .WithTags("Desk")
            .WithName("changes")
            .WithSummary("What has happened in the queue: a stream where text/event-stream is accepted");

    private static async Task<Results<ServerSentEventsResult<QueueChange?>, Ok<QueueChanges>>> Changes(
        HttpRequest request,
        LiveQueue live,
        IHostApplicationLifetime host,
        CancellationToken ct,
        [StringLength(20), RegularExpression("^[0-9]+$")] string? since = null
    )
    {
        if (!request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)))
            return TypedResults.Ok(await live.SinceAsync(since, ct));
        request.HttpContext.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collects would hold the events back
        return TypedResults.ServerSentEvents(live.StreamAsync(since, host.ApplicationStopping, ct));
    }
}

/// <summary>The changes that one registrar may know of. Nothing is kept in memory between servers: each asks the database, at once when it is the
/// one that wrote, otherwise every few seconds.</summary>
internal sealed class LiveQueue(Queue queue, DeskBell bell, TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    /// <summary>A stream ends before its token does: the page comes back with a new one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Servers' clocks differ, and a transaction is seen a while after its moment: so far back is looked each time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, int> told = [];

    public async Task<QueueChanges> SinceAsync(string? cursor, CancellationToken ct)
    {
        var since = Read(cursor);
        return new QueueChanges(await NewAsync(since, ct), Write(clock.GetUtcNow()));
    }

    public async IAsyncEnumerable<SseItem<QueueChange?>> StreamAsync(
        string? cursor,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var since = Read(cursor);
        var begun = clock.GetUtcNow();
        if (cursor is null)
            await NewAsync(since, ct); // what the page read before it began to listen is no news
        while (!ends.IsCancellationRequested && clock.GetUtcNow() - begun < Longest)
        {
            var rung = bell.Next; // taken before the question: nothing falls between
            var asked = clock.GetUtcNow();
            yield return new SseItem<QueueChange?>(null, "alive") { EventId = Write(asked) };
            foreach (var change in await NewAsync(since, ct))
                yield return new SseItem<QueueChange?>(change, "changed");
            since = asked;
            await Task.WhenAny(rung, Task.Delay(Pulse, clock, ends.Token));
        }
    }

    /// <summary>Changes that weren't told yet.</summary>
    private async Task<IReadOnlyList<QueueChange>> NewAsync(DateTimeOffset since, CancellationToken ct)
    {
        var from = since - Overlap;
        var rows = await queue.Registrations.AsNoTracking().Where(r => r.ChangedAt >= from).OrderBy(r => r.ChangedAt).Take(Most).ToListAsync(ct);
        var changes = rows.Where(r => told.GetValueOrDefault(r.Id) != r.Version)
            .Select(r => new QueueChange(r.Id, r.Version, r.State, r.ClaimedBy is { } holder && r.IsOpen ? holder : r.Decision?.By, r.TakenOverFrom))
            .ToList();
        foreach (var change in changes)
            told[change.Id] = change.Version;
        return changes;
    }

    private DateTimeOffset Read(string? cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < DateTimeOffset.MaxValue.UtcTicks && ticks > Overlap.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : clock.GetUtcNow();

    private static string Write(DateTimeOffset moment) => moment.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
