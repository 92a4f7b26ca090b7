using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Writes the row that takes a document to another system, in the transaction of the registrar's act; and what people decide about it later.</summary>
internal sealed class DeliveryBook(VaramailDb db, DiarySystems systems, Deadlines deadlines, Actor who, TimeProvider clock)
{
    /// <summary>Sends a registration on its way. On a problem the caller must roll back.</summary>
    /// <param name="registration">Which.</param>
    /// <param name="request">What the diary shall say; checked.</param>
    /// <param name="route">Where it goes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ProblemHttpResult?> BeginAsync(Registration registration, EntryRequest request, DiaryRoute route, CancellationToken ct)
    {
        var newCase =
            request.Case is { Existing: null, OpenedBy: null } ? DiaryBook.NewCase(registration.Authority, request, deadlines.Today) : null;
        var diaryCase = new DeliveryCase(DiaryBook.Trimmed(request.Case.Existing), newCase, request.Case.OpenedBy);
        if (await LaneAsync(registration.Authority, diaryCase, ct) is not { } lane)
            return Problem.Invalid("case.openedBy", "Det finns inget sådant ärende på väg till diariet.");
        var now = clock.GetUtcNow();
        if (registration.SendToDiary(who, now, route.Name) is { } refusal)
            return refusal.ToProblem(registration);
        var content = new DeliveryContent(
            diaryCase,
            request.Title.Trim(),
            DiaryBook.Trimmed(request.PublicTitle) ?? request.Title.Trim(),
            DiaryBook.Trimmed(request.DocumentType),
            DiaryBook.Trimmed(request.ClassificationCode),
            request.Direction,
            request.ReceivedOn,
            now,
            who.Person,
            DiaryBook.Trimmed(request.CaseOfficer),
            DiaryBook.Parties(request),
            request.Secrecy,
            DiaryBook.Trimmed(request.Note)
        );
        var abilities = route.IsManual ? null : (DiaryAbilities?)systems.Named(route.System).Abilities;
        db.Deliveries.Add(Delivery.To(route.System, route.Name, abilities, registration, lane, content, now));
        return null;
    }

    public async Task RetryAsync(Delivery delivery, string? caseNumber, CancellationToken ct)
    {
        delivery.Retry(clock.GetUtcNow());
        if (caseNumber is not null && delivery.Step is DeliveryStep.OpenCase)
            delivery.Opened(new CaseReference("", caseNumber), clock.GetUtcNow());
        (await db.Registrations.SingleAsync(r => r.Id == delivery.RegistrationId, ct)).RetryDelivery(who);
    }

    /// <summary>Somebody has seen the document in the other system, or put it there herself.</summary>
    public async Task ConfirmAsync(Delivery delivery, SettleRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reference = DiaryBook.Trimmed(request.Reference) ?? request.DiaryNumber.Trim();
        var receipt = new DocumentReceipt(reference, new CaseReference("", request.CaseNumber.Trim()), request.DiaryNumber.Trim(), null);
        delivery.Confirm(receipt, new Settled(who.Person, now, reference));
        await db.EnterDeliveredAsync(delivery, now, ct);
    }

    /// <summary>It never gets there: the message waits in the queue again.</summary>
    public async Task GiveUpAsync(Delivery delivery, string reason, CancellationToken ct)
    {
        delivery.GiveUp(new Settled(who.Person, clock.GetUtcNow(), reason.Trim()));
        var registration = await db.Registrations.SingleAsync(r => r.Id == delivery.RegistrationId, ct);
        registration.ComeBackFromDiary(who.Person, reason.Trim());
    }

    /// <summary>What is of one case stays in order, whether it is named by its number or by the document that opened it.</summary>
    private async Task<string?> LaneAsync(string authority, DeliveryCase diaryCase, CancellationToken ct)
    {
        var known = db.Deliveries.AsNoTracking().Where(d => d.Authority == authority);
        if (diaryCase.New is { } opening)
            return opening.Key.ToString();
        if (diaryCase.OpenedBy is { } registration)
        {
            var open = await known.Where(d => d.RegistrationId == registration && d.State != DeliveryState.GivenUp).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct);
            return open?.Lane;
        }
        var number = diaryCase.Existing!;
        var earlier = await known.Where(d => d.CaseNumber == number).OrderBy(d => d.Number).FirstOrDefaultAsync(ct);
        return earlier?.Lane ?? number;
    }
}

/// <summary>What a receipt does to the registration.</summary>
internal static class Receipts
{
    /// <summary>In the transaction that stores the receipt: the registration has its number, and the message its categories.</summary>
    public static async Task EnterDeliveredAsync(this VaramailDb db, Delivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        var registration = await db.Registrations.SingleAsync(r => r.Id == delivery.RegistrationId, ct);
        var was = Markings.CategoriesOf(registration);
        if (registration.ArriveInDiary(delivery.Receipt!.Case.Number, delivery.Receipt.Number, delivery.Settled?.By))
            await db.MarkAsync(registration, was, now, ct);
    }

    /// <summary>How the last delivery of each registration goes; those without any are missing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeliveryStanding>> DeliveriesAsync(
        this VaramailDb db,
        IReadOnlyCollection<Guid> registrations,
        CancellationToken ct
    )
    {
        var rows = await db
            .Deliveries.Where(d => registrations.Contains(d.RegistrationId) && d.State != DeliveryState.GivenUp)
            .Select(d => new { d.RegistrationId, d.Number, d.SystemName, d.State })
            .ToListAsync(ct);
        return rows.GroupBy(d => d.RegistrationId)
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.Number).Select(d => new DeliveryStanding(d.SystemName, d.State)).Last());
    }
}
