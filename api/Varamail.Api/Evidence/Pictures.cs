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
        Dictionary<string, string> found = [];
        var left = Most;
        foreach (var picture in message.Attachments.Where(a => a is { ContentId: not null, Container: null } && IsRaster(a.ContentType)))
        {
            if (found.ContainsKey(picture.ContentId!) || picture.Size > left)
                continue;
            await using var bytes = original();
            await using var file = await Attachments.FindAsync(bytes, picture, ct);
            if (file is null)
                continue;
            using MemoryStream copy = new();
            await file.CopyToAsync(copy, ct);
            left -= copy.Length;
            found[picture.ContentId!] = $"data:{picture.ContentType};base64,{Convert.ToBase64String(copy.GetBuffer(), 0, (int)copy.Length)}";
        }
        return found;
    }

    private static bool IsRaster(string contentType) => contentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp";
}
