namespace Varamail.Guideline.Messages;

/// <summary>The rules of a message's style elements, as far as they hide text: single elements, classes and ids, outside media queries.</summary>
internal sealed class HtmlSheet
{
    private const int MaxRules = 2_000;
    private static readonly System.Buffers.SearchValues<char> Combining = System.Buffers.SearchValues.Create(" >+~[:*");
    private readonly Dictionary<string, HtmlStyle> rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HtmlStyle>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public HtmlSheet() => lookup = rules.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsEmpty => rules.Count == 0;

    /// <summary>Some rule is for a class.</summary>
    public bool HasClasses { get; private set; }

    /// <summary>Some rule is for an id.</summary>
    public bool HasIds { get; private set; }

    /// <summary>A background stands in a rule that isn't followed: then ink like the presumed paper proves nothing.</summary>
    public bool PaperUnsure { get; private set; }

    public void Read(ReadOnlySpan<char> css)
    {
        // What was left of the sheet at the sign found last: looked for anew only once it is passed, else a sheet of at-rules costs its square
        int openLeft = int.MaxValue, semicolonLeft = int.MaxValue;
        while (!css.IsEmpty && rules.Count < MaxRules)
        {
            css = css.TrimStart();
            if (css.StartsWith("/*"))
            {
                css = After(css, "*/");
                continue;
            }
            if (css.StartsWith("<!--") || css.StartsWith("-->"))
            {
                css = css[3..];
                continue;
            }
            var open = Next(css, '{', ref openLeft);
            if (css.StartsWith("@"))
            {
                var semicolon = Next(css, ';', ref semicolonLeft);
                css = semicolon >= 0 && (open < 0 || semicolon < open) ? css[(semicolon + 1)..] : open < 0 ? [] : AfterBlock(css[open..]);
                continue;
            }
            if (open < 0)
            {
                return;
            }
            var close = css[open..].IndexOf('}');
            var body = close < 0 ? css[(open + 1)..] : css[(open + 1)..(open + close)];
            Add(css[..open], HtmlStyle.Read(body));
            css = close < 0 ? [] : css[(open + close + 1)..];
        }
    }

    /// <summary>Applies the rules for an element name, a class (with its dot) or an id (with its hash).</summary>
    public void Apply(ReadOnlySpan<char> selector, ref HtmlLook look, ref bool noMargin)
    {
        if (lookup.TryGetValue(selector, out var style))
        {
            style.Apply(ref look);
            noMargin |= style.NoMargin;
        }
    }

    private void Add(ReadOnlySpan<char> selectors, HtmlStyle style)
    {
        if (!style.Matters && !style.NoMargin)
        {
            return;
        }
        foreach (var range in selectors.Split(','))
        {
            var selector = selectors[range].Trim();
            if (selector.IsEmpty || selector.ContainsAny(Combining) || selector[1..].IndexOfAny('.', '#') >= 0)
            {
                var dot = selector.IndexOf('.');
                if (dot <= 0 || selector.ContainsAny(Combining) || selector.Contains('#') || selector[(dot + 1)..].Contains('.'))
                {
                    PaperUnsure |= style.Paper is not null;
                    continue;
                }
            }
            HasClasses |= selector.Contains('.');
            HasIds |= selector[0] == '#';
            if (lookup.TryGetValue(selector, out var earlier))
            {
                Merge(ref earlier, style);
                lookup[selector] = earlier;
            }
            else if (rules.Count < MaxRules)
            {
                lookup[selector] = style;
            }
        }
    }

    private static void Merge(ref HtmlStyle a, HtmlStyle b)
    {
        a.Displayed = b.Displayed ?? a.Displayed;
        a.Visible = b.Visible ?? a.Visible;
        a.Tiny = b.Tiny ?? a.Tiny;
        a.Preformatted = b.Preformatted ?? a.Preformatted;
        a.Ink = b.Ink ?? a.Ink;
        a.Paper = b.Paper ?? a.Paper;
        a.NoMargin |= b.NoMargin;
        a.Squeezed |= b.Squeezed;
        a.Overflowing &= b.Overflowing;
    }

    private static int Next(ReadOnlySpan<char> css, char sign, ref int left)
    {
        if (left > css.Length)
        {
            var at = css.IndexOf(sign);
            left = at < 0 ? 0 : css.Length - at;
        }
        return left == 0 ? -1 : css.Length - left;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> css, string end)
    {
        var at = css.IndexOf(end);
        return at < 0 ? [] : css[(at + end.Length)..];
    }

    private static ReadOnlySpan<char> AfterBlock(ReadOnlySpan<char> css)
    {
        var depth = 0;
        for (var i = 0; i < css.Length; i++)
        {
            if (css[i] == '{')
            {
                depth++;
            }
            else if (css[i] == '}' && --depth == 0)
            {
                return css[(i + 1)..];
            }
        }
        return [];
    }
}
