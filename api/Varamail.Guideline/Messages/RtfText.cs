using System.Globalization;
using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>Text of RTF: paragraphs, tabs, cells and characters; tables of fonts, colours and pictures left out.</summary>
internal static class RtfText
{
    private const int MaxDepth = 1_000;

    public static string Read(ReadOnlySpan<byte> rtf, int limit)
    {
        var text = new StringBuilder();
        var skips = new Stack<(bool Skip, int Unicode)>();
        var western = Charsets.Named("windows-1252")!;
        bool skip = false, starred = false;
        int unicode = 1, pending = 0;
        for (var i = 0; i < rtf.Length && text.Length <= limit; i++)
        {
            var b = rtf[i];
            if (b == '{')
            {
                if (skips.Count < MaxDepth)
                {
                    skips.Push((skip, unicode));
                }
                starred = false;
            }
            else if (b == '}')
            {
                (skip, unicode) = skips.Count > 0 ? skips.Pop() : (false, 1);
                pending = 0;
            }
            else if (b != '\\')
            {
                if (b is not ((byte)'\r' or (byte)'\n') && !skip && pending-- <= 0)
                {
                    text.Append(b < 0x80 ? (char)b : western.GetChars([b])[0]);
                    pending = 0;
                }
            }
            else if (++i < rtf.Length)
            {
                if (!char.IsAsciiLetter((char)rtf[i]))
                {
                    Sign(rtf, ref i, text, skip, western, ref pending, ref starred);
                    skip |= starred;
                    starred = false;
                    continue;
                }
                var start = i;
                while (i < rtf.Length && char.IsAsciiLetter((char)rtf[i]))
                {
                    i++;
                }
                var word = Encoding.ASCII.GetString(rtf[start..i]);
                var digits = i;
                while (i < rtf.Length && (char.IsAsciiDigit((char)rtf[i]) || (i == digits && rtf[i] == '-')))
                {
                    i++;
                }
                var number = int.TryParse(rtf[digits..i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
                if (i >= rtf.Length || rtf[i] != ' ')
                {
                    i--;
                }
                switch (word)
                {
                    case "fonttbl" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "themedata" or "generator":
                        skip = true;
                        break;
                    case "par" or "line" or "row" or "sect" or "page" when !skip:
                        text.Append('\n');
                        break;
                    case "tab" or "cell" when !skip:
                        text.Append('\t');
                        break;
                    case "uc":
                        unicode = Math.Clamp(number ?? 1, 0, 8);
                        break;
                    case "u" when !skip && number is { } code:
                        text.Append((char)(ushort)code);
                        pending = unicode;
                        break;
                    case "bin":
                        i += Math.Clamp(number ?? 0, 0, rtf.Length - Math.Min(i, rtf.Length));
                        break;
                }
            }
        }
        return text.ToString();
    }

    private static void Sign(ReadOnlySpan<byte> rtf, ref int i, StringBuilder text, bool skip, Encoding western, ref int pending, ref bool starred)
    {
        switch (rtf[i])
        {
            case (byte)'\'':
                var ok = i + 2 < rtf.Length && byte.TryParse(rtf[(i + 1)..(i + 3)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
                if (ok && !skip && pending-- <= 0)
                {
                    text.Append(western.GetChars([byte.Parse(rtf[(i + 1)..(i + 3)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)]));
                    pending = 0;
                }
                i = Math.Min(i + 2, rtf.Length - 1);
                break;
            case (byte)'~' when !skip:
                text.Append(' ');
                break;
            case (byte)'_' when !skip:
                text.Append('-');
                break;
            case (byte)'*':
                starred = true;
                break;
            case (byte)'\\' or (byte)'{' or (byte)'}' when !skip:
                text.Append((char)rtf[i]);
                break;
        }
    }
}
