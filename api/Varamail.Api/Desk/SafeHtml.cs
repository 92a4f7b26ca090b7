using Ganss.Xss;

namespace Varamail.Api.Desk;

/// <summary>Makes a hostile HTML body fit to be shown: no scripts, no forms, no frames, and nothing is fetched from elsewhere, so that no
/// sender learns that the message was opened. Pictures inside the message itself may stay as data.</summary>
internal static class SafeHtml
{
    /// <param name="html">As sent.</param>
    /// <param name="pictures">The message's own pictures by content id, as <c>data:</c> addresses; those that aren't here are left out.</param>
    public static string Of(string html, IReadOnlyDictionary<string, string>? pictures = null)
    {
        var sanitizer = new HtmlSanitizer();
        foreach (var tag in (string[])["form", "input", "button", "textarea", "select", "option", "link", "map", "area", "meter", "progress"])
            sanitizer.AllowedTags.Remove(tag);
        foreach (var attribute in (string[])["background", "action", "usemap", "srcset", "longdesc", "dynsrc", "lowsrc", "poster", "cite"])
            sanitizer.AllowedAttributes.Remove(attribute);
        foreach (var property in sanitizer.AllowedCssProperties.Where(MayFetchOrCover).ToList())
            sanitizer.AllowedCssProperties.Remove(property);
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["http", "https", "mailto", "tel", "data"]);
        sanitizer.AllowDataAttributes = false;
        sanitizer.FilterUrl += (_, e) =>
        {
            if (PictureOf(e.OriginalUrl, pictures) is { } picture)
            {
                e.SanitizedUrl = picture;
                return;
            }
            var isPicture = e.Tag.NodeName.Equals("IMG", StringComparison.OrdinalIgnoreCase);
            var isData = e.OriginalUrl.TrimStart().StartsWith("data:", StringComparison.OrdinalIgnoreCase);
            var isRaster = e.OriginalUrl.TrimStart().StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
                && !e.OriginalUrl.Contains("svg", StringComparison.OrdinalIgnoreCase);
            if (isPicture ? !isRaster : isData)
                e.SanitizedUrl = null;
        };
        sanitizer.PostProcessNode += (_, e) =>
        {
            if (e.Node is AngleSharp.Dom.IElement { NodeName: "A" } link)
            {
                link.SetAttribute("rel", "noopener noreferrer");
                link.SetAttribute("target", "_blank");
            }
        };
        return sanitizer.Sanitize(html);
    }

    private static string? PictureOf(string url, IReadOnlyDictionary<string, string>? pictures) =>
        pictures is not null && url.Trim() is ['c' or 'C', 'i' or 'I', 'd' or 'D', ':', .. var id] ? pictures.GetValueOrDefault(Uri.UnescapeDataString(id)) : null;

    private static bool MayFetchOrCover(string property) =>
        property.StartsWith("background", StringComparison.Ordinal) && property != "background-color"
        || property.StartsWith("list-style", StringComparison.Ordinal)
        || property.StartsWith("border-image", StringComparison.Ordinal)
        || property is "content" or "cursor" or "position" or "z-index" or "filter" or "mask" or "clip-path";
}
