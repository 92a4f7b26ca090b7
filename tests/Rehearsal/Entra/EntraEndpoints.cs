using System.Text;
using Varamail.Guideline;

namespace Varamail.Rehearsal.Entra;

/// <summary>
/// Entra ID for one tenant, under the name login.microsoftonline.com (for the API, whose connections come here) and under the outlook
/// host's own (for browsers).
/// </summary>
internal static class EntraEndpoints
{
    public const string ChosenPerson = "rehearsed_user";
    private const string Session = "rehearsal-signed-in";

    public static void MapEntra(this IEndpointRouteBuilder app)
    {
        app.MapGet("/common/discovery/instance", Instance);
        app.MapGet($"/{Ids.Tenant}/v2.0/.well-known/openid-configuration", Metadata);
        app.MapGet("/common/v2.0/.well-known/openid-configuration", Metadata);
        app.MapGet($"/{Ids.Tenant}/discovery/v2.0/keys", (Tokens tokens) => Results.Json(tokens.Jwks));
        app.MapGet($"/{Ids.Tenant}/oauth2/v2.0/authorize", Authorize);
        app.MapMethods($"/{Ids.Tenant}/oauth2/v2.0/token", ["OPTIONS"], (HttpContext context) => AllowBrowser(context, Results.Ok()));
        app.MapPost(
            $"/{Ids.Tenant}/oauth2/v2.0/token",
            async (HttpContext context, TokenEndpoint endpoint) => AllowBrowser(context, await endpoint.AnswerAsync(context.Request))
        );
        app.MapGet($"/{Ids.Tenant}/oauth2/v2.0/logout", SignOut);
        app.MapPost("/rehearsal/tokens", TokenForScripts);
        app.MapPost("/rehearsal/naa/token", Nested);
    }

    /// <summary>For scripts: a token for the API, with the person's own roles or others.</summary>
    internal sealed record TokenOrder(string User, string[]? Roles);

    /// <summary>What the host page asks for on behalf of the pane.</summary>
    internal sealed record NestedOrder(string User, string ClientId, string Scope);

    private static IResult TokenForScripts(TokenOrder order, World world, Tokens tokens) =>
        world.Find(order.User) is null
            ? Results.NotFound(new { error = "No such person in the directory." })
            : Results.Json(new { access_token = tokens.ForApi(order.User, order.Roles) });

    // The shapes of a NestedAppAuthResponse: the host page passes them on.
    private static IResult Nested(NestedOrder order, World world, TokenEndpoint endpoint)
    {
        if (world.Find(order.User) is not { Entry.Kind: MailboxKind.Individual } mailbox || order.ClientId != Ids.Addin)
        {
            return Results.Json(new { success = false, error = new { status = "ACCOUNT_UNAVAILABLE", code = "unknown_account" } });
        }
        if (endpoint.ForPerson(mailbox.Address, order.ClientId, order.Scope) is not { } issued)
        {
            return Results.Json(new { success = false, error = new { status = "PERSISTENT_ERROR", code = "invalid_scope" } });
        }
        return Results.Json(
            new
            {
                success = true,
                token = new
                {
                    access_token = issued.AccessToken,
                    id_token = issued.IdToken,
                    expires_in = issued.ExpiresIn,
                    scope = order.Scope,
                    properties = (object?)null,
                },
                account = new
                {
                    homeAccountId = $"{mailbox.Oid}.{Ids.Tenant}",
                    environment = "login.microsoftonline.com",
                    tenantId = Ids.Tenant,
                    username = mailbox.Address,
                    localAccountId = mailbox.Oid,
                    name = mailbox.Name,
                },
            }
        );
    }

