using System.IO.Compression;
using System.Text;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>Reads the attachments of one message within its limits, and keeps account of what could not be read.</summary>
internal sealed partial class AttachmentReader(ReadLimits limits, CancellationToken ct)
{
    private const int SmallPicture = 16 * 1024; // logotypes of signatures: nobody needs to be told
    private bool pdfHeldUp; // one was given up on: no other of this message is tried
    private int pages;
    private long unpacked;
    private int characters;
    private bool full;

    public List<Attachment> Attachments { get; } = [];

    public List<Unread> Unread { get; } = [];

    /// <summary>Adds what an entity holds. What an opened one wraps is added beside it: it needs no reading itself.</summary>
    public void Add(MimeEntity? entity, string? container, int depth, bool opened = false)
    {
        ct.ThrowIfCancellationRequested();
        if (entity is null || Full())
        {
            return;
        }
        if (entity is Multipart multipart)
        {
            foreach (var part in multipart)
            {
                Add(part, container, depth);
            }
        }
        else if (entity is MessagePart { Message: { } inner })
        {
            AddMessage(NameOf(entity), inner, entity, container, depth);
        }
        else if (entity is MimePart part && !(container is not null && part is TextPart { IsAttachment: false, FileName: null } and ({ IsPlain: true } or { IsHtml: true })))
        {
            AddFile(part, container, depth, opened);
        }
    }

    private bool Full()
    {
        if (Attachments.Count < limits.Attachments)
        {
            return false;
        }
        if (!full)
        {
            full = true;
            Unread.Add(new Unread("message", UnreadCause.TooLarge, $"Meddelandet har fler än {limits.Attachments} bilagor; resten har inte kontrollerats."));
        }
        return true;
    }

    private static string NameOf(MimeEntity entity) => NameOf(entity.ContentDisposition?.FileName ?? entity.ContentType.Name, entity.ContentType.MimeType.ToLowerInvariant());

    private static string NameOf(string? name, string type) => string.IsNullOrWhiteSpace(name) ? type : string.Concat(name.Where(c => !char.IsControl(c)));

    /// <summary>Surely more than is read, by what it weighs encoded: nothing of it need be kept.</summary>
    private bool IsTooLarge(MimePart part) =>
        part.Content is { Stream: { CanSeek: true } encoded } content
        && encoded.Length / (content.Encoding is ContentEncoding.Base64 ? 2 : content.Encoding is ContentEncoding.QuotedPrintable ? 3 : 1) > limits.AttachmentBytes;

    private void AddFile(MimePart part, string? container, int depth, bool opened)
    {
        using var intake = new Intake(IsTooLarge(part) ? 0 : limits.AttachmentBytes);
        part.Content?.DecodeTo(intake, ct);
        var inline = !part.IsAttachment && part.ContentId is not null;
        Add(NameOf(part), part.ContentType.MimeType.ToLowerInvariant(), part.ContentType.Charset, intake, inline, part.ContentId, container, depth, opened);
    }

    private void Add(string name, string type, string? charset, Intake intake, bool inline, string? contentId, string? container, int depth, bool opened = false)
    {
        var place = Attachments.Count;
        Attachments.Add(new Attachment(name, type, intake.Length, intake.Sha256, inline, contentId, null, Container: container));
        if (opened || intake.Length == 0 || Cryptographic.IsSignature(type))
        {
            return;
        }
        if (intake.Cut || characters >= limits.AllAttachmentText)
        {
            Miss(name, UnreadCause.TooLarge);
            return;
        }
        var bytes = intake.Bytes;
        UnreadCause? cause = null;
        string? text = null;
        try
        {
            text = TextOf(name, type, charset, bytes, depth, ref cause);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            cause = e is NotSupportedException ? UnreadCause.TooLarge : UnreadCause.Damaged;
        }
        if (cause is { } missed && !(missed == UnreadCause.NoText && inline && bytes.Length < SmallPicture))
        {
            Miss(name, missed);
        }
        Settle(place, name, text);
        if (cause == UnreadCause.Encrypted)
        {
            Attachments[place] = Attachments[place] with { Encrypted = true };
        }
    }

    private void Settle(int place, string name, string? text)
    {
        if (text is null)
        {
            return;
        }
        if (text.Length > limits.AttachmentText)
        {
            Miss(name, UnreadCause.TooLarge);
        }
        var seen = VisibleText.Of(text, limits.AttachmentText).TrimEnd();
        characters += seen.Length;
        Attachments[place] = Attachments[place] with { Text = Part.Own("attachment:" + name, seen) };
    }

