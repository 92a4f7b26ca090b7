using Varamail.Guideline;

namespace Varamail.Rehearsal;

/// <summary>A mailbox with its folders, mail and categories. Safe for several callers at once.</summary>
public sealed class RehearsedMailbox
{
    private readonly Lock gate = new();
    private readonly List<RehearsedMessage> messages = [];
    private readonly List<RehearsedCategory> categories =
    [
        new("7d1b0a52-5a8e-4a55-9d43-2f8f6a1c0001", "Röd kategori", "preset0"),
        new("7d1b0a52-5a8e-4a55-9d43-2f8f6a1c0002", "Blå kategori", "preset7"),
    ];
    private int made;

    internal RehearsedMailbox(Mailbox entry, IReadOnlyList<string> members)
    {
        Entry = entry;
        Members = members;
    }

    /// <summary>From the municipality's directory.</summary>
    public Mailbox Entry { get; }

    public string Address => Entry.Address;

    public string Name => Entry.Name;

    public string Oid => Ids.Of(Address);

    /// <summary>Addresses of the people who may open it: the owner, or a shared mailbox' department.</summary>
    public IReadOnlyList<string> Members { get; }

    public IReadOnlyList<RehearsedFolder> Folders { get; } =
    [
        new("inbox", "Inkorg"),
        new("drafts", "Utkast"),
        new("sentitems", "Skickat"),
        new("archive", "Arkiv"),
        new("junkemail", "Skräppost"),
        new("deleteditems", "Borttaget"),
    ];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RehearsedMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages.OrderByDescending(m => m.ReceivedAt).ThenBy(m => m.ImmutableId, StringComparer.Ordinal)];
            }
        }
    }

    public IReadOnlyList<RehearsedCategory> MasterCategories
    {
        get
        {
            lock (gate)
            {
                return [.. categories];
            }
        }
    }

    /// <summary>Raised after any change of mail or categories.</summary>
    public event EventHandler? Changed;

    /// <param name="id">An ordinary or immutable id of Graph, or Office.js' own form.</param>
    public RehearsedMessage? Find(string id)
    {
        var rest = id.Replace('/', '-').Replace('+', '_');
        lock (gate)
        {
            return messages.Find(m => m.Id == rest || m.ImmutableId == rest);
        }
    }

    /// <summary>Lays a message in a folder; its bytes stay as they are.</summary>
    public RehearsedMessage Add(byte[] bytes, DateTimeOffset receivedAt, string folder = "inbox", string? corpusFile = null) =>
        Add(() => new MemoryStream(bytes, writable: false), bytes.Length, receivedAt, folder, corpusFile);

    /// <summary>As <see cref="Add(byte[],DateTimeOffset,string,string?)"/>, for messages too large to hold in memory.</summary>
    public RehearsedMessage Add(Func<Stream> open, long size, DateTimeOffset receivedAt, string folder = "inbox", string? corpusFile = null)
    {
        RehearsedMessage message;
        lock (gate)
        {
            var name = $"{++made}";
            message = new(Ids.Item("AAkALgAA", Address, name), open, size, receivedAt)
            {
                CorpusFile = corpusFile,
                Folder = folder,
                Id = Ids.Item("AAMkAD", Address, name, folder),
                IsRead = folder is "sentitems" or "drafts",
            };
            messages.Add(message);
        }
        Changed?.Invoke(this, EventArgs.Empty);
        return message;
    }

    public void Move(RehearsedMessage message, string folder) =>
        Change(message, m => (m.Folder, m.Id) = (folder, Ids.Item("AAMkAD", Address, m.ImmutableId, folder)));

    public void Delete(RehearsedMessage message)
    {
        lock (gate)
        {
            messages.Remove(message);
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Categorise(RehearsedMessage message, IReadOnlyList<string> names) => Change(message, m => m.Categories = [.. names]);

    public void MarkRead(RehearsedMessage message, bool isRead = true) => Change(message, m => m.IsRead = isRead);

    /// <summary>Adds to the master list; null when the name is there already.</summary>
    public RehearsedCategory? AddMasterCategory(string name, string color)
    {
        lock (gate)
        {
            if (categories.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }
            RehearsedCategory category = new(Guid.NewGuid().ToString(), name, color);
            categories.Add(category);
            return category;
        }
    }

    internal void Change(RehearsedMessage message, Action<RehearsedMessage> change)
    {
        lock (gate)
        {
            change(message);
            message.Version++;
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
