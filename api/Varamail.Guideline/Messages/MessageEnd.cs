using System.Text;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>Whether a message has its end. What is cut off loses the last boundary of its outermost multipart, or ends within a base64 group; a message
/// of plain text alone may be cut without anybody being able to tell. There are senders who forget the last boundary: it is no proof.</summary>
internal static class MessageEnd
{
    private const int Tail = 4096;

    /// <param name="body">Of the message.</param>
    /// <param name="message">Its bytes, seekable.</param>
    public static bool IsMissing(MimeEntity? body, Stream message)
    {
        while (body is MessagePart { Message.Body: { } inner })
        {
            body = inner;
        }
        return body switch
        {
            Multipart { Boundary: { Length: > 0 } boundary } multipart => string.IsNullOrEmpty(multipart.Epilogue) && !EndsWith($"--{boundary}--", message),
            MimePart { ContentTransferEncoding: ContentEncoding.Base64, Content.Stream: { } content } => !IsWhole(content),
            _ => false,
        };
    }

    private static bool EndsWith(string delimiter, Stream message)
    {
        var tail = new byte[(int)Math.Min(Tail, message.Length)];
        message.Position = message.Length - tail.Length;
        message.ReadExactly(tail);
        return tail.AsSpan().IndexOf(Encoding.UTF8.GetBytes(delimiter)) >= 0;
    }

    private static bool IsWhole(Stream base64)
    {
        base64.Position = 0;
        var buffer = new byte[81920];
        var characters = 0L;
        for (int read; (read = base64.Read(buffer, 0, buffer.Length)) > 0; )
        {
            foreach (var b in buffer.AsSpan(0, read))
            {
                characters += char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=' ? 1 : 0;
            }
        }
        return characters % 4 == 0;
    }
}
