using System.Net;

namespace Varamail.Guideline.Messages;

/// <summary>One walk through HTML.</summary>
internal sealed class HtmlWalk
{
    private const int MaxDepth = 256; // browsers stop at 512; deeper elements are walked, but their styles no longer followed
    private const int MaxLinks = 5_000;
    private const int MaxLinkText = 2_000; // of an element that was never closed, the whole letter would be its text

    private readonly string html;
    private readonly List<Link> links = [];
    private readonly List<Mark> marks = [];
    private readonly Element[] open = new Element[MaxDepth];

    // What is asked of all open elements at once lies side by side: of thousands of letters in a depth of hundreds each tag would walk through them all
    private readonly byte[] tags = new byte[MaxDepth];
    private readonly ulong[] names = new ulong[MaxDepth];
    private TextBuilder text;
    private HtmlSheet? sheet;
    private HtmlLook look = HtmlLook.Initial;
    private int depth;
    private int overflow;
    private int paragraphs; // open ones: without any, a block has none to close
    private int at;
    private int cell = -1; // where the text of the row's last cell began
    private int quotedFrom = -1;

    private struct Element
    {
        public HtmlTag Tag;
        public HtmlLook Outer;
        public int Margin;
        public int Start;
        public int Cell;
        public int Number;
        public Standing Standing; // Own: unmarked
        public string? Href;
    }

    public HtmlWalk(string html, int limit)
    {
        this.html = html;
        text = new TextBuilder(html.Length / 2, limit);
    }

    public HtmlText Run()
    {
        var source = html.AsSpan();
        while (at < source.Length && !text.Full)
        {
            var next = source[at..].IndexOf('<');
            var end = next < 0 ? source.Length : at + next;
            if (end > at)
            {
                if (look.Shown)
                {
                    Write(source[at..end]);
                }
                at = end;
            }
            if (at >= source.Length)
            {
                break;
            }
            Markup(source);
        }
        while (depth > 0)
        {
            Pop();
        }
        if (quotedFrom >= 0)
        {
            marks.Add(new Mark(quotedFrom, text.Length, Standing.Quoted));
        }
        var cut = text.Full;
        var foreign = text.Foreign;
        var result = text.Finish();
        marks.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return foreign && VisibleText.IsDecomposed(result)
            ? HtmlText.Composed(result, marks, links, cut)
            : new HtmlText(result, marks, links, cut);
    }

    private void Markup(ReadOnlySpan<char> source)
    {
        var rest = source[at..];
        if (rest.Length < 2)
        {
            Literal(source);
        }
        else if (char.IsAsciiLetter(rest[1]))
        {
            StartTag(source);
        }
        else if (rest[1] == '/' && rest.Length > 2 && char.IsAsciiLetter(rest[2]))
        {
            EndTag(source);
        }
        else if (rest.StartsWith("<!--"))
        {
            Skip(rest, "-->", 2); // "<!-->" closes itself
        }
        else if (rest[1] is '/' or '!' or '?')
        {
            Skip(rest, ">");
        }
        else
        {
            Literal(source);
        }
    }

    private void Literal(ReadOnlySpan<char> source)
    {
        if (look.Shown)
        {
            text.Append(source.Slice(at, 1), look.Preformatted);
        }
        at++;
    }

    private void Skip(ReadOnlySpan<char> rest, string end, int from = 0)
    {
        var found = rest[from..].IndexOf(end);
        at += found < 0 ? rest.Length : from + found + end.Length;
    }

    private void Write(ReadOnlySpan<char> run)
    {
        while (!run.IsEmpty)
        {
            var amp = run.IndexOf('&');
            if (amp < 0)
            {
                text.Append(run, look.Preformatted);
                return;
            }
            text.Append(run[..amp], look.Preformatted);
            run = run[amp..];
            var used = HtmlEntity.Read(run, out var first, out var second);
            if (used == 0)
            {
                text.Append("&", look.Preformatted);
                run = run[1..];
                continue;
            }
            Span<char> decoded = [first, second];
            text.Append(second == '\0' ? decoded[..1] : decoded, look.Preformatted && first != '\r');
            run = run[used..];
        }
    }

    private static ulong NameOf(ReadOnlySpan<char> source, Span<char> lower, out int length)
    {
        var hash = 14695981039346656037UL;
        length = 0;
        while (length < source.Length && source[length] is not (' ' or '>' or '/' or '\n' or '\t' or '\r' or '\f'))
        {
            var c = source[length];
            c = c is >= 'A' and <= 'Z' ? (char)(c | 32) : c;
            if (length < lower.Length)
            {
                lower[length] = c;
            }
            hash = (hash ^ c) * 1099511628211UL;
            length++;
        }
        return hash;
    }

