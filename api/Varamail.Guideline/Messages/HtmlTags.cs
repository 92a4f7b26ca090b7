namespace Varamail.Guideline.Messages;

/// <summary>Elements that the walk through HTML treats in a way of their own.</summary>
internal enum HtmlTag : byte
{
    Inline,
    Block,
    Paragraph,
    Break,
    Rule,
    Table,
    Row,
    Cell,
    Item,
    List,
    OrderedList,
    Quote,
    Preformatted,
    Anchor,
    Font,
    Body,
    Void,
    Style,
    Raw,
    Option,
}

internal static class HtmlTags
{
    /// <summary>Kind of an element by its name in lower case.</summary>
    public static HtmlTag Of(ReadOnlySpan<char> name) =>
        name switch
        {
            "a" => HtmlTag.Anchor,
            "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => HtmlTag.Paragraph,
            "div" or "section" or "article" or "header" or "footer" or "main" or "nav" or "aside" or "address" or "center" or "form" or "fieldset"
                or "figure" or "figcaption" or "dl" or "dt" or "dd" or "details" or "summary" or "legend" or "hgroup" or "caption" => HtmlTag.Block,
            "br" => HtmlTag.Break,
            "hr" => HtmlTag.Rule,
            "table" => HtmlTag.Table,
            "tr" => HtmlTag.Row,
            "td" or "th" => HtmlTag.Cell,
            "li" => HtmlTag.Item,
            "ul" or "menu" or "dir" => HtmlTag.List,
            "ol" => HtmlTag.OrderedList,
            "blockquote" => HtmlTag.Quote,
            "pre" or "textarea" or "listing" or "xmp" or "plaintext" => HtmlTag.Preformatted,
            "font" => HtmlTag.Font,
            "body" or "html" => HtmlTag.Body,
            "img" or "input" or "meta" or "link" or "base" or "col" or "area" or "wbr" or "param" or "source" or "track" or "embed" or "frame"
                or "bgsound" or "basefont" or "keygen" => HtmlTag.Void,
            "style" => HtmlTag.Style,
            "script" or "title" or "iframe" or "noembed" or "noframes" or "template" => HtmlTag.Raw,
            "option" or "optgroup" => HtmlTag.Option,
            _ => HtmlTag.Inline,
        };

    public static bool IsBlock(HtmlTag tag) => tag is HtmlTag.Block or HtmlTag.Paragraph or HtmlTag.Rule or HtmlTag.Table or HtmlTag.Item or HtmlTag.List or HtmlTag.OrderedList or HtmlTag.Quote or HtmlTag.Preformatted;
}
