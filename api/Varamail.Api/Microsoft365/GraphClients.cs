using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Graph;
using Microsoft.Identity.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Polly;

namespace Varamail.Api.Microsoft365;

/// <summary>Graph's clients for one request: on behalf of the signed-in person, and for the application itself. Time limits, retries and the
/// circuit breaker stand here and nowhere else; the SDK's own retry handler is not in the pipeline.</summary>
internal sealed class GraphClients : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Name = "graph";

    /// <summary>Longer than this nobody waits before a screen: the person is told when to try again instead.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    // Asked for only by what needs them, so that a municipality that forwards nothing need not grant the right to write and send.
    private static readonly string[] ToRead = ["Mail.Read", "Mail.Read.Shared"];
    private static readonly string[] ToSend = ["Mail.ReadWrite", "Mail.Send"];
    private const string ApplicationScope = "https://graph.microsoft.com/.default";

    private readonly IAuthorizationHeaderProvider tokens;
    private readonly HttpClientRequestAdapter reader;
    private readonly HttpClientRequestAdapter sender;
    private readonly HttpClientRequestAdapter application;
    private readonly HttpClientRequestAdapter anonymous;

    public GraphClients(IHttpClientFactory http, IAuthorizationHeaderProvider tokens, BorrowedRight borrowed)
    {
        HttpClientRequestAdapter Adapter(IAuthenticationProvider authentication) => new(authentication, httpClient: http.CreateClient(Name));

        this.tokens = tokens;
        reader = Adapter(
            new Authorization(ct =>
                borrowed.Header is { } lent ? Task.FromResult(lent)
                : borrowed.IsTheApplications ? tokens.CreateAuthorizationHeaderForAppAsync(ApplicationScope, cancellationToken: ct)
                : ReaderHeaderAsync(ct)
            )
        );
        sender = Adapter(new Authorization(ct => tokens.CreateAuthorizationHeaderForUserAsync(ToSend, cancellationToken: ct)));
        application = Adapter(new Authorization(ct => tokens.CreateAuthorizationHeaderForAppAsync(ApplicationScope, cancellationToken: ct)));
        anonymous = Adapter(new AnonymousAuthenticationProvider());
        ForReader = new GraphServiceClient(reader);
        ForSender = new GraphServiceClient(sender);
        ForApplication = new GraphServiceClient(application);
    }

    /// <summary>Reads what the signed-in person may read.</summary>
    public GraphServiceClient ForReader { get; }

    /// <summary>The signed-in person's right to read, as Graph wants it.</summary>
    public Task<string> ReaderHeaderAsync(CancellationToken ct) => tokens.CreateAuthorizationHeaderForUserAsync(ToRead, cancellationToken: ct);

    /// <summary>Writes and sends from the signed-in person's own mailbox.</summary>
    public GraphServiceClient ForSender { get; }

    public GraphServiceClient ForApplication { get; }

    /// <summary>For addresses that carry their own right, such as an upload session's.</summary>
    public IRequestAdapter Anonymous => anonymous;

    public void Dispose()
    {
        ForReader.Dispose();
        ForSender.Dispose();
        ForApplication.Dispose();
        reader.Dispose();
        sender.Dispose();
        application.Dispose();
        anonymous.Dispose();
    }

    public static void AddHttpClient(IServiceCollection services)
    {
        var client = services.AddHttpClient(
            Name,
            c =>
            {
                c.Timeout = Timeout.InfiniteTimeSpan; // the pipeline below limits each attempt and the whole
                c.DefaultRequestHeaders.Add("Prefer", "IdType=\"ImmutableId\""); // an id that survives a move between folders
            }
        );
        client.RemoveAllLoggers(); // the addresses of requests name mailboxes
        client.AddStandardResilienceHandler(o =>
        {
            o.AttemptTimeout.Timeout = TimeSpan.FromSeconds(12);
            o.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(30);
            o.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
            // A 429 speaks of one mailbox: it must not close the way to all the others.
            o.CircuitBreaker.ShouldHandle = args =>
                ValueTask.FromResult(
                    HttpClientResiliencePredicates.IsTransient(args.Outcome) && args.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests
                );
            o.Retry.MaxRetryAttempts = 2;
            o.Retry.Delay = TimeSpan.FromMilliseconds(400);
            o.Retry.ShouldHandle = args =>
                ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(args.Outcome) && RetryAfter(args.Outcome.Result) <= LongestWait);
            o.Retry.DisableForUnsafeHttpMethods();
        });
    }

    private static TimeSpan RetryAfter(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter is not { } header ? TimeSpan.Zero
        : header.Delta is { } delta ? delta
        : header.Date is { } date ? date - DateTimeOffset.UtcNow
        : TimeSpan.Zero;

    private sealed class Authorization(Func<CancellationToken, Task<string>> header) : IAuthenticationProvider
    {
        public async Task AuthenticateRequestAsync(
            RequestInformation request,
            Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default
        ) => request.Headers.TryAdd("Authorization", await header(cancellationToken));
    }
}