    private void StartTag(ReadOnlySpan<char> source)
    {
        Span<char> lower = stackalloc char[12];
        var hash = NameOf(source[(at + 1)..], lower, out var length);
        var name = lower[..Math.Min(length, lower.Length)];
        var tag = length > lower.Length ? HtmlTag.Inline : HtmlTags.Of(name);
        at += 1 + length;
        var closed = HtmlAttributes.Read(source, ref at, out var attributes);
        switch (tag)
        {
            case HtmlTag.Break:
                if (look.Shown)
                {
                    text.Line();
                }
                return;
            case HtmlTag.Void:
                if (name is "area" && attributes.Href.Length > 0 && links.Count < MaxLinks)
                {
                    links.Add(new Link("", Decoded(source, attributes.Href)));
                }
                return;
            case HtmlTag.Rule:
                Close(HtmlTag.Paragraph, HtmlTag.Cell);
                if (!look.Hidden)
                {
                    text.Break(1);
                }
                return;
            case HtmlTag.Style:
                var css = RawText(source, name);
                (sheet ??= new HtmlSheet()).Read(css);
                return;
            case HtmlTag.Raw:
                RawText(source, name);
                return;
        }
        Imply(tag);
        if (closed && tag == HtmlTag.Inline)
        {
            return; // <o:p/> and the like; HTML ignores the slash elsewhere
        }
        Push(source, tag, hash, name, attributes);
    }

    /// <summary>End tags that HTML lets people leave out.</summary>
    private void Imply(HtmlTag tag)
    {
        switch (tag)
        {
            case HtmlTag.Item:
                Close(HtmlTag.Item, HtmlTag.List, HtmlTag.OrderedList, HtmlTag.Cell);
                break;
            case HtmlTag.Cell:
                Close(HtmlTag.Cell, HtmlTag.Table);
                break;
            case HtmlTag.Row:
                Close(HtmlTag.Row, HtmlTag.Table);
                break;
            case HtmlTag.Anchor:
                Close(HtmlTag.Anchor, HtmlTag.Cell);
                break;
            case HtmlTag.Option:
                Close(HtmlTag.Option, HtmlTag.Cell);
                break;
        }
        if (paragraphs > 0 && HtmlTags.IsBlock(tag))
        {
            Close(HtmlTag.Paragraph, HtmlTag.Cell);
        }
    }

    private void Close(HtmlTag tag, HtmlTag border, HtmlTag border2 = HtmlTag.Table, HtmlTag border3 = HtmlTag.Table)
    {
        var there = tags.AsSpan(0, depth);
        var opened = there.LastIndexOf((byte)tag);
        if (opened < 0 || there[(opened + 1)..].ContainsAny((byte)border, (byte)border2, (byte)border3))
        {
            return;
        }
        while (depth > opened)
        {
            Pop();
        }
    }

    private void Push(ReadOnlySpan<char> source, HtmlTag tag, ulong hash, ReadOnlySpan<char> name, in HtmlAttributes attributes)
    {
        var outer = look;
        var noMargin = false;
        HtmlStyling.Apply(source, name, attributes, sheet, ref look, ref noMargin);
        var margin = tag == HtmlTag.Paragraph && !noMargin || (tag is HtmlTag.Quote or HtmlTag.Preformatted && name is not "textarea") ? 2 : 1;
        var shown = look.Shown;
        if (!look.Hidden) // white ink on white takes up its lines nevertheless
        {
            Before(tag, margin);
        }
        if (tag == HtmlTag.Preformatted)
        {
            look.Preformatted = true;
            if (at < source.Length && source[at] == '\n')
            {
                at++;
            }
        }
        if (depth == MaxDepth)
        {
            overflow++;
            look = outer;
            cell = tag == HtmlTag.Cell ? text.Length : cell;
            return;
        }
        if (quotedFrom < 0 && HtmlMarks.BeginsQuotedLetter(attributes.Id.In(source), attributes.Class.In(source)))
        {
            quotedFrom = text.Length;
        }
        paragraphs += tag == HtmlTag.Paragraph ? 1 : 0;
        (tags[depth], names[depth]) = ((byte)tag, hash);
        open[depth++] = new Element
        {
            Tag = tag,
            Outer = outer,
            Margin = margin,
            Start = text.Length,
            Cell = cell,
            Standing = HtmlMarks.StandingOf(tag, attributes, source),
            Href = tag == HtmlTag.Anchor && attributes.Href.Length > 0 ? Decoded(source, attributes.Href) : null,
        };
        if (tag == HtmlTag.Cell)
        {
            cell = text.Length;
        }
        else if (tag is HtmlTag.Row or HtmlTag.Table)
        {
            cell = -1;
        }
        else if (tag == HtmlTag.Item && shown)
        {
            Bullet();
        }
    }

