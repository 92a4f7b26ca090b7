using System.ComponentModel.DataAnnotations;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>How a document's way to the diary in another system goes, for everybody who sees the registration.</summary>
/// <param name="System">What people call it, for example ”Evolution”.</param>
/// <param name="State">How far it has come.</param>
public sealed record DeliveryStanding(string System, DeliveryState State);

/// <summary>A document on its way to the diary in another system.</summary>
/// <param name="Id">Names the delivery.</param>
/// <param name="Version">Sent back with every change.</param>
/// <param name="System">What people call the system.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Failure">Why it isn't there yet: a code. Null while nothing has gone wrong.</param>
/// <param name="Since">When the registrar sent it on its way.</param>
/// <param name="EnteredBy">That registrar.</param>
/// <param name="Attempts">How often in a row the step that it stands at didn't succeed.</param>
/// <param name="NextAt">When Varamail tries again by itself; null when it doesn't.</param>
/// <param name="BlockedBy">How many earlier documents of the same case must get there first.</param>
/// <param name="CaseNumber">Diary number of its case, when known.</param>
/// <param name="CaseOnly">It stands at opening its case: the document itself was never sent.</param>
/// <param name="MayRetry">It can be tried again now.</param>
/// <param name="MayGiveUp">It can be taken back to the queue: nothing is on its way this moment.</param>
/// <param name="Item">The message.</param>
public sealed record DeliveryItem(
    Guid Id,
    int Version,
    string System,
    DeliveryState State,
    string? Failure,
    DateTimeOffset Since,
    Person EnteredBy,
    int Attempts,
    DateTimeOffset? NextAt,
    int BlockedBy,
    string? CaseNumber,
    bool CaseOnly,
    bool MayRetry,
    bool MayGiveUp,
    QueueItem Item
);

/// <summary>Documents that aren't in their diary yet.</summary>
/// <param name="Items">Those that need a person first, then the oldest.</param>
/// <param name="Total">How many there are.</param>
/// <param name="NeedPerson">How many of them go no further without a person.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryItem> Items, int Total, int NeedPerson);

/// <summary>Tries a delivery again.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="CaseNumber">The case is there already, with this number: only the document is sent.</param>
public sealed record RetryRequest(int Version, [StringLength(50)] string? CaseNumber = null);

/// <summary>Confirms that a document stands in the other system.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="CaseNumber">Diary number of the case there.</param>
/// <param name="DiaryNumber">Of the document there.</param>
/// <param name="Reference">Another word that finds it there; the number when not given.</param>
public sealed record SettleRequest(
    int Version,
    [Required, StringLength(50, MinimumLength = 1)] string CaseNumber,
    [Required, StringLength(60, MinimumLength = 1)] string DiaryNumber,
    [StringLength(200)] string? Reference = null
);

/// <summary>Gives a delivery up: the message waits in the queue again.</summary>
/// <param name="Version">The one that you saw.</param>
/// <param name="Reason">Is kept with the delivery.</param>
public sealed record GiveUpRequest(int Version, [Required, StringLength(1000, MinimumLength = 3)] string Reason);
