using System.Text;

namespace Varamail.Corpus;

/// <summary>Small and large damage to bytes.</summary>
internal static class Mutation
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>What parsers stumble over: ends, depths, sizes, and the beginnings of other formats.</summary>
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n\r\n", "\r\n--b\r\n", "--", "Content-Type: multipart/mixed; boundary=\"\"\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: x-uuencode\r\n",
            "Content-Type: text/html; charset=utf-7\r\n", "charset=\"\"", "=?utf-8?q?=", "=?utf-7?b?", "<div>", "</table>", "<td>", "<style>", "<!--", "]]>", "<p style='display:none", "&#x1F600;", "&#99999999;", "<a href=\"", "<blockquote>", "<li>",
            "{\\rtf1", "\\bin99999", "\\u-1?", "%PDF-1.7\n", "endobj", "stream\n", "/Length 99999999", "PK\x03\x04", "PK\x05\x06", "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "BEGIN:VEVENT\r\n", "Från: ", "> > ", "-- \r\n", "2147483648", "-1",
            "\u0301\u0301", "\u200B", "\u202E", "\uFEFF", "820667-9881", "åäö",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC3], [0x30, 0x80], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x78, 0x9F, 0x3E, 0x22], [0x1F, 0x8B, 8],
    ];

    public static byte[] Of(byte[] original, byte[] other, Random random)
    {
        var bytes = new List<byte>(original);
        for (var left = 1 + random.Next(random.Next(4) == 0 ? 40 : 4); left > 0; left--)
        {
            Once(bytes, other, random);
        }
        return [.. bytes];
    }

    private static void Once(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(1 + random.Next(random.Next(5) == 0 ? 5_000 : 40), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0 or 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4 when bytes.Count < Largest:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5 or 6:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 7 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 + random.Next(2_000))).ToArray());
                break;
            case 8 when random.Next(8) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 9 when random.Next(6) == 0 && bytes.Count < Largest:
                var token = Tokens[random.Next(Tokens.Length)];
                bytes.InsertRange(at, Enumerable.Range(0, 1 + random.Next(20_000)).SelectMany(_ => token).Take(Largest / 4).ToArray());
                break;
            case var _ when at + 4 <= bytes.Count: // a number of a binary format
                var value = BitConverter.GetBytes(random.Next(3) switch { 0 => -1, 1 => 0, _ => random.Next() });
                for (var i = 0; i < 4; i++)
                {
                    bytes[at + i] = value[i];
                }
                break;
        }
    }
}
