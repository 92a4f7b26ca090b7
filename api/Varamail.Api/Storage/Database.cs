using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>Chooses the database by configuration, and brings it up to date at start.</summary>
internal static class Database
{
    /// <summary>Connection string <c>Varamail</c>: with <c>Host=</c> a PostgreSQL server, otherwise a SQLite file.</summary>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.GetConnectionString("Varamail");
        if (IsPostgres(connection))
        {
            builder.Services.AddDbContext<VaramailDb, PostgresDb>((services, options) => options.UseNpgsql(connection).AddInterceptors(Telling(services)));
        }
        else
        {
            var file = Path.Combine(DataFolder(builder.Configuration, builder.Environment), "varamail.db");
            builder.Services.AddDbContext<VaramailDb, SqliteDb>(
                (services, options) =>
                    options
                        .UseSqlite(string.IsNullOrEmpty(connection) ? $"Data Source={file}" : connection)
                        .AddInterceptors(new SwedishLower(), Telling(services))
            );
        }
        builder
            .Services.AddOptions<OriginalsOptions>()
            .BindConfiguration("Originals")
            .Validate(o => o.AreKeys, "Originals:Keys must be 32 bytes each, as base64: openssl rand -base64 32.")
            .Validate<IOptions<DiarySystemOptions>>(
                (o, systems) => o.Keys.Count > 0 || systems.Value.AreAllBuiltIn,
                "Originals:Keys is needed where another system holds a diary: what Varamail keeps until it is delivered is encrypted (openssl rand -base64 32)."
            )
            .ValidateOnStart();
        builder.Services.AddSingleton<Originals>();
        builder.Services.AddHostedService<Discarding>().AddHostedService<Verifying>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<OriginalsHealth>("originals");
    }

    /// <summary>Several servers may start at once: the migrations lock the database.</summary>
    public static async Task MigrateStorageAsync(this WebApplication app)
    {
        Directory.CreateDirectory(DataFolder(app.Configuration, app.Environment));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        await db.Database.MigrateAsync();
        await db.CatchUpAsync(app.Services.GetRequiredService<Deadlines>().DayOf, app.Lifetime.ApplicationStopping);
    }

    /// <summary>Setting <c>DataFolder</c>: where the SQLite file and the originals lie; <c>data</c> beside the API when not given.</summary>
    public static string DataFolder(IConfiguration configuration, IHostEnvironment host) =>
        Path.GetFullPath(configuration["DataFolder"] is { Length: > 0 } folder ? folder : "data", host.ContentRootPath);

    private static TellsTheDesk Telling(IServiceProvider services) =>
        new(services.GetRequiredService<DeskBell>(), services.GetRequiredService<TimeProvider>());

    private static bool IsPostgres(string? connection) => connection?.Contains("Host=", StringComparison.OrdinalIgnoreCase) ?? false;

    // SQLite's own lower() knows no å, ä or ö.
    private sealed class SwedishLower : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            ((SqliteConnection)connection).CreateFunction("lower", (string? text) => text?.ToLowerInvariant());

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }

    // For dotnet ef, which asks for a context when a migration is added.
    internal sealed class DesignSqlite : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
    }

    internal sealed class DesignPostgres : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").Options);
    }
}
