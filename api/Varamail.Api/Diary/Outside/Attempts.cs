using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Varamail.Api.Diary.Outside;

/// <summary>Time limits, repeats and the circuit breaker of every system outside; and what each attempt left behind.</summary>
internal sealed class Attempts : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> CanRepeat = new("varamail.canRepeat");
    private static readonly HttpRequestOptionsKey<bool> Uncertain = new("varamail.uncertain");

    /// <summary>Longer than this the delivery waits instead, and does something else meanwhile.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void Begin(HttpRequestMessage request, bool canRepeat) => request.Options.Set(CanRepeat, canRepeat);

    /// <summary>Some attempt reached the other side and ended without telling whether it was done.</summary>
    public static bool MayHaveBeenStored(HttpRequestMessage request) => request.Options.TryGetValue(Uncertain, out var uncertain) && uncertain;

    public static bool WasNotSent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>Nobody knows whether it was done. A 503 that says when to come back says that nothing was.</summary>
    public static bool LeavesOpen(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError && !WantsAnotherTime(response);

    public static bool WantsAnotherTime(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests
        || (response.StatusCode is HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);

    public static TimeSpan? RetryAfter(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
            { } => TimeSpan.Zero,
            null => null,
        };

    /// <summary>A client for one system.</summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="name">Of the client; each system has a circuit breaker of its own.</param>
    /// <param name="settings">How long an attempt may take.</param>
    public static void AddClient(IServiceCollection services, string name, Func<IServiceProvider, OutsideSettings> settings)
    {
        services.AddTransient<Attempts>();
        var client = services.AddHttpClient(
            name,
            (provider, c) =>
            {
                c.BaseAddress = new Uri(settings(provider).BaseAddress);
                c.Timeout = Timeout.InfiniteTimeSpan; // the pipeline below limits each attempt
                c.DefaultRequestHeaders.Accept.Add(new("application/json"));
            }
        );
        client.RemoveAllLoggers(); // addresses may hold a case number
        client.ConfigurePrimaryHttpMessageHandler(
            (handler, _) =>
            {
                // A key must not follow a redirection to another server.
                if (handler is SocketsHttpHandler sockets)
                    sockets.AllowAutoRedirect = false;
            }
        );
        client.AddResilienceHandler(
            name,
            (pipeline, context) =>
            {
                var chosen = settings(context.ServiceProvider);
                if (chosen.Retries > 0)
                    pipeline.AddRetry(
                        new HttpRetryStrategyOptions
                        {
                            MaxRetryAttempts = chosen.Retries,
                            Delay = TimeSpan.FromMilliseconds(300),
                            BackoffType = DelayBackoffType.Exponential,
                            UseJitter = true,
                            ShouldHandle = args =>
                                ValueTask.FromResult(
                                    HttpClientResiliencePredicates.IsTransient(args.Outcome)
                                        && args.Context.GetRequestMessage() is { } request
                                        && request.Options.TryGetValue(CanRepeat, out var canRepeat)
                                        && canRepeat
                                        && (RetryAfter(args.Outcome.Result) ?? TimeSpan.Zero) <= LongestWait
                                ),
                        }
                    );
                pipeline.AddCircuitBreaker(
                    new HttpCircuitBreakerStrategyOptions
                    {
                        SamplingDuration = TimeSpan.FromSeconds(30),
                        MinimumThroughput = 10,
                        FailureRatio = 0.5,
                        BreakDuration = TimeSpan.FromSeconds(15),
                        ShouldHandle = args =>
                            ValueTask.FromResult(
                                HttpClientResiliencePredicates.IsTransient(args.Outcome)
                                    && args.Outcome.Result?.StatusCode is not HttpStatusCode.TooManyRequests
                            ),
                    }
                );
                pipeline.AddTimeout(TimeSpan.FromSeconds(chosen.AttemptSeconds));
            }
        );
        client.AddHttpMessageHandler<Attempts>(); // inside the pipeline: sees every attempt
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (LeavesOpen(response))
                request.Options.Set(Uncertain, true);
            return response;
        }
        catch (Exception e) when (e is not HttpRequestException { HttpRequestError: var error } || !WasNotSent(error))
        {
            request.Options.Set(Uncertain, true);
            throw;
        }
    }
}
