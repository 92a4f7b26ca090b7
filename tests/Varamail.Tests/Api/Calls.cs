using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.Testing;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Tests.Api;

/// <summary>The calls that the panes make, and messages to make them with.</summary>
internal static class Calls
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Letter(string id = "a1@example.se", string subject = "Bygglov Kedum 4:12", string body = "Jag söker härmed bygglov.") =>
        $"""
            From: Ulla Berg <ulla@example.se>
            To: bygglov@vara.se
            Subject: {subject}
            Date: Wed, 25 Nov 2026 08:55:00 +0100
            {(id.Length == 0 ? "X-Test: 1" : $"Message-ID: <{id}>")}
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {body}

            """.ReplaceLineEndings("\r\n");

    /// <summary>A message in parts, which the body holds, each after <c>--x</c>.</summary>
    public static string Multipart(string id, string body) =>
        Letter(id, body: body).Replace("text/plain; charset=utf-8", "multipart/mixed; boundary=x", StringComparison.Ordinal);

    /// <summary>A message with an identity number.</summary>
    public static string Protected(string id = "p1@example.se") => Letter(id, "Ansökan", "Mitt personnummer är 19811218-9876.");

    public static EntryRequest Entry(string? existing = null, int? version = null, SecrecyMarking? secrecy = null, string? publicTitle = "Ansökan") =>
        new(
            version,
            existing is null ? new CaseChoice(NewTitle: "Bygglov för carport") : new CaseChoice(existing),
            "Ansökan om bygglov från Ulla Berg",
            publicTitle,
            Direction.Incoming,
            "Ansökan",
            "3.1",
            new DateOnly(2026, 11, 25),
            "Ulla Berg",
            HideCounterpart: false,
            "Henrik Strand",
            secrecy,
            null
        );

    /// <summary>Of the API, or of a variant of it that <c>WithWebHostBuilder</c> makes.</summary>
    public static HttpClient As(this WebApplicationFactory<RegistrationView> api, string user, params string[] roles) => api.As(user, [], roles);

    /// <summary>A member of groups.</summary>
    public static HttpClient As(this WebApplicationFactory<RegistrationView> api, string user, string[] groups, string[] roles)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", VaramailApi.Token(user, roles, groups: groups));
        return client;
    }

    public static async Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object? body) =>
        await client.PostAsJsonAsync(path, body ?? new { }, Json);

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(expected), text);
        return JsonSerializer.Deserialize<T>(text, Json)!;
    }

    public static async Task<T> GetAsync<T>(this HttpClient client, string path) => await (await client.GetAsync(path)).ReadAsync<T>();

    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo("urn:varamail:problem:" + code));
        Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
        Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
        return problem;
    }

    public static async Task<ItemAssessment> AssessAsync(this HttpClient client, ItemRef item) =>
        await (await client.PostAsync("/api/v1/assessments/item", item)).ReadAsync<ItemAssessment>();

    /// <summary>Sends a message to the registrar as the pane does: judged first, then with its fingerprint.</summary>
    public static async Task<HttpResponseMessage> SendItemAsync(this HttpClient client, ItemRef item, string? authority = null) =>
        await client.PostAsync(
            "/api/v1/registrations",
            new SendRequest(item, (await client.AssessAsync(item)).Item.Fingerprint, "Se bilagan", authority)
        );

    public static async Task<RegistrationView> RegisterAsync(this HttpClient client, ItemRef item, string? authority = null) =>
        await (await client.SendItemAsync(item, authority)).ReadAsync<RegistrationView>(HttpStatusCode.Created);

    public static Task<HttpResponseMessage> DeskAsync(this HttpClient client, Guid id, string what, object body) =>
        client.PostAsync($"/api/v1/desk/queue/{id}/{what}", body);

    public static async Task<QueueItem> EnterAsync(this HttpClient client, Guid id, EntryRequest entry) =>
        await (await client.DeskAsync(id, "enter", entry)).ReadAsync<QueueItem>();

    /// <summary>Voids the one entry of a case that stands.</summary>
    public static async Task<EntryView> VoidAsync(this HttpClient client, string diaryCase)
    {
        var entry = (await client.GetAsync<CaseDetail>($"/api/v1/diary/cases/{diaryCase}")).Entries.Single(e => e.Voided is null);
        return await (await client.PostAsync($"/api/v1/diary/entries/{entry.Id}/void", new VoidRequest("Fel ärende"))).ReadAsync<EntryView>();
    }
}
