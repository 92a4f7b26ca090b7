using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>How far a document has come on its way to the system that holds the diary.</summary>
public enum DeliveryState
{
    /// <summary>Varamail works on it, by itself.</summary>
    Waiting,

    /// <summary>The answer was lost, and the other system can neither be asked nor told apart a repeat: a person must look there.</summary>
    Uncertain,

    /// <summary>It can't go on by itself: a person must mend something, and try again.</summary>
    Stopped,

    /// <summary>A person enters it in the other system, and confirms with a reference.</summary>
    Manual,

    /// <summary>The receipt has come.</summary>
    Delivered,

    /// <summary>A person gave it up; the registration waits in the queue again.</summary>
    GivenUp,
}

/// <summary>What is done next. A finished step is stored before the next begins: whoever takes over goes on from there.</summary>
internal enum DeliveryStep
{
    OpenCase,
    AddDocument,

    /// <summary>The document is handed over for good; its receipt is asked for.</summary>
    AwaitReceipt,

    /// <summary>The categories are written by the outbox; this waits until they stand there.</summary>
    Mark,

    /// <summary>The message leaves the inbox.</summary>
    Move,

    /// <summary>The message leaves the mailbox, when the time for undo is over and nothing holds it.</summary>
    Remove,

    Finished,
}

/// <summary>The case of a document that is on its way: exactly one is set.</summary>
/// <param name="Existing">Diary number of a case in the other system.</param>
/// <param name="New">A case that this document opens.</param>
/// <param name="OpenedBy">The registration whose document opens the case, when its number hasn't come yet.</param>
internal sealed record DeliveryCase(string? Existing = null, NewCase? New = null, Guid? OpenedBy = null);

/// <summary>What the diary shall say, as the registrar decided. The files are taken from the registration's original.</summary>
internal sealed record DeliveryContent(
    DeliveryCase Case,
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? ClassificationCode,
    Direction Direction,
    DateOnly ReceivedOn,
    DateTimeOffset EnteredAt,
    Person EnteredBy,
    string? CaseOfficer,
    IReadOnlyList<Party> Parties,
    SecrecyMarking? Secrecy,
    string? Note
);

/// <summary>Who settled a delivery by hand, when, and what she wrote.</summary>
internal sealed record Settled(Person By, DateTimeOffset At, string Words);

/// <summary>One document on its way to the system that holds the diary: a row written with the registrar's act, and every step of it after that.</summary>
internal sealed class Delivery
{
    /// <summary>Given by the database, in the order of the acts: documents of one case leave in it.</summary>
    public long Number { get; private init; }

    /// <summary>The document's key in the other system, for ever.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    public required Guid RegistrationId { get; init; }
    public required string Authority { get; init; }

    /// <summary>The system by its setting's name: what was decided stays, when the setting changes.</summary>
    public required string System { get; init; }

    /// <summary>What people call it.</summary>
    public required string SystemName { get; init; }

    /// <summary>The case, by whatever it is known from the first moment on: within it one follows the other.</summary>
    public required string Lane { get; init; }

    public required DeliveryContent Content { get; init; }

    /// <summary>Of the original, as it was sent: stays when the bytes are gone.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts the changes, also a worker's taking it in hand: whoever lost it can't write any longer.</summary>
    public int Version { get; private set; } = 1;

    public DeliveryState State { get; private set; }
    public DeliveryStep Step { get; private set; }

    /// <summary>A call that may have changed something over there began then, and how it ended isn't known.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>How often in a row the step didn't succeed.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often the other system left the document unanswered: one that it can't take must not come back for ever.</summary>
    public int Unanswered { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }
    public required DateTimeOffset DueAt { get; set; }
    public Guid? LeasedBy { get; private init; }
    public DateTimeOffset? LeasedUntil { get; private init; }
    public CaseReference? Case { get; private set; }

    /// <summary>Of <see cref="Case"/>, or that the registrar chose: what is of one case is found by it.</summary>
    public string? CaseNumber { get; private set; }

