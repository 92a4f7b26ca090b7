using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Varamail.Api.Audit;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Registrations;

/// <summary>Where a registration stands. Pane and desk show the same.</summary>
public enum RegistrationState
{
    /// <summary>Waits for a registrar.</summary>
    Queued,

    /// <summary>A registrar has taken it.</summary>
    Claimed,

    /// <summary>Decided, and on its way to the diary in another system; the number comes with its receipt.</summary>
    Delivering,

    /// <summary>Stands in the diary.</summary>
    Entered,

    /// <summary>Went back to the official with a comment.</summary>
    Returned,

    /// <summary>Belongs to another authority, whose queue has it now.</summary>
    Redirected,

    /// <summary>A registrar decided that it isn't to be registered.</summary>
    NotRegistered,

    /// <summary>The official took it back before anybody had begun.</summary>
    Withdrawn,

    /// <summary>Handed to a personal file or another system, whose receipt hasn't come: it stays due.</summary>
    AwaitingReceipt,

    /// <summary>Stands in a personal file or another system, with its reference there.</summary>
    Filed,
}

/// <summary>Why something can't be done with a registration.</summary>
internal enum Refusal
{
    /// <summary>Not this person's to do; answered as if the registration did not exist.</summary>
    NotYours,

    /// <summary>Another registrar has it.</summary>
    ClaimedByAnother,

    /// <summary>It has left the queue already, or never stood where this would begin.</summary>
    AlreadyDecided,

    /// <summary>The time for taking it back has passed.</summary>
    TooLate,

    /// <summary>The time for undoing a decision has passed.</summary>
    TooLateToUndo,

    /// <summary>The authority is the one that has it.</summary>
    SameAuthority,
}

/// <summary>A person of the municipality, as the token names her.</summary>
/// <param name="Id">Object id in Entra ID.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Address">User principal name, lower case.</param>
public sealed record Person(string Id, string Name, string Address);

/// <summary>A person with the rights that bear on registrations.</summary>
/// <param name="Person">Who.</param>
/// <param name="Serves">Authorities whose registrar the person is: what others have doesn't exist for her (OSL 8:1).</param>
/// <param name="IsHeadRegistrar">May take over what a colleague has claimed.</param>
/// <param name="EntersFor">Authorities in whose diary the person may enter a message of her own at once.</param>
internal sealed record Actor(Person Person, IReadOnlySet<string> Serves, bool IsHeadRegistrar, IReadOnlySet<string> EntersFor)
{
    /// <summary>Authorities whose work the person follows up without being their registrar.</summary>
    public IReadOnlySet<string> Overlooks { get; init; } = new HashSet<string>();

    /// <summary>Authorities whose diary the person may read.</summary>
    public IReadOnlySet<string> ReadsDiaryOf => Serves.Union(EntersFor).Union(Overlooks).ToHashSet();

    public bool IsRegistrarFor(string authority) => Serves.Contains(authority);

    /// <summary>Named among those who receive reports under the whistleblowing act.</summary>
    public bool ReadsWhistleblowing { get; init; }

    public bool MayEnterFor(string authority) => IsRegistrarFor(authority) || EntersFor.Contains(authority);
}

