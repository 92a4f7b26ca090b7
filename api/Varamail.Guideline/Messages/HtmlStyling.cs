using System.Net;

namespace Varamail.Guideline.Messages;

/// <summary>How an element looks: by its attributes, the letter's style sheet, and its own style, in the order of the cascade.</summary>
internal static class HtmlStyling
{
    public static void Apply(ReadOnlySpan<char> source, ReadOnlySpan<char> name, in HtmlAttributes attributes, HtmlSheet? sheet, ref HtmlLook look, ref bool noMargin)
    {
        look.Hidden |= attributes.Hidden;
        if (attributes.Picture)
        {
            look.Paper = HtmlLook.Unknown;
        }
        if (attributes.Paper.Length > 0)
        {
            look.Paper = ColourAt(source, attributes.Paper);
        }
        if (attributes.Colour.Length > 0)
        {
            look.Ink = ColourAt(source, attributes.Colour);
        }
        if (sheet is { IsEmpty: false })
        {
            FollowSheet(source, name, attributes, sheet, ref look, ref noMargin);
        }
        if (sheet is { PaperUnsure: true })
        {
            look.Paper = HtmlLook.Unknown;
        }
        if (attributes.Class.Length > 0)
        {
            noMargin |= attributes.Class.In(source).StartsWith("Mso", StringComparison.OrdinalIgnoreCase);
        }
        if (attributes.Style.Length > 0)
        {
            var css = attributes.Style.In(source);
            var style = HtmlStyle.Read(css.Contains('&') ? WebUtility.HtmlDecode(css.ToString()) : css);
            style.Apply(ref look);
            noMargin |= style.NoMargin;
        }
    }

    private static int ColourAt(ReadOnlySpan<char> source, Place place) => HtmlStyle.Colour(place.In(source)) ?? HtmlLook.Unknown;

    private static void FollowSheet(ReadOnlySpan<char> source, ReadOnlySpan<char> name, in HtmlAttributes attributes, HtmlSheet sheet, ref HtmlLook look, ref bool noMargin)
    {
        Span<char> selector = stackalloc char[96];
        sheet.Apply(name, ref look, ref noMargin);
        var classes = sheet.HasClasses ? attributes.Class.In(source) : [];
        while (!(classes = classes.TrimStart()).IsEmpty)
        {
            var end = classes.IndexOfAny(" \t\r\n");
            var one = end < 0 ? classes : classes[..end];
            classes = end < 0 ? [] : classes[end..];
            if (one.Length + name.Length + 1 > selector.Length)
            {
                continue;
            }
            name.CopyTo(selector);
            selector[name.Length] = '.';
            one.CopyTo(selector[(name.Length + 1)..]);
            var whole = selector[..(name.Length + 1 + one.Length)];
            sheet.Apply(whole[name.Length..], ref look, ref noMargin);
            sheet.Apply(whole, ref look, ref noMargin);
        }
        if (sheet.HasIds && attributes.Id.Length is > 0 and < 90)
        {
            selector[0] = '#';
            attributes.Id.In(source).CopyTo(selector[1..]);
            sheet.Apply(selector[..(attributes.Id.Length + 1)], ref look, ref noMargin);
        }
    }
}
