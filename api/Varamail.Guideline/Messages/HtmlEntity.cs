namespace Varamail.Guideline.Messages;

/// <summary>One character reference of HTML.</summary>
internal static class HtmlEntity
{
    private const int LongestName = 32;

    /// <summary>Knows the two thousand names of HTML 5; made once for each thread, for a hostile letter asks a million times.</summary>
    [ThreadStatic]
    private static MimeKit.Text.HtmlEntityDecoder? decoder;

    private const int Remembered = 256;

    /// <summary>A letter uses few references, and those many times.</summary>
    [ThreadStatic]
    private static (string Reference, string? Value)[]? lately;

    /// <summary>Reads a reference at the ampersand that the text begins with. Gives how much it takes up; zero when it is none. <paramref name="second"/> is NUL for a single unit.</summary>
    public static int Read(ReadOnlySpan<char> text, out char first, out char second)
    {
        first = second = '\0';
        if (text.Length < 3)
        {
            return 0;
        }
        if (text[1] == '#')
        {
            return Numeric(text, ref first, ref second);
        }
        if (text.StartsWith("&nbsp"))
        {
            first = '\u00A0';
            return text.Length > 5 && text[5] == ';' ? 6 : 5;
        }
        var length = 1;
        while (length < text.Length && length < LongestName && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }
        if (length == 1)
        {
            return 0;
        }
        var ended = length < text.Length && text[length] == ';';
        if (!ended)
        {
            return Unended(text[..length], ref first);
        }
        var decoded = Named(text[..(length + 1)]);
        if (decoded is null)
        {
            return Unended(text[..length], ref first);
        }
        first = decoded[0];
        second = decoded.Length > 1 ? decoded[1] : '\0';
        return length + 1;
    }

    private static int Numeric(ReadOnlySpan<char> text, ref char first, ref char second)
    {
        var hex = text[2] is 'x' or 'X';
        var i = hex ? 3 : 2;
        var start = i;
        long code = 0;
        while (i < text.Length && (hex ? char.IsAsciiHexDigit(text[i]) : char.IsAsciiDigit(text[i])))
        {
            code = Math.Min(code * (hex ? 16 : 10) + Convert.ToInt32(text[i] <= '9' ? text[i] - '0' : (text[i] | 32) - 'a' + 10), 0x110000);
            i++;
        }
        if (i == start)
        {
            return 0;
        }
        if (code is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            first = '\uFFFD';
        }
        else if (code > 0xFFFF)
        {
            first = (char)(0xD800 + (code - 0x10000 >> 10));
            second = (char)(0xDC00 + (code - 0x10000 & 0x3FF));
        }
        else
        {
            first = (char)code; // 0x80-0x9F are read as windows-1252 like everywhere else
        }
        return i < text.Length && text[i] == ';' ? i + 1 : i;
    }

    // HTML 4's Latin-1 names may lack their semicolon ("k&oumlrt"): the longest one that fits counts.
    private static int Unended(ReadOnlySpan<char> text, ref char first)
    {
        Span<char> candidate = stackalloc char[8];
        for (var length = Math.Min(text.Length, 7); length >= 3; length--)
        {
            text[..length].CopyTo(candidate);
            candidate[length] = ';';
            if (Named(candidate[..(length + 1)]) is [var c] && c is < '\u0100' and not '\'')
            {
                first = c;
                return length;
            }
        }
        return 0;
    }

    private static string? Named(ReadOnlySpan<char> reference)
    {
        switch (reference)
        {
            case "&amp;": return "&";
            case "&lt;": return "<";
            case "&gt;": return ">";
            case "&quot;": return "\"";
            case "&aring;": return "å";
            case "&auml;": return "ä";
            case "&ouml;": return "ö";
            case "&Aring;": return "Å";
            case "&Auml;": return "Ä";
            case "&Ouml;": return "Ö";
            case "&eacute;": return "é";
            case "&ndash;": return "–";
            case "&rdquo;": return "”";
        }
        var hash = string.GetHashCode(reference, StringComparison.Ordinal) & (Remembered - 1);
        ref var asked = ref (lately ??= new (string, string?)[Remembered])[hash];
        if (!reference.SequenceEqual(asked.Reference))
        {
            asked = (reference.ToString(), Sought(reference));
        }
        return asked.Value;
    }

    private static string? Sought(ReadOnlySpan<char> reference)
    {
        var names = decoder ??= new MimeKit.Text.HtmlEntityDecoder();
        names.Reset();
        foreach (var c in reference)
        {
            if (!names.Push(c))
            {
                if (c != ';')
                {
                    return null;
                }
                break;
            }
        }
        var value = names.GetValue();
        return value.Length is 1 or 2 && value[0] != '&' ? value : null;
    }
}
