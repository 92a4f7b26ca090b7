using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Varamail.Rehearsal.Entra;

/// <summary>Signs and reads the tokens of the rehearsed tenant, in Entra ID's version 2 form.</summary>
public sealed class Tokens : IDisposable
{
    public const string Issuer = $"https://login.microsoftonline.com/{Ids.Tenant}/v2.0";
    public const string GraphAudience = "https://graph.microsoft.com";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly RsaSecurityKey key;
    private readonly World world;
    private readonly TimeProvider clock;

    public Tokens(World world, TimeProvider? clock = null)
    {
        (this.world, this.clock) = (world, clock ?? TimeProvider.System);
        key = new(rsa) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportRSAPublicKey())[..20]) };
    }

    /// <summary>How long access tokens live.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    internal object Jwks
    {
        get
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            var (n, e) = (Base64UrlEncoder.Encode(numbers.Modulus!), Base64UrlEncoder.Encode(numbers.Exponent!));
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = key.KeyId, x5t = key.KeyId, n, e, issuer = Issuer } } };
        }
    }

    /// <summary>For the API, on behalf of a person.</summary>
    /// <param name="user">Address.</param>
    /// <param name="roles">App roles instead of the person's own.</param>
    /// <param name="alter">Last word over the claims, for tests of what must be refused.</param>
    public string ForApi(string user, IReadOnlyList<string>? roles = null, Action<IDictionary<string, object>>? alter = null)
    {
        var claims = PersonClaims(user, Ids.Addin);
        claims["aud"] = Ids.Api;
        claims["scp"] = "access_as_user";
        AddRoles(claims, roles ?? RolesOf(user));
        alter?.Invoke(claims);
        return Sign(claims);
    }

    internal string ForGraph(string user, string client, IEnumerable<string> scopes)
    {
        var claims = PersonClaims(user, client);
        claims["aud"] = GraphAudience;
        claims["scp"] = string.Join(' ', scopes);
        return Sign(claims);
    }

    internal string ForGraphAsApplication(string client, IEnumerable<string> roles)
    {
        var claims = Claims(client);
        claims["aud"] = GraphAudience;
        claims["oid"] = claims["sub"] = Ids.Of(client);
        claims["roles"] = roles.ToArray();
        claims["idtyp"] = "app";
        return Sign(claims);
    }

    internal string IdToken(string user, string client, string? nonce)
    {
        var claims = PersonClaims(user, client);
        claims["aud"] = client;
        claims.Remove("azp");
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }
        AddRoles(claims, RolesOf(user));
        return Sign(claims);
    }

    /// <summary>Base64url of the account's two ids, as MSAL wants it beside a token.</summary>
    internal static string ClientInfo(string user) =>
        Base64UrlEncoder.Encode(JsonSerializer.Serialize(new { uid = Ids.Of(user), utid = Ids.Tenant }));

    /// <returns>The claims, or null when the token is forged, for somebody else, or not valid now.</returns>
    internal async Task<IDictionary<string, object>?> ReadAsync(string token, string audience)
    {
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            token,
            new()
            {
                ValidIssuer = Issuer,
                ValidAudience = audience,
                IssuerSigningKey = key,
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                LifetimeValidator = (_, to, _, _) => to > clock.GetUtcNow().UtcDateTime,
            }
        );
        return result.IsValid ? result.Claims : null;
    }

    public IReadOnlyList<string> RolesOf(string user) => world.Roles.GetValueOrDefault(user) ?? [];

    public void Dispose() => rsa.Dispose();

    private string Sign(IDictionary<string, object> claims)
    {
        var header = Base64UrlEncoder.Encode($$"""{"typ":"JWT","alg":"RS256","kid":"{{key.KeyId}}"}""");
        var body = Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims));
        var signature = rsa.SignData(Encoding.ASCII.GetBytes($"{header}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{body}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static void AddRoles(Dictionary<string, object> claims, IReadOnlyList<string> roles)
    {
        if (roles.Count > 0)
        {
            claims["roles"] = roles.ToArray();
        }
    }

    private Dictionary<string, object> PersonClaims(string user, string client)
    {
        var mailbox = world.Mailbox(user);
        var claims = Claims(client);
        claims["oid"] = mailbox.Oid;
        claims["sub"] = Ids.Item("", client, user)[..43];
        claims["name"] = mailbox.Name;
        claims["preferred_username"] = mailbox.Address;
        return claims;
    }

    private Dictionary<string, object> Claims(string client)
    {
        var now = clock.GetUtcNow();
        return new(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["ver"] = "2.0",
            ["tid"] = Ids.Tenant,
            ["azp"] = client,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["uti"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
        };
    }
}
