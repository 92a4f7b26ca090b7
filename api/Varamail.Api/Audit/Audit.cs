using Varamail.Api.Registrations;

namespace Varamail.Api.Audit;

/// <summary>What somebody did. The names go into the chain: one that was used is never renamed.</summary>
public enum AuditAct
{
    /// <summary>Put a message in a queue.</summary>
    Sent,

    /// <summary>It came from another authority's queue; the detail is that authority.</summary>
    Arrived,

    /// <summary>Took an item.</summary>
    Claimed,

    /// <summary>Took an item that a colleague had.</summary>
    TookOver,

    /// <summary>Put an item back.</summary>
    Released,

    /// <summary>Entered it in the diary; the detail is the document's diary number.</summary>
    Entered,

    /// <summary>Decided what the diary shall say and sent it on its way to another system, which is the detail.</summary>
    SentToDiary,

    /// <summary>The other system's receipt came; the detail is the document's diary number there.</summary>
    ArrivedInDiary,

    /// <summary>Confirmed that it stands in the other system; the detail is its diary number there.</summary>
    ConfirmedInDiary,

    /// <summary>Let a delivery be tried anew.</summary>
    RetriedDelivery,

    /// <summary>Took it back from its way to another system, with the reason.</summary>
    GaveUpDelivery,

    /// <summary>Sent it back to the official.</summary>
    Returned,

    /// <summary>Handed it to a personal file or another system, which is the detail; its receipt is awaited.</summary>
    HandedOver,

    /// <summary>It stands in a personal file or another system, which is the detail.</summary>
    Filed,

    /// <summary>Undid a decision; the detail is what it was. A diary entry is voided instead.</summary>
    Undone,

    /// <summary>Sent it on to another authority, which is the detail.</summary>
    Redirected,

    /// <summary>Decided that it isn't to be registered, with the reason.</summary>
    NotRegistered,

    /// <summary>The official took it back.</summary>
    Withdrawn,

    /// <summary>Voided an entry, with the reason; the detail is its diary number.</summary>
    Voided,

    /// <summary>Corrected what the diary says of a document, with the reason; the detail is the fields' names.</summary>
    Corrected,

    /// <summary>Opened a restricted item, with the reason.</summary>
    Opened,

    /// <summary>Read a restricted item again that was opened another day.</summary>
    Read,

    /// <summary>Took out the original or an attached file; the detail says which, by its place.</summary>
    Downloaded,

    /// <summary>Mailed a message on; the detail is <c>registrar</c> or <c>others</c>.</summary>
    Forwarded,

    /// <summary>Was refused to mail a message on; the detail is the sentence of the guideline.</summary>
    ForwardBarred,

    /// <summary>A copy by e-mail to the registrar's mailbox began to leave, or was refused; the detail says which.</summary>
    MailCopied,

    /// <summary>The bytes were deleted: of what was never entered, or of what another system has proven to hold.</summary>
    Discarded,

    /// <summary>Barred that it is removed anywhere, with the reason.</summary>
    Held,

    /// <summary>Lifted that bar, with the reason.</summary>
    HoldLifted,

    /// <summary>Took out the audit trail; the detail is the format and the days.</summary>
    Exported,
}

/// <summary>An act that is about to be appended. Never words of a message: ids and kinds, and the reason that somebody typed where it must be kept.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="By">Who did it.</param>
/// <param name="Authority">Whose registration; null where it is nobody's.</param>
/// <param name="Registration">Which registration.</param>
/// <param name="Detail">An id or a kind.</param>
/// <param name="Reason">Why, as typed.</param>
internal sealed record Act(AuditAct Kind, Person By, string? Authority = null, Guid? Registration = null, string? Detail = null, string? Reason = null)
{
    /// <summary>What nobody ordered: the server's own work.</summary>
    public static readonly Person Varamail = new("", "Varamail", "");

    private static long made;

    /// <summary>One transaction may do things with several registrations: in this order.</summary>
    public long Order { get; } = Interlocked.Increment(ref made);
}

/// <summary>A row of the trail. Appended, never changed: the database refuses, and the hash tells.</summary>
internal sealed class AuditRow
{
    /// <summary>From one, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>To the millisecond, which both databases keep.</summary>
    public required DateTimeOffset At { get; init; }
    public required AuditAct Act { get; init; }
    public required string ById { get; init; }
    public required string ByName { get; init; }
    public string? Authority { get; init; }
    public Guid? Registration { get; init; }
    public string? Detail { get; init; }
    public string? Reason { get; init; }

    /// <summary>Hash of the row before; zeros for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>Of this row; see <see cref="AuditChain"/>.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>How far the trail has come. Whoever appends holds this row until it commits, so that there are neither gaps nor forks.</summary>
internal sealed class AuditHead
{
    public required int Id { get; init; }
    public required long Last { get; init; }
}
