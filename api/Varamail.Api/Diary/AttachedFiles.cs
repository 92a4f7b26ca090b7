using System.Security.Cryptography;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Diary;

/// <summary>The files that came with an original. Their bytes lie inside it and are taken out when somebody needs them.</summary>
internal static class AttachedFiles
{
    /// <summary>The original itself.</summary>
    public static DocumentFile Original(Originals originals, Letter letter)
    {
        var sha256 = letter.Sha256 ?? "";
        return new("meddelande.eml", "message/rfc822", letter.Size, sha256, _ => Task.FromResult<Stream>(originals.Open(sha256)));
    }

    /// <summary>Of an original in the store. It is read: do so outside a transaction. Empty when its bytes are gone or nothing can be read in them.</summary>
    public static async Task<IReadOnlyList<DocumentFile>> ReadAsync(Originals originals, string? sha256, CancellationToken ct)
    {
        if (sha256 is null || !originals.Has(sha256))
            return [];
        try
        {
            Message message;
            await using (var original = originals.Open(sha256))
                message = Judge.Read(original, ct);
            return await OfAsync(message, () => originals.Open(sha256), ct);
        }
        catch (UnreadableMessageException)
        {
            return []; // the original itself is entered all the same
        }
    }

    /// <summary>Of a message that has just been read.</summary>
    public static Task<IReadOnlyList<DocumentFile>> OfAsync(IncomingMessage message, Originals originals, CancellationToken ct)
    {
        var sha256 = message.Original.Sha256;
        return OfAsync(message.Message, () => originals.Has(sha256) ? originals.Open(sha256) : message.Original.Open(), ct);
    }

    /// <summary>A file that the diary names: by itself in the store, or inside the original.</summary>
    public static async Task<Stream> OpenAsync(Originals originals, string sha256, DiaryAppendix appendix, CancellationToken ct)
    {
        if (originals.Has(appendix.Sha256))
            return originals.Open(appendix.Sha256);
        Attachment listed = new(appendix.Name, appendix.MediaType, appendix.Size, appendix.Sha256, Inline: false, ContentId: null, Text: null);
        return await TakeOutAsync(() => originals.Open(sha256), listed, ct);
    }

    /// <summary>Files that a person sees as attached; what stands inside them stays there, and so does what the body shows.</summary>
    private static async Task<IReadOnlyList<DocumentFile>> OfAsync(Message message, Func<Stream> original, CancellationToken ct)
    {
        List<DocumentFile> files = [];
        foreach (var attached in message.Attachments.Where(a => a is { Container: null, Inline: false, Sha256.Length: 64 }))
        {
            var (size, hash) = (attached.Size, attached.Sha256);
            // An attached message is written anew when it is taken out: its size and hash are those of what comes out.
            if (attached.ContentType.StartsWith("message/", StringComparison.Ordinal))
            {
                await using var taken = await TakeOutAsync(original, attached, ct);
                (size, hash) = (taken.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(taken, ct)));
            }
            files.Add(new DocumentFile(attached.Name, attached.ContentType, size, hash, limited => TakeOutAsync(original, attached, limited)));
        }
        return files;
    }

    private static async Task<Stream> TakeOutAsync(Func<Stream> open, Attachment attachment, CancellationToken ct)
    {
        await using var original = open();
        return await Attachments.FindAsync(original, attachment, ct) ?? throw new InvalidDataException("An attached file is not in its original any longer.");
    }
}
