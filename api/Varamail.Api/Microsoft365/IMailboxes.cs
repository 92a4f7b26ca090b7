using System.ComponentModel.DataAnnotations;

namespace Varamail.Api.Microsoft365;

/// <summary>A message in a mailbox. Travels in request bodies, never in paths: neither addresses nor ids may reach a log.</summary>
/// <param name="Mailbox">Address of the mailbox.</param>
/// <param name="ItemId">The item's REST id, as Office.js gives it through <c>convertToRestId</c>.</param>
public sealed record ItemRef([Required, StringLength(320)] string Mailbox, [Required, StringLength(1024)] string ItemId);

/// <summary>What a mailbox tells about a message without its content.</summary>
/// <param name="Mailbox">Address of the mailbox.</param>
/// <param name="ItemId">Immutable id.</param>
/// <param name="InternetMessageId">As the message has it; null when it has none.</param>
/// <param name="Subject">Null when empty.</param>
/// <param name="ReceivedAt">When it reached the mailbox.</param>
/// <param name="Categories">Names of its categories.</param>
/// <param name="Size">In bytes, as the mailbox counts; null when unknown.</param>
internal sealed record MailItem(
    string Mailbox,
    string ItemId,
    string? InternetMessageId,
    string? Subject,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<string> Categories,
    long? Size
);

/// <summary>Why a mailbox gave no answer.</summary>
internal enum MailboxFailure
{
    NotFound,
    Denied,
    Busy,
    Unavailable,
    SignInExpired,
    TooLarge,
}

/// <summary>Why a mailbox gave no answer, and what to do about it.</summary>
/// <param name="Failure">Why.</param>
/// <param name="RetryAfter">When to ask again.</param>
/// <param name="Claims">What the next sign-in must ask Entra ID for (a claims challenge); MSAL takes it as it stands.</param>
internal sealed record MailboxProblem(MailboxFailure Failure, TimeSpan? RetryAfter = null, string? Claims = null);

/// <summary>What a mailbox answered: a value, or why there is none.</summary>
internal sealed record MailboxResult<T>(T? Value, MailboxProblem? Problem)
{
    public static implicit operator MailboxResult<T>(T value) => new(value, null);

    public static implicit operator MailboxResult<T>(MailboxProblem problem) => new(default, problem);
}

/// <summary>A letter of our own.</summary>
/// <param name="To">The receiver's address.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Original">A message that goes with it as an attached file, of at most <see cref="LargestAttachment"/> bytes.</param>
internal sealed record NewLetter(string To, string Subject, string Text, Stream? Original = null)
{
    /// <summary>Graph takes attachments of up to 3 MB in one request, which base64 swells to the 4 MB that a request may be
    /// (https://learn.microsoft.com/graph/outlook-large-attachments).</summary>
    public const long LargestAttachment = 3_000_000;
}

/// <summary>A message in Sent Items, without its content.</summary>
/// <param name="ItemId">Immutable id.</param>
/// <param name="InternetMessageId">As the message has it; null when it has none.</param>
/// <param name="Subject">Empty when it has none.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Recipients">Addresses of To, Cc and Bcc.</param>
/// <param name="Headers">Its header fields; null where the mailbox lists none, as for one's own Sent Items.</param>
internal sealed record SentItem(
    string ItemId,
    string? InternetMessageId,
    string Subject,
    DateTimeOffset SentAt,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<KeyValuePair<string, string>>? Headers
);

/// <summary>The right that a scope works with which belongs to no call: somebody's, lent in a call of hers, or the application's own. In a call
/// nothing is borrowed: there it is the signed-in person's.</summary>
internal sealed class BorrowedRight
{
    public string? Header { get; private set; }

    public bool IsTheApplications { get; private set; }

    public void Borrow(string header) => Header = header;

    public void BeTheApplications() => IsTheApplications = true;
}

/// <summary>Mailboxes, on behalf of the signed-in person: what she may not read, we can't either.</summary>
internal interface IMailboxes
{
    /// <summary>What was sent from a mailbox since a moment, the newest first.</summary>
    Task<MailboxResult<IReadOnlyList<SentItem>>> ListSentAsync(string mailbox, DateTimeOffset since, CancellationToken ct);

    /// <summary>The person's right to read, good for about an hour (see <see cref="BorrowedRight"/>).</summary>
    Task<MailboxResult<string>> LendAsync(CancellationToken ct);

    Task<MailboxResult<MailItem>> FindAsync(ItemRef item, CancellationToken ct);

    /// <summary>The message's bytes as the mailbox gives them, streamed.</summary>
    Task<MailboxResult<Stream>> OpenOriginalAsync(ItemRef item, CancellationToken ct);

    /// <summary>Sends the original on as an attached file.</summary>
    Task<MailboxResult<bool>> ForwardAsync(ItemRef item, IReadOnlyList<string> to, string? comment, CancellationToken ct);

    /// <summary>Sends a letter from the person's own mailbox, in one request: it left or it didn't.</summary>
    Task<MailboxResult<bool>> SendAsync(NewLetter letter, CancellationToken ct);
}

/// <summary>Categories on messages, and their folders, with the application's own permission in named mailboxes.</summary>
internal interface IMailboxMarking
{
    Task<MailboxResult<bool>> MarkAsync(
        ItemRef item,
        IReadOnlyList<string> addCategories,
        IReadOnlyList<string> removeCategories,
        CancellationToken ct
    );

    /// <summary>Moves a message to a folder that every mailbox has. Done anew it changes nothing.</summary>
    Task<MailboxResult<bool>> MoveAsync(ItemRef item, MailboxFolder folder, CancellationToken ct);
}

/// <summary>Folders that every mailbox has (https://learn.microsoft.com/graph/api/resources/mailfolder).</summary>
internal enum MailboxFolder
{
    Archive,

    /// <summary>From there people, or the municipality's retention policy, delete for good.</summary>
    DeletedItems,
}
