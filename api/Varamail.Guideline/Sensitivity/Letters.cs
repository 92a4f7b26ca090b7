using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Varamail.Guideline.Findings;

/// <summary>
/// Letters as the rules see them: five bits each, without case and accents, so that ”ångest”, ”ANGEST” and ”angest” look the same to the
/// first pass. addin/src/guideline/letters.ts is its twin; both stay within this small table so that no platform's Unicode version matters.
/// </summary>
internal static class Letters
{
    /// <summary>What isn't part of a word.</summary>
    public const int Separator = 0;

    /// <summary>How many codes five bits hold.</summary>
    public const int CodeCount = 32;

    public const int Digit = 28;
    private const int OtherLetter = 29;
    private const int TableLength = 0x250;
    private const string Folds =
        "àáâãäåāăąæ:a çćĉċč:c ďđð:d èéêëēĕėęě:e ĝğġģ:g ĥħ:h ìíîïĩīĭįı:i ĵ:j ķ:k ĺļľŀł:l ñńņňŋ:n òóôõöøōŏőœ:o ŕŗř:r śŝşš:s ţťŧþ:t ùúûüũūŭůűų:u ŵ:w ýÿŷ:y źżž:z ß:s";

    private static readonly byte[] Codes = BuildCodes();
    private static readonly byte[] Lowers = [.. Enumerable.Range(0, 256).Select(c => (byte)(IsUpper((char)c) ? c + 32 : c))];

    /// <summary>One code for every character: a letter without case and accent, a digit, another letter, or <see cref="Separator"/>.</summary>
    public static ReadOnlySpan<byte> Table => Codes;

    public static int Code(char c) =>
        c < TableLength ? Codes[c]
        : c is (>= '\u2000' and < '\u2C00') or (>= '\u3000' and < '\u3040') or (>= '\uD800' and < '\uE000') or >= '\uFE00' ? Separator
        : OtherLetter;

    /// <summary>The codes of a text.</summary>
    /// <param name="text">Not longer than <paramref name="codes"/>.</param>
    /// <param name="codes">Receives them.</param>
    public static void Encode(ReadOnlySpan<char> text, Span<byte> codes)
    {
        ref byte table = ref MemoryMarshal.GetArrayDataReference(Codes);
        codes = codes[..text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            codes[i] = c < TableLength ? Unsafe.Add(ref table, (nint)c) : (byte)Code(c);
        }
    }

    public static bool IsWord(char c) => Code(c) != Separator;

    public static bool IsUpper(char c) => c is (>= 'A' and <= 'Z') or (>= 'À' and <= 'Þ' and not '×');

    public static char Lower(char c) => c < Lowers.Length ? (char)Lowers[c] : c;

    /// <summary>
    /// Whether a character of a text may stand for a letter of a rule: people leave accents out (”angest”), they don't add them, so ”här” is
    /// no ”har”. <c>#</c> is any digit.
    /// </summary>
    public static bool Stands(char rule, char text) => rule == Lower(text) || StandsWithoutAccent(rule, Lower(text));

    private static bool StandsWithoutAccent(char rule, char lower) =>
        rule switch
        {
            'å' or 'ä' => lower is 'a' or 'æ' && (lower == 'a' || rule == 'ä'),
            'ö' => lower is 'o' or 'ø',
            'é' or 'è' or 'ë' => lower is 'e',
            'e' => lower is 'é' or 'è',
            'ü' => lower is 'u',
            'ø' => lower is 'ö' or 'o',
            'æ' => lower is 'ä' or 'a',
            '#' => char.IsAsciiDigit(lower),
            _ => false,
        };

    private static byte[] BuildCodes()
    {
        var codes = new byte[TableLength];
        for (char c = 'a'; c <= 'z'; c++)
        {
            codes[c] = codes[c - 32] = (byte)(c - 'a' + 1);
        }

        for (char c = '0'; c <= '9'; c++)
        {
            codes[c] = Digit;
        }

        for (char c = '\u00C0'; c < TableLength; c++)
        {
            codes[c] = c is '×' or '÷' ? (byte)Separator : (byte)OtherLetter;
        }

        foreach (string fold in Folds.Split(' '))
        {
            foreach (char c in fold.AsSpan(0, fold.IndexOf(':', StringComparison.Ordinal)))
            {
                codes[c] = (byte)(fold[^1] - 'a' + 1);
                char upper = char.ToUpperInvariant(c);
                if (upper < TableLength && upper > 'z')
                {
                    codes[upper] = codes[c];
                }
            }
        }

        return codes;
    }
}
