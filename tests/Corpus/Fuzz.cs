using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Corpus;

/// <summary>A message that the reader or the judgement didn't stand.</summary>
/// <param name="Round">Which one: with the same seed and material it comes again.</param>
/// <param name="What">What went wrong, without anything of the message.</param>
/// <param name="Bytes">The message.</param>
public sealed record FuzzFailure(int Round, string What, byte[] Bytes);

/// <summary>
/// Changes real messages and attachments at random, the same way for the same seed, and has them read and judged: no crash, no hang, no memory without bounds,
/// offsets that fit, and nothing unread that isn't told.
/// </summary>
public sealed class Fuzz(IReadOnlyList<FuzzMaterial> material, Assessor assessor, int seed)
{
    private const long MostAllocated = 3L * 1024 * 1024 * 1024; // in all, most of it at once collected: about 30 times what the reader's own limits let it unpack
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lost = TimeSpan.FromMinutes(2);

    /// <summary>One changed message.</summary>
    public byte[] Make(int round)
    {
        var random = new Random(unchecked(seed * 1_000_003 + round));
        var chosen = material[random.Next(material.Count)];
        var other = material[random.Next(material.Count)];
        var changed = Mutation.Of(chosen.Bytes, other.Bytes, random);
        return chosen.Name is { } name ? Attach(name, chosen.Type, changed) : changed;
    }

    /// <summary>Reads and judges one changed message. Null: all is well.</summary>
    public FuzzFailure? Try(int round)
    {
        var bytes = Make(round);
        string? what = null;
        var spent = TimeSpan.Zero;
        long allocated = 0;
        var worker = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var since = Environment.CpuUsage.TotalTime;
            what = Check(bytes);
            spent = Environment.CpuUsage.TotalTime - since; // the processor's time: the clock's depends on who else is there
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        worker.Start();
        what = !worker.Join(Lost) ? "never ends"
            : what ?? (spent > Hang ? $"hang of {spent.TotalSeconds:F1} s" : allocated > MostAllocated ? $"{allocated / 1_000_000} MB allocated" : null);
        return what is null ? null : new FuzzFailure(round, what, bytes);
    }

    /// <summary>Why a message isn't stood; null when it is.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever is thrown is what is sought.")]
    public string? Check(byte[] bytes)
    {
        try
        {
            var message = MessageReader.Read(bytes);
            var verdict = assessor.Assess(message, "registrator@vara.se", DateTimeOffset.UnixEpoch);
            return Inconsistency(message, verdict);
        }
        catch (UnreadableMessageException e)
        {
            // refused: fine, unless the reader stumbled over its own feet
            return e.InnerException?.TargetSite?.DeclaringType?.Assembly == typeof(MessageReader).Assembly ? Of(e.InnerException) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Of(e);
        }
    }

    private static string Of(Exception e) => $"{e.GetType().Name} at {new StackTrace(e).GetFrames().Select(f => f.GetMethod()).FirstOrDefault(m => m?.DeclaringType?.Namespace?.StartsWith("Varamail", StringComparison.Ordinal) == true)}";

    private static string? Inconsistency(Message message, Assessment verdict)
    {
        foreach (var part in message.Parts)
        {
            var end = 0;
            foreach (var segment in part.Segments)
            {
                if (segment.Offset != end || (segment.Length <= 0 && part.Text.Length > 0))
                {
                    return "segments that don't join";
                }
                end += segment.Length;
            }
            if (end != part.Text.Length && !(part.Text.Length == 0 && end == 0))
            {
                return "segments that don't cover";
            }
            if (part.Text.AsSpan().ContainsAny("\r\0\u00AD\u200B") || !part.Text.IsNormalized(NormalizationForm.FormC))
            {
                return "text that isn't as a person sees it";
            }
        }
        foreach (var finding in verdict.Findings)
        {
            if (!message.Parts.Any(p => p.Where == finding.Where && finding.Offset >= 0 && finding.Offset + finding.Length <= p.Text.Length && p.Text.AsSpan(finding.Offset, finding.Length).SequenceEqual(finding.Text)))
            {
                return $"a finding that isn't where it says: {finding.Rule}";
            }
        }
        return message.Attachments.Any(a => IsSilent(a, message)) ? "an attachment neither read nor told" : null;
    }

    // Wrappings and archives are told by what they hold; signatures and small pictures in the text need no telling.
    private static bool IsSilent(Attachment attachment, Message message) =>
        attachment.Text is null
        && attachment.Size > 0
        && !attachment.Inline
        && !attachment.ContentType.EndsWith("signature", StringComparison.Ordinal)
        && !attachment.ContentType.EndsWith("tnef", StringComparison.Ordinal)
        && !message.Attachments.Any(a => a.Container == attachment.Name)
        && !message.Unread.Any(u => u.Where == "attachment:" + attachment.Name || u.Where == "message");

    private static byte[] Attach(string name, string type, byte[] content) =>
        Encoding.UTF8.GetBytes(
            "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=fuzz\r\n\r\n--fuzz\r\nContent-Type: text/plain\r\n\r\nHej\r\n--fuzz\r\n"
                + $"Content-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)
                + "\r\n--fuzz--\r\n"
        );
}

/// <summary>Something to change: a whole message, or a file that is attached to one.</summary>
/// <param name="Name">Null for a message.</param>
public sealed record FuzzMaterial(string? Name, string Type, byte[] Bytes)
{
    /// <summary>Every message of some folders, and every file attached to them; other files as attachments.</summary>
    public static IReadOnlyList<FuzzMaterial> Of(params string[] folders)
    {
        var material = new List<FuzzMaterial>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            if (!file.EndsWith(".eml", StringComparison.Ordinal))
            {
                material.Add(new FuzzMaterial(Path.GetFileName(file), "application/octet-stream", bytes));
                continue;
            }
            material.Add(new FuzzMaterial(null, "", bytes));
            using var stream = new MemoryStream(bytes);
            foreach (var part in MimeMessage.Load(stream).BodyParts.OfType<MimePart>().Where(p => p.FileName is not null && p.Content is not null))
            {
                using var content = new MemoryStream();
                part.Content!.DecodeTo(content);
                if (seen.Add(Convert.ToHexString(SHA256.HashData(content.ToArray()))))
                {
                    material.Add(new FuzzMaterial(part.FileName, part.ContentType.MimeType, content.ToArray()));
                }
            }
        }
        return material;
    }
}
