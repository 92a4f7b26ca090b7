using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>
/// What a person sees of HTML, the slow and plain way: the tree that AngleSharp builds by the HTML standard, walked with the rules of a page. Lines and cells are
/// told apart, blank lines and blanks in a row are not: the one-pass reader has finer rules for them, tested by example.
/// </summary>
internal static class HtmlOracle
{
    private sealed record Look(int Ink, int Paper, bool Shown, bool Preformatted);

    public static IReadOnlyList<string> Lines(string html)
    {
        var text = new StringBuilder();
        Walk(new HtmlParser().ParseDocument(html).Body!, new Look(0, 0xFFFFFF, true, false), text);
        return Lines(text);
    }

    public static IReadOnlyList<string> Lines(StringBuilder text) =>
        [
            .. text.ToString().Split('\n', '\t', '\v').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(l => l.Length > 0),
        ];

    private static void Walk(INode node, Look look, StringBuilder text)
    {
        if (node is IText { Data: var data })
        {
            if (look.Shown && look.Ink != look.Paper)
            {
                Write(data, look.Preformatted, text);
            }
            return;
        }
        if (node is not IElement element || element.LocalName is "script" or "style" or "title" or "template")
        {
            return;
        }
        if (IsGone(element))
        {
            return;
        }
        look = Styled(element, look);
        var seen = look.Shown && look.Ink != look.Paper;
        if (element.LocalName == "br" && seen)
        {
            text.Append('\n');
        }
        var apart = element.LocalName is "p" or "div" or "h2" or "ul" or "ol" or "li" or "table" or "tr" or "td" or "th" or "blockquote" or "hr" or "pre" or "section" or "center";
        if (apart)
        {
            text.Append('\n');
        }
        if (element.LocalName == "li" && seen)
        {
            var number = element.ParentElement!.Children.Where(c => c.LocalName == "li").TakeWhile(c => c != element).Count() + 1;
            text.Append(element.ParentElement.LocalName == "ol" ? $"{number}. " : "• ");
        }
        foreach (var child in element.ChildNodes)
        {
            Walk(child, look, text);
        }
        if (apart)
        {
            text.Append('\n');
        }
    }

    private static void Write(string data, bool preformatted, StringBuilder text)
    {
        foreach (var c in data)
        {
            switch (c)
            {
                case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF':
                    break;
                case '\n' or '\t' when preformatted:
                    text.Append(c);
                    break;
                case ' ' or '\n' or '\t' or '\u00A0':
                    text.Append(' ');
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }

    /// <summary>Takes up no room at all. What is only unseen (no ink, no size) still parts the lines round it.</summary>
    private static bool IsGone(IElement element)
    {
        var style = element.GetAttribute("style") ?? "";
        return element.HasAttribute("hidden") || style.Contains("display:none", StringComparison.Ordinal) || (style.Contains("max-height:0", StringComparison.Ordinal) && style.Contains("overflow:hidden", StringComparison.Ordinal));
    }

    private static Look Styled(IElement element, Look look)
    {
        var style = element.GetAttribute("style") ?? "";
        if (style.Contains("font-size:0", StringComparison.Ordinal) || style.Contains("visibility:hidden", StringComparison.Ordinal))
        {
            look = look with { Shown = false };
        }
        foreach (var (name, value) in style.Split(';').Select(d => d.Split(':')).Where(d => d.Length == 2).Select(d => (d[0].Trim(), d[1].Trim())))
        {
            look = name switch
            {
                "color" => look with { Ink = Colour(value) },
                "background-color" => look with { Paper = Colour(value) },
                _ => look,
            };
        }
        look = element.GetAttribute("bgcolor") is { } paper && !style.Contains("background-color", StringComparison.Ordinal) ? look with { Paper = Colour(paper) } : look;
        return element.LocalName == "pre" ? look with { Preformatted = true } : look;
    }

    private static int Colour(string value) => Convert.ToInt32(value.TrimStart('#'), 16);
}
