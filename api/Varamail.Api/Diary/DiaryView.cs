using System.ComponentModel.DataAnnotations;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>What the diary shall say about a document (OSL 5:2).</summary>
/// <param name="Version">Of the registration that you saw; 409 <c>changedMeanwhile</c> when it has changed.</param>
/// <param name="Case">An existing case or a new one.</param>
/// <param name="Title">What the document is about, for those inside.</param>
/// <param name="PublicTitle">What the public reads; the title itself when not given. Needed with a secrecy marking.</param>
/// <param name="Direction">Received, dispatched, or drawn up inside.</param>
/// <param name="DocumentType">For example ”Ansökan”.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="ReceivedOn">The day it was received or drawn up.</param>
/// <param name="Counterpart">Sender or receiver; null when there is none to name.</param>
/// <param name="HideCounterpart">Leave sender or receiver out of the public diary (OSL 5:2 second paragraph).</param>
/// <param name="CaseOfficer">Who handles the case.</param>
/// <param name="Secrecy">Secrecy marking (OSL 5:5).</param>
/// <param name="Note">For those inside.</param>
/// <param name="Parties">More senders and receivers, after the counterpart.</param>
/// <param name="ShowCounterpart">Show the sender's or receiver's name on the web, too; otherwise the public diary leaves it out there.</param>
/// <param name="Target">Where it belongs, when not in the diary: a personal file or another system, as the municipality has routed them.</param>
public sealed record EntryRequest(
    int? Version,
    [Required] CaseChoice Case,
    [Required, StringLength(300, MinimumLength = 1)] string Title,
    [StringLength(300)] string? PublicTitle,
    [EnumDataType(typeof(Direction))] Direction Direction,
    [StringLength(100)] string? DocumentType,
    [StringLength(50)] string? ClassificationCode,
    DateOnly ReceivedOn,
    [StringLength(300)] string? Counterpart,
    bool HideCounterpart,
    [StringLength(200)] string? CaseOfficer,
    SecrecyMarking? Secrecy,
    [StringLength(2000)] string? Note,
    IReadOnlyList<PartyEntry>? Parties = null,
    bool ShowCounterpart = false,
    [EnumDataType(typeof(Target))] Target? Target = null
);

/// <summary>The case that a document goes into: either an existing one, or the title of a new one.</summary>
/// <param name="Existing">Diary number, for example <c>BYN 2026/1</c>.</param>
/// <param name="NewTitle">Title of a new case.</param>
/// <param name="NewPublicTitle">What the public reads; the title itself when not given.</param>
/// <param name="OpenedBy">The registration whose document opens the case, while the other system hasn't given its number yet.</param>
public sealed record CaseChoice(
    [StringLength(50)] string? Existing = null,
    [StringLength(300)] string? NewTitle = null,
    [StringLength(300)] string? NewPublicTitle = null,
    Guid? OpenedBy = null
);

/// <summary>A note that something may not be disclosed (OSL 5:5). It decides nothing: every request is tried by itself.</summary>
/// <param name="Provision">The provision, for example ”21 kap. 3 § OSL”.</param>
/// <param name="Authority">Who made the note; the diary's own authority when not given.</param>
/// <param name="Date">When it was made.</param>
public sealed record SecrecyMarking(
    [Required, StringLength(200, MinimumLength = 1)] string Provision,
    [StringLength(200)] string? Authority,
    DateOnly Date
);

/// <summary>A case of the diary.</summary>
/// <param name="Number">For example <c>BYN 2026/1</c>.</param>
/// <param name="Series">For example <c>BYN</c>.</param>
/// <param name="Year">The year of the series.</param>
/// <param name="Ordinal">Its number within the year.</param>
/// <param name="Title">For those inside.</param>
/// <param name="PublicTitle">What the public reads.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Documents">How many documents stand in it, voided ones included.</param>
public sealed record CaseView(
    string Number,
    string Series,
    int Year,
    int Ordinal,
    string Title,
    string PublicTitle,
    string? CaseOfficer,
    DateTimeOffset OpenedAt,
    int Documents
);

/// <summary>A case with its documents.</summary>
public sealed record CaseDetail(CaseView Case, IReadOnlyList<EntryView> Entries);

/// <summary>Cases, the newest first.</summary>
public sealed record CasePage(IReadOnlyList<CaseView> Items, int Total);

