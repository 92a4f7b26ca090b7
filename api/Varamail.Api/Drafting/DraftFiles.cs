using MimeKit;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Drafting;

/// <summary>What stands in a file that somebody is about to send.</summary>
/// <param name="Read">False: nobody can say what stands in it.</param>
/// <param name="Findings">Data about people, in order of place.</param>
public sealed record FileCheck(bool Read, IReadOnlyList<FileFinding> Findings);

/// <summary>A finding in a file.</summary>
/// <param name="Severity"><c>sensitive</c> or <c>protected</c>.</param>
/// <param name="Text">The words.</param>
/// <param name="Explanation">Why, in plain Swedish.</param>
public sealed record FileFinding(Sensitivity Severity, string Text, string Explanation);

/// <summary>Reads the attachments of an open draft. Keeps and logs nothing.</summary>
internal sealed class DraftFiles(Municipality municipality)
{
    private readonly FindingEngine engine = new(municipality);

    /// <summary>As an attachment of a message, since attachments are what the reader reads, within its limits.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="kind">Extension of its name: <c>docx</c>, <c>pdf</c>, <c>eml</c> …</param>
    /// <param name="ct">Cancels.</param>
    public FileCheck Check(byte[] content, string kind, CancellationToken ct)
    {
        using var envelope = new MimeMessage();
        var builder = new BodyBuilder();
        builder.Attachments.Add($"bilaga.{kind}", content);
        envelope.Body = builder.ToMessageBody();
        using var bytes = new MemoryStream();
        envelope.WriteTo(FormatOptions.Default, bytes, ct);
        bytes.Position = 0;
        var message = MessageReader.Read(bytes, ct: ct);
        var read = message.Unread.Count == 0 && message.Attachments.Any(a => a.Text is not null);
        return new FileCheck(read, [.. engine.Find(message).Select(f => new FileFinding(f.Severity, f.Text, f.Explanation))]);
    }
}
