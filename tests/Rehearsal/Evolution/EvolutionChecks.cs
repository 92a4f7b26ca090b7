using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Varamail.Rehearsal.Evolution;

internal sealed record GivenCase(Guid Key, string Diary, string Title, string PublicTitle, string? CaseOfficer);

internal sealed record GivenFile(string Role, string Name, string Path, long Size, string Sha256);

internal sealed record GivenUpdate(string Diary, string Title, string PublicTitle, string? DocumentType, string? Provision);

internal sealed record GivenDocument(
    Guid Key,
    string Diary,
    GivenCase? Case,
    string? CaseId,
    string? CaseNumber,
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? Provision,
    IReadOnlyList<string> Parties,
    IReadOnlyList<GivenFile> Files
)
{
    public EvolutionDocument Entry(IReadOnlyList<EvolutionFile> files) =>
        new("", "", Key, "", Title, PublicTitle, DocumentType, Provision, Parties, files);
}

/// <summary>Reads what it is given as strictly as a register would: what is missing, too much or malformed is a <see cref="FormatException"/>.</summary>
internal static class EvolutionChecks
{
    public static GivenCase Case(JsonObject said)
    {
        Only(said, "version", "key", "diary", "title", "publicTitle", "caseOfficer", "classificationCode", "openedOn", "secrecy");
        Versioned(said);
        Day(said, "openedOn");
        Provision(said);
        return new(Key(said), Text(said, "diary"), Text(said, "title"), Text(said, "publicTitle"), MaybeText(said, "caseOfficer"));
    }

    public static GivenDocument Document(JsonObject said)
    {
        Only(
            said,
            "version",
            "key",
            "diary",
            "case",
            "title",
            "publicTitle",
            "documentType",
            "classificationCode",
            "direction",
            "receivedOn",
            "enteredAt",
            "enteredBy",
            "caseOfficer",
            "secrecy",
            "note",
            "internetMessageId",
            "parties",
            "files"
        );
        Versioned(said);
        Day(said, "receivedOn");
        DateTimeOffset.ParseExact(Text(said, "enteredAt"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        OneOf(said, "direction", "incoming", "outgoing", "internal");
        Text(Object(said, "enteredBy"), "name");
        var into = Object(said, "case");
        var opens = into["new"] is JsonObject opened ? Case(opened) : null;
        if (opens is null && MaybeText(into, "id") is null && MaybeText(into, "number") is null)
        {
            throw new FormatException("no case");
        }
        List<GivenFile> files = [.. Many(said, "files").Select(File)];
        if (files.Count == 0 || files[0].Role != "main" || files.Skip(1).Any(f => f.Role != "appendix") || files.DistinctBy(f => f.Path).Count() != files.Count)
        {
            throw new FormatException("files");
        }
        return new(
            Key(said),
            Text(said, "diary"),
            opens,
            MaybeText(into, "id"),
            MaybeText(into, "number"),
            Text(said, "title"),
            Text(said, "publicTitle"),
            MaybeText(said, "documentType"),
            Provision(said),
            [.. Many(said, "parties").Select(Party)],
            files
        );
    }

    public static GivenUpdate Update(JsonObject said)
    {
        Only(said, "version", "diary", "title", "publicTitle", "documentType", "secrecy", "correctedBy", "reason");
        Versioned(said);
        Text(said, "reason");
        return new(Text(said, "diary"), Text(said, "title"), Text(said, "publicTitle"), MaybeText(said, "documentType"), Provision(said));
    }

    /// <summary>The key stands in the header and in the description: they must agree.</summary>
    public static void SameKey(HttpContext context, Guid key)
    {
        if (!Guid.TryParse(context.Request.Headers["Idempotency-Key"], out var named) || named != key)
        {
            throw new FormatException("key");
        }
    }

    public static void SameFiles(GivenDocument given, IReadOnlyList<EvolutionFile> files)
    {
        if (!given.Files.Select(f => (f.Size, f.Sha256)).SequenceEqual(files.Select(f => (f.Size, f.Sha256))))
        {
            throw new FormatException("bytes");
        }
    }

    private static string Party(JsonObject said)
    {
        Only(said, "role", "name", "address", "hidden");
        OneOf(said, "role", "sender", "receiver");
        return Text(said, "name");
    }

    private static GivenFile File(JsonObject said)
    {
        Only(said, "role", "name", "path", "mediaType", "size", "sha256");
        var path = Text(said, "path");
        if (path != Path.GetFileName(path) || path.Contains("..", StringComparison.Ordinal) || path.Any(c => char.IsControl(c)) || path.IndexOfAny([.. "\\/:*?\"<>|"]) >= 0)
        {
            throw new FormatException("path");
        }
        return new(Text(said, "role"), said["name"]?.ToString() ?? "", path, long.Parse(said["size"]!.ToString(), CultureInfo.InvariantCulture), Text(said, "sha256"));
    }

    private static string? Provision(JsonObject said)
    {
        if (said["secrecy"] is not JsonObject secrecy)
        {
            return null;
        }
        Only(secrecy, "provision", "authority", "date");
        Day(secrecy, "date");
        return Text(secrecy, "provision");
    }

    private static void Versioned(JsonObject said) => OneOf(said, "version", "1");

    private static Guid Key(JsonObject said) => Guid.Parse(Text(said, "key"));

    private static void Day(JsonObject said, string name) => DateOnly.ParseExact(Text(said, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void OneOf(JsonObject said, string name, params string[] allowed)
    {
        if (!allowed.Contains(Text(said, name)))
        {
            throw new FormatException(name);
        }
    }

    private static void Only(JsonObject said, params string[] allowed)
    {
        if (said.FirstOrDefault(pair => !allowed.Contains(pair.Key)).Key is { } unknown)
        {
            throw new FormatException(unknown);
        }
    }

    private static JsonObject Object(JsonObject said, string name) => said[name] as JsonObject ?? throw new FormatException(name);

    private static IEnumerable<JsonObject> Many(JsonObject said, string name) =>
        (said[name] as JsonArray ?? throw new FormatException(name)).Select(one => one as JsonObject ?? throw new FormatException(name));

    private static string Text(JsonObject said, string name) => MaybeText(said, name) ?? throw new FormatException(name);

    private static string? MaybeText(JsonObject said, string name) =>
        said[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.ToString() is { Length: > 0 } text ? text : null;
}
