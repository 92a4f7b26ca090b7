using System.ComponentModel.DataAnnotations;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Microsoft365;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>How far the categories on the message have come.</summary>
public enum MarkingState
{
    /// <summary>Nothing is to be marked.</summary>
    None,

    /// <summary>Waits, or is tried again.</summary>
    Pending,

    /// <summary>The categories stand on the message.</summary>
    Done,

    /// <summary>Given up; the registration stands all the same.</summary>
    Failed,
}

/// <summary>What has become of the copy to the registrar's mailbox.</summary>
public enum MailCopyState
{
    /// <summary>Sent, with the original as an attached file.</summary>
    Sent,

    /// <summary>Sent without the original, which is too large: with a link to it in the queue.</summary>
    Link,

    /// <summary>The message may not be sent by e-mail. Never sent.</summary>
    Barred,

    /// <summary>Microsoft 365 refused it. The registration stands all the same.</summary>
    Failed,

    /// <summary>On its way, or the answer was lost: it may have arrived. Never sent anew.</summary>
    Uncertain,
}

/// <summary>The copy to the registrar's mailbox.</summary>
/// <param name="State">How it went.</param>
/// <param name="Reason">Why it is barred, in plain Swedish.</param>
/// <param name="Citation">The sentence of the guideline that bars it.</param>
public sealed record MailCopy(MailCopyState State, string? Reason = null, Citation? Citation = null);

/// <summary>What a person sees of a registration. Whoever may not see a restricted one learns only that the message is registered: state and
/// <paramref name="Restricted"/> are told, all that can be null is null.</summary>
/// <param name="Id">Names the registration.</param>
/// <param name="Version">Sent back with every change.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Authority">Diary series of the authority, for example <c>BYN</c>.</param>
/// <param name="Mailbox">The mailbox that it was sent from; null for an uploaded file.</param>
/// <param name="Title">Subject of the message; null when hidden from you.</param>
/// <param name="Restricted">Has findings: opened by a logged click only.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Uploaded">From a file, not from a mailbox.</param>
/// <param name="Comment">The sender's words to the registrar.</param>
/// <param name="ClaimedBy">The registrar who has it.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="Marking">The categories on the message.</param>
/// <param name="DueOn">Last day to register it.</param>
/// <param name="MayWithdraw">You may take it back, now.</param>
/// <param name="MailCopy">The copy to the registrar's mailbox; null where the municipality wants none, or when hidden from you.</param>
/// <param name="Answered">A registered message answers it; null while none does, or when hidden from you.</param>
/// <param name="Delivery">How its way to the diary in another system goes; null where Varamail's own diary has it, or when hidden from you.</param>
public sealed record RegistrationView(
    Guid Id,
    int Version,
    RegistrationState State,
    string Authority,
    string? Mailbox,
    string? Title,
    bool Restricted,
    Person? CreatedBy,
    DateTimeOffset? CreatedAt,
    bool Uploaded,
    string? Comment,
    Person? ClaimedBy,
    Outcome? Outcome,
    MarkingState Marking,
    DateOnly? DueOn,
    bool MayWithdraw,
    MailCopy? MailCopy,
    Answered? Answered,
    DeliveryStanding? Delivery
);

/// <summary>What was decided about a registration.</summary>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Comment">The registrar's words, or the reason.</param>
/// <param name="Authority">Where it was redirected.</param>
/// <param name="CaseNumber">The case, for example <c>BYN 2026/1</c>.</param>
/// <param name="DiaryNumber">The document, for example <c>BYN 2026/1-2</c>.</param>
/// <param name="System">The personal file's or other system that it was handed to.</param>
/// <param name="Reference">What it is called there; null until the receipt has come.</param>
public sealed record Outcome(
    Person By,
    DateTimeOffset At,
    string? Comment,
    string? Authority,
    string? CaseNumber,
    string? DiaryNumber,
    string? System,
    string? Reference
);

/// <summary>The registration of a message, if there is one.</summary>
/// <param name="Registration">Null when nobody has sent it.</param>
/// <param name="OtherContent">A registration of a message that has the same internet message id but says something else.</param>
public sealed record RegistrationLookup(RegistrationView? Registration, RegistrationView? OtherContent);

/// <summary>Registrations of one's own, the newest first.</summary>
public sealed record RegistrationPage(IReadOnlyList<RegistrationView> Items, int Total);

/// <summary>Sends a message to the registrar.</summary>
/// <param name="Item">The message.</param>
/// <param name="Fingerprint">What the assessment said; 409 <c>itemChanged</c> when the message says something else now.</param>
/// <param name="Comment">To the registrar.</param>
/// <param name="Authority">Diary series; the mailbox's own when not given.</param>
public sealed record SendRequest(
    [Required] ItemRef Item,
    [Required, StringLength(128)] string Fingerprint,
    [StringLength(2000)] string? Comment = null,
    [StringLength(20)] string? Authority = null
);

/// <summary>Enters a message in the diary at once.</summary>
/// <param name="Item">The message.</param>
/// <param name="Fingerprint">What the assessment said.</param>
/// <param name="Entry">What the diary shall say.</param>
/// <param name="Authority">Diary series; the mailbox's own when not given.</param>
public sealed record EnterNowRequest(
    [Required] ItemRef Item,
    [Required, StringLength(128)] string Fingerprint,
    [Required] EntryRequest Entry,
    [StringLength(20)] string? Authority = null
);

/// <summary>Mails a message on.</summary>
/// <param name="Item">The message.</param>
/// <param name="Fingerprint">What the assessment said.</param>
/// <param name="To">Addresses; <c>registrar</c> means the registrar's mailbox.</param>
/// <param name="Comment">To the receivers.</param>
public sealed record ForwardRequest(
    [Required] ItemRef Item,
    [Required, StringLength(128)] string Fingerprint,
    [Required, MinLength(1), MaxLength(20)] IReadOnlyList<string> To,
    [StringLength(2000)] string? Comment = null
);
