using System.Reflection;
using System.Security.Cryptography;
using System.Xml.Linq;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Erms;

/// <summary>Where the files of a package are written: a folder or a zip.</summary>
internal interface IPackageSink
{
    Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct);
}

/// <summary>An information package by E-ARK CSIP 2.1.0, which Riksarkivet calls FGS Paketstruktur 2.0: one representation, with a METS
/// document of its own, documentation and schemas. Numbers in comments are CSIP's requirements.</summary>
internal sealed class CsipPackage(string id, IPackageSink sink, DateTimeOffset now)
{
    public const string Profile = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-1-0.xml";
    public const string ContentType = "citserms_v3_0";
    public const string Representation = "representations/rep1";

    private static readonly XNamespace Mets = "http://www.loc.gov/METS/";
    private static readonly XNamespace Csip = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    private static readonly string Version = typeof(CsipPackage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "1";

    private readonly List<PackagedFile> files = [];

    /// <summary>A file of the representation, under its <c>data</c> folder.</summary>
    public Task AddDataAsync(string path, string mediaType, Func<Stream, Task> write, CancellationToken ct) =>
        AddAsync($"{Representation}/data/{path}", mediaType, write, ct);

    public Task AddDocumentationAsync(string name, string text, CancellationToken ct) =>
        AddAsync($"documentation/{name}", "text/plain", to => to.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), ct).AsTask(), ct);

    /// <summary>METS and its companions, and whatever lies in the municipality's own folder.</summary>
    public async Task AddSchemasAsync(string? folder, CancellationToken ct)
    {
        var assembly = typeof(CsipPackage).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("schemas/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            await AddSchemaAsync(name, () => assembly.GetManifestResourceStream(name)!, ct);
        if (string.IsNullOrEmpty(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*.xsd").Concat(Directory.EnumerateFiles(folder, "*.sch")).Order(StringComparer.Ordinal))
            await AddSchemaAsync("schemas/" + PackageNames.Ascii(Path.GetFileName(path)), () => File.OpenRead(path), ct);
    }

    private Task AddSchemaAsync(string path, Func<Stream> open, CancellationToken ct) =>
        AddAsync(
            path,
            "application/xml",
            async to =>
            {
                await using var from = open();
                await from.CopyToAsync(to, ct);
            },
            ct
        );

    /// <summary>Writes both METS documents; nothing may be added after that.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        var inside = Representation + "/";
        await AddAsync(
            inside + "METS.xml",
            "application/xml",
            to =>
                Document(
                        "rep1",
                        [Group("Data", files.Where(f => f.Path.StartsWith(inside, StringComparison.Ordinal)).Select(f => f with { Path = f.Path[inside.Length..] }))],
                        groups => [Division("Metadata"), .. groups.Select(g => Division("Data", Pointer(g)))]
                    )
                    .SaveAsync(to, SaveOptions.None, ct),
            ct
        );
        var representation = Group("Representations/rep1", files.Where(f => f.Path == inside + "METS.xml"));
        representation.SetAttributeValue(Csip + "CONTENTINFORMATIONTYPE", ContentType); // 62
        await sink.AddAsync(
            "METS.xml",
            to =>
                Document(
                        id,
                        [Group("Documentation", InFolder("documentation/")), Group("Schemas", InFolder("schemas/")), representation],
                        groups =>
                            [
                                Division("Metadata"), // 88: it stands there even when empty
                                Division("Documentation", Pointer(groups[0])),
                                Division("Schemas", Pointer(groups[1])),
                                Division(
                                    "Representations/rep1",
                                    new XElement(
                                        Mets + "mptr",
                                        new XAttribute("LOCTYPE", "URL"),
                                        new XAttribute(XLink + "type", "simple"),
                                        new XAttribute(XLink + "href", inside + "METS.xml"),
                                        new XAttribute(XLink + "title", (string)representation.Attribute("ID")!) // 108
                                    )
                                ),
                            ]
                    )
                    .SaveAsync(to, SaveOptions.None, ct),
            ct
        );
    }

    private async Task AddAsync(string path, string mediaType, Func<Stream, Task> write, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        await sink.AddAsync(
            path,
            async to =>
            {
                await using var counting = new CountingStream(to, hash);
                await write(counting);
                size = counting.Length;
            },
            ct
        );
        files.Add(new PackagedFile(path, mediaType, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    private IEnumerable<PackagedFile> InFolder(string folder) => files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal));

    private XDocument Document(string objectId, IReadOnlyList<XElement> groups, Func<IReadOnlyList<XElement>, IEnumerable<XElement>> divisions) =>
        new(
            new XElement(
                Mets + "mets",
                new XAttribute(XNamespace.Xmlns + "csip", Csip),
                new XAttribute(XNamespace.Xmlns + "xlink", XLink),
                new XAttribute("OBJID", objectId), // 1
                new XAttribute("TYPE", "Datasets"), // 2: the vocabulary's word; CITS ERMS 3.0.0 writes it without s
                new XAttribute(Csip + "CONTENTINFORMATIONTYPE", ContentType), // 4
                new XAttribute("PROFILE", Profile), // 6
                new XElement(
                    Mets + "metsHdr",
                    new XAttribute("CREATEDATE", ErmsRecords.Moment(now)),
                    new XAttribute(Csip + "OAISPACKAGETYPE", "SIP"), // 9
                    new XElement(
                        Mets + "agent", // 10–16
                        new XAttribute("ROLE", "CREATOR"),
                        new XAttribute("TYPE", "OTHER"),
                        new XAttribute("OTHERTYPE", "SOFTWARE"),
                        new XElement(Mets + "name", "Varamail"),
                        new XElement(Mets + "note", new XAttribute(Csip + "NOTETYPE", "SOFTWARE VERSION"), Version)
                    )
                ),
                new XElement(Mets + "fileSec", new XAttribute("ID", NewId()), groups),
                new XElement(
                    Mets + "structMap",
                    new XAttribute("ID", NewId()),
                    new XAttribute("TYPE", "PHYSICAL"),
                    new XAttribute("LABEL", "CSIP"), // 82
                    new XElement(Mets + "div", new XAttribute("ID", NewId()), new XAttribute("LABEL", objectId), divisions(groups))
                )
            )
        );

    private XElement Group(string use, IEnumerable<PackagedFile> inGroup) =>
        new(
            Mets + "fileGrp",
            new XAttribute("ID", NewId()),
            new XAttribute("USE", use),
            inGroup.Select(file => new XElement(
                Mets + "file", // 66–79
                new XAttribute("ID", NewId()),
                new XAttribute("MIMETYPE", file.MediaType),
                new XAttribute("SIZE", file.Size),
                new XAttribute("CREATED", ErmsRecords.Moment(now)),
                new XAttribute("CHECKSUM", file.Sha256),
                new XAttribute("CHECKSUMTYPE", "SHA-256"),
                new XElement(
                    Mets + "FLocat",
                    new XAttribute("LOCTYPE", "URL"),
                    new XAttribute(XLink + "type", "simple"),
                    new XAttribute(XLink + "href", file.Path)
                )
            ))
        );

    private static XElement Division(string label, XElement? content = null) =>
        new(Mets + "div", new XAttribute("ID", NewId()), new XAttribute("LABEL", label), content);

    private static XElement Pointer(XElement group) => new(Mets + "fptr", new XAttribute("FILEID", (string)group.Attribute("ID")!));

    // An xml:id begins with a letter.
    private static string NewId() => $"uuid-{Guid.NewGuid()}";

    private sealed record PackagedFile(string Path, string MediaType, long Size, string Sha256);
}

/// <summary>A package as a folder.</summary>
internal sealed class FolderSink(string folder) : IPackageSink
{
    public Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
    {
        var place = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return NewFile.WriteAsync(place, write, ct);
    }
}
