using System.Text.Json.Nodes;

namespace Varamail.Rehearsal.Graph;

/// <summary>An operation of Graph's description that a request matches.</summary>
/// <param name="Template">Path below the mailbox, for example <c>/messages/{message-id}</c>.</param>
/// <param name="Values">What stands for the names in braces.</param>
/// <param name="Body">The description of method and path together.</param>
internal sealed record Operation(string Template, IReadOnlyDictionary<string, string> Values, JsonObject Body)
{
    public string this[string name] => Values[name];
}

/// <summary>Microsoft's description of Graph: which paths, methods, parameters and bodies there are.</summary>
internal sealed class Description
{
    private readonly JsonObject components;
    private readonly JsonObject types;
    private readonly List<(string[] Segments, JsonObject Path)> paths;
    private readonly Schema schema;

    public Description()
    {
        var openApi = Load("graph-mail-v1.0.openapi.json");
        components = openApi["components"]!.AsObject();
        types = Load("graph-mail-v1.0.strict.schema.json")["$defs"]!.AsObject();
        // Words before names: /messages/delta() is no message called so.
        paths =
        [
            .. openApi["paths"]!
                .AsObject()
                .Select(p => (Segments: p.Key.Trim('/').Split('/'), Path: p.Value!.AsObject()))
                .OrderBy(p => p.Segments.Count(s => s[0] == '{')),
        ];
        schema = new(Resolve);
    }

    /// <returns>The operation; or what Graph would answer instead.</returns>
    public (Operation? Operation, int Status, string? Fault) Match(string method, string path, IEnumerable<string> parameters)
    {
        var segments = path.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        foreach (var (names, item) in paths)
        {
            if (names.Length != segments.Length || !names.Zip(segments).All(p => p.First[0] == '{' ? p.Second.Length > 0 : p.First == p.Second))
            {
                continue;
            }
            if (item[method.ToLowerInvariant()] is not JsonObject operation)
            {
                return (null, 405, $"The OData request is not supported: {method}.");
            }
            var known = (operation["parameters"] as JsonArray ?? [])
                .Concat(item["parameters"] as JsonArray ?? [])
                .Select(p => (string?)p!["name"])
                .ToHashSet(StringComparer.Ordinal);
            if (parameters.FirstOrDefault(p => !known.Contains(p)) is { } unknown)
            {
                return (null, 400, $"The query specified in the URI is not valid: {unknown}.");
            }
            var below = names[0] == "me" ? names[1..] : names[2..];
            var values = names.Zip(segments).Where(p => p.First[0] == '{').ToDictionary(p => p.First.Trim('{', '}'), p => p.Second, StringComparer.Ordinal);
            return (new("/" + string.Join('/', below), values, operation), 200, null);
        }
        return (null, 400, $"Resource not found for the segment '{segments.LastOrDefault()}'.");
    }

    /// <returns>What Graph would complain of; null when nothing.</returns>
    public string? CheckRequest(Operation operation, JsonNode? body) =>
        operation.Body["requestBody"]?["content"]?["application/json"]?["schema"] is JsonObject expected
            ? body is null ? "Empty Payload. JSON content expected." : schema.Check(expected, body)
            : null;

    /// <returns>Where our own answer is none that Graph would give; null when it is one.</returns>
    public string? CheckAnswer(Operation operation, int status, JsonNode? body) =>
        operation.Body["responses"]?[$"{status}"] is not JsonObject answer ? $"{status} is no answer of this operation"
        : answer["content"]?["application/json"]?["schema"] is JsonObject expected && body is not null ? schema.Check(expected, body)
        : null;

    private JsonObject Resolve(string reference)
    {
        var name = reference[(reference.LastIndexOf('/') + 1)..];
        return (types[name] ?? components["schemas"]![name])!.AsObject();
    }

    private static JsonObject Load(string name)
    {
        using var file = typeof(Description).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        return JsonNode.Parse(file)!.AsObject();
    }
}
