using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Makes the document that leaves, anew at each attempt: what the registrar decided, the original, and the files attached to it.</summary>
internal sealed class DeliveryDocuments(VaramailDb db, Originals originals)
{
    /// <summary>Null when the case that it was to stand in isn't there: the document that opens it was given up.</summary>
    public async Task<NewDocument?> OfAsync(Delivery delivery, CancellationToken ct)
    {
        if (await TargetAsync(delivery, ct) is not { } target)
            return null;
        var registration = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == delivery.RegistrationId, ct);
        var content = delivery.Content;
        return new NewDocument(
            delivery.Id,
            registration.Id,
            delivery.Authority,
            target,
            content.Title,
            content.PublicTitle,
            content.DocumentType,
            content.ClassificationCode,
            content.Direction,
            content.ReceivedOn,
            content.EnteredAt,
            content.EnteredBy,
            content.CaseOfficer,
            content.Parties,
            content.Secrecy,
            content.Note,
            registration.InternetMessageId,
            AttachedFiles.Original(originals, registration.Letter),
            await AttachedFiles.ReadAsync(originals, registration.Letter.Sha256, ct)
        );
    }

    private async Task<CaseTarget?> TargetAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Case is { } opened)
            return new CaseTarget(opened);
        if (delivery.Content.Case is { Existing: { } number })
            return new CaseTarget(new CaseReference("", number));
        if (delivery.Content.Case.New is { } newCase)
            return new CaseTarget(New: newCase);
        var first = await db
            .Deliveries.AsNoTracking()
            .Where(d => d.Authority == delivery.Authority && d.Lane == delivery.Lane && d.State == DeliveryState.Delivered)
            .OrderBy(d => d.Number)
            .FirstOrDefaultAsync(ct);
        return first?.Receipt is { } receipt ? new CaseTarget(receipt.Case) : null;
    }
}
