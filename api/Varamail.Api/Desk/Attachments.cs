using System.Security.Cryptography;
using MimeKit;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>Takes a single file out of an original.</summary>
internal static class Attachments
{
    /// <summary>The file that was listed; null when it stands inside another file. An attached message is known by its name too: its bytes are
    /// written anew when it is taken out, so their digest may be another.</summary>
    public static async Task<MemoryStream?> FindAsync(Stream original, Attachment listed, CancellationToken ct)
    {
        using var message = await MimeMessage.LoadAsync(original, ct);
        foreach (var entity in All(message.Body))
        {
            var bytes = new MemoryStream();
            if (entity is MimePart { Content: { } content })
                await content.DecodeToAsync(bytes, ct);
            else if (entity is MessagePart { Message: { } attached })
                await attached.WriteToAsync(bytes, ct);
            bytes.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct)) == listed.Sha256 || IsNamed(entity, listed.Name))
            {
                bytes.Position = 0;
                return bytes;
            }
            await bytes.DisposeAsync();
        }
        return null;
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
