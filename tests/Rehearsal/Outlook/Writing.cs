using System.Globalization;
using MimeKit;
using MimeKit.Utils;

namespace Varamail.Rehearsal.Outlook;

/// <summary>Turns what the compose window holds into a message, as Exchange does: its ids are made here, when it is sent.</summary>
internal static class Writing
{
    /// <summary>A person or mailbox that is written to.</summary>
    internal sealed record Addressed(string Name, string Address);

    /// <summary>An attached file, or a picture in the text named by its content id.</summary>
    internal sealed record Attached(string Name, string ContentType, string ContentId, bool Inline, string Base64);

    /// <summary>When and where, in UTC.</summary>
    internal sealed record Meeting(DateTimeOffset Start, DateTimeOffset End, string Location);

    /// <summary>A draft.</summary>
    /// <param name="Person">Who writes.</param>
    /// <param name="From">The mailbox that stands as sender; the person must be a member of it.</param>
    /// <param name="InReplyTo">Internet message id of what it answers, or empty.</param>
    /// <param name="References">Ids of the thread before that.</param>
    /// <param name="Headers">Set by the add-in.</param>
    /// <param name="Meeting">For a meeting.</param>
    /// <param name="SavedId">The saved draft that this one replaces, or empty.</param>
    /// <param name="DeliverAt">Milliseconds since 1970; it lies in Drafts until then.</param>
    internal sealed record Draft(
        string Person,
        string From,
        IReadOnlyList<Addressed> To,
        IReadOnlyList<Addressed> Cc,
        IReadOnlyList<Addressed> Bcc,
        string Subject,
        string Html,
        string Text,
        IReadOnlyList<Attached> Files,
        string InReplyTo,
        string References,
        IReadOnlyDictionary<string, string> Headers,
        Meeting? Meeting,
        string SavedId,
        long DeliverAt = 0
    );

    public static void MapWriting(this RouteGroupBuilder outlook)
    {
        outlook.MapPost("/send", Send);
        outlook.MapPost("/draft", Save);
    }

    private static IResult Send(Draft draft, World world, TimeProvider clock)
    {
        if (OutlookEndpoints.Open(world, draft.Person, draft.From) is not { } from)
        {
            return Results.NotFound();
        }
        if (ToMessage(draft, from, world, clock.GetUtcNow()) is not { } message || draft.To.Count + draft.Cc.Count + draft.Bcc.Count == 0)
        {
            return Results.BadRequest();
        }
        Forget(draft, from);
        var by = world.Find(draft.Person);
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(draft.DeliverAt) - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            _ = LaterAsync(world, from, message, by, wait, clock);
        else
            world.Send(from, message, clock.GetUtcNow(), by);
        return Results.NoContent();
    }

    private static async Task LaterAsync(World world, RehearsedMailbox from, MimeMessage message, RehearsedMailbox? by, TimeSpan wait, TimeProvider clock)
    {
        var held = from.Add(World.BytesOf(message), clock.GetUtcNow(), "drafts");
        await Task.Delay(wait, clock);
        from.Delete(held);
        world.Send(from, message, clock.GetUtcNow(), by);
    }

    private static IResult Save(Draft draft, World world, TimeProvider clock)
    {
        if (OutlookEndpoints.Open(world, draft.Person, draft.From) is not { } from)
        {
            return Results.NotFound();
        }
        if (ToMessage(draft, from, world, clock.GetUtcNow()) is not { } message)
        {
            return Results.BadRequest();
        }
        Forget(draft, from);
        return Results.Json(new { id = Letters.OfficeId(from.Add(World.BytesOf(message), clock.GetUtcNow(), "drafts")) });
    }

    private static void Forget(Draft draft, RehearsedMailbox from)
    {
        if (draft.SavedId is { Length: > 0 } id && from.Find(id) is { Folder: "drafts" } saved)
        {
            from.Delete(saved);
        }
    }

    // Null when an address or a header can't be written in a message.
    private static MimeMessage? ToMessage(Draft draft, RehearsedMailbox from, World world, DateTimeOffset now)
    {
        MimeMessage message = new() { Subject = draft.Subject, Date = now, MessageId = MimeUtils.GenerateMessageId(from.Address.Split('@')[1]) };
        message.From.Add(new MailboxAddress(from.Name, from.Address));
        if (!string.Equals(draft.Person, draft.From, StringComparison.OrdinalIgnoreCase) && world.Find(draft.Person) is { } sender)
        {
            message.Sender = new MailboxAddress(sender.Name, sender.Address);
        }
        foreach (var (list, addressed) in new[] { (message.To, draft.To), (message.Cc, draft.Cc), (message.Bcc, draft.Bcc) })
        {
            list.AddRange(addressed.Select(a => new MailboxAddress(a.Name, a.Address)));
        }
        if (draft.InReplyTo.Length > 0)
        {
            message.Headers.Replace(HeaderId.InReplyTo, draft.InReplyTo);
            message.Headers.Replace(HeaderId.References, $"{draft.References} {draft.InReplyTo}".Trim());
        }
        try
        {
            foreach (var (name, value) in draft.Headers)
            {
                message.Headers.Replace(name, value);
            }
            message.Body = Body(draft, from);
            return message;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static MimeEntity Body(Draft draft, RehearsedMailbox from)
    {
        BodyBuilder body = new() { HtmlBody = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>{draft.Html}</body></html>", TextBody = draft.Text };
        foreach (var file in draft.Files)
        {
            var bytes = Convert.FromBase64String(file.Base64);
            var type = ContentType.TryParse(file.ContentType, out var given) ? given : new ContentType("application", "octet-stream");
            if (file is { Inline: true, ContentId.Length: > 0 })
            {
                body.LinkedResources.Add(file.Name, bytes, type).ContentId = file.ContentId;
            }
            else
            {
                body.Attachments.Add(file.Name, bytes, type);
            }
        }
        var content = body.ToMessageBody();
        if (draft.Meeting is not { } meeting)
        {
            return content;
        }
        TextPart invitation = new("calendar") { Text = Invitation(draft, from, meeting) };
        invitation.ContentType.Parameters.Add("method", "REQUEST");
        MultipartAlternative alternatives = [content, invitation];
        return alternatives;
    }

    private static string Invitation(Draft draft, RehearsedMailbox from, Meeting meeting)
    {
        static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        static string Text(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal).ReplaceLineEndings(@"\n");
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Varamail//Rehearsal//SV",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            $"UID:{Guid.NewGuid():N}",
            $"DTSTAMP:{Time(meeting.Start)}",
            $"DTSTART:{Time(meeting.Start)}",
            $"DTEND:{Time(meeting.End)}",
            $"SUMMARY:{Text(draft.Subject)}",
            $"LOCATION:{Text(meeting.Location)}",
            $"DESCRIPTION:{Text(draft.Text)}",
            $"ORGANIZER:mailto:{from.Address}",
            .. draft.To.Select(a => $"ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:{a.Address}"),
            .. draft.Cc.Select(a => $"ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:{a.Address}"),
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }
}
