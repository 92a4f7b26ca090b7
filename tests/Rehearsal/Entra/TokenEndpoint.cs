using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Varamail.Rehearsal.Entra;

/// <summary>What a person agreed to on the sign-in page, kept until the code is redeemed.</summary>
internal sealed record Grant(string User, string Client, string Scope, string RedirectUri, string? Challenge, string? Nonce);

/// <summary>An answer of the token endpoint, in the names of OAuth 2.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string? Scope = null,
    [property: JsonPropertyName("id_token")] string? IdToken = null,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken = null,
    [property: JsonPropertyName("client_info")] string? ClientInfo = null
)
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; } = "Bearer";

    [JsonPropertyName("ext_expires_in")]
    public int ExtendedExpiresIn => ExpiresIn;
}

/// <summary>Entra ID's token endpoint: authorization code with PKCE, refresh, on-behalf-of, client credentials.</summary>
internal sealed class TokenEndpoint(World world, Tokens tokens)
{
    private const string GraphPrefix = "https://graph.microsoft.com/";
    private static readonly string[] Oidc = ["openid", "profile", "offline_access", "email"];
    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // What the administrator has consented to for people, and for the application.
    private static readonly string[] Delegated = ["User.Read", "Mail.Read", "Mail.Read.Shared", "Mail.ReadWrite", "Mail.Send"];
    private static readonly string[] Application = ["Mail.ReadWrite", "MailboxSettings.ReadWrite"];

    private readonly ConcurrentDictionary<string, Grant> codes = new();
    private readonly ConcurrentDictionary<string, Grant> refreshTokens = new();

    public string Issue(Grant grant) => Keep(codes, grant);

    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return Refuse("invalid_request", "AADSTS900144: The request body must be a form.");
        }
        var form = await request.ReadFormAsync();
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Redeem(form),
            "refresh_token" => Refresh(form),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => await OnBehalfOfAsync(form),
            "client_credentials" => AsApplication(form),
            _ => Refuse("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type."),
        };
    }

    /// <summary>Tokens for a person at the public client; also what the host page gives by nested app authentication. Null: no such scope.</summary>
    public TokenAnswer? ForPerson(string user, string client, string scope, string? nonce = null, Grant? toRefresh = null)
    {
        var asked = Resources(scope);
        var isApi = asked is [Ids.Scope] or [$"api://{Ids.Api}/.default"];
        var graph = isApi ? null : GraphScopes(asked.Length == 0 ? ["User.Read"] : asked);
        return isApi || graph is not null
            ? new(
                isApi ? tokens.ForApi(user) : tokens.ForGraph(user, client, graph!),
                Seconds,
                string.Join(' ', [.. asked, "openid", "profile"]),
                tokens.IdToken(user, client, nonce),
                toRefresh is null ? null : Keep(refreshTokens, toRefresh),
                Tokens.ClientInfo(user)
            )
            : null;
    }

    private int Seconds => (int)tokens.Lifetime.TotalSeconds;

    private IResult Redeem(IFormCollection form)
    {
        if (!codes.TryRemove(form["code"].ToString(), out var grant) || grant.Client != form["client_id"] || grant.RedirectUri != form["redirect_uri"])
        {
            return Refuse("invalid_grant", "AADSTS70008: The provided authorization code is invalid or was already redeemed.");
        }
        var proof = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return grant.Challenge == proof
            ? Answer(ForPerson(grant.User, grant.Client, grant.Scope, grant.Nonce, grant))
            : Refuse("invalid_grant", "AADSTS501481: The Code_Verifier does not match the code_challenge of the authorization request.");
    }

    private IResult Refresh(IFormCollection form) =>
        refreshTokens.TryGetValue(form["refresh_token"].ToString(), out var grant) && grant.Client == form["client_id"]
            ? Answer(ForPerson(grant.User, grant.Client, form["scope"].ToString() is { Length: > 0 } scope ? scope : grant.Scope, null, grant))
            : Refuse("invalid_grant", "AADSTS700082: The refresh token has expired.");

    private async Task<IResult> OnBehalfOfAsync(IFormCollection form)
    {
        if (RefuseClient(form) is { } refused)
        {
            return refused;
        }
        if (form["requested_token_use"] != "on_behalf_of" || await tokens.ReadAsync(form["assertion"].ToString(), Ids.Api) is not { } claims)
        {
            return Refuse("invalid_grant", "AADSTS50013: Assertion failed signature validation, is expired, or is meant for another audience.");
        }
        if (world.Faults.Take("/token", kind => kind == FaultKind.SignInAgain) is not null)
        {
            return Refuse(
                "interaction_required",
                "AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.",
                """{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"""
            );
        }
        var user = (string)claims["preferred_username"];
        var asked = Resources(form["scope"].ToString());
        return GraphScopes(asked) is { } scopes
            ? Answer(
                new(
                    tokens.ForGraph(user, Ids.Api, scopes),
                    Seconds,
                    string.Join(' ', asked),
                    tokens.IdToken(user, Ids.Api, null),
                    ClientInfo: Tokens.ClientInfo(user)
                )
            )
            : Refuse("invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application.");
    }

    private IResult AsApplication(IFormCollection form) =>
        RefuseClient(form)
        ?? (
            form["scope"] == GraphPrefix + ".default"
                // No id_token here: MSAL would take the application for a person.
                ? Answer(new(tokens.ForGraphAsApplication(Ids.Api, Application), Seconds))
                : Refuse("invalid_scope", "AADSTS1002012: Client credential flows must have a scope value with /.default suffixed to the resource identifier.")
        );

    private static IResult? RefuseClient(IFormCollection form) =>
        form["client_id"] != Ids.Api ? Refuse("unauthorized_client", "AADSTS700016: Application was not found in the directory.")
        : form["client_secret"] != Ids.ApiSecret ? Refuse("invalid_client", "AADSTS7000215: Invalid client secret provided.")
        : null;

    private static string[] Resources(string scope) => [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Oidc)];

    private static string[]? GraphScopes(string[] asked)
    {
        string[] names = [.. asked.Select(s => s.StartsWith(GraphPrefix, StringComparison.OrdinalIgnoreCase) ? s[GraphPrefix.Length..] : s)];
        return names is [".default"] ? Delegated
            : names.Length > 0 && names.All(n => Delegated.Contains(n, StringComparer.OrdinalIgnoreCase)) ? names
            : null;
    }

    private static string Keep(ConcurrentDictionary<string, Grant> grants, Grant grant)
    {
        var name = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        grants[name] = grant;
        return name;
    }

    private static IResult Answer(TokenAnswer? answer) =>
        answer is null
            ? Refuse("invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.")
            : Results.Json(answer, Json);

    private static IResult Refuse(string error, string description, string? claims = null)
    {
        var number = description["AADSTS".Length..description.IndexOf(':', StringComparison.Ordinal)];
        Dictionary<string, object> answer = new(StringComparer.Ordinal)
        {
            ["error"] = error,
            ["error_description"] = description,
            ["error_codes"] = new[] { int.Parse(number, CultureInfo.InvariantCulture) },
            ["timestamp"] = DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture),
            ["trace_id"] = Guid.NewGuid(),
            ["correlation_id"] = Guid.NewGuid(),
        };
        if (claims is not null)
        {
            answer["claims"] = claims;
        }
        return Results.Json(answer, statusCode: error == "invalid_client" ? 401 : 400);
    }
}
