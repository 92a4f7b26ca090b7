using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Varamail.Rehearsal;

namespace Varamail.EndToEnd;

/// <summary>What others do meanwhile, without a screen: calls of the API with a person's own token.</summary>
internal sealed class Colleague(HttpClient api) : IDisposable
{
    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await api.GetAsync(new Uri($"/api/v1{path}", UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(new Uri($"/api/v1{path}", UriKind.Relative), body);
        return await ReadAsync(answer);
    }

    /// <summary>Sends a message to the registrar.</summary>
    public async Task<JsonNode> SendAsync(string mailbox, RehearsedMessage message)
    {
        var item = new { mailbox, itemId = message.Id };
        var judged = await PostAsync("/assessments/item", item);
        return await PostAsync("/registrations", new { item, fingerprint = (string)judged["item"]!["fingerprint"]! });
    }

    /// <summary>Does something with a registration as it stands now: <c>claim</c>, <c>return</c> …</summary>
    public async Task<JsonNode> DecideAsync(JsonNode registration, string act, JsonObject? more = null)
    {
        var id = (string)registration["id"]!;
        JsonObject body = more ?? [];
        body["version"] = (int)(await GetAsync($"/desk/queue/{id}"))["item"]!["version"]!;
        return await PostAsync($"/desk/queue/{id}/{act}", body);
    }

    public Task<JsonNode> EnterAsync(JsonNode registration, string title) =>
        DecideAsync(
            registration,
            "enter",
            new()
            {
                ["case"] = new JsonObject { ["newTitle"] = title },
                ["title"] = title,
                ["direction"] = "incoming",
                ["receivedOn"] = "2026-11-23",
                ["counterpart"] = "Elin Dahlgren",
                ["hideCounterpart"] = false,
            }
        );

    /// <summary>The bytes that are kept of a registration.</summary>
    public Task<byte[]> OriginalAsync(JsonNode item) => api.GetByteArrayAsync(new Uri($"/api/v1/desk/queue/{item["id"]}/original", UriKind.Relative));

    public void Dispose() => api.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return JsonNode.Parse(text)!;
    }
}
