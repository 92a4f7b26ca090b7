namespace Varamail.Api.Diary.Outside;

/// <summary>How a system outside is reached; each system's own options add to it.</summary>
public abstract class OutsideSettings
{
    /// <summary>What people call the system.</summary>
    public abstract string Name { get; set; }

    /// <summary>Where the interface begins, with a slash at the end, for example <c>https://evolution.vara.se/varamail/v1/</c>. HTTPS only.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>API key; leave empty with OAuth2. Keep it in the environment or a key vault, not in a file.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Header that carries the key.</summary>
    public string ApiKeyHeader { get; set; } = "X-Api-Key";

    /// <summary>Where an OAuth2 token is fetched (client credentials); empty with an API key.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>OAuth2 client.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>OAuth2 client's secret. Keep it in the environment or a key vault, not in a file.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>OAuth2 scope.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Longest time for one attempt, in seconds. A large attachment must fit in it.</summary>
    public int AttemptSeconds { get; set; } = 100;

    /// <summary>How often a call that can be repeated without harm is repeated at once, before the delivery tries again later.</summary>
    public int Retries { get; set; } = 2;

    internal bool IsReachable =>
        Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
        && BaseAddress.EndsWith('/');
}
