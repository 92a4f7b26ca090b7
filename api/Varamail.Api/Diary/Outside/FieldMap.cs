using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Varamail.Api.Diary.Outside;

/// <summary>Our words for the other system's. Names are dotted (<c>secrecy.provision</c>); what isn't named keeps its own, what is named
/// <c>-</c> is left out. Values are named <c>direction.incoming</c>.</summary>
internal sealed class FieldMap(IDictionary<string, string> fields, IDictionary<string, string> values)
{
    /// <summary>What is sent.</summary>
    public StringContent Body(JsonObject ours) => new(Translate(ours, "").ToJsonString(JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    /// <summary>The case whose words begin so in an answer; null when it lacks id or number.</summary>
    public CaseReference? ReadCase(JsonNode? answer, string at) =>
        Read(answer, at + "id") is { Length: > 0 } id && Read(answer, at + "number") is { Length: > 0 } number ? new CaseReference(id, number) : null;

    /// <summary>A word of an answer, looked up under <c>answer.NAME</c>; null when it isn't there or is nothing that can be read as one.</summary>
    public string? Read(JsonNode? answer, string name)
    {
        var at = Follow(answer, name);
        return at is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
            ? at!.ToString()
            : null;
    }

    public JsonArray? ReadMany(JsonNode? answer, string name) => Follow(answer, name) as JsonArray;

    private JsonNode? Follow(JsonNode? answer, string name)
    {
        foreach (var step in fields.TryGetValue("answer." + name, out var theirs) ? theirs.Split('.') : name.Split('.'))
        {
            if (answer is not JsonObject there || !there.TryGetPropertyValue(step, out answer))
                return null;
        }
        return answer;
    }

    private JsonObject Translate(JsonObject ours, string inside)
    {
        JsonObject theirs = [];
        foreach (var (path, value) in Leaves(ours, inside))
        {
            var target = fields.TryGetValue(path, out var mapped) ? mapped : path;
            if (target == "-")
                continue;
            Put(
                theirs,
                inside.Length > 0 && target.StartsWith(inside, StringComparison.Ordinal) ? target[inside.Length..] : target,
                value is JsonArray many ? Translate(many, path + ".") : Translate(value, path)
            );
        }
        return theirs;
    }

    private JsonArray Translate(JsonArray many, string inside) =>
        [.. many.Select(one => one is JsonObject item ? Translate(item, inside) : Translate(one, inside))];

    private JsonNode? Translate(JsonNode? value, string path) =>
        value is JsonValue word && word.TryGetValue(out string? text) && values.TryGetValue($"{path}.{text}", out var theirs) ? theirs : value?.DeepClone();

    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonObject from, string inside) =>
        from.SelectMany(pair => pair.Value is JsonObject inner ? Leaves(inner, inside + pair.Key + ".") : [(inside + pair.Key, pair.Value)]);

    private static void Put(JsonObject into, string path, JsonNode? value)
    {
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            if (into[step] is not JsonObject inner)
                into[step] = inner = [];
            into = inner;
        }
        into[steps[^1]] = value;
    }
}
