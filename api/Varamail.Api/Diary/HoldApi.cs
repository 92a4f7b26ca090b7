using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Audit;
using Varamail.Api.Desk;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>A message that isn't removed anywhere, because somebody waits to see it.</summary>
/// <param name="Id">Names the hold.</param>
/// <param name="By">Who placed it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, for example the number of the case about the request.</param>
/// <param name="Item">The message.</param>
public sealed record HoldView(Guid Id, Person By, DateTimeOffset At, string Reason, QueueItem Item);

/// <summary>Why a hold is placed or lifted.</summary>
/// <param name="Reason">Is kept in the audit trail.</param>
public sealed record HoldRequest([Required, StringLength(1000, MinimumLength = 3)] string Reason);

/// <summary>Holds, for the registrars of the authority.</summary>
internal static class HoldApi
{
    public static void MapHolds(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk").RequireAuthorization(Policies.Registrar).WithTags("Holds");
        group.MapGet("/holds", List).WithName("holds").WithSummary("Messages that aren't removed anywhere, the latest first");
        group.MapPost("/queue/{id:guid}/hold", Place).WithName("hold").WithSummary("Bars that a message is removed anywhere, until the hold is lifted");
        group.MapPost("/holds/{id:guid}/lift", Lift).WithName("liftHold").WithSummary("Lifts a hold");
    }

    private static async Task<Ok<HoldView[]>> List(VaramailDb db, Queue queue, Actor who, CancellationToken ct)
    {
        var standing = await db
            .Holds.AsNoTracking()
            .Where(h => h.Lifted == null)
            .Join(db.Registrations.AsNoTracking().Where(r => who.Serves.Contains(r.Authority)), h => h.RegistrationId, r => r.Id, (h, r) => new { Hold = h, Registration = r })
            .ToListAsync(ct);
        var items = (await queue.ShowAsync([.. standing.Select(s => s.Registration).DistinctBy(r => r.Id)], ct)).ToDictionary(i => i.Id);
        return TypedResults.Ok<HoldView[]>([.. standing.OrderByDescending(s => s.Hold.Placed.At).Select(s => View(s.Hold, items[s.Registration.Id]))]);
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> Place(
        Guid id, HoldRequest request, VaramailDb db, Queue queue, Actor who, TimeProvider clock, CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Problem.Invalid("reason", "Ange varför.");
        var hold = await db.AtOnceAsync(
            async () =>
            {
                // Whoever deletes the bytes this very moment finds the row changed, and looks again.
                await db.Registrations.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version + 1), ct);
                if (await db.Registrations.SingleOrDefaultAsync(r => r.Id == id && who.Serves.Contains(r.Authority), ct) is not { } registration)
                    return null;
                Hold hold = new() { RegistrationId = id, Placed = new Settled(who.Person, clock.GetUtcNow(), request.Reason.Trim()) };
                db.Holds.Add(hold);
                db.Record(new Act(AuditAct.Held, who.Person, registration.Authority, id, Reason: hold.Placed.Words));
                return hold;
            },
            ct
        );
        return hold is null ? Problem.NotFound() : TypedResults.Ok(await ShowAsync(hold, db, queue, ct));
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> Lift(
        Guid id, HoldRequest request, VaramailDb db, Queue queue, Actor who, TimeProvider clock, CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Problem.Invalid("reason", "Ange varför.");
        var hold = await db.AtOnceAsync(
            async () =>
            {
                var hold = await db.Holds.SingleOrDefaultAsync(h => h.Id == id && h.Lifted == null, ct);
                if (hold is null || await db.Registrations.SingleOrDefaultAsync(r => r.Id == hold.RegistrationId && who.Serves.Contains(r.Authority), ct) is not { } registration)
                    return null;
                hold.Lift(new Settled(who.Person, clock.GetUtcNow(), request.Reason.Trim()));
                db.Record(new Act(AuditAct.HoldLifted, who.Person, registration.Authority, registration.Id, Reason: hold.Lifted!.Words));
                return hold;
            },
            ct
        );
        return hold is null ? Problem.NotFound() : TypedResults.Ok(await ShowAsync(hold, db, queue, ct));
    }

    private static async Task<HoldView> ShowAsync(Hold hold, VaramailDb db, Queue queue, CancellationToken ct)
    {
        var registration = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == hold.RegistrationId, ct);
        return View(hold, (await queue.ShowAsync([registration], ct))[0]);
    }

    private static HoldView View(Hold hold, QueueItem item) => new(hold.Id, hold.Placed.By, hold.Placed.At, hold.Placed.Words, item);
}
