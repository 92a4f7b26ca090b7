using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Assessments;

/// <summary>A message in a mailbox, judged.</summary>
/// <param name="Item">Which message it is.</param>
/// <param name="Assessment">What the guideline says about it.</param>
/// <param name="Registration">The registration of this message; null when nobody has sent it.</param>
/// <param name="OtherContent">A registration of a message that has the same internet message id but says something else.</param>
/// <param name="Answered">A registered message of the mailbox's authority answers it: nobody waits any longer.</param>
public sealed record ItemAssessment(
    ItemSummary Item,
    Assessment Assessment,
    RegistrationView? Registration,
    RegistrationView? OtherContent,
    Answered? Answered
);

/// <summary>Which message it is.</summary>
/// <param name="Mailbox">Address of the mailbox.</param>
/// <param name="ItemId">Immutable id.</param>
/// <param name="InternetMessageId">Null when the message has none.</param>
/// <param name="Subject">Empty when it has none.</param>
/// <param name="From">The writer, as <c>Name &lt;address&gt;</c> where there is a name; null when unreadable.</param>
/// <param name="ReceivedAt">When it reached the mailbox.</param>
/// <param name="Fingerprint">Names exactly this content. Every write sends it back, so that one message is never filed under another's title.</param>
public sealed record ItemSummary(
    string Mailbox,
    string ItemId,
    string? InternetMessageId,
    string Subject,
    string? From,
    DateTimeOffset ReceivedAt,
    string Fingerprint
);
