using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ganss.Xss;
using MimeKit;

namespace Varamail.Rehearsal.Outlook;

/// <summary>A person or mailbox, as a message names it.</summary>
public sealed record AddressView(string Name, string Address, bool Own);

/// <summary>A category with its colour.</summary>
public sealed record CategoryView(string Name, string Color);

/// <summary>A line of the message list.</summary>
public sealed record RowView(
    string Id,
    string Subject,
    AddressView From,
    string To,
    string Preview,
    DateTimeOffset ReceivedAt,
    bool IsRead,
    int Attachments,
    IReadOnlyList<CategoryView> Categories
);

/// <summary>An attached file.</summary>
public sealed record FileView(int Index, string Name, string ContentType, long Size, bool Inline, string ContentId);

/// <summary>A message as the reading pane shows it; <paramref name="Html"/> is sanitised.</summary>
public sealed record LetterView(
    string Id,
    string Subject,
    AddressView From,
    IReadOnlyList<AddressView> To,
    IReadOnlyList<AddressView> Cc,
    IReadOnlyList<AddressView> Bcc,
    string Preview,
    DateTimeOffset ReceivedAt,
    DateTimeOffset SentAt,
    IReadOnlyList<AddressView> ReplyTo,
    string InternetMessageId,
    string References,
    string InReplyTo,
    string ConversationId,
    bool IsMeeting,
    bool IsRead,
    string Html,
    string Text,
    string Headers,
    IReadOnlyList<CategoryView> Categories,
    IReadOnlyList<FileView> Attachments
);

/// <summary>Shows messages as Outlook does: what is inside can't run, load or send anything.</summary>
internal static partial class Letters
{
    private const int PreviewLength = 120;

    /// <summary>Office.js writes an item's id in another alphabet than Graph.</summary>
    public static string OfficeId(RehearsedMessage message) => message.Id.Replace('-', '/').Replace('_', '+');

    public static RowView RowOf(RehearsedMessage message, RehearsedMailbox box) => message.Read(mime => RowOf(message, mime, box));

    public static LetterView Of(RehearsedMessage message, RehearsedMailbox box) => message.Read(mime => Of(message, mime, box));

    private static RowView RowOf(RehearsedMessage message, MimeMessage mime, RehearsedMailbox box) =>
        new(
            OfficeId(message),
            mime.Subject ?? "",
            From(mime, box),
            string.Join("; ", mime.To.Mailboxes.Select(a => string.IsNullOrEmpty(a.Name) ? a.Address : a.Name)),
            Preview(TextOf(mime)),
            message.ReceivedAt,
            message.IsRead,
            Files(mime).Count(f => !IsInline(f)),
            Categories(message, box)
        );

    private static LetterView Of(RehearsedMessage message, MimeMessage mime, RehearsedMailbox box)
    {
        var row = RowOf(message, mime, box);
        return new(
            row.Id,
            row.Subject,
            row.From,
            [.. mime.To.Mailboxes.Select(a => ToView(a, box))],
            [.. mime.Cc.Mailboxes.Select(a => ToView(a, box))],
            [.. mime.Bcc.Mailboxes.Select(a => ToView(a, box))],
            row.Preview,
            message.ReceivedAt,
            mime.Date == DateTimeOffset.MinValue ? message.ReceivedAt : mime.Date,
            [.. mime.ReplyTo.Mailboxes.Select(a => ToView(a, box))],
            mime.MessageId is { } id ? $"<{id}>" : "",
            string.Join(' ', mime.References.Select(r => $"<{r}>")),
            mime.InReplyTo is { Length: > 0 } answered ? $"<{answered}>" : "",
            Ids.Item("AAQk", mime.References.FirstOrDefault() ?? mime.MessageId ?? row.Id),
            mime.BodyParts.OfType<TextPart>().Any(p => p.ContentType.IsMimeType("text", "calendar")),
            row.IsRead,
            HtmlOf(mime),
            TextOf(mime),
            HeadersOf(mime),
            row.Categories,
            [.. Files(mime).Select((f, i) => new FileView(i, NameOf(f), f.ContentType.MimeType, SizeOf(f), IsInline(f), f.ContentId ?? ""))]
        );
    }

    /// <summary>Attached files, attached messages and inline images, in the message's order.</summary>
    public static IEnumerable<MimeEntity> Files(MimeMessage mime) =>
        mime.BodyParts.Where(p => p is MessagePart || p.IsAttachment || (p is MimePart and not TextPart && p.ContentType.MediaType != "message"));

    public static string NameOf(MimeEntity part) =>
        part.ContentDisposition?.FileName ?? part.ContentType.Name ?? (part is MessagePart { Message.Subject: { } subject } ? $"{subject}.eml" : part.ContentType.MimeType);

    private static bool IsInline(MimeEntity part) => !part.IsAttachment && part.ContentId is not null && part.ContentType.MediaType == "image";

    private static long SizeOf(MimeEntity part)
    {
        if (part is not MimePart { Content: { } content })
        {
            return 0;
        }
        using var decoded = content.Open();
        var buffer = new byte[8192];
        long size = 0;
        for (int read; (read = decoded.Read(buffer, 0, buffer.Length)) > 0; )
        {
            size += read;
        }
        return size;
    }

    private static IReadOnlyList<CategoryView> Categories(RehearsedMessage message, RehearsedMailbox box) =>
        [.. message.Categories.Select(name => new CategoryView(name, box.MasterCategories.FirstOrDefault(c => c.Name == name)?.Color ?? "none"))];

    private static AddressView From(MimeMessage mime, RehearsedMailbox box) =>
        mime.From.Mailboxes.FirstOrDefault() is { } from ? ToView(from, box) : new("", "", false);

    private static AddressView ToView(MailboxAddress address, RehearsedMailbox box) =>
        new(address.Name ?? "", address.Address, address.Domain.Equals(box.Address.Split('@')[1], StringComparison.OrdinalIgnoreCase));

    private static string HtmlOf(MimeMessage mime)
    {
        if (mime.HtmlBody is not { } html)
        {
            return $"<pre>{WebUtility.HtmlEncode(mime.TextBody ?? "")}</pre>";
        }
        HtmlSanitizer sanitizer = new();
        sanitizer.AllowedSchemes.Add("cid");
        sanitizer.AllowedSchemes.Add("data");
        sanitizer.AllowedSchemes.Add("mailto");
        sanitizer.AllowedAttributes.Add("class");
        return sanitizer.Sanitize(html);
    }

    private static string TextOf(MimeMessage mime) =>
        mime.TextBody ?? (mime.HtmlBody is { } html ? WebUtility.HtmlDecode(Tags().Replace(Invisible().Replace(html, ""), " ")) : "");

    private static string Preview(string text)
    {
        var line = Space().Replace(text, " ").Trim();
        return line.Length <= PreviewLength ? line : line[..PreviewLength];
    }

    private static string HeadersOf(MimeMessage mime)
    {
        StringBuilder headers = new();
        foreach (var header in mime.Headers)
        {
            headers.Append(CultureInfo.InvariantCulture, $"{header.Field}: {header.Value}\r\n");
        }
        return headers.ToString();
    }

    [GeneratedRegex("<(script|style|head)[^>]*>.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Invisible();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
