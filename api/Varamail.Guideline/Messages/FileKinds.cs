namespace Varamail.Guideline.Messages;

/// <summary>What a file that isn't read is called, by its first bytes, its declared type and its name, in that order.</summary>
internal static class FileKinds
{
    /// <summary>Why it isn't read, and what people call its kind ("… är ett arkiv (7z), som inte kan öppnas, …").</summary>
    public static (UnreadCause Cause, string? What) Of(ReadOnlySpan<byte> head, string type, string ending)
    {
        if (IsPicture(head) || type.StartsWith("image/", StringComparison.Ordinal) || ending is ".JPG" or ".JPEG" or ".PNG" or ".GIF" or ".TIF" or ".TIFF" or ".BMP" or ".HEIC" or ".WEBP")
        {
            return (UnreadCause.NoText, null);
        }
        if (type is "application/pgp-encrypted" || head.StartsWith("-----BEGIN PGP MESSAGE"u8) || ending is ".RPMSG" or ".PGP" or ".GPG")
        {
            return (UnreadCause.Encrypted, null); // .rpmsg: Microsoft's protected messages
        }
        if (Archive(head, ending) is { } archive)
        {
            return IsLocked(head) ? (UnreadCause.Encrypted, null) : (UnreadCause.UnknownFormat, $"ett arkiv ({archive}), som inte kan öppnas,");
        }
        if (type.StartsWith("audio/", StringComparison.Ordinal) || ending is ".MP3" or ".M4A" or ".WAV" or ".AMR" or ".OGG" or ".WMA")
        {
            return (UnreadCause.UnknownFormat, "en ljudinspelning");
        }
        if (type.StartsWith("video/", StringComparison.Ordinal) || ending is ".MP4" or ".MOV" or ".AVI" or ".MKV" or ".WMV" or ".3GP")
        {
            return (UnreadCause.UnknownFormat, "en film");
        }
        return (UnreadCause.UnknownFormat, head.StartsWith("MZ"u8) || head.StartsWith("\x7fELF"u8) ? "ett program" : null);
    }

    private static bool IsPicture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])
        || head.StartsWith("GIF8"u8)
        || head.StartsWith("II*\0"u8)
        || head.StartsWith("MM\0*"u8)
        || (head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
        || (head.Length > 12 && head[4..].StartsWith("ftyphei"u8));

    private static string? Archive(ReadOnlySpan<byte> head, string ending) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || ending == ".7Z" ? "7z"
        : head.StartsWith("Rar!\x1A\x07"u8) || ending == ".RAR" ? "rar"
        : head.StartsWith("MSCF"u8) || ending == ".CAB" ? "cab"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]) ? "xz"
        : head.StartsWith("BZh"u8) ? "bz2"
        : ending is ".ISO" or ".IMG" or ".ARJ" or ".ACE" or ".LZH" ? ending[1..].ToLowerInvariant()
        : null;

    private static bool IsLocked(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("Rar!\x1A\x07\x01\0"u8))
        {
            return Rar5(file[8..]);
        }
        if (file.StartsWith("Rar!\x1A\x07\0"u8) && file.Length > 32)
        {
            var names = (file[10] | file[11] << 8) & 0x80; // MHD_PASSWORD: even the names are encrypted
            var first = 7 + (file[12] | file[13] << 8);
            return names != 0 || (first + 5 < file.Length && file[first + 2] == 0x74 && (file[first + 3] & 4) != 0);
        }
        return file.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) && file[^Math.Min(file.Length, 65536)..].IndexOf((ReadOnlySpan<byte>)[0x06, 0xF1, 0x07, 0x01]) >= 0; // 7zAES
    }

    /// <summary>Headers of RAR 5: an encryption header, or a file header with an encryption record in its extra area.</summary>
    private static bool Rar5(ReadOnlySpan<byte> blocks)
    {
        for (var block = 0; block < 4 && blocks.Length > 8; block++)
        {
            var at = 4;
            var size = Number(blocks, ref at);
            var start = at;
            var type = Number(blocks, ref at);
            var flags = Number(blocks, ref at);
            if (type == 4)
            {
                return true;
            }
            var extra = (flags & 1) != 0 ? Number(blocks, ref at) : 0;
            var end = start + size;
            if (end > blocks.Length || extra > size)
            {
                return false;
            }
            if (type == 2)
            {
                at = (int)(end - extra);
                _ = Number(blocks, ref at);
                return extra > 0 && Number(blocks, ref at) == 1;
            }
            blocks = blocks[(int)end..];
        }
        return false;
    }

    private static long Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; shift < 56 && at < bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                break;
            }
        }
        return value;
    }
}
