using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Rehearsal;

namespace Varamail.Tests.Api;

/// <summary>The server is killed in the middle of a registration. Afterwards nothing is half, and a repeat makes one registration.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class KilledTests(Store store)
{
    private const string Mailbox = "bygglov@vara.se";
    private const string Registrar = "vara.kommun@vara.se";
    private const int Patience = 30_000;

    private readonly string folder = Directory.CreateTempSubdirectory("varamail-killed-").FullName;
    private OutlookHost outlook = null!;
    private string data = null!;
    private string connection = null!;

    [OneTimeSetUp]
    public async Task Start() => outlook = await OutlookHost.StartAsync(World.Load(withCorpus: false));

    [OneTimeTearDown]
    public async Task Stop()
    {
        await outlook.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [SetUp]
    public void Empty()
    {
        data = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        connection = store is Store.Postgres ? PostgresCluster.CreateDatabase() : $"Data Source={Path.Combine(data, "varamail.db")};Pooling=False";
    }

    [TearDown]
    public void Heal() => outlook.World.Faults.Clear();

    [Test]
    public async Task While_the_mailbox_is_still_sending()
    {
        HeldMessage message = new();
        var item = Add(message.Open, message.Bytes.Length);

        await using (var api = await StartAsync())
        {
            var call = await BeginAsync(api, item, message.Hold);
            Assert.That(() => Files("incoming").Any(f => new FileInfo(f).Length > 0), Is.True.After(Patience, 20));
            await api.KillAsync();
            Assert.That(() => call, Throws.InstanceOf<HttpRequestException>());
        }
        message.Release();

        await using var after = Restart();
        await NothingIsHalfAsync(after);
        await OneRegistrationAsync(after, item, message.Bytes, HttpStatusCode.Created);
    }

    [Test]
    public async Task Between_the_store_and_the_commit()
    {
        var bytes = Encoding.UTF8.GetBytes(Calls.Letter($"{Guid.NewGuid():N}@example.se"));
        var item = Add(() => new MemoryStream(bytes), bytes.Length);

        await using (var api = await StartAsync())
        {
            await using var held = await HoldCommitAsync();
            var call = await BeginAsync(api, item, () => { });
            Assert.That(() => Files("").Any(f => Path.GetFileName(f).Length == 64), Is.True.After(Patience, 20));
            Assert.That(call.IsCompleted, Is.False);
            await api.KillAsync();
            Assert.That(() => call, Throws.InstanceOf<HttpRequestException>());
        }

        await using var after = Restart();
        await NothingIsHalfAsync(after);
        await OneRegistrationAsync(after, item, bytes, HttpStatusCode.Created);
    }

    [Test]
    public async Task After_the_commit_and_before_the_answer()
    {
        var mark = Guid.NewGuid().ToString("N");
        var bytes = Encoding.UTF8.GetBytes(Calls.Letter($"{mark}@example.se", mark));
        var item = Add(() => new MemoryStream(bytes), bytes.Length);
        outlook.World.Faults.Switch(new(FaultKind.Slow, DelayMilliseconds: 10 * Patience, Path: "/sendMail"));

        await using (var api = await StartAsync())
        {
            var call = await BeginAsync(api, item, () => { });
            Assert.That(() => CountAsync(), Is.EqualTo(1).After(Patience, 20));
            Assert.That(call.IsCompleted, Is.False);
            await api.KillAsync();
            Assert.That(() => call, Throws.InstanceOf<HttpRequestException>());
        }
        outlook.World.Faults.Clear();

        await using var after = Restart();
        var again = await OneRegistrationAsync(after, item, bytes, HttpStatusCode.OK);
        Assert.That(again.MailCopy!.State, Is.EqualTo(MailCopyState.Uncertain), "a second copy is never sent");
        Assert.That(outlook.World.Mailbox(Registrar).Messages.Where(m => m.Mime.Subject?.Contains(mark, StringComparison.Ordinal) is true), Is.Empty);
    }

    private ItemRef Add(Func<Stream> open, long size) => new(Mailbox, outlook.World.Mailbox(Mailbox).Add(open, size, DateTimeOffset.UtcNow.AddMinutes(-5)).Id);

    private Task<ApiProcess> StartAsync()
    {
        Directory.CreateDirectory(data);
        return ApiProcess.StartAsync(
            outlook,
            data,
            settings: new Dictionary<string, string> { ["ConnectionStrings__Varamail"] = connection, ["Registration__MailCopyToRegistrar"] = "true" }
        );
    }

    /// <summary>Another server on what the killed one left.</summary>
    private ApiHost Restart() =>
        ApiHost.Start(
            outlook.Address,
            0,
            data,
            builder => builder.UseSetting("ConnectionStrings:Varamail", connection).UseSetting("Registration:MailCopyToRegistrar", "true")
        );

    private HttpClient As(Uri address, string user) => Rehearsed.Client(address, outlook.Tokens.ForApi(user));

    /// <summary>Sends, and comes back while the answer is still awaited.</summary>
    private async Task<Task<HttpResponseMessage>> BeginAsync(ApiProcess api, ItemRef item, Action hold)
    {
        var henrik = As(api.Address, "henrik.strand@vara.se");
        var fingerprint = (await henrik.AssessAsync(item)).Item.Fingerprint;
        hold();
        return henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint));
    }

    private async Task NothingIsHalfAsync(ApiHost after)
    {
        using var karin = As(after.Address, "karin.ekdahl@vara.se");
        Assert.That((await karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Total, Is.Zero);
        Assert.That(Files(""), Is.Not.Empty, "what the dead one left");
        foreach (var file in Files(""))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        await ActivatorUtilities.CreateInstance<Discarding>(after.Services).DiscardAsync(CancellationToken.None);
        Assert.That(Files(""), Is.Empty, "is swept away");
    }

    private async Task<RegistrationView> OneRegistrationAsync(ApiHost after, ItemRef item, byte[] bytes, HttpStatusCode repeated)
    {
        using var henrik = As(after.Address, "henrik.strand@vara.se");
        using var karin = As(after.Address, "karin.ekdahl@vara.se");
        var sent = await (await henrik.SendItemAsync(item)).ReadAsync<RegistrationView>(repeated);
        var again = await (await henrik.SendItemAsync(item)).ReadAsync<RegistrationView>();

        Assert.That(again.Id, Is.EqualTo(sent.Id));
        Assert.That((await karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Items.Select(i => i.Id), Is.EqualTo(new[] { sent.Id }));
        Assert.That(await (await karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsByteArrayAsync(), Is.EqualTo(bytes));
        Assert.That(Files(""), Has.Count.EqualTo(1));
        await (await karin.DeskAsync(sent.Id, "enter", Calls.Entry() with { ReceivedOn = DateOnly.FromDateTime(DateTime.UtcNow) })).ReadAsync<QueueItem>();
        return again;
    }

    private List<string> Files(string under)
    {
        var place = Path.Combine(data, "originals", under);
        return Directory.Exists(place) ? [.. Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)] : [];
    }

    private async Task<long> CountAsync()
    {
        await using System.Data.Common.DbConnection db = store is Store.Postgres ? new NpgsqlConnection(connection) : new SqliteConnection(connection);
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Registrations\"";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Keeps every registration from being committed, after its original is stored: somebody holds a table that is written last, or, where
    /// tables can't be held, the database counts for ever.</summary>
    private async Task<IAsyncDisposable> HoldCommitAsync()
    {
        if (store is Store.Postgres)
        {
            NpgsqlConnection db = new(connection);
            await db.OpenAsync();
            await using var held = db.CreateCommand();
            held.CommandText = "BEGIN; LOCK TABLE \"Copies\" IN EXCLUSIVE MODE";
            await held.ExecuteNonQueryAsync();
            return db;
        }
        SqliteConnection file = new(connection);
        await file.OpenAsync();
        await using var slow = file.CreateCommand();
        slow.CommandText = """
            CREATE TRIGGER held BEFORE INSERT ON "Copies" BEGIN
                SELECT COUNT(*) FROM sqlite_master a, sqlite_master b, sqlite_master c, sqlite_master d, sqlite_master e, sqlite_master f, sqlite_master g;
            END
            """;
        await slow.ExecuteNonQueryAsync();
        return new Dropped(file);
    }

    private sealed class Dropped(SqliteConnection file) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var drop = file.CreateCommand())
            {
                drop.CommandText = "DROP TRIGGER held";
                await drop.ExecuteNonQueryAsync();
            }
            await file.DisposeAsync();
        }
    }

    /// <summary>A message whose second half can be kept back.</summary>
    private sealed class HeldMessage
    {
        private TaskCompletionSource open = Opened();

        public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Calls.Letter($"{Guid.NewGuid():N}@example.se", body: new string('x', 200_000)));

        public void Hold() => open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => open.TrySetResult();

        public Stream Open() => new Halves(Bytes, open.Task);

        private static TaskCompletionSource Opened()
        {
            TaskCompletionSource opened = new();
            opened.SetResult();
            return opened;
        }

        private sealed class Halves(byte[] bytes, Task second) : MemoryStream(bytes)
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var half = (int)Length / 2;
                if (Position >= half)
                    await second.WaitAsync(cancellationToken);
                return await base.ReadAsync(Position < half ? buffer[..Math.Min(buffer.Length, half - (int)Position)] : buffer, cancellationToken);
            }

            // Or the stream's own short cut would pass the half by.
            public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
            {
                var buffer = new byte[8192];
                for (int read; (read = await ReadAsync(buffer, cancellationToken)) > 0; )
                {
                    await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    await destination.FlushAsync(cancellationToken);
                }
            }
        }
    }
}
