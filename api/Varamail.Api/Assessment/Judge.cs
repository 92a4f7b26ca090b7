using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Assessments;

/// <summary>Reads and judges, by the guideline.</summary>
internal sealed class Judge(Municipality municipality)
{
    private readonly Assessor assessor = new(municipality);

    /// <exception cref="UnreadableMessageException">The bytes are no message.</exception>
    public static Message Read(Stream original, CancellationToken ct) => MessageReader.Read(original, ct: ct);

    public Assessment Assess(Message message, string mailbox, DateTimeOffset receivedAt) => assessor.Assess(message, mailbox, receivedAt);
}
