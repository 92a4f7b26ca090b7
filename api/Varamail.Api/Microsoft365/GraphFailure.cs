using System.Globalization;
using System.Text;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using Microsoft.Kiota.Abstractions;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Varamail.Api.Microsoft365;

/// <summary>Turns what Graph, Entra ID or the network answered into a reason that a person can be told. Nothing of the answer's text goes on:
/// it can name mailboxes.</summary>
internal static class GraphFailure
{
    /// <summary>Asks, and gives the value or why there is none. A call that the caller gave up stays cancelled.</summary>
    public static async Task<MailboxResult<T>> CatchAsync<T>(Func<Task<MailboxResult<T>>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && Of(exception) is { } problem)
        {
            return problem;
        }
    }

    /// <summary>Null for what is no failure of the mailbox but a fault of ours.</summary>
    public static MailboxProblem? Of(Exception exception) =>
        exception switch
        {
            ApiException answer => Of(answer),
            MicrosoftIdentityWebChallengeUserException { MsalUiRequiredException: var expired } => new(MailboxFailure.SignInExpired, Claims: expired.Claims),
            MsalUiRequiredException expired => new(MailboxFailure.SignInExpired, Claims: expired.Claims),
            MsalServiceException { StatusCode: 429 } => new(MailboxFailure.Busy),
            MsalException or HttpRequestException or IOException or TimeoutException => new(MailboxFailure.Unavailable),
            TimeoutRejectedException or OperationCanceledException => new(MailboxFailure.Unavailable),
            BrokenCircuitException broken => new(MailboxFailure.Busy, broken.RetryAfter),
            _ => null,
        };

    // https://learn.microsoft.com/graph/errors: 429 and 503 may carry Retry-After; a mangled id is 400 ErrorInvalidIdMalformed.
    private static MailboxProblem Of(ApiException answer) =>
        (answer.ResponseStatusCode, Code(answer)) switch
        {
            // Not in Exchange Online (on-premises, a group), or no mailbox at all: nobody gets in this way.
            (404, "ErrorInvalidUser" or "MailboxNotEnabledForRESTAPI" or "Request_ResourceNotFound") => new(MailboxFailure.Denied),
            (404 or 410, _) or (400, "ErrorInvalidIdMalformed" or "ErrorItemNotFound") => new(MailboxFailure.NotFound),
            (401, _) => new(MailboxFailure.SignInExpired, Claims: Claims(answer)),
            (403, _) => new(MailboxFailure.Denied),
            (413, _) => new(MailboxFailure.TooLarge),
            (429, _) => new(MailboxFailure.Busy, RetryAfter(answer)),
            (503, _) when RetryAfter(answer) is { } wait => new(MailboxFailure.Busy, wait),
            _ => new(MailboxFailure.Unavailable),
        };

    private static string? Code(ApiException answer) => (answer as Microsoft.Graph.Models.ODataErrors.ODataError)?.Error?.Code;

    private static TimeSpan? RetryAfter(ApiException answer) =>
        int.TryParse(Header(answer, "Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    // https://learn.microsoft.com/entra/identity-platform/claims-challenge: WWW-Authenticate: Bearer …, claims="base64"
    private static string? Claims(ApiException answer)
    {
        var json = new byte[4096];
        return Header(answer, "WWW-Authenticate")?.Split("claims=\"") is [_, var rest, ..]
            && Convert.TryFromBase64String(rest.Split('"')[0], json, out var length)
            ? Encoding.UTF8.GetString(json, 0, length)
            : null;
    }

    private static string? Header(ApiException answer, string name) =>
        answer.ResponseHeaders?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
