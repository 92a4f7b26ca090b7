using Varamail.Guideline;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Schedule;

namespace Varamail.Api.Assessments;

/// <summary>Reads and judges, by the guideline.</summary>
internal sealed class Judge(Municipality municipality, RecordsSchedule schedule)
{
    private readonly Assessor assessor = new(municipality, schedule);

    /// <exception cref="UnreadableMessageException">The bytes are no message.</exception>
    public static Message Read(Stream original, CancellationToken ct) => MessageReader.Read(original, ct: ct);

    /// <summary>With what the records schedule says about it, when it is to be registered: nobody else looks that up.</summary>
    public Assessment Assess(Message message, string mailbox, DateTimeOffset receivedAt)
    {
        var assessment = assessor.Assess(message, mailbox, receivedAt);
        return assessment.Handling is Handling.Register ? assessment with { Suggestions = assessor.Suggest(message, mailbox) } : assessment;
    }
}
