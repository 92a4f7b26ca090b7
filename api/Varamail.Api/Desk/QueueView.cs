using System.ComponentModel.DataAnnotations;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Guideline;

namespace Varamail.Api.Desk;

/// <summary>One message in the queue.</summary>
/// <param name="Id">Of the registration.</param>
/// <param name="Version">Sent back with every change.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="Mailbox">Where it lies; null for an uploaded file.</param>
/// <param name="Restricted">Opened by a logged click only.</param>
/// <param name="Opened">You have opened it, so you see what it says.</param>
/// <param name="Subject">Null when restricted and not opened by you.</param>
/// <param name="From">The writer; null when restricted and not opened by you.</param>
/// <param name="ReceivedAt">When it reached the mailbox.</param>
/// <param name="Direction">Seen from the mailbox.</param>
/// <param name="Attachments">How many.</param>
/// <param name="Handling">The verdict when it was sent here.</param>
/// <param name="Sensitivity">The highest that anything in it reaches.</param>
/// <param name="CreatedBy">The official who sent it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Comment">To the registrar; null when restricted and not opened by you.</param>
/// <param name="Uploaded">From a file, not from a mailbox.</param>
/// <param name="ClaimedBy">Who has it.</param>
/// <param name="ClaimedAt">Since when.</param>
/// <param name="TakenOverFrom">Name of the colleague from whom it was taken over.</param>
/// <param name="Signals">What else somebody must know: a threat, a request for documents …</param>
/// <param name="Whistleblowing">A report under the whistleblowing act: seen by the few who receive them.</param>
/// <param name="DueOn">Last day to register it.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="Marking">The categories on the message.</param>
/// <param name="Delivery">How its way to the diary in another system goes; null where Varamail's own diary has it.</param>
public sealed record QueueItem(
    Guid Id,
    int Version,
    RegistrationState State,
    string Authority,
    string? Mailbox,
    bool Restricted,
    bool Opened,
    string? Subject,
    Correspondent? From,
    DateTimeOffset ReceivedAt,
    Direction Direction,
    int Attachments,
    Handling Handling,
    Sensitivity Sensitivity,
    Person CreatedBy,
    DateTimeOffset CreatedAt,
    string? Comment,
    bool Uploaded,
    Person? ClaimedBy,
    DateTimeOffset? ClaimedAt,
    string? TakenOverFrom,
    IReadOnlyList<Signal> Signals,
    bool Whistleblowing,
    DateOnly DueOn,
    Outcome? Outcome,
    MarkingState Marking,
    DeliveryStanding? Delivery
);

/// <summary>Somebody who writes or is written to.</summary>
/// <param name="Name">As displayed; empty when none is given.</param>
/// <param name="Address">Empty when unreadable.</param>
public sealed record Correspondent(string Name, string Address);

/// <summary>A page of the queue.</summary>
/// <param name="Items">The most urgent first.</param>
/// <param name="Total">How many the filter finds.</param>
/// <param name="Next">Names the place after the last item, for <c>after</c>; null at the end. It holds when others add and decide meanwhile.</param>
/// <param name="Counts">How many per state, in the authorities that you serve.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, int Total, string? Next, QueueCounts Counts);

/// <summary>How many registrations stand in each state, in the authorities that you serve.</summary>
/// <param name="Queued">Wait for anybody.</param>
/// <param name="Claimed">Taken by somebody.</param>
/// <param name="Delivering">On their way to the diary in another system.</param>
/// <param name="Entered">Stand in the diary.</param>
/// <param name="Returned">Went back to the official.</param>
/// <param name="Redirected">Went to another authority.</param>
/// <param name="NotRegistered">Are not to be registered.</param>
/// <param name="AwaitingReceipt">Handed to another system, whose receipt is awaited.</param>
/// <param name="Filed">Stand in another system.</param>
/// <param name="Mine">Of those taken: by you.</param>
/// <param name="Restricted">Of those that wait or are taken: restricted.</param>
/// <param name="Due">Of those that wait or are taken: to be registered today, or late.</param>
/// <param name="Whistleblowing">Of those that wait or are taken: reports under the whistleblowing act.</param>
public sealed record QueueCounts(
    int Queued,
    int Claimed,
    int Delivering,
    int Entered,
    int Returned,
    int Redirected,
    int NotRegistered,
    int AwaitingReceipt,
    int Filed,
    int Mine,
    int Restricted,
    int Due,
    int Whistleblowing
);

