using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Varamail.Api.Diary.Outside;

/// <summary>Reads what the other side wrote about a package: <c>KEY.receipt.xml</c> or <c>.json</c>, <c>KEY.error.xml</c> or <c>.json</c>. Whoever
/// writes there is not trusted: a file is small, says which package it is about, and is never followed anywhere.</summary>
internal sealed class DropReceipts(string receipts, string errors, TimeProvider clock)
{
    private const int Largest = 64 * 1024;
    private const int LongestWord = 200;

    /// <summary>A receipt that can't be read may still be being written.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>Null when nothing has come.</summary>
    public async Task<DiaryAnswer<DocumentReceipt>?> ReadAsync(Guid key, CancellationToken ct)
    {
        var received = await ReadAllAsync(receipts, $"{key}.receipt", ct);
        var refused = await ReadAllAsync(errors, $"{key}.error", ct);
        if (received.Count == 0 && refused.Count == 0)
            return null;
        if (received.Concat(refused).Any(file => file.Words is null))
            return received.Concat(refused).All(file => clock.GetUtcNow() - file.WrittenAt < Settled)
                ? null
                : Unsure("receiptUnreadable");
        if (received.Concat(refused).Any(file => !Guid.TryParse(Word(file.Words!, "key"), out var named) || named != key))
            return Unsure("receiptOfAnother");
        if (received.Count > 0 && refused.Count > 0)
            return Unsure("receiptAndError");
        if (received.Count == 0)
            return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Refused, Word(refused[0].Words!, "code") ?? "refused");
        var said = received.Select(file => Receipt(file.Words!)).Distinct().ToList();
        return said switch
        {
            [null] => Unsure("receiptIncomplete"),
            [{ } one] => DiaryAnswer.Done(one),
            _ => Unsure("receiptsDiffer"), // it stands in the diary twice, or one of them is wrong
        };
    }

    private static DiaryAnswer<DocumentReceipt> Unsure(string reason) => DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, reason);

    private static DocumentReceipt? Receipt(JsonObject words) =>
        Word(words, "id") is { } id && Word(words, "number") is { } number && Word(words, "case", "number") is { } caseNumber
            ? new DocumentReceipt(id, new CaseReference(Word(words, "case", "id") ?? "", caseNumber), number, Word(words, "sha256")?.ToLowerInvariant())
            : null;

    private static string? Word(JsonObject words, params string[] path)
    {
        JsonNode? at = words;
        foreach (var step in path)
            at = at is JsonObject here ? here[step] : null;
        return at is JsonValue value && value.ToString() is { Length: > 0 and <= LongestWord } text && !text.Any(char.IsControl) ? text : null;
    }

    private static async Task<List<(JsonObject? Words, DateTimeOffset WrittenAt)>> ReadAllAsync(string folder, string name, CancellationToken ct)
    {
        List<(JsonObject?, DateTimeOffset)> read = [];
        if (!Directory.Exists(folder))
            return read;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(name + "*").OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (file.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase))
                continue;
            var words = file.Length > Largest || file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? null : await ParseAsync(file.FullName, ct);
            read.Add((words, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)));
        }
        return read;
    }

    private static async Task<JsonObject?> ParseAsync(string path, CancellationToken ct)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, ct);
            return text.TrimStart().StartsWith('<') ? FromXml(text) : JsonNode.Parse(text) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or XmlException or IOException)
        {
            return null;
        }
    }

    private static JsonObject FromXml(string text)
    {
        using var reader = XmlReader.Create(
            new StringReader(text),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Largest }
        );
        return Words(XDocument.Load(reader).Root!, 0);
    }

    private static JsonObject Words(XElement element, int depth)
    {
        JsonObject words = [];
        foreach (var child in element.Elements())
            words[child.Name.LocalName] = child.HasElements && depth < 3 ? Words(child, depth + 1) : child.Value.Trim().ToString(CultureInfo.InvariantCulture);
        return words;
    }
}