/// <summary>A document in the diary.</summary>
/// <param name="Id">Names the entry.</param>
/// <param name="Number">For example <c>BYN 2026/1-2</c>.</param>
/// <param name="CaseNumber">For example <c>BYN 2026/1</c>.</param>
/// <param name="Title">For those inside.</param>
/// <param name="PublicTitle">What the public reads.</param>
/// <param name="Direction">Received, dispatched, or drawn up inside.</param>
/// <param name="DocumentType">For example ”Ansökan”.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="ReceivedOn">The day it was received or drawn up.</param>
/// <param name="Counterpart">Sender or receiver.</param>
/// <param name="HideCounterpart">Left out of the public diary.</param>
/// <param name="ShowCounterpart">The name stands in the diary on the web, too.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="Secrecy">Secrecy marking.</param>
/// <param name="Note">For those inside.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="EnteredAt">When.</param>
/// <param name="Registration">Id of the registration that it came from.</param>
/// <param name="Voided">The entry was a mistake; its number is never given again.</param>
/// <param name="Parties">All senders and receivers as they were entered, the counterpart first.</param>
/// <param name="Appendices">Files that came with it.</param>
/// <param name="Corrections">What stood wrongly, the first first. The fields above are as corrected.</param>
public sealed record EntryView(
    Guid Id,
    string Number,
    string CaseNumber,
    string Title,
    string PublicTitle,
    Direction Direction,
    string? DocumentType,
    string? ClassificationCode,
    DateOnly ReceivedOn,
    string? Counterpart,
    bool HideCounterpart,
    bool ShowCounterpart,
    string? CaseOfficer,
    SecrecyMarking? Secrecy,
    string? Note,
    Person EnteredBy,
    DateTimeOffset EnteredAt,
    Guid Registration,
    Voided? Voided,
    IReadOnlyList<PartyEntry> Parties,
    IReadOnlyList<AppendixView> Appendices,
    IReadOnlyList<CorrectionView> Corrections
);

/// <summary>Who voided an entry, when and why.</summary>
public sealed record Voided(Person By, DateTimeOffset At, string Reason);

/// <summary>Voids a mistaken entry.</summary>
/// <param name="Reason">Stays visible in the diary.</param>
public sealed record VoidRequest([Required, StringLength(1000, MinimumLength = 1)] string Reason);

/// <summary>A sender or receiver.</summary>
/// <param name="Role">Which.</param>
/// <param name="Name">As the diary says it.</param>
/// <param name="Address">E-mail address, if known.</param>
/// <param name="Hidden">Left out of the public diary (OSL 5:2 second paragraph).</param>
/// <param name="Shown">The name may stand in the diary on the web, too.</param>
public sealed record PartyEntry(
    [EnumDataType(typeof(PartyRole))] PartyRole Role,
    [Required, StringLength(300, MinimumLength = 1)] string Name,
    [StringLength(320)] string? Address,
    bool Hidden,
    bool Shown = false
);

/// <summary>A file that came with a document.</summary>
public sealed record AppendixView(int Number, string Name, string MediaType, long Size, string Sha256);

/// <summary>A field that was corrected.</summary>
/// <param name="Field">As the API names it.</param>
/// <param name="Was">What stood there.</param>
/// <param name="Is">What stands there since.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record CorrectionView(string Field, string? Was, string? Is, string Reason, Person By, DateTimeOffset At);

/// <summary>What an entry shall say; what it said stays visible beside it. Number, files, hash, registrar and day of entering can't be corrected.</summary>
/// <param name="Title">What the document is about, for those inside.</param>
/// <param name="PublicTitle">What the public reads; the title itself when not given. Needed with a secrecy marking.</param>
/// <param name="DocumentType">For example ”Ansökan”.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="ReceivedOn">The day it was received or drawn up.</param>
/// <param name="Counterpart">Sender or receiver.</param>
/// <param name="HideCounterpart">Left out of the public diary.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="Secrecy">Secrecy marking.</param>
/// <param name="Note">For those inside.</param>
/// <param name="Reason">Stays visible in the diary.</param>
/// <param name="ShowCounterpart">The name stands in the diary on the web, too.</param>
public sealed record CorrectRequest(
    [Required, StringLength(300, MinimumLength = 1)] string Title,
    [StringLength(300)] string? PublicTitle,
    [StringLength(100)] string? DocumentType,
    [StringLength(50)] string? ClassificationCode,
    DateOnly ReceivedOn,
    [StringLength(300)] string? Counterpart,
    bool HideCounterpart,
    [StringLength(200)] string? CaseOfficer,
    SecrecyMarking? Secrecy,
    [StringLength(2000)] string? Note,
    [Required, StringLength(1000, MinimumLength = 1)] string Reason,
    bool ShowCounterpart = false
);
