using Microsoft.EntityFrameworkCore;
using Varamail.Api.Assessments;
using Varamail.Api.Outbox;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>Puts a message in an authority's queue, once.</summary>
internal static class Sending
{
    /// <summary>Runs in the caller's transaction. Somebody's earlier registration of the same message is answered as it stands; one that came
    /// back is sent again; whoever comes second with another copy gets that copy marked.</summary>
    public static async Task<(Registration Registration, bool Sent)> SendAsync(
        this VaramailDb db,
        Originals originals,
        IncomingMessage message,
        Person who,
        string authority,
        string? comment,
        DateOnly dueOn,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var fingerprint = message.Key.Fingerprint;
        var registration = await db.Registrations.SingleOrDefaultAsync(r => r.Authority == authority && r.Fingerprint == fingerprint, ct);
        var copy = await AddCopyAsync(db, registration?.Id, message, ct);
        if (registration is { MayBeSentAgain: false })
        {
            if (copy is not null)
                db.Mark(registration, copy, now);
            await db.AnswerAsync(registration, message, who, ct);
            return (registration, false);
        }
        await originals.KeepAsync(db, message.Original, now, ct);
        var letter = LetterOf(message, dueOn);
        if (registration is not null)
        {
            var was = Markings.CategoriesOf(registration);
            registration.SendAgain(who, now, letter, comment);
            await db.AnswerAsync(registration, message, who, ct);
            await db.MarkAsync(registration, was, now, ct);
            return (registration, true);
        }
        registration = new Registration
        {
            Authority = authority,
            Fingerprint = fingerprint,
            InternetMessageId = message.Key.InternetMessageId,
            Mailbox = message.Item?.Mailbox,
            Letter = letter,
            Rule = message.Assessment.Reasons is [var first, ..] ? first.Rule : null,
            CreatedBy = who,
            CreatedAt = now,
            Comment = comment,
            Uploaded = message.Item is null,
            IsWhistleblowing = message.IsWhistleblowing,
        };
        registration.Begin();
        db.Registrations.Add(registration);
        db.Ties.AddRange(Ties.Of(registration.Id, message.Message));
        await AddCopyAsync(db, registration.Id, message, ct);
        await db.AnswerAsync(registration, message, who, ct);
        await db.SaveChangesAsync(ct); // here the second of two at once learns that there is a first
        return (registration, true);
    }

    private static async Task<MessageCopy?> AddCopyAsync(VaramailDb db, Guid? registration, IncomingMessage message, CancellationToken ct)
    {
        if (registration is not { } id || message.Item is not { } item)
            return null;
        if (await db.Copies.AnyAsync(c => c.RegistrationId == id && c.Mailbox == item.Mailbox && c.ItemId == item.ItemId, ct))
            return null;
        var copy = new MessageCopy { RegistrationId = id, Mailbox = item.Mailbox, ItemId = item.ItemId };
        db.Copies.Add(copy);
        return copy;
    }

    private static Letter LetterOf(IncomingMessage message, DateOnly dueOn) =>
        new(
            message.Original.Sha256,
            message.Original.Size,
            message.Message.Subject.Text,
            message.Message.From?.Name ?? "",
            message.Message.From?.Email ?? "",
            message.ReceivedAt,
            message.Assessment.Direction,
            message.Message.Attachments.Count(a => a.Container is null && !a.Inline),
            message.Assessment.Handling,
            message.Assessment.Sensitivity,
            dueOn,
            Letter.SignalsOf(message.Assessment.Signals)
        );
}