/// <summary>Which message something is about: its internet message id and what it says. Copies in several mailboxes share the key; the
/// same id with other content is another message, and a message without an id has a key as well.</summary>
/// <param name="InternetMessageId">Without angle brackets; empty when the message has none.</param>
/// <param name="Digest">SHA-256 of From, Date, Subject, body text and attachments, lower-case hex.</param>
internal readonly record struct MessageKey(string InternetMessageId, string Digest)
{
    /// <summary>One opaque word for both: what the pane sends back, and what is unique within an authority.</summary>
    public string Fingerprint => Hash([InternetMessageId, Digest]);

    /// <summary>Mail systems rewrite headers, line ends and transfer encodings of a copy, but not what a person reads: only that counts.</summary>
    public static MessageKey Of(Message message)
    {
        var attachments = message
            .Attachments.Where(a => a.Container is null)
            .Select(a => Hash([a.Name, a.Sha256]))
            .Order(StringComparer.Ordinal);
        string[] content =
        [
            message.From?.Email ?? "",
            message.Date?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "",
            WithoutLooseSpace(message.Subject.Text),
            WithoutLooseSpace(message.Body.Text),
            .. attachments,
        ];
        return new MessageKey(Bare(message.Id), Hash(content));
    }

    /// <summary>An internet message id as it is kept and compared: without angle brackets; empty when there is none.</summary>
    public static string Bare(string? id) => id?.Trim().Trim('<', '>') ?? "";

    // A length before each field: ("ab", "c") and ("a", "bc") are two messages.
    private static string Hash(IEnumerable<string> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var bytes in fields.Select(Encoding.UTF8.GetBytes))
        {
            hash.AppendData(BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(bytes.LongLength)));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string WithoutLooseSpace(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What the queue must know of a message without opening it.</summary>
/// <param name="Sha256">Names the original in the store; null when its bytes have been deleted.</param>
/// <param name="Size">Of the original, in bytes.</param>
/// <param name="Subject">Never shown of a restricted item that hasn't been opened.</param>
/// <param name="FromName">The writer as displayed; empty when unknown.</param>
/// <param name="FromAddress">Empty when unknown.</param>
/// <param name="ReceivedAt">When it reached the mailbox; for a sent one, when it left.</param>
/// <param name="Direction">Seen from the mailbox.</param>
/// <param name="Attachments">How many.</param>
/// <param name="Handling">The verdict when it was sent here.</param>
/// <param name="Sensitivity">Anything but none makes the item restricted.</param>
/// <param name="DueOn">Last day to register it, or to answer when somebody waits.</param>
/// <param name="Signals">See <see cref="SignalsOf"/>.</param>
internal sealed record Letter(
    string? Sha256,
    long Size,
    string Subject,
    string FromName,
    string FromAddress,
    DateTimeOffset ReceivedAt,
    Direction Direction,
    int Attachments,
    Handling Handling,
    Sensitivity Sensitivity,
    DateOnly DueOn,
    string Signals = ""
)
{
    /// <summary>As the database keeps signals, with a space on both sides of each, so that it can look for one: <c> question threat </c>.</summary>
    public static string SignalsOf(IEnumerable<Signal> signals) => string.Concat(signals.Select(s => $" {s}").DefaultIfEmpty("")) is { Length: > 0 } words ? words + " " : "";

    public IReadOnlyList<Signal> AllSignals => [.. Signals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Signal>)];
}

/// <summary>What was decided, by whom.</summary>
/// <param name="By">The registrar, or the official who took it back.</param>
/// <param name="At">When.</param>
/// <param name="Comment">To the official; the reason when it isn't to be registered.</param>
/// <param name="Authority">Where it was redirected.</param>
/// <param name="CaseNumber">For example <c>BYN 2026/1</c>.</param>
/// <param name="DiaryNumber">The document's own, for example <c>BYN 2026/1-2</c>.</param>
/// <param name="System">The personal file's or other system that has it, as people call it.</param>
/// <param name="Reference">What it is called there: the receipt.</param>
internal sealed record Decision(
    Person By,
    DateTimeOffset At,
    string? Comment = null,
    string? Authority = null,
    string? CaseNumber = null,
    string? DiaryNumber = null,
    string? System = null,
    string? Reference = null
);

/// <summary>One message on its way into one authority's diary: who may do what with it, and when.</summary>
internal sealed class Registration
{
    private readonly List<Act> acts = [];

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Counts the changes: whoever decides says which one she saw.</summary>
    public int Version { get; private set; } = 1;

    public RegistrationState State { get; private set; }
    public required string Authority { get; init; }
    public required string Fingerprint { get; init; }
    public required string InternetMessageId { get; init; }

    /// <summary>The mailbox that it was sent from; null for an uploaded file.</summary>
    public required string? Mailbox { get; init; }

    public required Letter Letter { get; set; }

    /// <summary>Id of the rule that gave the verdict when it was first sent; null when it isn't known.</summary>
    public string? Rule { get; init; }

    public required Person CreatedBy { get; set; }
    public required DateTimeOffset CreatedAt { get; set; }
    public string? Comment { get; set; }
    public bool Uploaded { get; init; }
    public Person? ClaimedBy { get; private set; }
    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>Name of the registrar from whom it was taken over; null where it waited.</summary>
    public string? TakenOverFrom { get; private set; }

    public Decision? Decision { get; private set; }

    /// <summary>Something has been done that the audit trail doesn't know yet.</summary>
    public bool HasActs => acts.Count > 0;

    public bool IsRestricted => Letter.Sensitivity != Sensitivity.None || IsWhistleblowing;

    /// <summary>Nothing is decided. Kept in the database, where the queue has its order among what is open.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Set whenever it is saved: the desk asks what has changed since it looked.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>A report under the whistleblowing act (2021:890): a queue of its own, whose readers are named one by one (OSL 32:3 b).</summary>
    public bool IsWhistleblowing { get; init; }

    /// <summary>The copy to the registrar's mailbox; null where none is wanted.</summary>
    public MailCopy? MailCopy { get; private set; }

    /// <summary>Whoever sent it, its registrars, and everybody when nothing in it is protected.</summary>
    public bool IsVisibleTo(Actor who) =>
        CreatedBy.Id == who.Person.Id
        || (IsWhistleblowing ? who.ReadsWhistleblowing && who.IsRegistrarFor(Authority) : !IsRestricted || who.IsRegistrarFor(Authority));

    /// <summary>What has been done since it was last asked, for the audit trail.</summary>
    public IReadOnlyList<Act> TakeActs()
    {
        Act[] taken = [.. acts];
        acts.Clear();
        return taken;
    }

    /// <summary>It has just been put in the queue for the first time.</summary>
    public void Begin() => Record(AuditAct.Sent, CreatedBy, Uploaded ? "uploaded" : null);

    /// <summary>A registrar opened it, restricted as it is.</summary>
    public void Open(Actor who, string reason) => Record(AuditAct.Opened, who.Person, reason: reason);

    /// <param name="who">Takes it.</param>
    /// <param name="now">When.</param>
    /// <param name="takesOver">She knows that a colleague has it, and takes it all the same; both see it.</param>
    public Refusal? Claim(Actor who, DateTimeOffset now, bool takesOver)
    {
        if (!who.IsRegistrarFor(Authority))
            return Refusal.NotYours;
        if (!IsOpen || State is RegistrationState.AwaitingReceipt)
            return Refusal.AlreadyDecided;
        var isAnothers = State is RegistrationState.Claimed && ClaimedBy?.Id != who.Person.Id;
        if (isAnothers && !takesOver)
            return Refusal.ClaimedByAnother;
        TakenOverFrom = isAnothers ? ClaimedBy?.Name : TakenOverFrom;
        (ClaimedBy, ClaimedAt) = (who.Person, now);
        return Become(RegistrationState.Claimed, isAnothers ? AuditAct.TookOver : AuditAct.Claimed, who.Person);
    }

    public Refusal? Release(Actor who)
    {
        if (MayDecide(who) is { } refusal)
            return refusal;
        if (State is not RegistrationState.Claimed)
            return Refusal.AlreadyDecided;
        return Reopen(AuditAct.Released, who.Person);
    }

    public Refusal? Enter(Actor who, DateTimeOffset now, string caseNumber, string diaryNumber) =>
        MayEnter(who) ?? Decide(RegistrationState.Entered, AuditAct.Entered, new Decision(who.Person, now, CaseNumber: caseNumber, DiaryNumber: diaryNumber), diaryNumber);

    /// <summary>Decided; another system gives the number.</summary>
    public Refusal? SendToDiary(Actor who, DateTimeOffset now, string system) =>
        MayEnter(who) ?? Decide(RegistrationState.Delivering, AuditAct.SentToDiary, new Decision(who.Person, now), system);

    /// <summary>The other system's receipt has come. False when nobody waits for one.</summary>
    /// <param name="caseNumber">Of the case there.</param>
    /// <param name="diaryNumber">Of the document there.</param>
    /// <param name="confirmedBy">Who has seen it there; null when the system itself says so.</param>
    public bool ArriveInDiary(string caseNumber, string diaryNumber, Person? confirmedBy)
    {
        if (State is not RegistrationState.Delivering)
            return false;
        Decision = Decision! with { CaseNumber = caseNumber, DiaryNumber = diaryNumber };
        Become(RegistrationState.Entered, confirmedBy is null ? AuditAct.ArrivedInDiary : AuditAct.ConfirmedInDiary, confirmedBy ?? Act.Varamail, diaryNumber);
        return true;
    }

    /// <summary>It never got there: it waits again.</summary>
    public void ComeBackFromDiary(Person by, string reason)
    {
        if (State is RegistrationState.Delivering)
            Reopen(AuditAct.GaveUpDelivery, by, reason: reason);
    }

    /// <summary>Somebody lets Varamail try anew to reach the other system.</summary>
    public void RetryDelivery(Actor who) => Record(AuditAct.RetriedDelivery, who.Person);

    public Refusal? Return(Actor who, DateTimeOffset now, string comment) =>
        MayDecide(who) ?? Decide(RegistrationState.Returned, AuditAct.Returned, new Decision(who.Person, now, comment));

    public Refusal? NotRegister(Actor who, DateTimeOffset now, string reason) =>
        MayDecide(who) ?? Decide(RegistrationState.NotRegistered, AuditAct.NotRegistered, new Decision(who.Person, now, reason), reason: reason);

    public Refusal? Redirect(Actor who, DateTimeOffset now, string authority, string? comment) =>
        MayDecide(who)
        ?? (authority == Authority ? Refusal.SameAuthority : default(Refusal?))
        ?? Decide(RegistrationState.Redirected, AuditAct.Redirected, new Decision(who.Person, now, comment, authority), authority);

    /// <summary>It belongs in a personal file or another system. Without a receipt from there it stays due.</summary>
    public Refusal? File(Actor who, DateTimeOffset now, string system, string? reference) =>
        MayDecide(who)
        ?? Decide(
            reference is null ? RegistrationState.AwaitingReceipt : RegistrationState.Filed,
            reference is null ? AuditAct.HandedOver : AuditAct.Filed,
            new Decision(who.Person, now, System: system, Reference: reference),
            system
        );

    /// <summary>The receipt has come.</summary>
    public Refusal? ConfirmFiled(Actor who, DateTimeOffset now, string reference) =>
        !who.IsRegistrarFor(Authority) ? Refusal.NotYours
        : State is not RegistrationState.AwaitingReceipt ? Refusal.AlreadyDecided
        : Decide(RegistrationState.Filed, AuditAct.Filed, Decision! with { By = who.Person, At = now, Reference = reference }, Decision!.System);

    /// <summary>A decision was a mistake: it waits again, and the audit trail tells. A diary entry is voided instead.</summary>
    public Refusal? Undo(Actor who, DateTimeOffset now, TimeSpan regret) =>
        MayUndo(who, now, regret)
        ?? (State is RegistrationState.Returned or RegistrationState.NotRegistered or RegistrationState.AwaitingReceipt or RegistrationState.Filed or RegistrationState.Redirected
            ? Reopen(AuditAct.Undone, who.Person, State.ToString())
            : Refusal.AlreadyDecided);

    /// <summary>Whether a registrar may still undo what was decided, or move it.</summary>
    public Refusal? MayUndo(Actor who, DateTimeOffset now, TimeSpan regret) =>
        !who.IsRegistrarFor(Authority) ? Refusal.NotYours
        : Decision is null || State is RegistrationState.Withdrawn or RegistrationState.Delivering ? Refusal.AlreadyDecided
        : now - Decision.At > regret ? Refusal.TooLateToUndo
        : null;

    /// <summary>Another authority sent it here by mistake, and nobody has begun with it.</summary>
    public Refusal? TakeBackRedirected(Actor who, DateTimeOffset now) =>
        State is RegistrationState.Queued ? Decide(RegistrationState.Withdrawn, AuditAct.Undone, new Decision(who.Person, now)) : Refusal.AlreadyDecided;

    /// <summary>Regret is for the official, for a short while, and only before a registrar has begun: after that it is the registrar's to return.</summary>
    public Refusal? Withdraw(Actor who, DateTimeOffset now, TimeSpan regret) =>
        MayWithdraw(who, now, regret) ?? Decide(RegistrationState.Withdrawn, AuditAct.Withdrawn, new Decision(who.Person, now));

    public Refusal? MayWithdraw(Actor who, DateTimeOffset now, TimeSpan regret) =>
        CreatedBy.Id != who.Person.Id ? Refusal.NotYours
        : State is RegistrationState.Claimed ? Refusal.ClaimedByAnother
        : State is not RegistrationState.Queued ? Refusal.AlreadyDecided
        : now - CreatedAt > regret ? Refusal.TooLate
        : null;

    /// <summary>The entry was a mistake: it stays visible as voided, the registration waits again.</summary>
    public Refusal? Void(Actor who, string reason)
    {
        if (!who.IsRegistrarFor(Authority))
            return Refusal.NotYours;
        return State is RegistrationState.Entered ? Reopen(AuditAct.Voided, who.Person, Decision?.DiaryNumber, reason) : Refusal.AlreadyDecided;
    }

    /// <summary>What came back, or was taken back, can be sent again by anybody who has the message.</summary>
    public Refusal? SendAgain(Person who, DateTimeOffset now, Letter letter, string? comment)
    {
        if (!MayBeSentAgain)
            return Refusal.AlreadyDecided;
        (CreatedBy, CreatedAt, Letter, Comment) = (who, now, letter, comment);
        return Reopen(AuditAct.Sent, who);
    }

    /// <summary>A copy is about to leave: until the answer has come it counts as uncertain, so that nobody sends another if it never does.</summary>
    /// <param name="action">What the guideline says of mailing this message; null when nothing could say.</param>
    /// <returns>Whether it may leave now.</returns>
    public bool BeginMailCopy(OfferedAction? action)
    {
        if (MailCopy is { State: MailCopyState.Sent or MailCopyState.Link or MailCopyState.Uncertain })
            return false;
        MailCopy = action switch
        {
            { Allowed: true } => new MailCopy(MailCopyState.Uncertain),
            { } barred => new MailCopy(MailCopyState.Barred, barred.Reason, barred.Citation),
            null => new MailCopy(MailCopyState.Barred, "Varamail kunde inte avgöra om meddelandet får skickas med e-post."),
        };
        Record(AuditAct.MailCopied, CreatedBy, MailCopy.State is MailCopyState.Uncertain ? "begun" : "barred");
        return MailCopy.State is MailCopyState.Uncertain;
    }

    public bool MayBeSentAgain => State is RegistrationState.Returned or RegistrationState.Withdrawn;

    /// <summary>The same message in another authority's queue.</summary>
    public Registration For(string authority, string? comment)
    {
        Registration there = new()
        {
            Authority = authority,
            Fingerprint = Fingerprint,
            InternetMessageId = InternetMessageId,
            Mailbox = Mailbox,
            Letter = Letter,
            Rule = Rule,
            CreatedBy = CreatedBy,
            CreatedAt = CreatedAt,
            Comment = comment ?? Comment,
            Uploaded = Uploaded,
            IsWhistleblowing = IsWhistleblowing,
        };
        there.Record(AuditAct.Arrived, Decision!.By, Authority);
        return there;
    }

    /// <summary>Another authority redirects the message here, where it had been before: it came back, or was redirected away.</summary>
    public Refusal? ReceiveAgain(Registration from, string? comment)
    {
        if (!MayBeSentAgain && State is not RegistrationState.Redirected)
            return Refusal.AlreadyDecided;
        (Letter, Comment) = (from.Letter, comment ?? from.Comment);
        return Reopen(AuditAct.Arrived, from.Decision!.By, from.Authority);
    }

    public Refusal? MayEnter(Actor who) => who.MayEnterFor(Authority) ? MayDecideNow(who) : Refusal.NotYours;

    /// <summary>Forgets the bytes, and what could be read about a restricted message, when the time for undo is over.</summary>
    public void ForgetOriginal()
    {
        Letter = IsRestricted
            ? Letter with { Sha256 = null, Subject = "", FromName = "", FromAddress = "" }
            : Letter with { Sha256 = null };
        Record(AuditAct.Discarded, Act.Varamail);
    }

    private Refusal? MayDecide(Actor who) => who.IsRegistrarFor(Authority) ? MayDecideNow(who) : Refusal.NotYours;

    private Refusal? MayDecideNow(Actor who)
    {
        if (!IsOpen)
            return Refusal.AlreadyDecided;
        return IsHeldByAnother(who) ? Refusal.ClaimedByAnother : null;
    }

    private bool IsHeldByAnother(Actor who) =>
        State is RegistrationState.Claimed && ClaimedBy?.Id != who.Person.Id && !who.IsHeadRegistrar;

    private Refusal? Decide(RegistrationState state, AuditAct act, Decision decision, string? detail = null, string? reason = null)
    {
        Decision = decision;
        return Become(state, act, decision.By, detail, reason);
    }

    private Refusal? Reopen(AuditAct act, Person by, string? detail = null, string? reason = null)
    {
        (ClaimedBy, ClaimedAt, TakenOverFrom, Decision) = (null, null, null, null);
        return Become(RegistrationState.Queued, act, by, detail, reason);
    }

    // No state without its act: whatever is decided stands in the audit trail.
    private Refusal? Become(RegistrationState state, AuditAct act, Person by, string? detail = null, string? reason = null)
    {
        (State, IsOpen) = (state, state is RegistrationState.Queued or RegistrationState.Claimed or RegistrationState.AwaitingReceipt);
        Version++;
        Record(act, by, detail, reason);
        return null;
    }

    private void Record(AuditAct act, Person by, string? detail = null, string? reason = null) => acts.Add(new Act(act, by, Authority, Id, detail, reason));
}
