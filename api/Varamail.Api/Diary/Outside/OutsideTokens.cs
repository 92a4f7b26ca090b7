using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Diary.Outside;

/// <summary>Access tokens by OAuth2 client credentials (RFC 6749, 4.4), kept until a minute before they end.</summary>
internal sealed class OutsideTokens(Func<HttpClient> http, OutsideSettings settings, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private string token = "";
    private DateTimeOffset until;

    /// <summary>One store of tokens for each system, for as long as the server runs.</summary>
    public static void Add<TSettings>(IServiceCollection services, string system)
        where TSettings : OutsideSettings
    {
        services.AddHttpClient(system + ".tokens").RemoveAllLoggers();
        services.AddKeyedSingleton(
            system,
            (provider, _) =>
                new OutsideTokens(
                    () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(system + ".tokens"),
                    provider.GetRequiredService<IOptions<TSettings>>().Value,
                    provider.GetRequiredService<TimeProvider>()
                )
        );
    }

    /// <summary>The token; empty where no OAuth2 is configured.</summary>
    public async Task<DiaryAnswer<string>> GetAsync(CancellationToken ct)
    {
        if (settings.TokenAddress.Length == 0)
            return DiaryAnswer.Done("");
        await one.WaitAsync(ct);
        try
        {
            return clock.GetUtcNow() < until ? DiaryAnswer.Done(token) : await FetchAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<DiaryAnswer<string>> FetchAsync(CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.ClientId,
            ["client_secret"] = settings.ClientSecret,
        };
        if (settings.Scope.Length > 0)
            form["scope"] = settings.Scope;
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            using var client = http();
            using var response = await client.PostAsync(new Uri(settings.TokenAddress), content, limit.Token);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return DiaryAnswer.Failed<string>(DiaryOutcome.Denied, "tokenRefused");
            if (!response.IsSuccessStatusCode)
                return DiaryAnswer.Failed<string>(DiaryOutcome.Unavailable, "tokenUnavailable", Attempts.RetryAfter(response));
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(limit.Token));
            if (answer?["access_token"]?.ToString() is not { Length: > 0 } fetched)
                return DiaryAnswer.Failed<string>(DiaryOutcome.Unavailable, "tokenUnreadable");
            var seconds = double.TryParse(answer["expires_in"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var told) ? told : 300;
            (token, until) = (fetched, clock.GetUtcNow().AddSeconds(Math.Max(seconds - 60, 0)));
            return DiaryAnswer.Done(token);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return DiaryAnswer.Failed<string>(DiaryOutcome.Unavailable, "tokenUnavailable");
        }
    }

    public void Dispose() => one.Dispose();
}
