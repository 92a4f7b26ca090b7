using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Evolution;

/// <summary>Section <c>DiarySystems:EvolutionFolder</c>: Evolution reached through a folder that it watches. docs/diary-systems.md describes what lies there.</summary>
public sealed class EvolutionFolderOptions
{
    /// <summary>What people call the system.</summary>
    public string Name { get; set; } = "Evolution";

    /// <summary>The folder; all servers and the other system must reach the same one, and it must be one volume.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How a document is described: <c>Xml</c> or <c>Json</c>.</summary>
    public string Format { get; set; } = "Xml";

    /// <summary>Hours until a package that was taken and never answered is left to a person.</summary>
    public int UncertainAfterHours { get; set; } = 24;
}

/// <summary>Evolution by a watched folder.</summary>
internal sealed class EvolutionFolder(IOptions<EvolutionFolderOptions> options, TimeProvider clock)
    : WatchedFolder(
        options.Value.Name,
        new DropFolder(
            options.Value.Folder,
            new EvolutionPackage(options.Value.Format.Equals("Json", StringComparison.OrdinalIgnoreCase)),
            TimeSpan.FromHours(options.Value.UncertainAfterHours),
            clock
        )
    );

/// <summary><c>document.xml</c> or <c>document.json</c>, and the files beside it.</summary>
internal sealed class EvolutionPackage(bool json) : IPackageForm
{
    private const string Namespace = "urn:varamail:document:" + EvolutionDocuments.Version;
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(NewDocument document, string folder, CancellationToken ct)
    {
        var index = 0;
        foreach (var file in document.Files)
            await file.SaveAsync(Path.Combine(folder, PackageNames.Of(index++, file.Name)), ct);
        var words = EvolutionDocuments.Document(document);
        await NewFile.WriteAsync(
            Path.Combine(folder, json ? "document.json" : "document.xml"),
            to => json ? JsonSerializer.SerializeAsync(to, words, Readable, ct) : WriteXmlAsync(words, to),
            ct
        );
    }

    private static Task WriteXmlAsync(JsonObject words, Stream to)
    {
        using var writer = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineHandling = NewLineHandling.Entitize });
        Write(writer, "document", words);
        return Task.CompletedTask;
    }

    private static void Write(XmlWriter writer, string name, JsonNode? value)
    {
        if (value is null)
            return;
        writer.WriteStartElement(name, Namespace);
        if (value is JsonObject parts)
            foreach (var (part, content) in parts)
                Write(writer, part, content);
        else if (value is JsonArray many)
            foreach (var one in many)
                Write(writer, name == "parties" ? "party" : "file", one);
        else
            writer.WriteString(XmlWords.Of(value.ToString()));
        writer.WriteEndElement();
    }
}