    private void Before(HtmlTag tag, int margin)
    {
        if (tag == HtmlTag.Cell)
        {
            if (cell < 0 || cell >= text.Length)
            {
                return;
            }
            if (text.Written[cell..].Trim('\n').Contains('\n'))
            {
                text.Break(1); // a column of several lines: its neighbour doesn't go on at its last line
            }
            else
            {
                text.Tab();
            }
        }
        else if (tag == HtmlTag.Row)
        {
            text.EndRow();
        }
        else if (HtmlTags.IsBlock(tag))
        {
            text.Break(margin);
        }
    }

    private void Bullet()
    {
        for (var i = depth - 2; i >= 0 && open[i].Tag != HtmlTag.Cell; i--)
        {
            if (open[i].Tag == HtmlTag.OrderedList)
            {
                Span<char> number = stackalloc char[12];
                (++open[i].Number).TryFormat(number, out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
                text.Append(number[..digits], false);
                text.Append(". ", false);
                return;
            }
            if (open[i].Tag == HtmlTag.List)
            {
                break;
            }
        }
        text.Append("• ", false);
    }

    private void Pop()
    {
        ref var element = ref open[--depth];
        paragraphs -= element.Tag == HtmlTag.Paragraph ? 1 : 0;
        var shown = look.Shown;
        if (element.Standing != Standing.Own && text.Length > element.Start)
        {
            marks.Add(new Mark(element.Start, text.Length, element.Standing));
        }
        if (element.Href is not null && shown && links.Count < MaxLinks)
        {
            var shownText = text.Length > element.Start ? text.Written[element.Start..Math.Min(text.Length, element.Start + MaxLinkText)].Trim().ToString() : "";
            links.Add(new Link(shownText, element.Href));
        }
        if (element.Tag is HtmlTag.Table or HtmlTag.Row)
        {
            cell = element.Tag == HtmlTag.Table ? element.Cell : -1;
        }
        if (!look.Hidden)
        {
            if (element.Tag == HtmlTag.Row)
            {
                text.EndRow();
            }
            else if (HtmlTags.IsBlock(element.Tag))
            {
                text.Break(element.Margin);
            }
        }
        look = element.Outer;
        element.Href = null;
    }

    private void EndTag(ReadOnlySpan<char> source)
    {
        Span<char> lower = stackalloc char[12];
        var hash = NameOf(source[(at + 2)..], lower, out var length);
        var name = lower[..Math.Min(length, lower.Length)];
        Skip(source[at..], ">");
        if (name is "br")
        {
            if (look.Shown)
            {
                text.Line();
            }
            return;
        }
        if (overflow > 0)
        {
            overflow--;
            return;
        }
        var tag = length > lower.Length ? HtmlTag.Inline : HtmlTags.Of(name);
        var opened = names.AsSpan(0, depth).LastIndexOf(hash);
        // a stray end tag within a cell closes nothing outside it
        var border = tag is HtmlTag.Row or HtmlTag.Table ? HtmlTag.Table : HtmlTag.Cell;
        if (opened < 0 || tags.AsSpan(opened + 1, depth - opened - 1).ContainsAny((byte)HtmlTag.Table, (byte)border))
        {
            return;
        }
        while (depth > opened)
        {
            Pop();
        }
    }

    private ReadOnlySpan<char> RawText(ReadOnlySpan<char> source, scoped ReadOnlySpan<char> name)
    {
        var rest = source[at..];
        var from = 0;
        while (true)
        {
            var found = rest[from..].IndexOf("</");
            if (found < 0)
            {
                at = source.Length;
                return rest;
            }
            var end = from + found;
            if (rest[(end + 2)..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                at += end;
                Skip(source[at..], ">");
                return rest[..end];
            }
            from = end + 2;
        }
    }

    private static string Decoded(ReadOnlySpan<char> source, Place place)
    {
        var value = place.In(source).Trim().ToString();
        return value.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(value) : value;
    }
}
