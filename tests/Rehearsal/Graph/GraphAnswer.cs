using System.Text.Json.Nodes;

namespace Varamail.Rehearsal.Graph;

/// <summary>What Graph answers: JSON, bytes, an error, or nothing but a status.</summary>
internal sealed record GraphAnswer(int Status, JsonObject? Json = null, Func<Stream>? Bytes = null, long Size = 0, string? Location = null)
{
    public static GraphAnswer Of(JsonObject json, int status = 200) => new(status, json);

    public static GraphAnswer Nothing(int status) => new(status);

    public static GraphAnswer Error(int status, string code, string message) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = code,
                    ["message"] = message,
                    ["innerError"] = new JsonObject
                    {
                        ["date"] = DateTime.UtcNow.ToString("s", System.Globalization.CultureInfo.InvariantCulture),
                        ["request-id"] = Guid.NewGuid().ToString(),
                        ["client-request-id"] = Guid.NewGuid().ToString(),
                    },
                },
            }
        );

    public static GraphAnswer ItemNotFound() => Error(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public static GraphAnswer AccessDenied(string message = "Access is denied. Check credentials and try again.") => Error(403, "ErrorAccessDenied", message);
}
