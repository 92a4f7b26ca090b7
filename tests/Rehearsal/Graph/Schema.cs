using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Varamail.Rehearsal.Graph;

/// <summary>Checks JSON against the types of Graph's description, as far as that description uses JSON Schema. Unknown properties are refused.</summary>
internal sealed class Schema(Func<string, JsonObject> resolve)
{
    /// <returns>What is wrong, at its place; null when nothing is.</returns>
    public string? Check(JsonObject schema, JsonNode? value, string at = "$")
    {
        if (schema["$ref"] is { } reference)
        {
            return Check(resolve((string)reference!), value, at);
        }
        if (value is null && schema["nullable"] is JsonValue nullable && nullable.GetValue<bool>())
        {
            return null;
        }
        if (schema["anyOf"] is JsonArray any)
        {
            var faults = any.OfType<JsonObject>().Select(option => Check(option, value, at)).ToList();
            // The deepest complaint is the one that a reader wants: the others chose another type altogether.
            return faults.Contains(null) ? null : faults.MaxBy(f => f!.Length);
        }
        if (schema["allOf"] is JsonArray all && all.OfType<JsonObject>().Select(part => Check(part, value, at)).FirstOrDefault(f => f is not null) is { } fault)
        {
            return fault;
        }
        return CheckType(schema, value, at) ?? CheckValue(schema, value, at) ?? CheckObject(schema, value as JsonObject, at) ?? CheckItems(schema, value as JsonArray, at);
    }

    private static string? CheckType(JsonObject schema, JsonNode? value, string at)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(t => (string)t!),
            JsonValue one => [one.GetValue<string>()],
            _ => null,
        };
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return types is null || types.Any(t => IsA(t, kind, value)) ? null : $"{at} is {kind}, not {string.Join(" or ", types)}";
    }

    private static bool IsA(string type, JsonValueKind kind, JsonNode? value) =>
        type switch
        {
            "null" => kind == JsonValueKind.Null,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && decimal.IsInteger(decimal.Parse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            _ => false,
        };

    private static string? CheckValue(JsonObject schema, JsonNode? value, string at)
    {
        var text = value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        // Graph takes "HTML" for html.
        if (schema["enum"] is JsonArray names && !names.Any(n => string.Equals((string?)n, text, StringComparison.OrdinalIgnoreCase)))
        {
            return $"{at} is none of the names of {schema["title"]}";
        }
        if (schema["const"] is { } only && (string?)only != text)
        {
            return $"{at} is not {only}";
        }
        return text is not null && schema["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1))
            ? $"{at} has not the form of {schema["format"]}"
            : null;
    }

    private string? CheckObject(JsonObject schema, JsonObject? value, string at)
    {
        if (value is null)
        {
            return null;
        }
        if (schema["required"] is JsonArray required && required.FirstOrDefault(r => !value.ContainsKey((string)r!)) is { } missing)
        {
            return $"{at}.{missing} is missing";
        }
        if (schema["x-required-either-case"] is JsonArray either && either.FirstOrDefault(r => !value.Any(p => p.Key.Equals((string)r!, StringComparison.OrdinalIgnoreCase))) is { } absent)
        {
            return $"{at}.{absent} is missing";
        }
        var known = schema["properties"] as JsonObject;
        if (known is null)
        {
            return null;
        }
        var isOpen = schema["allOf"] is not null || (schema["required"] is not null && schema["additionalProperties"] is null);
        foreach (var (name, property) in value)
        {
            if (known[name] is JsonObject type)
            {
                if (Check(type, property, $"{at}.{name}") is { } fault)
                {
                    return fault;
                }
            }
            else if (!isOpen && !name.Contains('@', StringComparison.Ordinal))
            {
                return $"The property '{name}' does not exist on type '{schema["title"] ?? at}'";
            }
        }
        return null;
    }

    private string? CheckItems(JsonObject schema, JsonArray? value, string at) =>
        value is not null && schema["items"] is JsonObject items
            ? value.Select((item, index) => Check(items, item, $"{at}[{index}]")).FirstOrDefault(f => f is not null)
            : null;
}
