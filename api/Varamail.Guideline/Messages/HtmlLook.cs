using System.Globalization;

namespace Varamail.Guideline.Messages;

/// <summary>What decides whether a person sees the text of an element; inherited by what it holds.</summary>
internal struct HtmlLook
{
    public const int Unknown = -1;

    public static readonly HtmlLook Initial = new() { Ink = 0x000000, Paper = 0xFFFFFF };

    public bool Hidden; // display:none and the like: nothing within can undo it
    public bool Invisible; // visibility
    public bool Tiny; // font size
    public bool Preformatted;
    public int Ink;
    public int Paper;

    public readonly bool Shown => !Hidden && !Invisible && !Tiny && !(Ink >= 0 && Paper >= 0 && Alike(Ink, Paper));

    // A tenth of a shade apart: nobody reads it. Light grey on white (#EEE) still is read.
    private static bool Alike(int a, int b) => Math.Abs((a >> 16) - (b >> 16)) <= 10 && Math.Abs((a >> 8 & 255) - (b >> 8 & 255)) <= 10 && Math.Abs((a & 255) - (b & 255)) <= 10;
}

/// <summary>The declarations of a style attribute or rule that bear on what is seen.</summary>
internal struct HtmlStyle
{
    public bool? Displayed;
    public bool? Visible;
    public bool? Tiny;
    public bool? Preformatted;
    public bool NoMargin;
    public bool Squeezed; // no height or width, or thrown out of the page
    public bool Overflowing; // what doesn't fit shows nevertheless: the initial value
    public int? Ink;
    public int? Paper;

    public readonly bool Matters => Displayed is not null || Visible is not null || Tiny is not null || Squeezed || Ink is not null || Paper is not null || Preformatted is not null;

    public readonly void Apply(ref HtmlLook look)
    {
        look.Hidden |= Displayed == false || (Squeezed && !Overflowing);
        look.Invisible = Visible is { } visible ? !visible : look.Invisible;
        look.Tiny = Tiny ?? look.Tiny;
        look.Preformatted = Preformatted ?? look.Preformatted;
        look.Ink = Ink ?? look.Ink;
        look.Paper = Paper ?? look.Paper;
    }

