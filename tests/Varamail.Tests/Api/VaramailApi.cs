using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Microsoft365;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api;

/// <summary>Which database a fixture runs on.</summary>
public enum Store
{
    Sqlite,
    Postgres,
}

/// <summary>The real API on a real database, with its own folder; the mailboxes are ours, and so is the clock.</summary>
internal sealed class VaramailApi : WebApplicationFactory<RegistrationView>
{
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public const string Client = "22222222-2222-4222-8222-222222222222";

    private static readonly Type[] Workers = [typeof(OutboxWorker), typeof(DeliveryWorker), typeof(Discarding), typeof(Verifying), typeof(SentWorker)];
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "test" };
    private readonly string folder = Directory.CreateTempSubdirectory("varamail-api-").FullName;
    private readonly string connection;

    private readonly bool hasWorkers;
    private readonly Action<IWebHostBuilder>? configure;

    /// <param name="store">Which database.</param>
    /// <param name="hasWorkers">Whether outbox and deletion work by themselves; otherwise the test says when.</param>
    /// <param name="configure">A test's last word.</param>
    public VaramailApi(Store store = Store.Sqlite, bool hasWorkers = false, Action<IWebHostBuilder>? configure = null)
    {
        this.configure = configure;
        connection = store is Store.Postgres ? PostgresCluster.CreateDatabase() : "";
        this.hasWorkers = hasWorkers;
    }

    public Mailboxes Mailboxes { get; } = new();
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    public LogBook LogBook { get; } = new();

    /// <summary>What a command of the server needs to reach the same database.</summary>
    public string[] Settings => [$"--DataFolder={folder}", $"--ConnectionStrings:Varamail={connection}"];

    public string OriginalsFolder => Path.Combine(folder, "originals");

    /// <summary>Files in the originals' store, those half received too.</summary>
    public IReadOnlyList<string> StoredFiles => [.. Directory.EnumerateFiles(OriginalsFolder, "*", SearchOption.AllDirectories)];

    /// <summary>Empties the outbox, as the worker does.</summary>
    public Task DrainAsync(CancellationToken ct = default) => ActivatorUtilities.CreateInstance<OutboxWorker>(Services).DrainAsync(ct);

    /// <summary>Looks for what was sent, as the worker does.</summary>
    public Task LookAsync() => ActivatorUtilities.CreateInstance<SentWorker>(Services).LookAsync(CancellationToken.None);

    /// <summary>Takes every delivery as far as it goes, as the worker does.</summary>
    public Task DeliverAsync(CancellationToken ct = default) => ActivatorUtilities.CreateInstance<DeliveryWorker>(Services).DrainAsync(ct);

    /// <summary>Deletes what has no purpose any longer, as the worker does.</summary>
    public Task DiscardAsync() => ActivatorUtilities.CreateInstance<Discarding>(Services).DiscardAsync(CancellationToken.None);

    public HttpClient Henrik => this.As("henrik.strand@vara.se");
    public HttpClient Karin => this.As("karin.ekdahl@vara.se", "Registrar");
    public HttpClient Bo => this.As("bo.wallgren@vara.se", "HeadRegistrar");

    /// <summary>A letter in bygglov's mailbox, registered and entered in the diary.</summary>
    public async Task<ItemRef> EnteredAsync(string? letter = null)
    {
        var item = Mailboxes.Put("bygglov@vara.se", letter ?? Calls.Letter());
        await Karin.EnterAsync((await Henrik.RegisterAsync(item)).Id, Calls.Entry());
        return item;
    }

    public static string Token(
        string user,
        string[] roles,
        string audience = Client,
        string tenant = Tenant,
        string scope = "access_as_user",
        SecurityKey? key = null,
        TimeSpan? lifetime = null,
        string[]? groups = null
    )
    {
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = $"https://login.microsoftonline.com/{tenant}/v2.0",
                Audience = audience,
                NotBefore = now.AddHours(-2),
                IssuedAt = now.AddHours(-2),
                Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
                SigningCredentials = new SigningCredentials(key ?? Key, SecurityAlgorithms.RsaSha256),
                Claims = new Dictionary<string, object>
                {
                    ["ver"] = "2.0",
                    ["tid"] = tenant,
                    ["oid"] = "oid-" + user,
                    ["name"] = NameOf(user),
                    ["preferred_username"] = user,
                    ["scp"] = scope,
                    ["roles"] = roles,
                    ["groups"] = groups ?? [],
                },
            }
        );
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DataFolder", folder);
        builder.UseSetting("ConnectionStrings:Varamail", connection);
        builder.UseSetting("Originals:Keys:0", "bmFnb3QgZsO2ciBwcm92LCBpbnRlIGbDtnIgZHJpZnQ=");
        builder.UseSetting("AzureAd:TenantId", Tenant);
        builder.UseSetting("AzureAd:ClientId", Client);
        builder.UseSetting("Identity:Registrars:0:Person", "karin.ekdahl@vara.se");
        foreach (var (series, index) in new[] { "KS", "BN", "BYN", "TN", "KFN" }.Select((s, i) => (s, i)))
            builder.UseSetting($"Identity:Registrars:0:Authorities:{index}", series);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(LogBook).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureTestServices(services =>
        {
            foreach (var worker in services.Where(s => !hasWorkers && s.ImplementationType is { } type && Workers.Contains(type)).ToList())
                services.Remove(worker);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Replace(ServiceDescriptor.Singleton<IMailboxes>(Mailboxes));
            services.Replace(ServiceDescriptor.Singleton<IMailboxMarking>(Mailboxes));
            services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                options =>
                {
                    options.Configuration = new OpenIdConnectConfiguration { Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0" };
                    options.ConfigurationManager = null;
                    options.TokenValidationParameters.IssuerSigningKey = Key;
                    options.TokenValidationParameters.IssuerValidator = null;
                    options.TokenValidationParameters.ValidIssuer = options.Configuration.Issuer;
                }
            );
        });
        configure?.Invoke(builder);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && connection.Length > 0)
            NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        if (disposing && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static string NameOf(string user) =>
        string.Join(' ', user[..user.IndexOf('@', StringComparison.Ordinal)].Split('.').Select(n => char.ToUpperInvariant(n[0]) + n[1..]));
}
