using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Varamail.Rehearsal.Entra;

namespace Varamail.Rehearsal.Graph;

/// <summary>Microsoft Graph: faults, tokens, its description, then the mailbox. What Graph would refuse is refused before anything is done.</summary>
internal sealed class GraphApi(World world, Tokens tokens, TimeProvider clock)
{
    public const string Host = "graph.microsoft.com";
    private const int LargestBody = 4 * 1024 * 1024;

    private readonly Description description = new();
    private readonly Drafts drafts = new(world, clock);

    public int OpenDrafts => drafts.Count;

    public static bool Serves(string host) => host is Host or Drafts.UploadHost;

    public async Task AnswerAsync(HttpContext context)
    {
        var fault = world.Faults.Take(context.Request.Path, kind => kind != FaultKind.SignInAgain);
        switch (fault?.Kind)
        {
            case FaultKind.Reset:
                context.Abort();
                return;
            case FaultKind.Slow:
                await Task.Delay(fault.DelayMilliseconds, context.RequestAborted);
                break;
        }
        var answer = Refusal(context, fault) ?? await AnswerAsync(context.Request);
        await WriteAsync(context, answer, isCutOff: fault?.Kind == FaultKind.CutOff);
    }

    private static GraphAnswer? Refusal(HttpContext context, Fault? fault)
    {
        if (fault?.RetryAfterSeconds is { } wait && fault.Kind is FaultKind.TooManyRequests or FaultKind.Unavailable)
        {
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        }
        if (fault?.Kind == FaultKind.ExpiredToken)
        {
            var claims = Convert.ToBase64String("""{"access_token":{"nbf":{"essential":true,"value":"1600000000"}}}"""u8);
            context.Response.Headers.WWWAuthenticate =
                $"Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{claims}\"";
        }
        return fault?.Kind switch
        {
            FaultKind.TooManyRequests => GraphAnswer.Error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit."),
            FaultKind.Unavailable => GraphAnswer.Error(503, "serviceNotAvailable", "The service is temporarily unavailable."),
            FaultKind.NotFound => GraphAnswer.ItemNotFound(),
            FaultKind.ExpiredToken => GraphAnswer.Error(401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge."),
            _ => null,
        };
    }

    private async Task<GraphAnswer> AnswerAsync(HttpRequest request)
    {
        if (request.Host.Host == Drafts.UploadHost)
        {
            return await drafts.UploadAsync(request);
        }
        var bearer = request.Headers.Authorization.ToString();
        if (!bearer.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return GraphAnswer.Error(401, "InvalidAuthenticationToken", "Access token is empty.");
        }
        if (GraphCaller.From(await tokens.ReadAsync(bearer["Bearer ".Length..], Tokens.GraphAudience)) is not { } caller)
        {
            return GraphAnswer.Error(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired, or it is meant for another audience.");
        }
        if (!request.Path.StartsWithSegments("/v1.0", out var path))
        {
            return GraphAnswer.Error(400, "BadRequest", "Invalid version.");
        }
        var (operation, status, fault) = description.Match(request.Method, path.ToUriComponent(), request.Query.Keys);
        if (operation is null)
        {
            return GraphAnswer.Error(status, status == 405 ? "ErrorInvalidRequest" : "BadRequest", fault!);
        }
        var (mailbox, refusal) = Find(caller, operation);
        if (mailbox is null || (refusal = caller.Refuse(world, mailbox, request.Method, operation.Template)) is not null)
        {
            return refusal!;
        }
        var (body, unreadable) = await ReadAsync(request);
        if (unreadable is not null)
        {
            return unreadable;
        }
        if (description.CheckRequest(operation, body) is { } wrong)
        {
            return GraphAnswer.Error(400, "RequestBodyRead", wrong);
        }
        var isImmutable = request.Headers["Prefer"].Any(p => p?.Contains("IdType=\"ImmutableId\"", StringComparison.OrdinalIgnoreCase) ?? false);
        var answer = new MailboxRequest(mailbox, caller, operation, request, body as JsonObject, isImmutable, drafts).Answer();
        if (answer.Status < 400 && description.CheckAnswer(operation, answer.Status, answer.Json) is { } invented)
        {
            world.Violated($"{request.Method} {operation.Template}: {invented}");
            return GraphAnswer.Error(500, "rehearsalViolatesDescription", invented);
        }
        return answer;
    }

    private (RehearsedMailbox? Mailbox, GraphAnswer? Refusal) Find(GraphCaller caller, Operation operation)
    {
        if (!operation.Values.TryGetValue("user-id", out var name))
        {
            return caller.User is null
                ? (null, GraphAnswer.Error(400, "BadRequest", "/me request is only valid with delegated authentication flow."))
                : (world.Mailbox(caller.User), null);
        }
        return world.Find(name) is { } mailbox ? (mailbox, null) : (null, GraphAnswer.Error(404, "ErrorInvalidUser", "The requested user is invalid."));
    }

    private static async Task<(JsonNode? Body, GraphAnswer? Refusal)> ReadAsync(HttpRequest request)
    {
        if (request.Method is "GET" or "DELETE")
        {
            return (null, null);
        }
        using MemoryStream bytes = new();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; )
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LargestBody)
            {
                return (null, GraphAnswer.Error(413, "RequestEntityTooLarge", "Request is too large."));
            }
        }
        try
        {
            return bytes.Length == 0 ? (null, null) : (JsonNode.Parse(bytes.ToArray()), null);
        }
        catch (JsonException)
        {
            return (null, GraphAnswer.Error(400, "BadRequest", "Unable to read JSON request payload."));
        }
    }

    private static async Task WriteAsync(HttpContext context, GraphAnswer answer, bool isCutOff)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["request-id"] = Guid.NewGuid().ToString();
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }
        if (answer.Json is not null)
        {
            response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Json.ToJsonString()));
        }
        else if (answer.Bytes is { } open)
        {
            response.ContentType = "text/plain";
            await using var bytes = open();
            if (isCutOff)
            {
                var half = new byte[Math.Max(1, answer.Size / 2)];
                await bytes.ReadExactlyAsync(half);
                await response.Body.WriteAsync(half);
                await response.Body.FlushAsync();
                context.Abort();
                return;
            }
            await bytes.CopyToAsync(response.Body, context.RequestAborted);
        }
    }
}