    /// <summary>Reads declarations. Later ones win, as in CSS; an earlier <c>!important</c> is not weighed.</summary>
    public static HtmlStyle Read(ReadOnlySpan<char> css)
    {
        var style = new HtmlStyle { Overflowing = true };
        var offPage = false;
        Span<char> lower = stackalloc char[16];
        while (!css.IsEmpty)
        {
            var end = css.IndexOf(';');
            var declaration = end < 0 ? css : css[..end];
            css = end < 0 ? [] : css[(end + 1)..];
            var colon = declaration.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }
            var name = declaration[..colon].Trim();
            if (name.Length is < 3 or > 16)
            {
                continue;
            }
            var value = declaration[(colon + 1)..];
            var important = value.IndexOf('!');
            value = (important < 0 ? value : value[..important]).Trim();
            switch (lower[..name.ToLowerInvariant(lower)])
            {
                case "display":
                    style.Displayed = !Is(value, "none");
                    break;
                case "visibility":
                    style.Visible = !(Is(value, "hidden") || Is(value, "collapse"));
                    break;
                case "opacity":
                    style.Displayed = Length(value) is > 0.03 or double.NaN ? style.Displayed : false;
                    break;
                case "font-size":
                    style.Tiny = Is(value, "inherit") || IsRelative(value) ? (Length(value) == 0 ? true : style.Tiny) : Length(value) <= 1;
                    break;
                case "max-height" or "height" or "max-width" or "width":
                    style.Squeezed |= Length(value) is >= 0 and <= 1 && !IsRelative(value);
                    break;
                case "overflow" or "overflow-y" or "overflow-x":
                    style.Overflowing = !(Is(value, "hidden") || Is(value, "clip"));
                    break;
                case "text-indent" or "left" or "top" or "right":
                    offPage |= Length(value) <= -900;
                    break;
                case "color":
                    style.Ink = Colour(value) ?? HtmlLook.Unknown;
                    break;
                case "background-color" or "background":
                    style.Paper = Colour(value) ?? (Is(value, "none") || Is(value, "transparent") || Is(value, "inherit") || Is(value, "initial") ? style.Paper : HtmlLook.Unknown);
                    break;
                case "background-image":
                    style.Paper = Is(value, "none") ? style.Paper : HtmlLook.Unknown;
                    break;
                case "white-space":
                    style.Preformatted = value.StartsWith("pre", StringComparison.OrdinalIgnoreCase) && !Is(value, "pre-line");
                    break;
                case "margin" or "margin-top" or "margin-bottom":
                    style.NoMargin = Length(value) is 0 || value.StartsWith("0cm ") || value.StartsWith("0in ");
                    break;
            }
        }
        style.Squeezed |= offPage;
        style.Overflowing &= !offPage;
        return style;
    }

    private static bool Is(ReadOnlySpan<char> value, string word) => value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsRelative(ReadOnlySpan<char> value) => value.EndsWith("%") || value.EndsWith("em", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that a length begins with, in its own unit; NaN when it begins with none.</summary>
    private static double Length(ReadOnlySpan<char> value)
    {
        var end = 0;
        while (end < value.Length && end < 16 && (char.IsAsciiDigit(value[end]) || value[end] is '.' or '-' or '+'))
        {
            end++;
        }
        return double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    /// <summary>A colour as 0xRRGGBB; null for what isn't plainly one (gradients, variables, transparency).</summary>
    public static int? Colour(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length > 0 && value[0] == '#')
        {
            value = value[1..];
        }
        else if (value.StartsWith("rgb", StringComparison.OrdinalIgnoreCase))
        {
            return Rgb(value);
        }
        else if (Named(value) is { } named)
        {
            return named;
        }
        return value.Length switch
        {
            3 when int.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var s) => (s >> 8) * 0x110000 | (s >> 4 & 15) * 0x1100 | (s & 15) * 0x11,
            6 when int.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var l) => l,
            _ => null,
        };
    }

    private static int? Rgb(ReadOnlySpan<char> value)
    {
        var open = value.IndexOf('(');
        var close = value.IndexOf(')');
        if (open < 0 || close < open)
        {
            return null;
        }
        int colour = 0, count = 0;
        foreach (var range in value[(open + 1)..close].SplitAny(',', ' ', '/'))
        {
            var part = value[(open + 1)..close][range].Trim();
            if (part.IsEmpty)
            {
                continue;
            }
            if (count == 3)
            {
                return double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha) && alpha < 1 ? null : colour;
            }
            if (!double.TryParse(part.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var channel))
            {
                return null;
            }
            colour = colour << 8 | Math.Clamp((int)(part.EndsWith("%") ? channel * 2.55 : channel), 0, 255);
            count++;
        }
        return count == 3 ? colour : null;
    }

    private static int? Named(ReadOnlySpan<char> value)
    {
        if (value.Length is < 3 or > 10)
        {
            return null;
        }
        Span<char> lower = stackalloc char[10];
        lower = lower[..value.ToLowerInvariant(lower)];
        return lower switch
        {
            "white" or "window" or "canvas" => 0xFFFFFF,
            "snow" => 0xFFFAFA,
            "ivory" => 0xFFFFF0,
            "whitesmoke" => 0xF5F5F5,
            "ghostwhite" => 0xF8F8FF,
            "black" or "windowtext" or "canvastext" => 0x000000,
            "red" => 0xFF0000,
            "green" => 0x008000,
            "blue" => 0x0000FF,
            "navy" => 0x000080,
            "maroon" => 0x800000,
            "purple" => 0x800080,
            "teal" => 0x008080,
            "olive" => 0x808000,
            "yellow" => 0xFFFF00,
            "orange" => 0xFFA500,
            "gray" or "grey" => 0x808080,
            "silver" => 0xC0C0C0,
            "lightgray" or "lightgrey" => 0xD3D3D3,
            "darkgray" or "darkgrey" => 0xA9A9A9,
            _ => null,
        };
    }
}
