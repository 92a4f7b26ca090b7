using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>UTF-7 (RFC 2152), decoding only: .NET has withdrawn its own, yet old mail and tricks still carry it.</summary>
internal sealed partial class Utf7 : Encoding
{
    public static readonly Utf7 Instance = new();

    /// <summary>Puts a header field's words in UTF-7 into UTF-8, which MimeKit can decode.</summary>
    public static void Rewrite(Header field)
    {
        if (field.RawValue.AsSpan().IndexOf("tf-7?"u8) < 0 && field.RawValue.AsSpan().IndexOf("TF-7?"u8) < 0)
        {
            return;
        }
        var rewritten = EncodedWord().Replace(Latin1.GetString(field.RawValue), word =>
        {
            var bytes = MimeKit.Utils.Rfc2047.DecodeText(ASCII.GetBytes($"=?iso-8859-1?{word.Groups["encoding"].Value}?{word.Groups["text"].Value}?="));
            return "=?utf-8?B?" + System.Convert.ToBase64String(UTF8.GetBytes(Instance.GetString(Latin1.GetBytes(bytes)))) + "?=";
        });
        field.SetRawValue(Latin1.GetBytes(rewritten));
    }

    [GeneratedRegex(@"=\?(?:unicode-1-1-)?utf-7\?(?<encoding>[bq])\?(?<text>[^?\s]{0,1000})\?=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedWord();

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count), []);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    /// <summary>Counts when the output is empty.</summary>
    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> output)
    {
        int written = 0, bits = 0, held = 0;
        var shifted = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (!shifted)
            {
                if (b == '+')
                {
                    if (i + 1 < bytes.Length && bytes[i + 1] == '-')
                    {
                        i++;
                        Put((char)b, output);
                        continue;
                    }
                    shifted = true;
                    bits = held = 0;
                    continue;
                }
                Put((char)b, output);
                continue;
            }
            var value = Sextet(b);
            if (value < 0)
            {
                shifted = false;
                if (b != '-')
                {
                    Put((char)b, output);
                }
                continue;
            }
            held = (held << 6 | value) & 0x3FFFFF;
            bits += 6;
            if (bits >= 16)
            {
                bits -= 16;
                Put((char)(held >> bits & 0xFFFF), output);
            }
        }
        return written;

        void Put(char c, Span<char> target)
        {
            if (!target.IsEmpty)
            {
                target[written] = c;
            }
            written++;
        }
    }

    private static int Sextet(byte b) =>
        b switch
        {
            >= (byte)'A' and <= (byte)'Z' => b - 'A',
            >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
            >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
            (byte)'+' => 62,
            (byte)'/' => 63,
            _ => -1,
        };
}
