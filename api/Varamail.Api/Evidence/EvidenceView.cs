using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Evidence;

/// <summary>What shows that a message is the one that came.</summary>
/// <param name="Sha256">Of the original, lower-case hex.</param>
/// <param name="Size">Of the original, in bytes.</param>
/// <param name="ReceivedAt">When it reached the mailbox, by the mail server.</param>
/// <param name="MessageId">Without angle brackets; null when it has none.</param>
/// <param name="Sender">What our own mail server noted of the sender; empty when it noted nothing.</param>
/// <param name="SenderText">The same in Swedish, with what can't be known.</param>
/// <param name="Files">What is attached, with hashes.</param>
public sealed record EvidenceView(
    string Sha256,
    long Size,
    DateTimeOffset ReceivedAt,
    string? MessageId,
    IReadOnlyList<AuthenticationNote> Sender,
    IReadOnlyList<string> SenderText,
    IReadOnlyList<EvidenceFile> Files
)
{
    internal static EvidenceView Of(Letter letter, Message message, Municipality municipality)
    {
        var notes = SenderAuthentication.Of(message, municipality);
        return new EvidenceView(
            letter.Sha256 ?? "",
            letter.Size,
            letter.ReceivedAt,
            message.Id,
            notes,
            [.. Said(notes)],
            [.. message.Attachments.Select(a => new EvidenceFile(a.Name, a.ContentType, a.Size, a.Sha256, a.Inline, a.Container))]
        );
    }

    // Exchange hands out its own rendering of a message, on which a signature made before no longer fits: what was noted at the border is all there is.
    private static IEnumerable<string> Said(IReadOnlyList<AuthenticationNote> notes)
    {
        if (notes.Count == 0)
            yield return "Vår e-postserver har inte antecknat vem som skickade meddelandet. Avsändaren är inte kontrollerad.";
        foreach (var note in notes)
            yield return $"{NameOf(note.Method)}: {WordOf(note.Verdict)}{(note.Domain is null ? "" : $" för {note.Domain}")}.";
        yield return "Signaturen i den sparade kopian kan inte verifieras efter Exchange. Det som står här antecknade vår egen e-postserver när meddelandet kom.";
    }

    private static string NameOf(AuthenticationMethod method) =>
        method switch
        {
            AuthenticationMethod.Spf => "Avsändande server (SPF)",
            AuthenticationMethod.Dkim => "Signatur (DKIM)",
            AuthenticationMethod.Dmarc => "Avsändardomän (DMARC)",
            _ => "Exchanges sammanvägning",
        };

    private static string WordOf(AuthenticationVerdict verdict) =>
        verdict switch
        {
            AuthenticationVerdict.Pass => "godkänd",
            AuthenticationVerdict.Fail => "underkänd",
            _ => "inte kontrollerad",
        };
}

/// <summary>A file of a message.</summary>
/// <param name="Name">As its sender named it.</param>
/// <param name="MediaType">As declared.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Inline">Shown in the body, such as a logotype.</param>
/// <param name="Container">Name of the file that holds it; null at the top.</param>
public sealed record EvidenceFile(string Name, string MediaType, long Size, string Sha256, bool Inline, string? Container);