    private string? TextOf(string name, string type, string? charset, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        var ending = Path.GetExtension(name).ToUpperInvariant();
        var head = bytes.AsSpan();
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return Archive(name, bytes, depth, ref cause);
        }
        if (head[..Math.Min(1024, head.Length)].IndexOf("%PDF-"u8) >= 0)
        {
            return Pdf(bytes, ref cause);
        }
        if (head.StartsWith("{\\rtf"u8))
        {
            return RtfText.Read(bytes, limits.AttachmentText);
        }
        if (head.StartsWith(CompoundFile.Signature))
        {
            return Compound(name, bytes, depth, ref cause);
        }
        if (head.StartsWith(TnefSignature))
        {
            return Tnef(name, bytes, depth, ref cause);
        }
        if (Cryptographic.IsWrapped(type) || ending == ".P7M")
        {
            return Sealed(name, bytes, depth, ref cause);
        }
        if (type is "text/html" or "application/xhtml+xml" || ending is ".HTM" or ".HTML")
        {
            return HtmlText.Read(Charsets.Decode(bytes, charset), limits.AttachmentText).Text;
        }
        if (type == "message/rfc822" || ending == ".EML" || type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            using var stream = new MemoryStream(bytes);
            return Nested(name, MimeMessage.Load(MessageReader.Parsing, stream, ct), depth, ref cause);
        }
        if (type == "text/calendar" || ending == ".ICS")
        {
            return CalendarText.Read(Charsets.Decode(bytes, charset));
        }
        if (type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("message/", StringComparison.Ordinal) || ending is ".TXT" or ".CSV" or ".LOG" or ".MD" or ".XML" or ".JSON")
        {
            return Charsets.Decode(bytes, charset);
        }
        return Unknown(name, type, ending, bytes, depth, ref cause);
    }

    private string? Archive(string name, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        var (entries, encrypted) = ZipDirectory.Count(bytes);
        if (encrypted)
        {
            cause = UnreadCause.Encrypted;
            return null;
        }
        if (entries > limits.ArchiveEntries)
        {
            cause = UnreadCause.TooLarge;
            return null;
        }
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (zip.GetEntry("META-INF/manifest.xml") is { } manifest && Encoding.UTF8.GetString(Unpack(manifest)).Contains("encryption-data", StringComparison.Ordinal))
        {
            cause = UnreadCause.Encrypted;
            return null;
        }
        if (OfficeText.Read(zip, Unpack, limits.AttachmentText + 1) is { } office)
        {
            cause = string.IsNullOrWhiteSpace(office) ? UnreadCause.NoText : null;
            return office;
        }
        if (zip.Entries.All(e => e.Name.Length == 0))
        {
            cause = bytes.AsSpan().StartsWith("PK\x03\x04"u8) ? UnreadCause.Damaged : null; // files, and no directory that tells where
            return "";
        }
        if (IsTooDeep(depth, ref cause))
        {
            return null;
        }
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
        {
            ct.ThrowIfCancellationRequested();
            if (Full())
            {
                break;
            }
            Inner(name, entry.FullName, Unpack(entry), depth, ref cause);
        }
        return null;
    }

    private byte[] Unpack(ZipArchiveEntry entry)
    {
        using var source = entry.Open();
        return Unpack(source, entry.CompressedLength);
    }

    private byte[] Unpack(Stream source, long packed)
    {
        using var target = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = source.Read(buffer)) > 0)
        {
            target.Write(buffer.AsSpan(0, read));
            unpacked += read;
            var bomb = target.Length > 1024 * 1024 && target.Length / Math.Max(1, packed) > limits.Ratio;
            if (bomb || unpacked > limits.UnpackedBytes || target.Length > limits.AttachmentBytes)
            {
                throw new NotSupportedException("Past a limit.");
            }
        }
        return target.ToArray();
    }

    // On a thread with a stack of its own: a hostile file can neither hold up the reader nor overflow its stack.
    private string? Pdf(byte[] bytes, ref UnreadCause? cause)
    {
        if (pdfHeldUp)
        {
            cause = UnreadCause.TooLarge;
            return null;
        }
        var text = new StringBuilder();
        UnreadCause? found = null;
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var stop = givenUp.Token;
        var worker = new Thread(() => found = PdfPages(bytes, text, stop), 16 * 1024 * 1024) { IsBackground = true };
        var spent = Environment.CpuUsage.TotalTime;
        worker.Start();
        for (var tenths = 1; !worker.Join(limits.PdfTime / 10); tenths++)
        {
            // On a machine that others keep busy the file may wait without getting anything done: then it's the processor's time that counts
            if (tenths < 10 || (tenths < 100 && Environment.CpuUsage.TotalTime - spent < limits.PdfTime))
            {
                continue;
            }
            givenUp.Cancel(); // it ends after the page that it is at
            pdfHeldUp = true;
            cause = UnreadCause.TooLarge;
            return null;
        }
        ct.ThrowIfCancellationRequested();
        var read = text.ToString();
        var empty = string.IsNullOrWhiteSpace(read);
        cause = found ?? (empty ? UnreadCause.NoText : null);
        return empty ? null : read;
    }

    private UnreadCause? PdfPages(byte[] bytes, StringBuilder text, CancellationToken stop)
    {
        try
        {
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(bytes);
            for (var page = 1; page <= pdf.NumberOfPages; page++)
            {
                if (++pages > limits.Pages || text.Length > limits.AttachmentText || stop.IsCancellationRequested)
                {
                    return UnreadCause.TooLarge;
                }
                text.Append(UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor.ContentOrderTextExtractor.GetText(pdf.GetPage(page))).Append('\n');
            }
            return null;
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            return UnreadCause.Encrypted;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return UnreadCause.Damaged;
        }
    }

    private void Miss(string name, UnreadCause cause, string? what = null)
    {
        var missed = new Unread("attachment:" + name, cause, UnreadWords.Of(name, cause, what));
        if (!Unread.Contains(missed))
        {
            Unread.Add(missed);
        }
    }
}
