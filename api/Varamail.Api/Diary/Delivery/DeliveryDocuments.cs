using Microsoft.EntityFrameworkCore;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

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
        var sha256 = registration.Letter.Sha256 ?? "";
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
            new DocumentFile("meddelande.eml", "message/rfc822", registration.Letter.Size, sha256, _ => Task.FromResult<Stream>(originals.Open(sha256))),
            Appendices(sha256, ct)
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

    /// <summary>Files that a person sees as attached; what stands inside them stays there, and so does what the body shows.</summary>
    private IReadOnlyList<DocumentFile> Appendices(string sha256, CancellationToken ct)
    {
        if (!originals.Has(sha256))
            return [];
        Message message;
        using (var original = originals.Open(sha256))
        {
            message = Judge.Read(original, ct);
        }
        return
        [
            .. message
                .Attachments.Where(a => a is { Container: null, Inline: false, Sha256.Length: 64 })
                .Select(a => new DocumentFile(a.Name, a.ContentType, a.Size, a.Sha256, limited => OpenAsync(sha256, a, limited))),
        ];
    }

    private async Task<Stream> OpenAsync(string sha256, Attachment attachment, CancellationToken ct)
    {
        await using var original = originals.Open(sha256);
        return await Attachments.FindAsync(original, attachment, ct) ?? throw new InvalidDataException("An attached file is not in its original any longer.");
    }
}
