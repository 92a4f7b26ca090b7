using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>UTF-7 (RFC 2152), decoding only: .NET has withdrawn its own, yet old mail and tricks still carry it.</summary>
internal sealed class Utf7 : Encoding
{
    public static readonly Utf7 Instance = new();

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
