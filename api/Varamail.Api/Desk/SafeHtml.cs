using Ganss.Xss;

namespace Varamail.Api.Desk;

/// <summary>Makes a hostile HTML body fit to be shown: no scripts, no forms, no frames, and nothing is fetched from elsewhere, so that no
/// sender learns that the message was opened. Pictures inside the message itself may stay as data.</summary>
internal static class SafeHtml
{
    public static string Of(string html)
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

    private static bool MayFetchOrCover(string property) =>
        property.StartsWith("background", StringComparison.Ordinal) && property != "background-color"
        || property.StartsWith("list-style", StringComparison.Ordinal)
        || property.StartsWith("border-image", StringComparison.Ordinal)
        || property is "content" or "cursor" or "position" or "z-index" or "filter" or "mask" or "clip-path";
}