/// <summary>A message in the queue, opened.</summary>
/// <param name="Item">What the list says.</param>
/// <param name="Restricted">Opened by a logged click only.</param>
/// <param name="Content">Null when restricted and not opened by you, or when the bytes have been deleted.</param>
/// <param name="OtherContent">Registrations of messages with the same internet message id that say something else.</param>
/// <param name="Chosen">Where its sender wanted it, when it was sent for the diary; null otherwise, and with <paramref name="Content"/>.</param>
public sealed record QueueDetail(
    QueueItem Item,
    bool Restricted,
    QueueContent? Content,
    IReadOnlyList<RegistrationView> OtherContent,
    SentChoice? Chosen
);

/// <summary>What a message says.</summary>
/// <param name="Subject">Empty when it has none.</param>
/// <param name="To">Receivers.</param>
/// <param name="Cc">Copies.</param>
/// <param name="Date">When the sender says that it was sent.</param>
/// <param name="Html">Cleaned: no scripts, no forms, nothing fetched from elsewhere. Null when there is none.</param>
/// <param name="Text">Plain text, on which the findings' offsets count.</param>
/// <param name="Headers">Every header field.</param>
/// <param name="Attachments">Files and attached messages.</param>
/// <param name="Assessment">The judgement, made anew from the original.</param>
/// <param name="Sha256">Of the original.</param>
public sealed record QueueContent(
    string Subject,
    IReadOnlyList<Correspondent> To,
    IReadOnlyList<Correspondent> Cc,
    DateTimeOffset? Date,
    string? Html,
    string Text,
    IReadOnlyList<Header> Headers,
    IReadOnlyList<QueueAttachment> Attachments,
    Assessment Assessment,
    string Sha256
);

/// <summary>One header field.</summary>
public sealed record Header(string Name, string Value);

/// <summary>An attached file.</summary>
/// <param name="Index">Names it in <c>/attachments/{index}</c>.</param>
/// <param name="Name">File name.</param>
/// <param name="ContentType">As declared.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Inline">Shown in the body, such as a logotype.</param>
/// <param name="Container">Name of the attachment that holds it.</param>
/// <param name="Downloadable">Can be fetched by itself.</param>
public sealed record QueueAttachment(
    int Index,
    string Name,
    string ContentType,
    long Size,
    string Sha256,
    bool Inline,
    string? Container,
    bool Downloadable
);

/// <summary>Opens a restricted item. Who, when and why is logged.</summary>
/// <param name="Reason">Why it must be read.</param>
public sealed record OpenRequest([Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <summary>Takes a message.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="TakeOver">Also from a colleague who has it.</param>
public sealed record ClaimRequest(int Version, bool TakeOver = false);

/// <summary>Changes a registration.</summary>
/// <param name="Version">The one that you saw.</param>
public sealed record ChangeRequest(int Version);

/// <summary>Returns a message to the official.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Comment">What the official shall do.</param>
public sealed record ReturnRequest(int Version, [Required, StringLength(2000, MinimumLength = 1)] string Comment);

/// <summary>Sends a message on to another authority's queue.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="Comment">To the other registrar.</param>
public sealed record RedirectRequest(
    int Version,
    [Required, StringLength(20, MinimumLength = 1)] string Authority,
    [StringLength(2000)] string? Comment = null
);

/// <summary>Decides that a message isn't to be registered.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Reason">Why.</param>
public sealed record NotRegisterRequest(int Version, [Required, StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>Says that a message belongs in a personal file or another system.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="System">What people call it, for example ”Treserva, personakt”.</param>
/// <param name="Reference">What it is called there: the receipt. Without one the message stays due until it is confirmed.</param>
public sealed record FileRequest(
    int Version,
    [Required, StringLength(100, MinimumLength = 1)] string System,
    [StringLength(100)] string? Reference = null
);

/// <summary>Confirms that another system has the message.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Reference">What it is called there.</param>
public sealed record ReceiptRequest(int Version, [Required, StringLength(100, MinimumLength = 1)] string Reference);

/// <summary>Moves a document that was just entered to another case: the old entry stays, voided.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Case">Where it belongs.</param>
public sealed record MoveRequest(int Version, [Required] Diary.CaseChoice Case);
