using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Varamail.Api.Diary.Outside;

/// <summary>Calls a system outside, and says of every end what it means: done, not done, or nobody knows.</summary>
internal sealed class OutsideHttp(HttpClient http, OutsideTokens tokens, OutsideSettings settings)
{
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>Registers a system that is reached like this, with a client, a circuit breaker and tokens of its own.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="system">Its setting's name.</param>
    public static void Add<TSystem, TSettings>(IServiceCollection services, string system)
        where TSystem : class, IDiarySystem
        where TSettings : OutsideSettings
    {
        services.AddKeyedScoped<IDiarySystem>(
            system,
            (provider, _) =>
                ActivatorUtilities.CreateInstance<TSystem>(
                    provider,
                    new OutsideHttp(
                        provider.GetRequiredService<IHttpClientFactory>().CreateClient(system),
                        provider.GetRequiredKeyedService<OutsideTokens>(system),
                        provider.GetRequiredService<IOptions<TSettings>>().Value
                    )
                )
        );
        Attempts.AddClient(services, system, provider => provider.GetRequiredService<IOptions<TSettings>>().Value);
        OutsideTokens.Add<TSettings>(services, system);
    }

    /// <summary>Sends.</summary>
    /// <param name="method">A GET is repeated when it fails; others only when they can be.</param>
    /// <param name="path">From the base address.</param>
    /// <param name="content">Made anew for each call.</param>
    /// <param name="key">Sent as <c>Idempotency-Key</c>.</param>
    /// <param name="canRepeat">The other side does the same thing once, however often it is asked.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The answer's body when done; <see cref="DiaryOutcome.Waiting"/> for 202.</returns>
    /// <exception cref="InvalidDataException">A file is not what was registered; nothing whole was sent.</exception>
    public async Task<DiaryAnswer<JsonNode>> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        Guid? key,
        bool canRepeat,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var isSafe = method == HttpMethod.Get;
        Attempts.Begin(request, isSafe || canRepeat);
        if (key is { } named)
            request.Headers.Add("Idempotency-Key", named.ToString());
        try
        {
            if (await AuthorizeAsync(request, ct) is { Outcome: not DiaryOutcome.Done } refused)
                return refused.As<JsonNode>();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Judge(await ReadAsync(response, isSafe, ct), request, isSafe);
        }
        catch (Exception e) when (Meaning(e, isSafe, ct) is { } meant)
        {
            return Judge(meant, request, isSafe);
        }
    }

    /// <summary>Reads a file back and counts its SHA-256; null when it can't be read.</summary>
    public async Task<string?> HashAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Attempts.Begin(request, canRepeat: true);
        try
        {
            if (await AuthorizeAsync(request, ct) is { Outcome: not DiaryOutcome.Done })
                return null;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode)
                return null;
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(body, ct));
        }
        catch (Exception e) when (Meaning(e, isSafe: true, ct) is not null)
        {
            return null;
        }
    }

    /// <summary>With the key, or else with a token; the token's own answer when there is none.</summary>
    private async Task<DiaryAnswer<string>> AuthorizeAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (settings.ApiKey.Length > 0)
        {
            request.Headers.Add(settings.ApiKeyHeader, settings.ApiKey);
            return DiaryAnswer.Done("");
        }
        var token = await tokens.GetAsync(ct);
        if (token.Value is { Length: > 0 } bearer)
            request.Headers.Authorization = new("Bearer", bearer);
        return token;
    }

    /// <summary>An earlier attempt of the same call may have been stored, though the last one was not.</summary>
    private static DiaryAnswer<JsonNode> Judge(DiaryAnswer<JsonNode> answer, HttpRequestMessage request, bool isSafe) =>
        !isSafe && Attempts.MayHaveBeenStored(request) && answer.Outcome is not (DiaryOutcome.Done or DiaryOutcome.Waiting)
            ? new(DiaryOutcome.Uncertain, null, answer.Reason, answer.RetryAfter)
            : answer;

    private static DiaryAnswer<JsonNode>? Meaning(Exception e, bool isSafe, CancellationToken ct) =>
        e switch
        {
            _ when ct.IsCancellationRequested => null,
            InvalidDataException => null,
            BrokenCircuitException broken => DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Unavailable, "circuitOpen", broken.RetryAfter),
            RateLimiterRejectedException => DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Busy, "tooMany"),
            HttpRequestException { HttpRequestError: var error } when Attempts.WasNotSent(error) => DiaryAnswer.Failed<JsonNode>(
                DiaryOutcome.Unavailable,
                error.ToString()
            ),
            HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException => DiaryAnswer.Failed<JsonNode>(
                isSafe ? DiaryOutcome.Unavailable : DiaryOutcome.Uncertain,
                e is TimeoutRejectedException or OperationCanceledException ? "timeout" : "answerLost"
            ),
            _ => null,
        };

    private static async Task<DiaryAnswer<JsonNode>> ReadAsync(HttpResponseMessage response, bool isSafe, CancellationToken ct)
    {
        var status = response.StatusCode;
        var code = $"http{(int)status}";
        var retryAfter = Attempts.RetryAfter(response);
        switch (status)
        {
            case HttpStatusCode.Accepted:
                return DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Waiting);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Denied, code);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return DiaryAnswer.Failed<JsonNode>(DiaryOutcome.NotFound, await CodeAsync(response, ct) ?? code);
            case var _ when Attempts.WantsAnotherTime(response):
                return DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Busy, code, retryAfter);
            case var _ when Attempts.LeavesOpen(response):
                return DiaryAnswer.Failed<JsonNode>(isSafe ? DiaryOutcome.Unavailable : DiaryOutcome.Uncertain, code, retryAfter);
            case >= HttpStatusCode.BadRequest:
                return DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Refused, await CodeAsync(response, ct) ?? code);
            case >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous:
                return await BodyAsync(response, ct) is { } body
                    ? DiaryAnswer.Done(body)
                    : DiaryAnswer.Failed<JsonNode>(isSafe ? DiaryOutcome.Unavailable : DiaryOutcome.Uncertain, "unreadable");
            default:
                return DiaryAnswer.Failed<JsonNode>(isSafe ? DiaryOutcome.Unavailable : DiaryOutcome.Uncertain, code);
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken ct) =>
        await BodyAsync(response, ct) is JsonObject problem && problem.TryGetPropertyValue("code", out var code) ? code?.ToString() : null;

    private static async Task<JsonNode?> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > LongestAnswer)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestAnswer + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        try
        {
            return length > LongestAnswer ? null : JsonNode.Parse(buffer.AsSpan(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
