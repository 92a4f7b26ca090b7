namespace Varamail.Guideline;

/// <summary>What the guideline says shall become of a message. Exactly one value (docs/assessment.md, section 1).</summary>
public enum Handling
{
    /// <summary>Allmän handling – ska registreras. The main rule, and the answer in doubt.</summary>
    Register,

    /// <summary>Allmän handling – hålls ordnad, registreras inte.</summary>
    Routine,

    /// <summary>Liten eller tillfällig betydelse – får gallras.</summary>
    Ephemeral,

    /// <summary>Internt – ännu inte allmän handling.</summary>
    Internal,

    /// <summary>Inte myndighetens post.</summary>
    Private,
}

/// <summary>How much protection the content needs: the highest value that any finding reaches.</summary>
public enum Sensitivity
{
    None,

    /// <summary>Identity number, private economy, credentials: never by e-mail.</summary>
    Protected,

    /// <summary>GDPR art. 9 or 10, or secrecy under OSL, about an identifiable living person: neither forwarded nor answered by e-mail.</summary>
    Sensitive,
}

/// <summary>What a finding is about.</summary>
public enum Category
{
    Health,
    Religion,
    Politics,
    Ethnicity,
    Union,
    SexLife,
    Biometric,
    Crime,
    SocialServices,
    PupilWelfare,
    IdentityNumber,
    Economy,
    ProtectedIdentity,
    Credentials,
}

/// <summary>What else somebody must know about a message. Any number.</summary>
public enum Signal
{
    Question,
    DisclosureRequest,
    Threat,
    Suspicious,
    AutoReply,
    Bulk,
    Bounce,
    Calendar,
    CaseReference,
}

/// <summary>Where a message that is to be registered belongs.</summary>
public enum Target
{
    /// <summary>A central matter: the diary.</summary>
    Evolution,

    /// <summary>One individual's file: pupil, child, client, employee.</summary>
    PersonalFile,

    /// <summary>A line-of-business system named in the records schedule.</summary>
    OtherSystem,
}

/// <summary>The way that a message takes, seen from the mailbox in which it lies.</summary>
public enum Direction
{
    Incoming,
    Outgoing,
    Internal,
}

/// <summary>Which part of a message a finding stands in: the writer's own words weigh otherwise than a quoted letter.</summary>
public enum Standing
{
    Own,
    Quoted,
    Signature,
    Disclaimer,
}

/// <summary>A sentence of the guideline.</summary>
/// <param name="Rule">Number of the rule, <c>R01</c>–<c>R78</c> (Coverage.cs).</param>
/// <param name="Heading">The heading that it stands under, in Swedish.</param>
/// <param name="Quote">The sentence, word for word.</param>
public sealed record Citation(string Rule, string Heading, string Quote);

/// <summary>Words of the message that carried a conclusion.</summary>
/// <param name="Where"><c>subject</c>, <c>body</c> or <c>attachment:NAME</c>.</param>
/// <param name="Offset">First character, in UTF-16 units of the server's text of that part.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Text">The words themselves.</param>
public sealed record Evidence(string Where, int Offset, int Length, string Text);

/// <summary>Data about a person that deserve protection.</summary>
/// <param name="Category">What kind of data.</param>
/// <param name="Severity"><see cref="Sensitivity.Protected"/> or <see cref="Sensitivity.Sensitive"/>.</param>
/// <param name="Where"><c>subject</c>, <c>body</c> or <c>attachment:NAME</c>.</param>
/// <param name="Offset">First character, in UTF-16 units of the server's text of that part.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Text">The words themselves.</param>
/// <param name="Standing">The sender's own words, or a quoted letter.</param>
/// <param name="Rule">Id of the finding rule.</param>
/// <param name="Explanation">Plain Swedish: why these words are protected, and under which provision.</param>
/// <param name="Citation">The sentence of the guideline.</param>
public sealed record Finding(
    Category Category,
    Sensitivity Severity,
    string Where,
    int Offset,
    int Length,
    string Text,
    Standing Standing,
    string Rule,
    string Explanation,
    Citation Citation
);

/// <summary>Why the verdict is what it is.</summary>
/// <param name="Rule">Id of the rule that spoke.</param>
/// <param name="Text">Plain Swedish, one sentence.</param>
/// <param name="Citation">The sentence of the guideline.</param>
/// <param name="Evidence">The words that carried it; empty when headers or the directory did.</param>
public sealed record Reason(string Rule, string Text, Citation Citation, IReadOnlyList<Evidence> Evidence);