    public DocumentReceipt? Receipt { get; private set; }

    /// <summary>The receipt names the document and the very bytes that were sent.</summary>
    public bool IsVerified { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Why it isn't there yet: a code, never words of a message.</summary>
    public string? Failure { get; private set; }

    /// <summary>The person who confirmed it, or gave it up.</summary>
    public Settled? Settled { get; private set; }

    /// <summary>A person may act on it now.</summary>
    public bool NeedsPerson => State is DeliveryState.Uncertain or DeliveryState.Stopped or DeliveryState.Manual;

    /// <summary>The first step in a system.</summary>
    public static Delivery To(
        string system,
        string systemName,
        DiaryAbilities? abilities,
        Registration registration,
        string lane,
        DeliveryContent content,
        DateTimeOffset now
    ) =>
        new()
        {
            RegistrationId = registration.Id,
            Authority = registration.Authority,
            System = system,
            SystemName = systemName,
            Lane = lane,
            Content = content,
            Sha256 = registration.Letter.Sha256 ?? "",
            CreatedAt = now,
            DueAt = now,
            CaseNumber = content.Case.Existing,
            State = abilities is null ? DeliveryState.Manual : DeliveryState.Waiting,
            Step =
                content.Case.New is not null && abilities?.HasFlag(DiaryAbilities.OpenCase) is true ? DeliveryStep.OpenCase : DeliveryStep.AddDocument,
        };

    /// <summary>A call is about to be made. Stored before it is made.</summary>
    public void Begin(DateTimeOffset now)
    {
        BegunAt = now;
        Version++;
    }

    /// <summary>The last call is known to have changed nothing over there.</summary>
    public void NothingStored() => BegunAt = null;

    public void Opened(CaseReference diaryCase, DateTimeOffset now)
    {
        (Case, CaseNumber) = (diaryCase, diaryCase.Number);
        GoTo(DeliveryStep.AddDocument, now);
    }

    public void HandedOver(DateTimeOffset now, TimeSpan askAfter)
    {
        SentAt ??= now;
        GoTo(DeliveryStep.AwaitReceipt, now + askAfter);
    }

    public void Deliver(DocumentReceipt receipt, bool isVerified, DateTimeOffset now)
    {
        (Receipt, Case, CaseNumber, IsVerified, DeliveredAt) = (receipt, receipt.Case, receipt.Case.Number, isVerified, now);
        State = DeliveryState.Delivered;
        GoTo(DeliveryStep.Mark, now);
    }

    public void GoTo(DeliveryStep step, DateTimeOffset dueAt)
    {
        (Step, BegunAt, Attempts, Failure, DueAt) = (step, null, 0, null, dueAt);
        Version++;
    }

    public void Later(DateTimeOffset dueAt, string? failure)
    {
        Attempts++;
        (DueAt, Failure) = (dueAt, failure);
        Version++;
    }

    public void WentUnanswered() => Unanswered++;

    public void Stop(DeliveryState state, string failure)
    {
        (State, Failure) = (state, failure);
        Version++;
    }

    /// <summary>Somebody has mended what was wrong; or has looked, in the other system, and it isn't there.</summary>
    public void Retry(DateTimeOffset now)
    {
        if (State is DeliveryState.Uncertain)
        {
            BegunAt = null;
            Step = Step is DeliveryStep.AwaitReceipt ? DeliveryStep.AddDocument : Step;
        }
        (State, Attempts, Unanswered, DueAt, Failure) = (DeliveryState.Waiting, 0, 0, now, null);
        SentAt = Step is DeliveryStep.AwaitReceipt ? now : null;
        Version++;
    }

    /// <summary>Somebody has seen it there.</summary>
    public void Confirm(DocumentReceipt receipt, Settled by)
    {
        Settled = by;
        Deliver(receipt, isVerified: false, by.At);
    }

    public void GiveUp(Settled by)
    {
        (State, Settled) = (DeliveryState.GivenUp, by);
        GoTo(DeliveryStep.Finished, by.At);
    }
}
