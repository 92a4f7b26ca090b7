using MimeKit;
using MimeKit.Tnef;

namespace Varamail.Guideline.Messages;

/// <summary>Tells the parts of a message apart: those that a mail program shows as its text, and those that it lists as attachments.</summary>
internal sealed class BodyParts(int limit)
{
    private const int MaxDepth = 64;
    private long room = limit; // bytes that compressed parts, all together, may yet unpack to: they stay in memory

    public List<string> Plain { get; } = [];
    public List<string> Html { get; } = [];
    public List<string> Rich { get; } = [];
    public List<MimeEntity> Attachments { get; } = [];
    public HashSet<MimeEntity> Opened { get; } = [];
    public bool Alternative { get; private set; }
    public UnreadCause? Missed { get; private set; }

    public void Walk(MimeEntity? entity, int depth)
    {
        switch (entity)
        {
            case null:
                break;
            case Multipart multipart when depth < MaxDepth:
                Alternative |= multipart.ContentType.IsMimeType("multipart", "alternative");
                if (multipart.ContentType.IsMimeType("multipart", "encrypted"))
                {
                    Missed = UnreadCause.Encrypted;
                }
                if (multipart.Count == 0 && !string.IsNullOrWhiteSpace(multipart.Preamble))
                {
                    Plain.Add(multipart.Preamble); // no boundary is to be found: all of it is before the first part
                }
                foreach (var part in multipart)
                {
                    Walk(part, depth + 1);
                }
                break;
            case TextPart { IsAttachment: false, FileName: null, IsHtml: true } html:
                Html.Add(Decode(html));
                break;
            case TextPart { IsAttachment: false, FileName: null, IsPlain: true } plain:
                Plain.Add(Decode(plain));
                break;
            case TextPart { IsAttachment: false, FileName: null, IsRichText: true } rich:
                Rich.Add(RtfText.Read(Bytes(rich), limit));
                break;
            case TnefPart tnef when depth < MaxDepth:
                Attachments.Add(tnef);
                Unwrap(tnef, depth);
                break;
            case MimePart part when Cryptographic.IsWrapped(part.ContentType.MimeType):
                Unseal(part, depth);
                break;
            default:
                Attachments.Add(entity);
                break;
        }
    }

    /// <summary>Content of a part without its transfer encoding.</summary>
    public static ReadOnlySpan<byte> Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    /// <summary>The message that a winmail.dat wraps; null when it is damaged.</summary>
    public static MimeMessage? Message(TnefPart tnef)
    {
        try
        {
            return tnef.ConvertToMessage();
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return null; // MimeKit throws whatever comes when a structure leads astray
        }
    }

    private void Unwrap(TnefPart tnef, int depth)
    {
        if (Message(tnef)?.Body is not { } inner)
        {
            return;
        }
        Opened.Add(tnef);
        Alternative = true; // it says once more what the plain text beside it says
        foreach (var part in inner is Multipart { ContentType.MediaSubtype: "mixed" } multipart ? multipart.AsEnumerable() : [inner])
        {
            if (part is TnefPart)
            {
                Attachments.Add(part); // a message attached to the message
            }
            else
            {
                Walk(part, depth + 1);
            }
        }
    }

    // The content of a signed message stands in the clear within the signature.
    private void Unseal(MimePart part, int depth)
    {
        var (content, cause) = Cryptographic.Open(Bytes(part), ref room);
        if (content is null || depth >= MaxDepth)
        {
            Missed = cause ?? UnreadCause.TooDeep;
            Attachments.Add(part);
            return;
        }
        try
        {
            Walk(MimeEntity.Load(MessageReader.Parsing, new MemoryStream(content)), depth + 1);
        }
        catch (FormatException)
        {
            Missed = UnreadCause.Damaged;
            Attachments.Add(part);
        }
    }

    private static string Decode(TextPart part)
    {
        var text = Charsets.Decode(Bytes(part), part.ContentType.Charset);
        return part.IsFlowed ? VisibleText.Unflowed(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase)) : text;
    }
}
