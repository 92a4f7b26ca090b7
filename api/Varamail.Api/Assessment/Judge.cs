using Varamail.Guideline;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Schedule;

namespace Varamail.Api.Assessments;

/// <summary>Reads and judges, by the guideline.</summary>
internal sealed class Judge(Municipality municipality, RecordsSchedule schedule, GuidelineText guideline)
{
    private readonly Assessor assessor = new(municipality, schedule);

    /// <exception cref="UnreadableMessageException">The bytes are no message.</exception>
    public static Message Read(Stream original, CancellationToken ct) => MessageReader.Read(original, ct: ct);

    public Assessment Assess(Message message, string mailbox, DateTimeOffset receivedAt) => guideline.Of(assessor.Assess(message, mailbox, receivedAt));

    /// <summary>Adds what the records schedule says, for people to see; only what is to be registered is looked up.</summary>
    public Assessment Advise(Assessment assessment, Message message, string mailbox) =>
        assessment.Handling is Handling.Register ? assessment with { Suggestions = assessor.Suggest(message, mailbox) } : assessment;
}
