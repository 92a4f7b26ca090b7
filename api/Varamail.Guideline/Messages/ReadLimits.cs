namespace Varamail.Guideline.Messages;

/// <summary>How much of a message is read. What lies beyond a limit is reported as <see cref="Unread"/>, never silently skipped.</summary>
public sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    /// <summary>Levels of nesting: a file in an archive in an attached message is three. Deeper ones are <see cref="UnreadCause.TooDeep"/>.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Attachments listed, nested ones included; the rest is one <see cref="UnreadCause.TooLarge"/>.</summary>
    public int Attachments { get; init; } = 1_000;

    /// <summary>Entries of one archive; a larger one is not opened.</summary>
    public int ArchiveEntries { get; init; } = 10_000;

    /// <summary>Bytes of one attachment, decoded or unpacked, whose text is sought. Size and hash are always those of the whole.</summary>
    public long AttachmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes unpacked out of archives, Office files and compressed S/MIME, over the whole message.</summary>
    public long UnpackedBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Unpacked bytes per packed byte of one entry above which it is taken for a bomb, once it is past one megabyte.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>UTF-16 units of the body's text.</summary>
    public int BodyText { get; init; } = 24 * 1024 * 1024;

    /// <summary>UTF-16 units of one attachment's text.</summary>
    public int AttachmentText { get; init; } = 2 * 1024 * 1024;

    /// <summary>UTF-16 units of all attachments' text together.</summary>
    public int AllAttachmentText { get; init; } = 8 * 1024 * 1024;

    /// <summary>Header fields read, and addresses of one field.</summary>
    public int Headers { get; init; } = 2_000;

    /// <summary>Bytes of one header field; a longer one is cut.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Pages of all PDF files together.</summary>
    public int Pages { get; init; } = 500;

    /// <summary>For one PDF, whose cost its size doesn't tell; it and the message's other PDF files are then <see cref="UnreadCause.TooLarge"/>.</summary>
    public TimeSpan PdfTime { get; init; } = TimeSpan.FromSeconds(1.5);
}
