using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Varamail.Rehearsal.Evolution;

/// <summary>A system that imports FGS packages: goes by METS and ERMS alone, checks every checksum, and knows nothing of who made them.</summary>
public sealed class ErmsFolderReader(string folder, EvolutionRegister register, EvolutionFaults faults) : EvolutionFolderReader(folder, register, faults)
{
    private static readonly XNamespace Mets = "http://www.loc.gov/METS/";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
    private static readonly XNamespace Erms = "https://DILCIS.eu/XML/ERMS";

    private protected override string FilesFolder => Path.Combine("representations", "rep1", "data", "document");

    private protected override JsonObject Read(DirectoryInfo package)
    {
        var root = XDocument.Load(Path.Combine(package.FullName, "METS.xml")).Root!;
        Same((string?)root.Attribute("OBJID"), package.Name);
        var pointer = (string)root.Descendants(Mets + "mptr").Single().Attribute(XLink + "href")!;
        var inner = Path.Combine(package.FullName, Path.GetDirectoryName(pointer)!);
        Check(package.FullName, root);
        var data = XDocument.Load(Path.Combine(package.FullName, pointer)).Root!;
        Check(inner, data);
        var description = data.Descendants(Mets + "FLocat").Select(f => (string)f.Attribute(XLink + "href")!).Single(href => href.EndsWith("/erms.xml", StringComparison.Ordinal));
        var into = XDocument.Load(Path.Combine(inner, description)).Root!.Descendants(Erms + "aggregation").Single();
        return Words(into, into.Element(Erms + "record")!, inner);
    }

    /// <summary>Every file stands in METS with its checksum: <see cref="Check"/> has compared them.</summary>
    private protected override void CheckNothingElse(DirectoryInfo package, int files)
    {
        var named = new[] { "METS.xml" }.Concat(Hrefs(package.FullName, "")).Concat(Hrefs(Path.Combine(package.FullName, "representations", "rep1"), "representations/rep1/"));
        var there = package.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(package.FullName, f.FullName).Replace('\\', '/'));
        if (!there.Order(StringComparer.Ordinal).SequenceEqual(named.Order(StringComparer.Ordinal)))
        {
            throw new FormatException("strayFile");
        }
    }

    private static IEnumerable<string> Hrefs(string folder, string before) =>
        XDocument.Load(Path.Combine(folder, "METS.xml")).Descendants(Mets + "FLocat").Select(f => before + (string)f.Attribute(XLink + "href")!);

    private static void Check(string folder, XElement mets)
    {
        foreach (var file in mets.Descendants(Mets + "file"))
        {
            using var bytes = File.OpenRead(Path.Combine(folder, (string)file.Element(Mets + "FLocat")!.Attribute(XLink + "href")!));
            Same((string?)file.Attribute("SIZE"), bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Same((string?)file.Attribute("CHECKSUM"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Same((string?)file.Attribute("CHECKSUMTYPE"), "SHA-256");
        }
    }

    private static JsonObject Words(XElement into, XElement record, string inner)
    {
        var diary = Extra(into, "DiarySeries")!;
        var newKey = Extra(into, "NewCaseKey");
        var files = record.Descendants(Erms + "appendix").ToList();
        return new()
        {
            ["version"] = "1",
            ["key"] = (string)record.Attribute("systemIdentifier")!,
            ["diary"] = diary,
            ["case"] =
                newKey is null
                    ? new JsonObject { ["number"] = (string)into.Element(Erms + "objectId")! }
                    : new JsonObject
                    {
                        ["new"] = new JsonObject
                        {
                            ["version"] = "1",
                            ["key"] = newKey,
                            ["diary"] = diary,
                            ["title"] = (string?)into.Element(Erms + "title"),
                            ["publicTitle"] = (string?)into.Element(Erms + "otherTitle"),
                            ["openedOn"] = ((string)into.Element(Erms + "dates")!.Element(Erms + "date")!)[..10],
                        },
                    },
            ["title"] = (string?)record.Element(Erms + "title"),
            ["publicTitle"] = (string?)record.Element(Erms + "otherTitle"),
            ["documentType"] = (string?)record.Attribute("recordType"),
            ["direction"] = (string?)record.Element(Erms + "direction")!.Attribute("directionDefinition"),
            ["receivedOn"] = Date(record, "received")[..10],
            ["enteredAt"] = Date(record, "captured"),
            ["enteredBy"] = new JsonObject { ["name"] = Agents(record, "creator").Single() },
            ["secrecy"] =
                record.Element(Erms + "restriction") is { } restriction
                    ? new JsonObject
                    {
                        ["provision"] = (string?)restriction.Element(Erms + "regulation"),
                        ["date"] = ((string)restriction.Descendants(Erms + "date").Single())[..10],
                    }
                    : null,
            ["parties"] = new JsonArray([.. Agents(record, "sender").Select(name => (JsonNode)new JsonObject { ["role"] = "sender", ["name"] = name })]),
            ["files"] = new JsonArray([.. files.Select((file, index) => (JsonNode)FileOf(file, index, inner))]),
        };
    }

    private static JsonObject FileOf(XElement appendix, int index, string inner)
    {
        var path = (string)appendix.Attribute("path")!;
        using var bytes = File.OpenRead(Path.Combine(inner, "data", path));
        return new JsonObject
        {
            ["role"] = index == 0 ? "main" : "appendix",
            ["name"] = (string?)appendix.Attribute("name"),
            ["path"] = Path.GetFileName(path),
            ["mediaType"] = (string?)appendix.Attribute("fileFormat"),
            ["size"] = bytes.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        };
    }

    private static string? Extra(XElement element, string type) =>
        (string?)element.Elements(Erms + "extraId").FirstOrDefault(e => (string?)e.Attribute("extraIdType") == type);

    private static string Date(XElement record, string type) =>
        (string)record.Element(Erms + "dates")!.Elements(Erms + "date").Single(d => (string?)d.Attribute("dateType") == type);

    private static IEnumerable<string> Agents(XElement record, string type) =>
        record.Element(Erms + "agents")!.Elements(Erms + "agent").Where(a => (string?)a.Attribute("agentType") == type).Select(a => (string)a.Element(Erms + "name")!);

    private static void Same(string? said, string found)
    {
        if (said != found)
        {
            throw new FormatException("checksum");
        }
    }
}
