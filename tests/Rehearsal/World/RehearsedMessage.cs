using MimeKit;

namespace Varamail.Rehearsal;

/// <summary>A message as it lies in a mailbox: bytes that nobody alters, and what Exchange keeps beside them.</summary>
public sealed class RehearsedMessage
{
    private readonly Func<Stream> open;
    private readonly Lazy<MimeMessage> mime;

    internal RehearsedMessage(string immutableId, Func<Stream> open, long size, DateTimeOffset receivedAt)
    {
        (ImmutableId, this.open, Size, ReceivedAt) = (immutableId, open, size, receivedAt);
        mime = new(() =>
        {
            using var bytes = Open();
            return MimeMessage.Load(bytes);
        });
    }

    /// <summary>Graph's id that survives a move.</summary>
    public string ImmutableId { get; }

    /// <summary>Graph's ordinary id; a move changes it. Office.js writes it with '/' for '-' and '+' for '_'.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Id of the folder: <c>inbox</c>, <c>sentitems</c> … or of a folder of one's own.</summary>
    public string Folder { get; internal set; } = "inbox";

    public DateTimeOffset ReceivedAt { get; internal set; }

    public long Size { get; }

    public bool IsRead { get; internal set; }

    public IReadOnlyList<string> Categories { get; internal set; } = [];

    /// <summary>File name in the corpus; null for mail that came later.</summary>
    public string? CorpusFile { get; init; }

    /// <summary>Rises with every change: Graph's changeKey.</summary>
    public int Version { get; internal set; } = 1;

    public Stream Open() => open();

    /// <summary>Parsed once. Messages that are no mail at all give an empty one.</summary>
    public MimeMessage Mime
    {
        get
        {
            try
            {
                return mime.Value;
            }
            catch (FormatException)
            {
                return new MimeMessage();
            }
        }
    }

    /// <summary>For whoever isn't alone: MimeKit reads addresses and contents first when they are asked for, and for one caller at a time.</summary>
    public T Read<T>(Func<MimeMessage, T> look)
    {
        lock (mime)
        {
            return look(Mime);
        }
    }
}

/// <summary>Where the copy lies of what was sent from a shared mailbox (MessageCopyForSentAsEnabled and the way in which it was opened).</summary>
public enum SentCopy
{
    Shared,
    Own,
    Both,
}

/// <summary>A folder of a mailbox.</summary>
/// <param name="Id">Well-known name, or an id.</param>
/// <param name="Name">Shown to people.</param>
public sealed record RehearsedFolder(string Id, string Name);

/// <summary>A category of a mailbox' master list.</summary>
/// <param name="Id">Graph's id.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Color">Graph's name of the colour: <c>preset0</c> …</param>
public sealed record RehearsedCategory(string Id, string Name, string Color);
