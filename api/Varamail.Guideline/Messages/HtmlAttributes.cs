namespace Varamail.Guideline.Messages;

/// <summary>A slice of the source by place: spans can't stand in a field of a struct that is passed around.</summary>
internal readonly record struct Place(int Start, int Length)
{
    public ReadOnlySpan<char> In(ReadOnlySpan<char> source) => source.Slice(Start, Length);
}

/// <summary>The attributes of one start tag that decide what a person sees; the others are walked over.</summary>
internal struct HtmlAttributes
{
    public Place Style, Class, Id, Href, Type, Colour, Paper;
    public bool Hidden, Picture;

    /// <summary>Reads up to the tag's end; true when it closes itself.</summary>
    public static bool Read(ReadOnlySpan<char> source, ref int at, out HtmlAttributes attributes)
    {
        attributes = default;
        while (at < source.Length)
        {
            var c = source[at];
            if (c == '>')
            {
                at++;
                return source[at - 2] == '/';
            }
            if (c is ' ' or '/' or '\n' or '\t' or '\r' or '\f')
            {
                at++;
                continue;
            }
            var nameStart = at++;
            while (at < source.Length && source[at] is not ('=' or '>' or ' ' or '/' or '\n' or '\t' or '\r' or '\f'))
            {
                at++;
            }
            var name = source[nameStart..at];
            var after = at;
            while (after < source.Length && source[after] is ' ' or '\n' or '\t' or '\r' or '\f')
            {
                after++;
            }
            if (after >= source.Length || source[after] != '=')
            {
                attributes.Hidden |= name.Equals("hidden", StringComparison.OrdinalIgnoreCase);
                continue;
            }
            at = after + 1;
            var value = ReadValue(source, ref at);
            if (name.Length is >= 2 and <= 10)
            {
                attributes.Keep(name, value);
            }
        }
        return false;
    }

    private static Place ReadValue(ReadOnlySpan<char> source, ref int at)
    {
        while (at < source.Length && source[at] is ' ' or '\n' or '\t' or '\r' or '\f')
        {
            at++;
        }
        if (at >= source.Length)
        {
            return default;
        }
        if (source[at] is '"' or '\'')
        {
            var quote = source[at];
            var start = ++at;
            var end = source[start..].IndexOf(quote);
            at = end < 0 ? source.Length : start + end + 1;
            return new Place(start, end < 0 ? source.Length - start : end);
        }
        var first = at;
        while (at < source.Length && source[at] is not ('>' or ' ' or '\n' or '\t' or '\r' or '\f'))
        {
            at++;
        }
        return new Place(first, at - first);
    }

    private void Keep(ReadOnlySpan<char> name, Place value)
    {
        Span<char> lower = stackalloc char[10];
        switch (lower[..name.ToLowerInvariant(lower)])
        {
            case "style":
                Style = value;
                break;
            case "class":
                Class = value;
                break;
            case "id":
                Id = value;
                break;
            case "href":
                Href = value;
                break;
            case "type":
                Type = value;
                break;
            case "color" or "text":
                Colour = value;
                break;
            case "bgcolor":
                Paper = value;
                break;
            case "hidden":
                Hidden = true;
                break;
            case "background":
                Picture = true;
                break;
        }
    }
}
