using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>Characters as a person sees them: lines end in LF, every space is a space, nothing invisible, NFC.</summary>
internal static class VisibleText
{
    // windows-1252 where Latin-1 has control characters: nobody means those in a mail
    private const string Western = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>What a character becomes: itself, a space, LF, or NUL for nothing. CR is left to the caller.</summary>
    public static char Seen(char c) =>
        c switch
        {
            >= ' ' and <= '~' or '\n' or '\t' => c,
            '\u00A0' => ' ',
            '\u00AD' => '\0',
            >= '\u00A1' and < '\u0300' => c,
            '\v' or '\f' or '\u0085' or '\u2028' or '\u2029' => c == '\u0085' ? '…' : '\n',
            < '\u0080' => '\0',
            < '\u00A0' => Western[c - 0x80],
            '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' => ' ',
            (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => '\0',
            '\uFEFF' or '\u180E' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u3164' or '\uFFA0' => '\0',
            (>= '\uFE00' and <= '\uFE0F') or (>= '\uFFF0' and <= '\uFFFB') or '\uFFFE' or '\uFFFF' => '\0',
            _ => c,
        };

    /// <summary>A whole text, made visible.</summary>
    public static string Of(string text, int limit = int.MaxValue)
    {
        var plain = Plain(text);
        if (plain == text.Length && plain <= limit)
        {
            return text;
        }
        var buffer = ArrayPool<char>.Shared.Rent(Math.Min(text.Length, limit));
        try
        {
            var length = 0;
            var foreign = false;
            var changed = false;
            for (var i = 0; i < text.Length && length < limit; i++)
            {
                var run = Math.Min(i == 0 ? plain : Plain(text.AsSpan(i)), limit - length);
                if (run > 0)
                {
                    text.AsSpan(i, run).CopyTo(buffer.AsSpan(length));
                    length += run;
                    i += run;
                    if (i == text.Length || length == limit)
                    {
                        break;
                    }
                }
                var c = text[i];
                if (c is < ' ' or > '~')
                {
                    if (c == '\r')
                    {
                        changed = true;
                        if (i + 1 < text.Length && text[i + 1] == '\n')
                        {
                            continue;
                        }
                        c = '\n';
                    }
                    else if (char.IsSurrogate(c))
                    {
                        foreign = true;
                        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && length + 1 < limit)
                        {
                            i++;
                            if (c == '\uDB40')
                            {
                                changed = true; // tag characters and variation selectors
                                continue;
                            }
                            buffer[length++] = c;
                            c = text[i];
                        }
                        else
                        {
                            c = '\uFFFD';
                            changed = true;
                        }
                    }
                    else
                    {
                        var seen = Seen(c);
                        changed |= seen != c;
                        if (seen == '\0')
                        {
                            continue;
                        }
                        c = seen;
                        foreign |= c >= '\u0300';
                    }
                }
                buffer[length++] = c;
            }
            var result = !changed && length == text.Length ? text : new string(buffer, 0, length);
            return foreign && IsDecomposed(result) ? result.Normalize(NormalizationForm.FormC) : result;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>How many characters, from the first, stand for themselves: nearly all of a letter, so they are looked at eight at a time.</summary>
    private static int Plain(ReadOnlySpan<char> text)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        ref var first = ref MemoryMarshal.GetReference(units);
        var i = 0;
        for (; i + Vector128<ushort>.Count <= units.Length; i += Vector128<ushort>.Count)
        {
            var c = Vector128.LoadUnsafe(ref first, (nuint)i);
            var ascii = Vector128.LessThanOrEqual(c - Vector128.Create((ushort)' '), Vector128.Create((ushort)('~' - ' ')));
            var latin = Vector128.LessThan(c - Vector128.Create((ushort)'\u00A1'), Vector128.Create((ushort)('\u0300' - '\u00A1'))) & ~Vector128.Equals(c, Vector128.Create((ushort)'\u00AD'));
            var odd = ~(ascii | latin | Vector128.Equals(c, Vector128.Create((ushort)'\n')) | Vector128.Equals(c, Vector128.Create((ushort)'\t')));
            if (odd != Vector128<ushort>.Zero)
            {
                return i + System.Numerics.BitOperations.TrailingZeroCount(odd.ExtractMostSignificantBits());
            }
        }
        while (i < text.Length && text[i] is (>= ' ' and <= '~') or '\n' or '\t' or (>= '\u00A1' and < '\u0300' and not '\u00AD'))
        {
            i++;
        }
        return i;
    }

    /// <summary>Whether NFC changes the text.</summary>
    public static bool IsDecomposed(string text) => MayCompose(text) && !text.IsNormalized(NormalizationForm.FormC);

    /// <summary>Whether NFC could change the text. Dashes, quotation marks, bullets, the euro and emoji stay as they are; asking ICU each time is slow.</summary>
    private static bool MayCompose(ReadOnlySpan<char> text)
    {
        for (; text.IndexOfAnyInRange('\u0300', '\uFFFF') is >= 0 and var at; text = text[(at + 1)..])
        {
            var c = text[at];
            if (c is not ((>= '\u2010' and <= '\u2122') or (>= '\uD83C' and <= '\uD83E') or (>= '\uDC00' and <= '\uDFFF') or '\uFFFD'))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>One line: line breaks and tabs are spaces, ends trimmed.</summary>
    public static string Line(string text)
    {
        var seen = Of(text);
        return (seen.AsSpan().IndexOfAny('\n', '\t') < 0 ? seen : seen.Replace('\n', ' ').Replace('\t', ' ')).Trim();
    }

    /// <summary>Lines joined as format=flowed (RFC 3676) joins them: a line that ends in a space goes on.</summary>
    public static string Unflowed(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var open = -1; // quote depth of the paragraph that goes on
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            var depth = line.IndexOfAnyExcept('>') is var d && d < 0 ? line.Length : d;
            var content = line[depth..];
            if (content.StartsWith(" "))
            {
                content = content[1..]; // space stuffing
            }
            var signature = content is "-- ";
            if (open == depth && !signature)
            {
                result.Append(content);
            }
            else
            {
                if (range.Start.Value > 0)
                {
                    result.Append('\n');
                }
                result.Append('>', depth).Append(depth > 0 && content.Length > 0 ? " " : "").Append(content);
            }
            open = content.EndsWith(" ") && !signature ? depth : -1;
            if (open >= 0 && deleteSpace)
            {
                result.Length--;
            }
        }
        return result.ToString();
    }
}
