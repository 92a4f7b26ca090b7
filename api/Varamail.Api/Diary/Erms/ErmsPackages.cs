using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Erms;

/// <summary>Packages of cases: CSIP around, ERMS inside, the files with checksums.</summary>
internal static class ErmsPackages
{
    /// <summary>Writes a package.</summary>
    /// <param name="id">The package's id, also the name of its folder.</param>
    /// <param name="sink">Where to.</param>
    /// <param name="cases">Read once; the files are opened one at a time.</param>
    /// <param name="creator">Whose archive it is.</param>
    /// <param name="schemaFolder">More schemas to send along.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidDataException">A file is not what was registered.</exception>
    public static async Task WriteAsync(
        string id,
        IPackageSink sink,
        IAsyncEnumerable<ErmsCase> cases,
        ErmsCreator creator,
        string? schemaFolder,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        CsipPackage package = new(id, sink, now);
        await using var description = Scratch.Open();
        using (var erms = new ErmsXml(description, creator, now))
            await foreach (var one in cases.WithCancellation(ct))
            {
                erms.Write(one);
                foreach (var file in one.Records.SelectMany(record => record.Files))
                    await package.AddDataAsync(file.Path, file.File.MediaType, to => file.File.CopyToAsync(to, ct), ct);
            }
        description.Position = 0;
        await package.AddDataAsync("erms.xml", "application/xml", to => description.CopyToAsync(to, ct), ct);
        await package.AddDocumentationAsync("readme.txt", Readme, ct);
        await package.AddSchemasAsync(schemaFolder, ct);
        await package.FinishAsync(ct);
    }

    private const string Readme = $"""
        Paket från Varamail.

        Struktur: E-ARK CSIP 2.1.0 (FGS Paketstruktur 2.0), METS-profil {CsipPackage.Profile}
        Innehåll: E-ARK CITS ERMS {ErmsXml.Version} (FGS Ärendehantering), schemat ERMS_v3.xsd med namnrymden {ErmsXml.Namespace}
        Beskrivning av ärenden och handlingar: {CsipPackage.Representation}/data/erms.xml
        Sökvägar i appendix/@path utgår från den katalogen. Kontrollsummor (SHA-256) för varje fil står i METS.xml.
        """;
}
