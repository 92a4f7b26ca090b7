using System.Globalization;
using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>Text of RTF: paragraphs, tabs, cells and characters; tables of fonts, colours and pictures left out.</summary>
internal ref struct RtfText
{
    private const int MaxDepth = 1_000;
    private const int MaxFonts = 10_000;
    private readonly ReadOnlySpan<byte> rtf;
    private readonly int limit;
    private readonly StringBuilder text = new();
    private readonly List<byte> encoded = []; // characters of a code page that are not yet decoded: some take two bytes
    private readonly Stack<Group> outer = new();
    private readonly Dictionary<int, Encoding> fonts = [];
    private Group group = new(false, false, 1, null);
    private Encoding standard = CodePage(1252)!;
    private int at;
    private int replaced; // signs to pass over: they stand for a \u in programs that know no Unicode
    private int font = -1;
    private bool starred;

    private record struct Group(bool Skip, bool Fonts, int Unicode, Encoding? Encoding);

    private RtfText(ReadOnlySpan<byte> rtf, int limit)
    {
        this.rtf = rtf;
        this.limit = limit;
    }

    public static string Read(ReadOnlySpan<byte> rtf, int limit) => new RtfText(rtf, limit).Run();

    private string Run()
    {
        while (at < rtf.Length && text.Length + encoded.Count <= limit)
        {
            var b = rtf[at++];
            switch (b)
            {
                case (byte)'{':
                    Decode();
                    if (outer.Count < MaxDepth)
                    {
                        outer.Push(group);
                    }
                    starred = false;
                    break;
                case (byte)'}':
                    Decode();
                    group = outer.Count > 0 ? outer.Pop() : group;
                    replaced = 0;
                    break;
                case (byte)'\\' when at < rtf.Length:
                    Control();
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Byte(b);
                    break;
            }
        }
        Decode();
        return text.ToString();
    }

    private void Byte(byte b)
    {
        if (group.Skip)
        {
            return;
        }
        if (replaced > 0)
        {
            replaced--;
        }
        else
        {
            encoded.Add(b);
        }
    }

    private void Decode()
    {
        if (encoded.Count > 0)
        {
            text.Append((group.Encoding ?? standard).GetString([.. encoded]));
            encoded.Clear();
        }
    }

    private void Write(char c)
    {
        if (!group.Skip)
        {
            Decode();
            text.Append(c);
        }
    }

    private void Control()
    {
        var sign = rtf[at];
        if (!char.IsAsciiLetter((char)sign))
        {
            at++;
            Sign(sign);
            return;
        }
        var start = at;
        while (at < rtf.Length && char.IsAsciiLetter((char)rtf[at]))
        {
            at++;
        }
        var word = rtf[start..Math.Min(at, start + 32)];
        var digits = at;
        while (at < rtf.Length && (char.IsAsciiDigit((char)rtf[at]) || (at == digits && rtf[at] == '-')))
        {
            at++;
        }
        var number = int.TryParse(rtf[digits..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        if (at < rtf.Length && rtf[at] == ' ')
        {
            at++;
        }
        if (starred)
        {
            starred = false;
            group.Skip = true; // a destination that a reader may leave out
        }
        Word(word, number);
    }

    private void Word(ReadOnlySpan<byte> word, int? number)
    {
        Span<char> name = stackalloc char[32];
        switch (name[..Encoding.ASCII.GetChars(word, name)])
        {
            case "fonttbl":
                group.Skip = group.Fonts = true;
                break;
            case "colortbl" or "stylesheet" or "info" or "pict" or "object" or "themedata" or "generator":
                group.Skip = true;
                break;
            case "par" or "line" or "row" or "sect" or "page":
                Write('\n');
                break;
            case "tab" or "cell" or "nestcell":
                Write('\t');
                break;
            case "emdash":
                Write('—');
                break;
            case "endash":
                Write('–');
                break;
            case "bullet":
                Write('•');
                break;
            case "lquote":
                Write('‘');
                break;
            case "rquote":
                Write('’');
                break;
            case "ldblquote":
                Write('“');
                break;
            case "rdblquote":
                Write('”');
                break;
            case "emspace" or "enspace" or "qmspace":
                Write(' ');
                break;
            case "uc":
                group.Unicode = Math.Clamp(number ?? 1, 0, 8);
                break;
            case "u" when number is { } code:
                Write((char)(ushort)code);
                replaced = group.Skip ? 0 : group.Unicode;
                break;
            case "bin":
                at += Math.Clamp(number ?? 0, 0, rtf.Length - at);
                break;
            case "ansicpg":
                standard = CodePage(number ?? 1252) ?? standard;
                break;
            case "mac":
                standard = CodePage(10000) ?? standard;
                break;
            case "pc":
                standard = CodePage(437) ?? standard;
                break;
            case "pca":
                standard = CodePage(850) ?? standard;
                break;
            case "plain" or "deff":
                Decode();
                group.Encoding = null;
                break;
            case "f" when group.Fonts:
                font = number ?? -1;
                break;
            case "f":
                Decode();
                group.Encoding = fonts.GetValueOrDefault(number ?? -1);
                break;
            case "fcharset" when group.Fonts && fonts.Count < MaxFonts && OfCharset(number ?? 0) is { } encoding:
                fonts[font] = encoding;
                break;
        }
    }

    private void Sign(byte sign)
    {
        switch (sign)
        {
            case (byte)'\'':
                if (at + 2 <= rtf.Length && byte.TryParse(rtf[at..(at + 2)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
                {
                    Byte(b);
                }
                at = Math.Min(at + 2, rtf.Length);
                break;
            case (byte)'~':
                Write(' ');
                break;
            case (byte)'_':
                Write('-');
                break;
            case (byte)'\r' or (byte)'\n':
                Write('\n');
                break;
            case (byte)'*':
                starred = true;
                break;
            case (byte)'\\' or (byte)'{' or (byte)'}':
                Byte(sign);
                break;
        }
    }

    // A font's \fcharset, where it isn't the document's own code page
    private static Encoding? OfCharset(int charset) =>
        charset switch
        {
            77 => CodePage(10000),
            128 => CodePage(932),
            129 => CodePage(949),
            134 => CodePage(936),
            136 => CodePage(950),
            161 => CodePage(1253),
            162 => CodePage(1254),
            163 => CodePage(1258),
            177 => CodePage(1255),
            178 => CodePage(1256),
            186 => CodePage(1257),
            204 => CodePage(1251),
            222 => CodePage(874),
            238 => CodePage(1250),
            _ => null,
        };

    private static Encoding? CodePage(int number) => Charsets.CodePage(number);
}
