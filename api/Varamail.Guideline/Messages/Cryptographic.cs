using Org.BouncyCastle.Cms;

namespace Varamail.Guideline.Messages;

/// <summary>Cryptographic messages (CMS, RFC 5652) of S/MIME: what is signed or compressed is opened, what is encrypted is not.</summary>
internal static class Cryptographic
{
    private const int Ratio = 1_000; // zlib reaches 1 032; a letter never

    public static bool IsWrapped(string type) => type.ToUpperInvariant() is "APPLICATION/PKCS7-MIME" or "APPLICATION/X-PKCS7-MIME";

    /// <summary>Of a message part that is only a signature: nothing to read.</summary>
    public static bool IsSignature(string type) => type is "application/pkcs7-signature" or "application/x-pkcs7-signature" or "application/pgp-signature";

    /// <summary>The content, or why there is none to be had.</summary>
    /// <param name="message">As it stands in the part.</param>
    /// <param name="room">Bytes that may be unpacked; afterwards those that still may.</param>
    public static (byte[]? Content, UnreadCause? Cause) Open(ReadOnlySpan<byte> message, ref long room)
    {
        try
        {
            switch (Kind(message))
            {
                case ContentKind.Signed:
                    using (var signed = new MemoryStream())
                    {
                        var content = new CmsSignedData(message.ToArray()).SignedContent;
                        content?.Write(signed);
                        return content is null ? (null, UnreadCause.NoText) : (signed.ToArray(), null);
                    }
                case ContentKind.Compressed:
                    return Inflate(message.ToArray(), ref room);
                case ContentKind.Encrypted:
                    return (null, UnreadCause.Encrypted);
                default:
                    return (null, UnreadCause.Damaged);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return (null, UnreadCause.Damaged); // the library throws whatever comes when a structure leads astray
        }
    }

    private static (byte[]?, UnreadCause?) Inflate(byte[] message, ref long room)
    {
        var limit = Math.Min(room, (long)message.Length * Ratio);
        using var parser = new CmsCompressedDataParser(message);
        using var compressed = parser.GetContent().ContentStream;
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = compressed.Read(buffer, 0, buffer.Length)) > 0)
        {
            content.Write(buffer, 0, read);
            room -= read;
            if (content.Length > limit)
            {
                return (null, UnreadCause.TooLarge);
            }
        }
        return (content.ToArray(), null);
    }

    private enum ContentKind
    {
        Unknown,
        Signed,
        Compressed,
        Encrypted,
    }

    // ContentInfo begins with a sequence's tag and length, and its type's object identifier.
    private static ContentKind Kind(ReadOnlySpan<byte> message)
    {
        if (message.Length < 4 || message[0] != 0x30)
        {
            return ContentKind.Unknown;
        }
        var at = 2 + ((message[1] & 0x80) != 0 ? message[1] & 0x7F : 0);
        var type = message[Math.Min(at, message.Length)..];
        ReadOnlySpan<byte> pkcs7 = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
        ReadOnlySpan<byte> smime = [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01];
        if (type.StartsWith(pkcs7) && type.Length > pkcs7.Length)
        {
            return type[pkcs7.Length] switch
            {
                2 => ContentKind.Signed,
                3 or 4 or 6 => ContentKind.Encrypted,
                _ => ContentKind.Unknown,
            };
        }
        return !type.StartsWith(smime) || type.Length <= smime.Length ? ContentKind.Unknown
            : type[smime.Length] == 9 ? ContentKind.Compressed
            : type[smime.Length] == 23 ? ContentKind.Encrypted
            : ContentKind.Unknown;
    }
}
