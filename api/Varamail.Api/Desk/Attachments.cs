using System.Security.Cryptography;
using MimeKit;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>Takes a single file out of an original.</summary>
internal static class Attachments
{
    /// <summary>The file that was listed; null when it stands inside another file. An attached message is known by its name too: its bytes are
    /// written anew when it is taken out, so their digest may be another.</summary>
    /// <param name="original">Seekable: nothing of it is held in memory.</param>
    /// <param name="listed">As the message's reader lists it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<FileStream?> FindAsync(Stream original, Attachment listed, CancellationToken ct)
    {
        using var message = await MimeMessage.LoadAsync(original, persistent: true, ct);
        foreach (var entity in All(message.Body))
        {
            if (!IsNamed(entity, listed.Name) && await DigestAsync(entity, ct) != listed.Sha256)
                continue;
            var file = Scratch.Open();
            await WriteAsync(entity, file, ct);
            file.Position = 0;
            return file;
        }
        return null;
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
