using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using AngleSharp.Html.Parser;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>Reads a message from its bytes.</summary>
public static class MessageReader
{
    /// <exception cref="UnreadableMessageException">It is no message.</exception>
    public static Message Read(ReadOnlyMemory<byte> message, ReadLimits? limits = null, CancellationToken ct = default)
    {
        using var stream = new MemoryStream(message.ToArray());
        return Read(stream, limits, ct);
    }

    /// <exception cref="UnreadableMessageException">It is no message.</exception>
    public static Message Read(Stream message, ReadLimits? limits = null, CancellationToken ct = default)
    {
        MimeMessage mime;
        try
        {
            mime = MimeMessage.Load(message, ct);
        }
        catch (FormatException e)
        {
            throw new UnreadableMessageException(e.Message);
        }
        if (mime.Headers.Count == 0)
        {
            throw new UnreadableMessageException("No header.");
        }
        var headers = mime.Headers.Select(h => new HeaderField(h.Field, h.Value)).ToList();
        var html = mime.HtmlBody;
        var links = new List<Link>();
        var text = mime.TextBody;
        if (html is not null)
        {
            var document = new HtmlParser().ParseDocument(html);
            links.AddRange(document.QuerySelectorAll("a[href]").Select(a => new Link(a.TextContent.Trim(), a.GetAttribute("href") ?? "")));
            if (string.IsNullOrWhiteSpace(text))
            {
                foreach (var e in document.QuerySelectorAll("br,p,div,tr,li,h1,h2,h3"))
                {
                    e.Insert(AngleSharp.Dom.AdjacentPosition.AfterEnd, "\n");
                }
                document.QuerySelector("style")?.Remove();
                text = document.Body?.TextContent ?? "";
            }
        }
        var attachments = new List<Attachment>();
        Collect(mime.Body, attachments, null);
        var bodyText = Clean(text ?? "");
        return new Message(
            mime.MessageId,
            mime.From.Mailboxes.Select(Map).FirstOrDefault(),
            mime.Sender is { } s ? Map(s) : null,
            [.. mime.ReplyTo.Mailboxes.Select(Map)],
            [.. mime.To.Mailboxes.Select(Map)],
            [.. mime.Cc.Mailboxes.Select(Map)],
            [.. mime.Bcc.Mailboxes.Select(Map)],
            mime.Date,
            mime.InReplyTo,
            [.. mime.References],
            headers,
            Part.Own("subject", Clean(mime.Subject ?? "")),
            new Part("body", bodyText, Segments(bodyText)),
            html,
            links,
            attachments,
            [.. attachments.Where(IsUnread).Select(Explain)]
        );
    }

    /// <summary>A file of a kind that may hold text, of which none was read.</summary>
    private static bool IsUnread(Attachment attachment) =>
        attachment is { Text: null, Inline: false, Size: > 0 }
        && !attachment.ContentType.StartsWith("message/", StringComparison.Ordinal)
        && attachment.ContentType != "text/calendar";

    private static Unread Explain(Attachment attachment) =>
        attachment.Encrypted
            ? new("attachment:" + attachment.Name, UnreadCause.Encrypted, $"Bilagan {attachment.Name} är krypterad och har inte kontrollerats.")
            : new("attachment:" + attachment.Name, UnreadCause.NoText, $"Bilagan {attachment.Name} kunde inte läsas och har inte kontrollerats.");

    private static Address Map(MailboxAddress a) => new(a.Name ?? "", a.Address.ToLowerInvariant());

