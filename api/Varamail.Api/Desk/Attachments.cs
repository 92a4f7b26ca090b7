using System.Security.Cryptography;
using MimeKit;

namespace Varamail.Api.Desk;

/// <summary>Takes a single file out of an original.</summary>
internal static class Attachments
{
    /// <summary>The file whose decoded bytes have a digest; null when it stands inside another file.</summary>
    public static async Task<MemoryStream?> FindAsync(Stream original, string sha256, CancellationToken ct)
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
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct)) == sha256)
            {
                bytes.Position = 0;
                return bytes;
            }
            await bytes.DisposeAsync();
        }
        return null;
    }

    private static IEnumerable<MimeEntity> All(MimeEntity? entity) =>
        entity switch
        {
            Multipart multipart => multipart.SelectMany(All),
            MessagePart { Message.Body: var inner } attached => [attached, .. All(inner)],
            null => [],
            _ => [entity],
        };
}
