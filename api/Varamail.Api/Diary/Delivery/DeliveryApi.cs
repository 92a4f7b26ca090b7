using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Desk;
using Varamail.Api.Identity;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>What is on its way to the diary in another system, and what a registrar can do about it.</summary>
internal static class DeliveryApi
{
    private const int PageSize = 50;

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/deliveries").RequireAuthorization(Policies.Registrar).WithTags("Deliveries");
        group.MapGet("/", Page).WithName("deliveries").WithSummary("What isn't in its diary yet, those that need a person first");
        group.MapPost("/{id:guid}/retry", Retry).WithName("retryDelivery").WithSummary("Tries again now");
        group.MapPost("/{id:guid}/settle", Settle).WithName("settleDelivery").WithSummary("Confirms with its numbers that a document stands in the other system");
        group.MapPost("/{id:guid}/give-up", GiveUp).WithName("giveUpDelivery").WithSummary("Takes a document back to the queue");
    }

    private static async Task<Ok<DeliveryPage>> Page(
        VaramailDb db,
        Queue queue,
        Actor who,
        CancellationToken ct,
        [StringLength(20)] string? authority = null,
        [Range(1, 100_000)] int page = 1
    )
    {
        var open = db
            .Deliveries.AsNoTracking()
            .Where(d => who.Serves.Contains(d.Authority))
            .Where(d => d.State != DeliveryState.Delivered && d.State != DeliveryState.GivenUp);
        if (!string.IsNullOrEmpty(authority))
            open = open.Where(d => d.Authority == authority);
        var needPerson = open.Where(d => d.State != DeliveryState.Waiting);
        var found = await open.OrderBy(d => d.State == DeliveryState.Waiting)
            .ThenBy(d => d.Number)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);
        return TypedResults.Ok(new DeliveryPage(await ShowAsync(found, db, queue, ct), await open.CountAsync(ct), await needPerson.CountAsync(ct)));
    }

    private static Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> Retry(
        Guid id, RetryRequest request, DeliveryBook book, VaramailDb db, Queue queue, Actor who, OutboxBell bell, CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            request.Version,
            async delivery =>
            {
                if (!MayRetry(delivery))
                    return Problem.AlreadyDecided("Handlingen är på väg just nu, eller väntar på att du bekräftar den.");
                await book.RetryAsync(delivery, DiaryBook.Trimmed(request.CaseNumber), ct);
                return null;
            },
            db,
            queue,
            who,
            bell,
            ct
        );

    private static Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> Settle(
        Guid id, SettleRequest request, DeliveryBook book, VaramailDb db, Queue queue, Actor who, OutboxBell bell, CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            request.Version,
            async delivery =>
            {
                if (!delivery.NeedsPerson)
                    return Problem.AlreadyDecided("Varamail arbetar fortfarande med handlingen. Vänta tills den behöver dig.");
                if (string.IsNullOrWhiteSpace(request.CaseNumber) || string.IsNullOrWhiteSpace(request.DiaryNumber))
                    return Problem.Invalid("diaryNumber", "Ange ärendets och handlingens nummer.");
                await book.ConfirmAsync(delivery, request, ct);
                return null;
            },
            db,
            queue,
            who,
            bell,
            ct
        );

    private static Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> GiveUp(
        Guid id, GiveUpRequest request, DeliveryBook book, VaramailDb db, Queue queue, Actor who, OutboxBell bell, CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            request.Version,
            async delivery =>
            {
                if (!MayGiveUp(delivery))
                    return Problem.AlreadyDecided("Handlingen är på väg just nu och går inte att ta tillbaka.");
                if (string.IsNullOrWhiteSpace(request.Reason))
                    return Problem.Invalid("reason", "Ange varför.");
                await book.GiveUpAsync(delivery, request.Reason, ct);
                return null;
            },
            db,
            queue,
            who,
            bell,
            ct
        );

    private static async Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        int version,
        Func<Delivery, Task<ProblemHttpResult?>> change,
        VaramailDb db,
        Queue queue,
        Actor who,
        OutboxBell bell,
        CancellationToken ct
    )
    {
        var (delivery, problem) = await db.AtOnceAsync<(Delivery?, ProblemHttpResult?)>(
            async () =>
            {
                var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.Id == id && who.Serves.Contains(d.Authority), ct);
                if (delivery is null)
                    return (null, Problem.NotFound());
                if (delivery.Version != version)
                    return (null, Problem.ChangedMeanwhile("Leveransen har ändrats sedan du såg den. Inget har gjorts. Läs listan igen."));
                return (delivery, await change(delivery));
            },
            ct,
            outcome => outcome.Item2 is not null
        );
        if (problem is not null)
            return problem;
        bell.Ring();
        return TypedResults.Ok((await ShowAsync([delivery!], db, queue, ct))[0]);
    }

    private static async Task<IReadOnlyList<DeliveryItem>> ShowAsync(IReadOnlyList<Delivery> deliveries, VaramailDb db, Queue queue, CancellationToken ct)
    {
        Guid[] ids = [.. deliveries.Select(d => d.RegistrationId)];
        var lanes = deliveries.Select(d => d.Lane).ToHashSet();
        var items = (await queue.ShowAsync(await db.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct), ct)).ToDictionary(i => i.Id);
        var ahead = await db
            .Deliveries.Where(d => lanes.Contains(d.Lane) && d.State != DeliveryState.Delivered && d.State != DeliveryState.GivenUp)
            .Select(d => new { d.Authority, d.Lane, d.Number })
            .ToListAsync(ct);
        return
        [
            .. deliveries.Select(d => new DeliveryItem(
                d.Id,
                d.Version,
                d.SystemName,
                d.State,
                d.Failure,
                d.CreatedAt,
                d.Content.EnteredBy,
                d.Attempts,
                d.State is DeliveryState.Waiting ? d.DueAt : null,
                ahead.Count(a => a.Authority == d.Authority && a.Lane == d.Lane && a.Number < d.Number),
                d.CaseNumber,
                d.Step is DeliveryStep.OpenCase,
                MayRetry(d),
                MayGiveUp(d),
                items[d.RegistrationId]
            )),
        ];
    }

    private static bool MayRetry(Delivery delivery) =>
        delivery.State is DeliveryState.Uncertain or DeliveryState.Stopped || (delivery is { State: DeliveryState.Waiting, LeasedBy: null });

    private static bool MayGiveUp(Delivery delivery) =>
        delivery.NeedsPerson
        || delivery is { State: DeliveryState.Waiting, LeasedBy: null, BegunAt: null, Step: DeliveryStep.OpenCase or DeliveryStep.AddDocument };
}
