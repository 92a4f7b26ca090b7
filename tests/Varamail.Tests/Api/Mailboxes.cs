using System.Collections.Concurrent;
using System.Text;
using MimeKit;
using Varamail.Api.Microsoft365;

namespace Varamail.Tests.Api;

/// <summary>Mailboxes in memory, with the faults that real ones have.</summary>
internal sealed class Mailboxes : IMailboxes, IMailboxMarking
{
    private readonly ConcurrentDictionary<ItemRef, byte[]> messages = new();

    public ConcurrentDictionary<ItemRef, HashSet<string>> Categories { get; } = new();
    public ConcurrentQueue<(ItemRef Item, IReadOnlyList<string> To)> Forwarded { get; } = new();

    public ConcurrentQueue<NewLetter> Sent { get; } = new();

    /// <summary>How many times a message was marked.</summary>
    public int Markings => markings;

    private int markings;

    private readonly ConcurrentDictionary<ItemRef, SentItem> sentItems = new();

    /// <summary>What a mailbox answers when its Sent Items are listed, when set.</summary>
    public Func<string, MailboxProblem?>? SentFault { get; set; }

    /// <summary>How many times somebody looked in Sent Items.</summary>
    public int SentLists => sentLists;

    private int sentLists;

    /// <summary>Every read answers this, when set.</summary>
    public MailboxProblem? Fault { get; set; }

    /// <summary>Every marking answers this, when set.</summary>
    public MailboxProblem? MarkingFault { get; set; }

    /// <summary>Happens in each marking after the categories were read and before they are written, when set.</summary>
    public Func<ItemRef, Task>? BetweenReadAndWrite { get; set; }

    /// <summary>Every read throws this, when set: what nobody expected.</summary>
    public Exception? Throws { get; set; }

    /// <summary>The stream breaks after so many bytes, when set.</summary>
    public int? BreaksAfter { get; set; }

    public ItemRef Put(string mailbox, string message) => Put(mailbox, Encoding.UTF8.GetBytes(message));

    public ItemRef Put(string mailbox, byte[] message)
    {
        var item = new ItemRef(mailbox, Guid.NewGuid().ToString("N"));
        messages[item] = message;
        return item;
    }

    public void Replace(ItemRef item, string message) => messages[item] = Encoding.UTF8.GetBytes(message);

    public void Delete(ItemRef item) => messages.TryRemove(item, out _);

    public byte[] BytesOf(ItemRef item) => messages[item];

    public Task<MailboxResult<MailItem>> FindAsync(ItemRef item, CancellationToken ct)
    {
        if (Throws is not null)
            throw Throws;
        if (Fault is not null)
            return Task.FromResult<MailboxResult<MailItem>>(Fault);
        if (!messages.TryGetValue(item, out var bytes))
            return Task.FromResult<MailboxResult<MailItem>>(new MailboxProblem(MailboxFailure.NotFound));
        var id = Encoding.UTF8.GetString(bytes).Split('\n').FirstOrDefault(l => l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))?[11..].Trim();
        return Task.FromResult<MailboxResult<MailItem>>(
            new MailItem(item.Mailbox, item.ItemId, id, null, new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero), [], bytes.Length)
        );
    }

    public Task<MailboxResult<Stream>> OpenOriginalAsync(ItemRef item, CancellationToken ct) =>
        Task.FromResult<MailboxResult<Stream>>(
            BreaksAfter is { } length ? new BreakingStream(messages[item][..length]) : new MemoryStream(messages[item])
        );

    /// <summary>Lays a message in Sent Items.</summary>
    /// <param name="mailbox">Whose.</param>
    /// <param name="message">The message.</param>
    /// <param name="at">When it was sent.</param>
    /// <param name="listsHeaders">As Graph lists them for some shared mailboxes.</param>
    public ItemRef PutSent(string mailbox, string message, DateTimeOffset at, bool listsHeaders = false)
    {
        var item = Put(mailbox, message);
        using MemoryStream bytes = new(messages[item]);
        var mime = MimeMessage.Load(bytes);
        var recipients = mime.To.Mailboxes.Concat(mime.Cc.Mailboxes).Concat(mime.Bcc.Mailboxes).Select(m => m.Address);
        var headers = listsHeaders ? mime.Headers.Select(h => new KeyValuePair<string, string>(h.Field, h.Value)).ToList() : null;
        sentItems[item] = new SentItem(item.ItemId, mime.MessageId, mime.Subject ?? "", at, [.. recipients], headers);
        return item;
    }

    public Task<MailboxResult<IReadOnlyList<SentItem>>> ListSentAsync(string mailbox, DateTimeOffset since, CancellationToken ct)
    {
        Interlocked.Increment(ref sentLists);
        if (SentFault?.Invoke(mailbox) is { } fault)
            return Task.FromResult<MailboxResult<IReadOnlyList<SentItem>>>(fault);
        var found = sentItems.Where(i => i.Key.Mailbox == mailbox && i.Value.SentAt >= since).Select(i => i.Value).OrderByDescending(i => i.SentAt);
        return Task.FromResult(new MailboxResult<IReadOnlyList<SentItem>>([.. found], null));
    }

    public Task<MailboxResult<string>> LendAsync(CancellationToken ct) => Task.FromResult<MailboxResult<string>>("Bearer lent");

    public Task<MailboxResult<bool>> ForwardAsync(ItemRef item, IReadOnlyList<string> to, string? comment, CancellationToken ct)
    {
        Forwarded.Enqueue((item, to));
        return Task.FromResult<MailboxResult<bool>>(true);
    }

    public Task<MailboxResult<bool>> SendAsync(NewLetter letter, CancellationToken ct)
    {
        Sent.Enqueue(letter);
        return Task.FromResult<MailboxResult<bool>>(true);
    }

    public Task<MailboxResult<bool>> MarkAsync(
        ItemRef item,
        IReadOnlyList<string> addCategories,
        IReadOnlyList<string> removeCategories,
        CancellationToken ct
    )
    {
        if (MarkingFault is not null)
            return Task.FromResult<MailboxResult<bool>>(MarkingFault);
        return WriteAsync();

        // As Graph's categories are: read, and written whole a moment later.
        async Task<MailboxResult<bool>> WriteAsync()
        {
            var read = Categories.GetValueOrDefault(item) ?? [];
            if (BetweenReadAndWrite is { } between)
                await between(item);
            Categories[item] = [.. read.Except(removeCategories).Union(addCategories)];
            Interlocked.Increment(ref markings);
            return true;
        }
    }

    /// <summary>Where messages were moved to.</summary>
    public ConcurrentDictionary<ItemRef, MailboxFolder> Folders { get; } = new();

    public Task<MailboxResult<bool>> MoveAsync(ItemRef item, MailboxFolder folder, CancellationToken ct)
    {
        if (MarkingFault is not null)
            return Task.FromResult<MailboxResult<bool>>(MarkingFault);
        Folders[item] = folder;
        return Task.FromResult<MailboxResult<bool>>(true);
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
