using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;

namespace Varamail.Guideline.Messages;

/// <summary>Reads a message from its bytes: what a person sees of it, and what could not be read. Never runs, fetches or follows anything.</summary>
public static partial class MessageReader
{
    /// <summary>Of every message, however deep it lies.</summary>
    internal static readonly ParserOptions Parsing = new() { MaxMimeDepth = 64, AllowAddressesWithoutDomain = true, AddressParserComplianceMode = RfcComplianceMode.Looser };

    static MessageReader() => Charsets.Register(); // before MimeKit decodes its first header field

    /// <exception cref="UnreadableMessageException">It is no message.</exception>
    public static Message Read(ReadOnlyMemory<byte> message, ReadLimits? limits = null, CancellationToken ct = default)
    {
        using var stream = MemoryMarshal.TryGetArray(message, out var bytes) && bytes.Array is not null
            ? new MemoryStream(bytes.Array, bytes.Offset, bytes.Count, false)
            : new MemoryStream(message.ToArray());
        return Read(stream, limits, ct);
    }

    /// <summary>Reads a seekable stream in place, without a second copy of the message in memory; it must stay open until this returns.</summary>
    /// <exception cref="UnreadableMessageException">It is no message.</exception>
    public static Message Read(Stream message, ReadLimits? limits = null, CancellationToken ct = default)
    {
        limits ??= ReadLimits.Default;
        if (IsOutlookFile(message))
        {
            throw new UnreadableMessageException("An Outlook file (.msg) is no message as it was sent.");
        }
        try
        {
            var mime = MimeMessage.Load(Parsing, message, message.CanSeek, ct);
            return mime.Headers.Count == 0 && mime.Body is not { Headers.Count: > 0 } ? throw new UnreadableMessageException("No header.") : Map(mime, message, limits, ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or UnreadableMessageException or OutOfMemoryException))
        {
            throw new UnreadableMessageException("No message.", e);
        }
    }

    private static bool IsOutlookFile(Stream message)
    {
        if (!message.CanSeek)
        {
            return false;
        }
        var start = message.Position;
        Span<byte> head = stackalloc byte[8];
        var read = message.ReadAtLeast(head, head.Length, false);
        message.Position = start;
        return head[..read].SequenceEqual(CompoundFile.Signature);
    }

    private static Message Map(MimeMessage mime, Stream bytes, ReadLimits limits, CancellationToken ct)
    {
        var fields = mime.Headers.Concat(mime.Body?.Headers ?? []).Take(limits.Headers).ToList(); // MimeKit keeps the fields about the content with the content
        fields.ForEach(Utf7.Rewrite);
        var headers = fields.ConvertAll(h => new HeaderField(h.Field, h.RawValue.Length > limits.HeaderBytes ? Rfc2047.DecodeText(Parsing, h.RawValue, 0, limits.HeaderBytes) : h.Value));
        var body = MessageBody.Of(mime.Body, limits.BodyText);
        var reader = new AttachmentReader(limits, ct);
        if (body.Missed is { } missed)
        {
            reader.Unread.Add(new Unread("body", missed, UnreadWords.OfBody(missed)));
        }
        if (body.Cut)
        {
            reader.Unread.Add(new Unread("body", UnreadCause.TooLarge, "Meddelandets text är för lång; bara början har kontrollerats."));
        }
        if (bytes.CanSeek && MessageEnd.IsMissing(mime.Body, bytes))
        {
            reader.Unread.Add(new Unread("message", UnreadCause.CutOff, "Meddelandet slutar innan det är slut. Det kan vara avbrutet på vägen; det som fattas har inte kontrollerats."));
        }
        foreach (var attached in body.Attachments)
        {
            reader.Add(attached, null, 0, body.Opened.Contains(attached));
        }
        IReadOnlyList<Address> Of(HeaderId id) => Addresses(fields, id, limits);
        return new Message(
            Raw(fields, HeaderId.MessageId) is { } own ? MimeUtils.ParseMessageId(own, 0, own.Length) : null,
            Of(HeaderId.From) is { Count: > 0 } from ? from.FirstOrDefault(a => a.Email.Contains('@', StringComparison.Ordinal)) ?? from[0] : null, // ”Ek, Bo <bo@…>” without quotation marks reads as two
            Of(HeaderId.Sender) is [var sender, ..] ? sender : null,
            Of(HeaderId.ReplyTo),
            Of(HeaderId.To),
            Of(HeaderId.Cc),
            Of(HeaderId.Bcc),
            Raw(fields, HeaderId.Date) is { } date && DateUtils.TryParse(date, out var sent) ? sent : null,
            Raw(fields, HeaderId.InReplyTo) is { } answered ? MimeUtils.EnumerateReferences(answered, 0, Math.Min(answered.Length, limits.HeaderBytes)).FirstOrDefault() : null,
            Raw(fields, HeaderId.References) is { } thread ? [.. MimeUtils.EnumerateReferences(thread, 0, Math.Min(thread.Length, limits.HeaderBytes)).Take(limits.Headers)] : [],
            headers,
            Part.Own("subject", headers.Find(h => h.Name.Equals("Subject", StringComparison.OrdinalIgnoreCase)) is { } subject ? VisibleText.Line(subject.Value) : ""),
            new Part("body", body.Text, Segmenter.Of(body.Text, body.Marks)),
            body.Html,
            body.Links,
            reader.Attachments,
            reader.Unread
        );
    }

    private static byte[]? Raw(List<Header> fields, HeaderId id) => fields.Find(h => h.Id == id)?.RawValue;

    private static List<Address> Addresses(List<Header> fields, HeaderId id, ReadLimits limits)
    {
        var result = new List<Address>();
        foreach (var field in fields)
        {
            if (field.Id != id || result.Count >= limits.Headers)
            {
                continue;
            }
            var raw = field.RawValue;
            var length = Math.Min(raw.Length, limits.HeaderBytes);
            if (InternetAddressList.TryParse(Parsing, raw, 0, length, out var list))
            {
                result.AddRange(list.Mailboxes.Take(limits.Headers - result.Count).Select(m => new Address(VisibleText.Line(m.Name ?? ""), m.Address.ToLowerInvariant())));
            }
            else if (PlainAddress().Match(field.Value[..Math.Min(field.Value.Length, 10_000)]) is { Success: true } found)
            {
                result.Add(new Address("", found.Value.ToLowerInvariant())); // a field that breaks every rule still names somebody
            }
        }
        return result;
    }

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", RegexOptions.NonBacktracking)]
    private static partial Regex PlainAddress();
}
