using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>A message in Outlook's own format, .msg ([MS-OXMSG]): properties in a compound file.</summary>
internal sealed class OutlookFile
{
    public const string Fixed = "__properties_version1.0";
    private const int Items = 10_000; // recipients or attachments that are read of one message
    private readonly CompoundFolder folder;
    private readonly OutlookProperties properties;

    private OutlookFile(CompoundFolder folder, int heading, Encoding? narrow)
    {
        this.folder = folder;
        properties = new OutlookProperties(folder, heading, narrow);
    }

    public static bool Is(CompoundFolder folder) => folder.Has(Fixed);

    public static OutlookFile Read(CompoundFolder root) => new(root, 32, null);

    /// <summary>What the message's own header fields say, for what the properties don't.</summary>
    private HeaderList Headers => field ??= HeadersOf(properties.Text(0x007D));

    public string Subject => properties.Text(0x0037) ?? Headers["Subject"] ?? "";

    public string From =>
        Named(properties.Text(0x0042) ?? properties.Text(0x0C1A), Email(properties.Text(0x5D02), properties.Text(0x0065), properties.Text(0x5D01), properties.Text(0x0C1F))) is { Length: > 0 } from
            ? from
            : Headers["From"] ?? "";

    /// <summary>Receivers and copies, as displayed.</summary>
    public string To
    {
        get
        {
            var people = folder.Folders("__recip_version1.0_").Take(Items).Select(r => new OutlookProperties(r, 8, properties.Narrow))
                .Select(p => Named(p.Text(0x3001), Email(p.Text(0x39FE), p.Text(0x3003)))).Where(p => p.Length > 0);
            var listed = string.Join(", ", people);
            return listed.Length > 0 ? listed : string.Join(", ", new[] { properties.Text(0x0E04) ?? Headers["To"], properties.Text(0x0E03) ?? Headers["Cc"] }.Where(p => !string.IsNullOrWhiteSpace(p)));
        }
    }

    /// <summary>The body as a person reads it.</summary>
    public HtmlText Body(int limit)
    {
        var html = properties.Binary(0x1013) is { } raw ? Charsets.Decode(raw, properties.InternetCharset) : properties.Text(0x1013);
        var plain = properties.Text(0x1000);
        if (html is null && string.IsNullOrWhiteSpace(plain) && properties.Binary(0x1009) is { } packed)
        {
            plain = RtfText.Read(CompressedRtf.Unpack(packed, 8 * Math.Min(limit, int.MaxValue / 8)), limit);
        }
        return MessageBody.Joined(plain ?? "", html, true, limit);
    }

    public IEnumerable<OutlookAttachment> Attachments() =>
        folder.Folders("__attach_version1.0_").Take(Items).Select(at =>
        {
            var attached = new OutlookProperties(at, 8, properties.Narrow);
            var inner = at.Folder("__substg1.0_3701000D");
            var message = inner is not null && Is(inner) ? new OutlookFile(inner, 24, properties.Narrow) : null;
            var name = attached.Text(0x3707) ?? attached.Text(0x3704) ?? attached.Text(0x3001) ?? message?.Subject;
            var type = message is not null ? "application/vnd.ms-outlook" : attached.Text(0x370E) ?? (name is null ? "application/octet-stream" : MimeTypes.GetMimeType(name));
            return new OutlookAttachment(name, type.Trim().ToLowerInvariant(), attached.Text(0x3712), attached.Binary(0x3701) ?? [], message, inner is not null, attached.Number(0x3705));
        });

    /// <summary>Its bytes, for size and hash: a message within a message has no file of its own.</summary>
    public IEnumerable<byte[]> Bytes() => folder.Streams.Select(s => folder.Read(s)!);

    private static string Named(string? name, string? email) =>
        (name, email) switch
        {
            (null, null) => "",
            (null, _) => email,
            (_, null) => name,
            _ => name.Contains(email, StringComparison.OrdinalIgnoreCase) ? name : $"{name} <{email}>",
        };

    // Exchange's own addresses ("/O=…/CN=…") say nothing to anybody
    private static string? Email(params string?[] candidates) => Array.Find(candidates, c => c is not null && c.Contains('@', StringComparison.Ordinal));

    private static HeaderList HeadersOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }
        try
        {
            return HeaderList.Load(MessageReader.Parsing, new MemoryStream(Encoding.UTF8.GetBytes(text.Trim() + "\r\n\r\n")));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>Something attached to a .msg: bytes, another message, or an object of a foreign program.</summary>
internal sealed record OutlookAttachment(string? Name, string Type, string? ContentId, byte[] Bytes, OutlookFile? Message, bool Foreign, int? Method)
{
    /// <summary>Only a reference is there (PidTagAttachMethod): the file itself stands in the cloud or on a server.</summary>
    public bool Elsewhere => Method is 2 or 4 or 7 && Bytes.Length == 0;
}

/// <summary>The MAPI properties of one message, recipient or attachment.</summary>
internal sealed class OutlookProperties
{
    private readonly CompoundFolder folder;
    private readonly Dictionary<uint, long> inline = [];

    public OutlookProperties(CompoundFolder folder, int heading, Encoding? narrow)
    {
        this.folder = folder;
        var table = folder.Read(OutlookFile.Fixed) ?? [];
        for (var at = heading; at + 16 <= table.Length; at += 16)
        {
            inline.TryAdd(BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(table.AsSpan(at + 8)));
        }
        Narrow = Charsets.CodePage(Number(0x3FFD) ?? 0) ?? narrow;
        InternetCharset = (Charsets.CodePage(Number(0x3FDE) ?? 0) ?? Narrow)?.WebName;
    }

    /// <summary>Of strings that aren't Unicode.</summary>
    public Encoding? Narrow { get; }

    public string? InternetCharset { get; }

    public int? Number(ushort id) => inline.TryGetValue((uint)id << 16 | 0x0003, out var value) ? (int)value : null;

    public string? Text(ushort id)
    {
        if (folder.Read(Name(id, 0x001F)) is { } wide)
        {
            return Encoding.Unicode.GetString(wide).TrimEnd('\0');
        }
        return folder.Read(Name(id, 0x001E)) is { } narrow ? Charsets.Decode(narrow, Narrow?.WebName).TrimEnd('\0') : null;
    }

    public byte[]? Binary(ushort id) => folder.Read(Name(id, 0x0102));

    private static string Name(ushort id, ushort type) => string.Create(CultureInfo.InvariantCulture, $"__substg1.0_{id:X4}{type:X4}");
}
