using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Varamail.Rehearsal.Evolution;

/// <summary>The rehearsed Evolution's import: takes packages out of the watched folder, checks them, enters them and writes receipts.</summary>
public class EvolutionFolderReader(string folder, EvolutionRegister register, EvolutionFaults faults)
{
    /// <summary>Writes receipts as JSON instead of XML.</summary>
    public bool AnswersInJson { get; set; }

    /// <summary>Takes what lies there now, oldest first.</summary>
    public void Work()
    {
        DirectoryInfo waiting = new(Path.Combine(folder, "in"));
        if (!waiting.Exists)
        {
            return;
        }
        foreach (var package in waiting.EnumerateDirectories().OrderBy(p => p.LastWriteTimeUtc).ThenBy(p => p.Name, StringComparer.Ordinal).ToList())
        {
            Take(package);
        }
    }

    /// <summary>Where in a package the files lie.</summary>
    private protected virtual string FilesFolder => "";

    private void Take(DirectoryInfo package)
    {
        var fault = faults.Next();
        if (fault is EvolutionFault.DiesBefore or EvolutionFault.Busy or EvolutionFault.Slow)
        {
            return; // it lies there until the next round
        }
        try
        {
            if (fault is EvolutionFault.Refuses)
            {
                throw new FormatException("refused");
            }
            var given = EvolutionChecks.Document(Read(package));
            if (package.Name != given.Key.ToString())
            {
                throw new FormatException("key");
            }
            var files = given.Files.Select(file => Keep(package, file, fault)).ToList();
            if (fault is not EvolutionFault.Alters)
            {
                EvolutionChecks.SameFiles(given, files);
            }
            CheckNothingElse(package, files.Count);
            Enter(given, files, fault);
        }
        catch (Exception e) when (e is FormatException or System.Xml.XmlException or System.Text.Json.JsonException or IOException)
        {
            Write("errors", $"{package.Name}.error", new JsonObject { ["version"] = "1", ["key"] = package.Name, ["code"] = "noSuchCase".Equals(e.Message, StringComparison.Ordinal) ? e.Message : "malformed" }, "error");
        }
        var taken = Path.Combine(folder, "taken");
        Directory.CreateDirectory(taken);
        package.MoveTo(Path.Combine(taken, package.Name));
    }

    private void Enter(GivenDocument given, List<EvolutionFile> files, EvolutionFault fault)
    {
        for (var round = 1; round <= (fault is EvolutionFault.Twice ? 2 : 1); round++)
        {
            var into =
                given.Case is { } opened
                    ? register.Open(opened.Diary, opened.Key, opened.Title, opened.PublicTitle, opened.CaseOfficer)
                    : register.Find(given.Diary, given.CaseId, given.CaseNumber) ?? throw new FormatException("noSuchCase");
            var entered = register.Enter(into, given.Entry(files));
            if (fault is EvolutionFault.DiesAfter)
            {
                return;
            }
            JsonObject receipt = new()
            {
                ["version"] = "1",
                ["key"] = (fault is EvolutionFault.Foreign ? Guid.NewGuid() : given.Key).ToString(),
                ["id"] = entered.Id,
                ["number"] = entered.Number,
                ["case"] = new JsonObject { ["id"] = into.Id, ["number"] = into.Number },
                ["sha256"] = entered.Files[0].Sha256,
            };
            Write("receipts", $"{given.Key}.receipt{(round > 1 ? $".{round}" : "")}", receipt, "receipt", halved: fault is EvolutionFault.Wrong);
        }
    }

    /// <summary>Nothing may lie there that nobody speaks of.</summary>
    private protected virtual void CheckNothingElse(DirectoryInfo package, int files)
    {
        if (package.EnumerateFiles().Count() != files + 1)
        {
            throw new FormatException("strayFile");
        }
    }

    private protected virtual JsonObject Read(DirectoryInfo package)
    {
        if (package.GetFiles("document.json") is [var json])
        {
            return JsonNode.Parse(File.ReadAllText(json.FullName)) as JsonObject ?? throw new FormatException();
        }
        var root = XDocument.Load(Path.Combine(package.FullName, "document.xml")).Root!;
        return root.Name == XName.Get("document", "urn:varamail:document:1") ? Words(root) : throw new FormatException("root");
    }

    private static JsonObject Words(XElement element)
    {
        JsonObject words = [];
        foreach (var child in element.Elements())
        {
            words[child.Name.LocalName] =
                child.Name.LocalName is "parties" or "files" ? new JsonArray([.. child.Elements().Select(one => (JsonNode)Words(one))])
                : child.HasElements ? Words(child)
                : child.Value;
        }
        return words;
    }

    private EvolutionFile Keep(DirectoryInfo package, GivenFile given, EvolutionFault fault)
    {
        var path = register.NewFile();
        File.Copy(Path.Combine(package.FullName, FilesFolder, given.Path), path);
        if (fault is EvolutionFault.Alters)
        {
            File.AppendAllText(path, "\n");
        }
        using var bytes = File.OpenRead(path);
        return new(given.Name, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private void Write(string where, string name, JsonObject words, string root, bool halved = false)
    {
        var place = Path.Combine(folder, where);
        Directory.CreateDirectory(place);
        var text = AnswersInJson ? words.ToJsonString() : Xml(words, root).ToString();
        var path = Path.Combine(place, name + (AnswersInJson ? ".json" : ".xml"));
        File.WriteAllText(path + ".tmp", halved ? text[..(text.Length / 2)] : text);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static XElement Xml(JsonObject words, string name)
    {
        XNamespace ns = "urn:varamail:receipt:1";
        return new(ns + name, words.Select(pair => pair.Value is JsonObject inner ? Xml(inner, pair.Key) : new XElement(ns + pair.Key, pair.Value?.ToString())));
    }
}
