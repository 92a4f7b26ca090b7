using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>Bytes to characters as mail programs do it, not as the label alone says.</summary>
internal static class Charsets
{
    private static readonly System.Buffers.SearchValues<byte> Unprintable = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not (9 or 10 or 12 or 13 or 27)).Select(b => (byte)b), 0x7F]);
    private static readonly UTF8Encoding Strict = new(false, true);
    private static readonly Encoding Western = Registered();
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8", ["utf_8"] = "utf-8", ["unicode-1-1-utf-8"] = "utf-8", ["utf8mb4"] = "utf-8",
        ["latin1"] = "iso-8859-1", ["latin-1"] = "iso-8859-1", ["iso8859-1"] = "iso-8859-1", ["iso_8859-1"] = "iso-8859-1", ["8859-1"] = "iso-8859-1",
        ["iso8859-15"] = "iso-8859-15", ["latin9"] = "iso-8859-15", ["latin-9"] = "iso-8859-15",
        ["cp1252"] = "windows-1252", ["cp-1252"] = "windows-1252", ["ansi"] = "windows-1252", ["x-ansi"] = "windows-1252",
        ["cp850"] = "ibm850", ["cp437"] = "ibm437", ["x-mac-roman"] = "macintosh", ["mac"] = "macintosh", ["macroman"] = "macintosh", ["x-sjis"] = "shift_jis",
        ["gbk"] = "gb18030", ["gb2312"] = "gb18030", ["x-gbk"] = "gb18030",
    };

    /// <summary>Makes the code pages of Windows and others known to .NET.</summary>
    public static void Register() => _ = Western;

    private static Encoding Registered()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252);
    }

    /// <summary>Decodes a text. A label of ASCII, Latin-1 or none is overruled by valid UTF-8 (senders mislabel) and read as windows-1252 (what all mail programs do).</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (ByteOrderMark(bytes) is { } marked)
        {
            return marked.GetString(bytes[marked.Preamble.Length..]);
        }
        var encoding = Named(charset);
        if (encoding is null || encoding.CodePage is 20127 or 28591 or 1252 or 65001)
        {
            if (Ascii.IsValid(bytes))
            {
                return Encoding.ASCII.GetString(bytes);
            }
            if (System.Text.Unicode.Utf8.IsValid(bytes))
            {
                return Strict.GetString(bytes);
            }
            return encoding?.CodePage == 65001 && MostlyUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);
        }
        return encoding.GetString(bytes);
    }

    /// <summary>The encoding of a name; null for none, an unknown one, or one that the platform refuses.</summary>
    public static Encoding? Named(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset))
        {
            return null;
        }
        var name = charset.Trim().Trim('"', '\'');
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }
        name = Aliases.GetValueOrDefault(name, name);
        if (name.Contains("utf-7", StringComparison.OrdinalIgnoreCase))
        {
            return Utf7.Instance;
        }
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a Windows code page; null for one that the platform doesn't know.</summary>
    public static Encoding? CodePage(int number)
    {
        try
        {
            return number == Western.CodePage ? Western : number is > 0 and < 65536 ? Encoding.GetEncoding(number) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether bytes of unknown kind are text: no sign that only programs write, and UTF-8, UTF-16 with its mark, or mostly ASCII.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (ByteOrderMark(bytes) is { } marked)
        {
            return marked.CodePage == 65001 || bytes.Length % 2 == 0;
        }
        if (bytes.ContainsAny(Unprintable))
        {
            return false;
        }
        var high = 0;
        foreach (var b in bytes)
        {
            high += b >> 7;
        }
        return high == 0 || System.Text.Unicode.Utf8.IsValid(bytes) || high < bytes.Length / 8;
    }

    private static Encoding? ByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    // A text that was cut within a character, or holds one stray byte, is still UTF-8.
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                bad++;
            }
            else if (!rune.IsAscii)
            {
                good++;
            }
            bytes = bytes[used..];
        }
        return good > bad;
    }
}
