namespace Varamail.Guideline.Messages;

/// <summary>Compound files: Outlook's messages, and Office files that are old or encrypted.</summary>
internal sealed partial class AttachmentReader
{
    private string? Compound(string name, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        var root = CompoundFile.Open(bytes).Root;
        if (OutlookFile.Is(root))
        {
            return Outlook(name, OutlookFile.Read(root), depth, ref cause);
        }
        if (root.Has("EncryptedPackage") || IsLocked(root))
        {
            cause = UnreadCause.Encrypted; // Office wraps an encrypted document in a compound file
            return null;
        }
        Miss(
            name,
            UnreadCause.UnknownFormat,
            root.Has("WordDocument") ? "ett Word-dokument i det gamla formatet (.doc), som inte kan läsas,"
                : root.Has("Workbook") || root.Has("Book") ? "ett Excel-ark i det gamla formatet (.xls), som inte kan läsas,"
                : root.Has("PowerPoint Document") ? "en PowerPoint-presentation i det gamla formatet (.ppt), som inte kan läsas,"
                : null
        );
        return null;
    }

    private static bool IsLocked(CompoundFolder root)
    {
        if (root.Read("WordDocument") is { Length: > 12 } word)
        {
            return (word[11] & 1) != 0; // fEncrypted ([MS-DOC] FibBase)
        }
        if (root.Has("PowerPoint Document"))
        {
            return root.Has("EncryptedSummary");
        }
        var book = (root.Read("Workbook") ?? root.Read("Book") ?? []).AsSpan();
        for (var records = 0; book.Length >= 4 && records < 20; records++)
        {
            if (book[0] == 0x2F && book[1] == 0)
            {
                return true; // FilePass ([MS-XLS])
            }
            book = book[Math.Min(book.Length, 4 + (book[2] | book[3] << 8))..];
        }
        return false;
    }

    private string? Outlook(string name, OutlookFile message, int depth, ref UnreadCause? cause)
    {
        if (IsTooDeep(depth, ref cause))
        {
            return null;
        }
        var body = message.Body(limits.AttachmentText);
        if (body.Cut)
        {
            cause = UnreadCause.TooLarge;
        }
        try
        {
            foreach (var attached in message.Attachments())
            {
                ct.ThrowIfCancellationRequested();
                if (Full())
                {
                    break;
                }
                AddOutlook(attached, name, depth + 1);
            }
        }
        catch (InvalidDataException)
        {
            cause = UnreadCause.Damaged; // some of what is attached; the letter itself could be read
        }
        return Heading(VisibleText.Line(message.Subject), VisibleText.Line(message.From), VisibleText.Line(message.To)) + body.Text;
    }

    private void AddOutlook(OutlookAttachment attached, string container, int depth)
    {
        var name = NameOf(attached.Name, attached.Type);
        using var intake = new Intake(limits.AttachmentBytes);
        if (attached.Message is not { } message)
        {
            intake.Write(attached.Bytes);
            Add(name, attached.Type, null, intake, attached.ContentId is not null && attached.Type.StartsWith("image/", StringComparison.Ordinal), attached.ContentId, container, depth);
            if (attached.Elsewhere)
            {
                Miss(name, UnreadCause.UnknownFormat, "en länk till en fil någon annanstans");
            }
            else if (attached.Foreign)
            {
                Miss(name, UnreadCause.UnknownFormat);
            }
            return;
        }
        foreach (var bytes in message.Bytes())
        {
            intake.Write(bytes);
        }
        var place = Attachments.Count;
        Attachments.Add(new Attachment(name, attached.Type, intake.Length, intake.Sha256, false, attached.ContentId, null, Container: container));
        UnreadCause? cause = null;
        string? text = null;
        try
        {
            text = Outlook(name, message, depth, ref cause);
        }
        catch (InvalidDataException)
        {
            cause = UnreadCause.Damaged;
        }
        if (cause is { } missed)
        {
            Miss(name, missed);
        }
        Settle(place, name, text);
    }
}