    // MSAL.NET asks about every authority that it doesn't know by heart, msal-browser likewise.
    private static IResult Instance(HttpContext context)
    {
        string[] aliases = ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"];
        return AllowBrowser(
            context,
            Results.Json(
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["tenant_discovery_endpoint"] = $"{Base(context)}/{Ids.Tenant}/v2.0/.well-known/openid-configuration",
                    ["api-version"] = "1.1",
                    ["metadata"] = new[] { new { preferred_network = aliases[0], preferred_cache = aliases[1], aliases } },
                }
            )
        );
    }

    private static IResult Metadata(HttpContext context)
    {
        var tenant = $"{Base(context)}/{Ids.Tenant}";
        return AllowBrowser(
            context,
            Results.Json(
                new
                {
                    issuer = Tokens.Issuer,
                    authorization_endpoint = $"{tenant}/oauth2/v2.0/authorize",
                    token_endpoint = $"{tenant}/oauth2/v2.0/token",
                    end_session_endpoint = $"{tenant}/oauth2/v2.0/logout",
                    jwks_uri = $"{tenant}/discovery/v2.0/keys",
                    token_endpoint_auth_methods_supported = new[] { "client_secret_post", "private_key_jwt" },
                    response_modes_supported = new[] { "query", "fragment" },
                    response_types_supported = new[] { "code" },
                    subject_types_supported = new[] { "pairwise" },
                    id_token_signing_alg_values_supported = new[] { "RS256" },
                    scopes_supported = new[] { "openid", "profile", "email", "offline_access" },
                    claims_supported = new[] { "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver" },
                    cloud_instance_name = "microsoftonline.com",
                }
            )
        );
    }

    private static IResult Authorize(HttpContext context, World world, TokenEndpoint endpoint)
    {
        var query = context.Request.Query;
        var redirect = query["redirect_uri"].ToString();
        // Registered for the public client: pages on this machine.
        if (query["client_id"] != Ids.Addin || !Uri.TryCreate(redirect, UriKind.Absolute, out var target) || target is not { Scheme: "https", IsLoopback: true })
        {
            return Results.Text("AADSTS50011: The redirect URI does not match those configured for the application.", statusCode: 400);
        }
        if (query["response_type"] != "code" || query["code_challenge_method"] != "S256" || string.IsNullOrEmpty(query["code_challenge"]))
        {
            return Back(query, ("error", "invalid_request"), ("error_description", "AADSTS9002325: Proof Key for Code Exchange is required."));
        }
        var chosen = query[ChosenPerson].ToString();
        if (chosen.Length == 0 && query["prompt"] == "none")
        {
            var signedIn = context.Request.Cookies[Session] ?? "";
            chosen = query["login_hint"].ToString() is { Length: > 0 } hint ? hint : signedIn;
            if (chosen.Length == 0 || !string.Equals(signedIn, chosen, StringComparison.OrdinalIgnoreCase))
            {
                return Back(query, ("error", "login_required"), ("error_description", "AADSTS50058: No user is signed in."));
            }
        }
        if (world.Find(chosen) is not { Entry.Kind: MailboxKind.Individual } person)
        {
            return Results.Content(SignInPage.Of(world, context.Request), "text/html; charset=utf-8");
        }
        context.Response.Cookies.Append(Session, person.Address, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.None });
        var code = endpoint.Issue(new(person.Address, Ids.Addin, query["scope"].ToString(), redirect, query["code_challenge"], query["nonce"]));
        return Back(query, ("code", code), ("client_info", Tokens.ClientInfo(person.Address)), ("session_state", Guid.NewGuid().ToString()));
    }

    private static IResult SignOut(HttpContext context)
    {
        context.Response.Cookies.Delete(Session, new() { Secure = true, SameSite = SameSiteMode.None });
        return Uri.TryCreate(context.Request.Query["post_logout_redirect_uri"], UriKind.Absolute, out var after) && after.IsLoopback
            ? Results.Redirect(after.AbsoluteUri)
            : Results.Text("Du är utloggad.");
    }

    private static IResult Back(IQueryCollection query, params ReadOnlySpan<(string Name, string Value)> answer)
    {
        StringBuilder values = new();
        foreach (var (name, value) in answer)
        {
            values.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }
        values.Append("state=").Append(Uri.EscapeDataString(query["state"].ToString()));
        return Results.Redirect($"{query["redirect_uri"]}{(query["response_mode"] == "query" ? '?' : '#')}{values}");
    }

    private static IResult AllowBrowser(HttpContext context, IResult answer)
    {
        var headers = context.Response.Headers;
        if (context.Request.Headers.Origin is { Count: > 0 } origin)
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        }
        headers.CacheControl = "no-store";
        return answer;
    }

    private static string Base(HttpContext context) => $"https://{context.Request.Host}";
}