    private static string Clean(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Normalize(NormalizationForm.FormC).Replace("\u00ad", "", StringComparison.Ordinal).Replace("\u200b", "", StringComparison.Ordinal).Trim('\n');

    private static List<Segment> Segments(string text)
    {
        var starts = new[] { "\nFrån:", "\nFrom:", "\n>", "\n> ", "-----Urs", "\nDen ", "________________", "\n-----", "\nVon:", "\nFra:" };
        var quoted = text.Length;
        foreach (var s in starts)
        {
            var at = s == "\nDen " ? FindWrote(text) : text.IndexOf(s, StringComparison.Ordinal);
            if (at >= 0 && at < quoted)
            {
                quoted = at;
            }
        }
        if (text.StartsWith('>'))
        {
            quoted = 0;
        }
        var signature = text.AsSpan(0, quoted).LastIndexOf("\nMed vänlig hälsning\n");
        var own = signature >= 0 ? signature : quoted;
        var segments = new List<Segment> { new(0, own, Standing.Own) };
        if (own < quoted)
        {
            segments.Add(new(own, quoted - own, Standing.Signature));
        }
        if (quoted < text.Length)
        {
            segments.Add(new(quoted, text.Length - quoted, Standing.Quoted));
        }
        return segments;
    }

    private static int FindWrote(string text)
    {
        var at = text.IndexOf(" skrev", StringComparison.Ordinal);
        return at < 0 ? -1 : text.LastIndexOf('\n', at) is >= 0 and var line && text.AsSpan(line, at - line).Contains("@", StringComparison.Ordinal) ? line : -1;
    }

    private static void Collect(MimeEntity? entity, List<Attachment> attachments, string? container)
    {
        switch (entity)
        {
            case Multipart multipart:
                foreach (var part in multipart)
                {
                    Collect(part, attachments, container);
                }
                break;
            case MessagePart { Message: { } inner }:
                var name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "message/rfc822";
                attachments.Add(new(name, "message/rfc822", 0, "", false, null, Part.Own("attachment:" + name, Clean(inner.Subject + "\n" + (inner.TextBody ?? "")))));
                Collect(inner.Body, attachments, name);
                break;
            case MimePart part when container is null || part.IsAttachment:
                if (part is TextPart { IsAttachment: false } and ({ IsPlain: true } or { IsHtml: true }) && part.FileName is null)
                {
                    break;
                }
                using (var content = new MemoryStream())
                {
                    part.Content?.DecodeTo(content);
                    var bytes = content.ToArray();
                    var file = part.FileName ?? part.ContentType.MimeType;
                    attachments.Add(
                        new(file, part.ContentType.MimeType.ToLowerInvariant(), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), !part.IsAttachment && part.ContentId is not null, part.ContentId, TextOf(file, part, bytes), IsEncryptedZip(bytes), container)
                    );
                }
                break;
            default:
                break;
        }
    }

    private static bool IsEncryptedZip(byte[] bytes) => bytes.Length > 8 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && (bytes[6] & 1) == 1;

    private static Part? TextOf(string name, MimePart part, byte[] bytes)
    {
        var where = "attachment:" + name;
        try
        {
            if (part is TextPart text && !part.ContentType.IsMimeType("text", "calendar"))
            {
                return Part.Own(where, Clean(text.Text));
            }
            if (name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            {
                using var pdf = UglyToad.PdfPig.PdfDocument.Open(bytes);
                return Part.Own(where, Clean(string.Join('\n', pdf.GetPages().Select(p => UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor.ContentOrderTextExtractor.GetText(p)))));
            }
            if (bytes.Length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && name.LastIndexOf('.') is >= 0 and var dot && name[dot..] is ".docx" or ".xlsx" or ".docm" or ".pptx")
            {
                using var zip = new ZipArchive(new MemoryStream(bytes));
                var all = new StringBuilder();
                foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal) && (e.FullName.Contains("document", StringComparison.Ordinal) || e.FullName.Contains("sharedStrings", StringComparison.Ordinal) || e.FullName.Contains("sheet", StringComparison.Ordinal))))
                {
                    using var reader = XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
                    while (reader.Read())
                    {
                        if (reader.NodeType == XmlNodeType.Text)
                        {
                            all.Append(reader.Value);
                        }
                        else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName is "p" or "row" or "si" or "c")
                        {
                            all.Append('\n');
                        }
                    }
                }
                return Part.Own(where, Clean(all.ToString()));
            }
        }
#pragma warning disable CA1031 // a hostile file may make its parser throw anything; that must cost its own text, not the verdict
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
        return null;
    }
}