/// <summary>What one can do with a message.</summary>
public enum ActionKind
{
    /// <summary>Put it in the registrar's queue. Always offered, whatever the verdict.</summary>
    SendToRegistrar,

    /// <summary>Copy by e-mail to the registrar's mailbox.</summary>
    MailToRegistrar,
    Forward,
    Reply,

    /// <summary>Dispose of it under the records schedule.</summary>
    Dispose,
}

/// <summary>An action, offered or barred.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Allowed">False: barred.</param>
/// <param name="Reason">Plain Swedish: why it is barred and what to do instead, or what it does.</param>
/// <param name="Citation">The sentence of the guideline.</param>
public sealed record OfferedAction(ActionKind Kind, bool Allowed, string Reason, Citation Citation);

/// <summary>Something that could not be checked.</summary>
/// <param name="Where"><c>body</c>, <c>attachment:NAME</c> or <c>message</c>.</param>
/// <param name="Cause">Why.</param>
/// <param name="Text">Plain Swedish: ”Bilagan x.zip är krypterad och har inte kontrollerats.”</param>
public sealed record Unread(string Where, UnreadCause Cause, string Text);

/// <summary>Why a part could not be checked.</summary>
public enum UnreadCause
{
    Encrypted,
    UnknownFormat,
    Damaged,
    TooLarge,
    TooDeep,

    /// <summary>The message ends before its end: cut off on the way, or badly made.</summary>
    CutOff,
    NoText,
}

/// <summary>What the records schedule says about documents of a kind that fits the message (R41).</summary>
/// <param name="DocumentType">For example ”Ansökan om bygglov med ritningar”.</param>
/// <param name="ClassificationCode">For example <c>3.1.2</c>; null when the schedule gives none.</param>
/// <param name="Target">Where it is registered; null when it isn't.</param>
/// <param name="Secrecy">Provisions of OSL as written: a reminder, never a decision. Null when none is named.</param>
/// <param name="Disposal">”Bevaras”, ”Gallras” or ”Rensas”, as written; null when the schedule doesn't say.</param>
/// <param name="Retention">As written, for example ”2 år”; null when the schedule gives none.</param>
/// <param name="Storage">The system or place, as written; null when the schedule names none.</param>
/// <param name="Reason">Plain Swedish: the words that it was found by.</param>
public sealed record FilingSuggestion(
    string DocumentType,
    string? ClassificationCode,
    Target? Target,
    string? Secrecy,
    string? Disposal,
    string? Retention,
    string? Storage,
    string Reason
);

/// <summary>Varamail's judgement of one message, in the words of docs/assessment.md.</summary>
/// <param name="Handling">What shall become of it.</param>
/// <param name="Sensitivity">The highest that any finding reaches.</param>
/// <param name="Findings">Data that deserve protection, in order of place.</param>
/// <param name="Signals">What else somebody must know.</param>
/// <param name="Target">Where it belongs; null unless <paramref name="Handling"/> is <see cref="Handling.Register"/>.</param>
/// <param name="Reasons">Why, the weightiest first; at least one.</param>
/// <param name="Actions">What can be done, offered or barred and why.</param>
/// <param name="Unread">What could not be checked; empty when all was.</param>
/// <param name="Direction">Seen from the mailbox.</param>
/// <param name="Authority">Diary series of the authority (committee) that the mailbox belongs to, for example <c>BYN</c>.</param>
/// <param name="AnswerDeadline">Last moment to answer (end of the second working day); null when nobody waits for an answer.</param>
/// <param name="GuidelineVersion">The guideline that was applied, for example <c>2021-04-26 § 42</c>.</param>
public sealed record Assessment(
    Handling Handling,
    Sensitivity Sensitivity,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Signal> Signals,
    Target? Target,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<OfferedAction> Actions,
    IReadOnlyList<Unread> Unread,
    Direction Direction,
    string Authority,
    DateTimeOffset? AnswerDeadline,
    string GuidelineVersion
)
{
    /// <summary>Rows of the records schedule that fit a message which is to be registered, the best first; at most three.</summary>
    public IReadOnlyList<FilingSuggestion> Suggestions { get; init; } = [];
}
