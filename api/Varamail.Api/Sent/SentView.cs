using System.ComponentModel.DataAnnotations;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;

namespace Varamail.Api.Sent;

/// <summary>Asks for cases that a draft may belong to.</summary>
/// <param name="Mailbox">That the draft is sent from.</param>
/// <param name="InReplyTo">Internet message id that it answers; null for a new message.</param>
/// <param name="Numbers">Diary numbers that stand in the draft.</param>
/// <param name="Search">Words of a title, or a number; null: only what the thread and the numbers suggest.</param>
public sealed record CaseQuestion(
    [property: Required, StringLength(320), EmailAddress] string Mailbox,
    [property: StringLength(1000)] string? InReplyTo = null,
    [property: MaxLength(10)] IReadOnlyList<string>? Numbers = null,
    [property: StringLength(200)] string? Search = null
);

/// <summary>Why a case is offered.</summary>
public enum CaseReason
{
    /// <summary>The message that is answered stands in it.</summary>
    Thread,

    /// <summary>Its number stands in the draft.</summary>
    Mentioned,

    /// <summary>It fits what was searched for.</summary>
    Found,
}

/// <summary>A case that a draft may go into.</summary>
/// <param name="Number">For example <c>BYN 2026/1</c>.</param>
/// <param name="Title">As you may read it: the public one where you may not enter.</param>
/// <param name="Reason">Why it is offered.</param>
/// <param name="Enters">True: the sent message is entered at once. False: it waits in the registrar's queue with the case named.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="System">That holds the diary, by the name that people use; null for Varamail's own.</param>
public sealed record OfferedCase(string Number, string Title, CaseReason Reason, bool Enters, string Authority, string? System = null);

/// <summary>A diary that another system holds.</summary>
/// <param name="Authority">Diary series.</param>
/// <param name="Committee">Its name.</param>
/// <param name="System">That holds it, by the name that people use.</param>
/// <param name="CanSearch">False: a case is named by its number, which nobody can check.</param>
/// <param name="IsSilent">It could be searched, but doesn't answer now.</param>
/// <param name="Enters">True: what is sent is entered at once. False: it waits in the registrar's queue.</param>
public sealed record DiaryElsewhere(string Authority, string Committee, string System, bool CanSearch, bool IsSilent, bool Enters);

/// <summary>Cases that a draft may belong to.</summary>
/// <param name="Cases">The thread's own first.</param>
/// <param name="OpensIn">Authorities where a new case may be asked for.</param>
/// <param name="Elsewhere">Diaries that other systems hold.</param>
public sealed record OfferedCases(IReadOnlyList<OfferedCase> Cases, IReadOnlyList<NewCasePlace> OpensIn, IReadOnlyList<DiaryElsewhere> Elsewhere);

/// <summary>An authority where a new case may be asked for.</summary>
/// <param name="Authority">Diary series.</param>
/// <param name="Committee">Its name.</param>
/// <param name="Enters">True: the case is opened at once. False: the registrar is asked to.</param>
public sealed record NewCasePlace(string Authority, string Committee, bool Enters);

/// <summary>Wants a draft in the diary when it has been sent.</summary>
/// <param name="Mailbox">That it is sent from.</param>
/// <param name="Case">An existing case or a new one.</param>
/// <param name="Authority">Diary series of a new case, or of one that another system holds.</param>
/// <param name="Title">What the document is about, for those inside.</param>
/// <param name="PublicTitle">What the public reads; the title itself when not given.</param>
/// <param name="InReplyTo">Internet message id that it answers; null for a new message.</param>
public sealed record DispatchRequest(
    [property: Required, StringLength(320), EmailAddress] string Mailbox,
    [property: Required] CaseChoice Case,
    [property: StringLength(20)] string? Authority,
    [property: Required, StringLength(300, MinimumLength = 1)] string Title,
    [property: StringLength(300)] string? PublicTitle = null,
    [property: StringLength(1000)] string? InReplyTo = null
);

/// <summary>Where its sender wanted a message: what the registrar's form begins with.</summary>
/// <param name="CaseNumber">Of the chosen case; null for a new one.</param>
/// <param name="NewTitle">Of a new case.</param>
/// <param name="NewPublicTitle">What the public reads of it.</param>
/// <param name="Title">Of the document.</param>
/// <param name="PublicTitle">What the public reads; null: the title itself.</param>
public sealed record SentChoice(string? CaseNumber, string? NewTitle, string? NewPublicTitle, string Title, string? PublicTitle);

/// <summary>What a draft looks like now, without its words: each is SHA-256 (hex) of the dispatch's id, a line break and the text.</summary>
/// <param name="Mailbox">That it is sent from.</param>
/// <param name="InReplyTo">Internet message id that it answers; null for a new message.</param>
/// <param name="SubjectDigest">Of the subject, white space folded.</param>
/// <param name="RecipientsDigest">Of all addresses, lower case, each once, in order, one a line.</param>
public sealed record DraftSeenRequest(
    [property: Required, StringLength(320), EmailAddress] string Mailbox,
    [property: StringLength(1000)] string? InReplyTo,
    [property: Required, RegularExpression("[0-9a-f]{64}")] string SubjectDigest,
    [property: Required, RegularExpression("[0-9a-f]{64}")] string RecipientsDigest
);

/// <summary>A message that goes, or went, into the diary when it is sent.</summary>
/// <param name="Id">Goes with the mail in the header <c>X-Varamail-Dispatch</c>.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Mailbox">That it is sent from.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="CaseNumber">Of the chosen case; null for a new one.</param>
/// <param name="NewTitle">Of a new case.</param>
/// <param name="Title">Of the document.</param>
/// <param name="Enters">You may enter it; otherwise the registrar does.</param>
/// <param name="CreatedAt">When you chose.</param>
/// <param name="Registration">When it has been found.</param>
/// <param name="Others">Further sent messages with the same header, which are not registered.</param>
/// <param name="Hindrance">Why it waits for the registrar although you may enter.</param>
/// <param name="System">That holds the diary, by the name that people use; null for Varamail's own.</param>
/// <param name="Unchecked">The case's number was typed, and that system can't be asked whether it is there.</param>
public sealed record DispatchView(
    Guid Id,
    DispatchState State,
    string Mailbox,
    string Authority,
    string? CaseNumber,
    string? NewTitle,
    string Title,
    bool Enters,
    DateTimeOffset CreatedAt,
    RegistrationView? Registration,
    int Others,
    string? Hindrance,
    string? System,
    bool Unchecked
);
