using System.Formats.Tar;
using System.IO.Compression;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>Files of a kind that the name doesn't tell, and packed files other than ZIP.</summary>
internal sealed partial class AttachmentReader
{
    private string? Unknown(string name, string type, string ending, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]))
        {
            if (IsTooDeep(depth, ref cause))
            {
                return null;
            }
            using var content = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            Inner(name, ending == ".TGZ" ? Path.ChangeExtension(name, ".tar") : Path.GetFileNameWithoutExtension(name), Unpack(content, bytes.Length), depth, ref cause);
            return null;
        }
        if (bytes.Length > 512 && bytes.AsSpan(257, 5).SequenceEqual("ustar"u8))
        {
            return Tar(name, bytes, depth, ref cause);
        }
        var (why, what) = FileKinds.Of(bytes, type, ending);
        if (why == UnreadCause.UnknownFormat && what is null && Charsets.IsText(bytes))
        {
            return Charsets.Decode(bytes, null);
        }
        cause = why;
        if (what is not null)
        {
            Miss(name, why, what);
            cause = null;
        }
        return null;
    }

    private string? Tar(string name, byte[] bytes, int depth, ref UnreadCause? cause)
    {
        if (IsTooDeep(depth, ref cause))
        {
            return null;
        }
        using var tar = new TarReader(new MemoryStream(bytes));
        for (var entries = 0; tar.GetNextEntry() is { } entry; entries++)
        {
            ct.ThrowIfCancellationRequested();
            if (entries >= limits.ArchiveEntries)
            {
                cause = UnreadCause.TooLarge;
                break;
            }
            if (Full())
            {
                break;
            }
            if (entry.DataStream is { } data)
            {
                Inner(name, entry.Name, Unpack(data, data.Length), depth, ref cause);
            }
        }
        return null;
    }

    private void Inner(string container, string name, byte[] content, int depth, ref UnreadCause? cause)
    {
        if (IsTooDeep(depth, ref cause))
        {
            return;
        }
        using var intake = new Intake(limits.AttachmentBytes);
        intake.Write(content);
        var type = MimeTypes.GetMimeType(name);
        Add(NameOf(name, type), type, null, intake, false, null, container, depth + 1);
    }

    /// <summary>Asked before anything is unpacked.</summary>
    private bool IsTooDeep(int depth, ref UnreadCause? cause)
    {
        if (depth < limits.Depth)
        {
            return false;
        }
        cause = UnreadCause.TooDeep;
        return true;
    }
}
