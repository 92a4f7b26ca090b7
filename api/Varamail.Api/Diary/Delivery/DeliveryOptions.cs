using System.ComponentModel.DataAnnotations;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Section <c>Delivery</c>: how documents reach a diary in another system.</summary>
public sealed class DeliveryOptions
{
    /// <summary>How many documents, of different cases, are on their way at once from each server.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Longest time for one step, in seconds. Longer than the system's own limits for an attempt and its repeats.</summary>
    [Range(1, 3600)]
    public int StepSeconds { get; set; } = 360;

    /// <summary>After so many seconds without a sign of life from the server that has a delivery in hand, another takes it.</summary>
    [Range(1, 600)]
    public int TakeOverSeconds { get; set; } = 30;

    /// <summary>First wait after a failure, in seconds; doubled each time up to fifteen minutes. A system that says when to come back decides itself.</summary>
    [Range(0.01, 900)]
    public double FirstWaitSeconds { get; set; } = 5;

    /// <summary>How often a receipt that comes later is asked for, in seconds.</summary>
    [Range(0.01, 3600)]
    public double AskEverySeconds { get; set; } = 60;

    /// <summary>A receipt that hasn't come after so many hours is shown to the registrars.</summary>
    [Range(1, 720)]
    public int ReceiptHours { get; set; } = 24;

    /// <summary>For a system that can be asked but doesn't know our key: so many seconds after a call without an answer “it isn't there” is believed, not earlier.</summary>
    [Range(0, 86400)]
    public int SettleSeconds { get; set; } = 900;

    /// <summary>How often one document may go unanswered before it is shown to the registrars instead of sent again.</summary>
    [Range(1, 100)]
    public int MostUnanswered { get; set; } = 8;

    /// <summary>Where documents go that don't go to their authority's own system; the first row that fits decides. Conditions: <c>Mailbox</c>, <c>Authority</c> (series), <c>DocumentType</c>, <c>ClassificationCode</c> (or its beginning), <c>Target</c> (<c>Evolution</c>, <c>PersonalFile</c>, <c>OtherSystem</c>: as the entry says, else as the records schedule says of its document type). Then <c>System</c>, one of the diary systems or <c>Manual</c> with a <c>Name</c>: a person enters it there and confirms with its number, until then it stays to be done; or <c>Series</c>, whose queue takes it.</summary>
    public IList<DeliveryRoute> Routes { get; } = [];

    /// <summary>Whether a message whose receipt has come is moved to its mailbox' archive folder, in the mailboxes where Varamail may mark messages.</summary>
    public bool ArchiveMessages { get; set; }

    /// <summary>Whether a message that the other system has proven to hold (its id, its number and the right SHA-256) is moved to Deleted Items there, when <c>Registration:UndoDays</c> have passed and no hold stands. Most municipalities keep e-mail until it may be disposed of: leave it off then.</summary>
    public bool RemoveMessages { get; set; }

    internal TimeSpan TakeOver => TimeSpan.FromSeconds(TakeOverSeconds);

    internal TimeSpan LookEvery => TimeSpan.FromSeconds(Math.Min(2, FirstWaitSeconds));

    internal TimeSpan AskEvery => TimeSpan.FromSeconds(AskEverySeconds);
}
