using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MimeKit;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>Takes a single file out of an original.</summary>
internal static class Attachments
{
    /// <summary>The file that was listed; null when it stands inside another file.</summary>
    /// <param name="original">Seekable: nothing of it is held in memory.</param>
    /// <param name="listed">As the message's reader lists it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<FileStream?> FindAsync(Stream original, Attachment listed, CancellationToken ct)
    {
        await foreach (var (_, file) in FindAllAsync(original, [listed], ct))
            return file;
        return null;
    }

    /// <summary>The files that were listed, save those inside other files; the original is read once. An attached message is known by its name too:
    /// its bytes are written anew when it is taken out, so their digest may be another. Each file is the caller's to dispose.</summary>
    public static async IAsyncEnumerable<(Attachment Listed, FileStream File)> FindAllAsync(
        Stream original,
        IEnumerable<Attachment> listed,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var sought = listed.ToList();
        using var message = await MimeMessage.LoadAsync(original, persistent: true, ct);
        foreach (var entity in All(message.Body))
        {
            if (sought.Count == 0)
                yield break;
            if (await MatchAsync(entity, sought, ct) is not { } found)
                continue;
            sought.Remove(found);
            var file = Scratch.Open();
            await WriteAsync(entity, file, ct);
            file.Position = 0;
            yield return (found, file);
        }
    }

    private static async Task<Attachment?> MatchAsync(MimeEntity entity, List<Attachment> sought, CancellationToken ct)
    {
        if (sought.Find(a => IsNamed(entity, a.Name)) is { } named)
            return named;
        var digest = await DigestAsync(entity, ct);
        return sought.Find(a => a.Sha256 == digest);
    }

    private static async Task<string> DigestAsync(MimeEntity entity, CancellationToken ct)
    {
        using var hash = SHA256.Create();
        await using (CryptoStream sink = new(Stream.Null, hash, CryptoStreamMode.Write))
            await WriteAsync(entity, sink, ct);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static async Task WriteAsync(MimeEntity entity, Stream to, CancellationToken ct)
    {
        if (entity is MimePart { Content: { } content })
            await content.DecodeToAsync(to, ct);
        else if (entity is MessagePart { Message: { } attached })
            await attached.WriteToAsync(to, ct);
    }

    private static bool IsNamed(MimeEntity entity, string name) =>
        entity is MessagePart && (entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? entity.ContentType.MimeType) == name;

    private static IEnumerable<MimeEntity> All(MimeEntity? entity) =>
        entity switch
        {
            Multipart multipart => multipart.SelectMany(All),
            MessagePart { Message.Body: var inner } attached => [attached, .. All(inner)],
            null => [],
            _ => [entity],
        };
}
