using Varamail.Api.Desk;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Evidence;

/// <summary>The pictures that a message carries for its own body.</summary>
internal static class Pictures
{
    private const long Most = 10 * 1024 * 1024;

    /// <returns>By content id, as <c>data:</c> addresses. What is no raster picture is left out, and so is what would take more than 10 MB together.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(Message message, Func<Stream> original, CancellationToken ct)
    {
        Dictionary<string, Attachment> wanted = [];
        var left = Most;
        foreach (var picture in message.Attachments.Where(a => a is { ContentId: not null, Container: null } && IsRaster(a.ContentType)))
        {
            if (picture.Size <= left && wanted.TryAdd(picture.ContentId!, picture))
                left -= picture.Size;
        }
        Dictionary<string, string> found = [];
        if (wanted.Count == 0)
            return found;
        await using var bytes = original();
        await foreach (var (picture, file) in Attachments.FindAllAsync(bytes, wanted.Values, ct))
        {
            await using var read = file;
            using MemoryStream copy = new();
            await read.CopyToAsync(copy, ct);
            found[picture.ContentId!] = $"data:{picture.ContentType};base64,{Convert.ToBase64String(copy.GetBuffer(), 0, (int)copy.Length)}";
        }
        return found;
    }

    private static bool IsRaster(string contentType) => contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp";
}
