using MimeKit;
using MimeKit.Tnef;

namespace Varamail.Guideline.Messages;

/// <summary>Messages within the message, in whatever wrapping.</summary>
internal sealed partial class AttachmentReader
{
    private static ReadOnlySpan<byte> TnefSignature => [0x78, 0x9F, 0x3E, 0x22];

    private void AddMessage(string name, MimeMessage inner, MimeEntity entity, string? container, int depth)
    {
        using var intake = new Intake(0);
        inner.WriteTo(intake, ct);
        var place = Attachments.Count;
        Attachments.Add(new Attachment(name, entity.ContentType.MimeType.ToLowerInvariant(), intake.Length, intake.Sha256, false, entity.ContentId, null, Container: container));
        UnreadCause? cause = null;
        var text = Nested(name, inner, depth, ref cause);
        if (inner.Headers.Count == 0 && text.Length == 0)
        {
            cause = UnreadCause.Damaged; // MimeKit gives up what isn't a message after all
        }
        if (cause is { } missed)
        {
            Miss(name, missed);
        }
        Settle(place, name, text);
        Attachments[place] = Attachments[place] with { Encrypted = cause == UnreadCause.Encrypted };
    }

    private static string Value(MimeMessage message, HeaderId id) => message.Headers[id] is { } value ? VisibleText.Line(value) : "";

    private static string Heading(string subject, string from, string to) => subject.Length + from.Length + to.Length == 0 ? "" : $"{subject}\n{from}\n{to}\n\n";

    private string Nested(string name, MimeMessage inner, int depth, ref UnreadCause? cause) =>
        Heading(Value(inner, HeaderId.Subject), Value(inner, HeaderId.From), Value(inner, HeaderId.To)) + Nested(name, inner.Body, depth, ref cause);

    private string Nested(string name, MimeEntity? content, int depth, ref UnreadCause? cause)
    {
        var body = MessageBody.Of(content, limits.AttachmentText);
        cause = body.Missed ?? (body.Cut ? UnreadCause.TooLarge : null);
        if (IsTooDeep(depth, ref cause))
        {
            return body.Text;
        }
        foreach (var attached in body.Attachments)
        {
            Add(attached, name, depth + 1, body.Opened.Contains(attached));
        }
        return body.Text;
    }

    private string? Tnef(string name, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        using var tnef = new TnefPart { Content = new MimeContent(new MemoryStream(bytes)) };
        if (BodyParts.Message(tnef) is { } message)
        {
            return Nested(name, message, depth, ref cause);
        }
        cause = UnreadCause.Damaged;
        return null;
    }

    // A signed file is "avtal.pdf.p7m"; a signed letter is "smime.p7m".
    private string? Sealed(string name, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        var most = Math.Min(limits.AttachmentBytes, limits.UnpackedBytes - unpacked);
        var left = most;
        (var content, cause) = Cryptographic.Open(bytes, ref left);
        unpacked += most - left;
        if (content is null)
        {
            return null;
        }
        var inner = Path.GetFileNameWithoutExtension(name);
        if (Path.GetExtension(inner).Length == 0)
        {
            return Nested(name, MimeEntity.Load(MessageReader.Parsing, new MemoryStream(content), ct), depth, ref cause);
        }
        Inner(name, inner, content, depth, ref cause);
        return null;
    }
}
