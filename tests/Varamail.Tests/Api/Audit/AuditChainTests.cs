using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Audit;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Audit;

/// <summary>Somebody with the right to change the database changes the trail, and it is found.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class AuditChainTests(Store store)
{
    private const string Columns = "\"Act\", \"ById\", \"ByName\", \"Authority\", \"Registration\", \"Detail\", \"Reason\", \"Previous\", \"Hash\"";
    private VaramailApi api = null!;

    [SetUp]
    public async Task Fill()
    {
        api = new VaramailApi(store);
        for (var i = 0; i < 5; i++)
            await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{i}@example.se")));
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase("UPDATE \"Audit\" SET \"ByName\" = 'x'")]
    [TestCase("DELETE FROM \"Audit\"")]
    [TestCase("UPDATE \"AuditHeads\" SET \"Last\" = \"Last\" - 1")]
    [TestCase("UPDATE \"AuditHeads\" SET \"Id\" = 2, \"Last\" = \"Last\" + 1")]
    [TestCase("DELETE FROM \"AuditHeads\"")]
    [TestCase("INSERT INTO \"AuditHeads\" (\"Id\", \"Last\") VALUES (2, 9)")]
    public async Task The_database_refuses(string change)
    {
        var refused = Assert.CatchAsync<DbException>(() => ChangeAsync(change));
        Assert.That(refused!.Message, Does.Contain("append-only"));
        Assert.That((await VerifyAsync()).Fault, Is.Null);
    }

    [TestCase("UPDATE \"Audit\" SET \"ByName\" = 'Någon Annan' WHERE \"Number\" = 3", AuditFault.Altered, 3)]
    [TestCase("UPDATE \"Audit\" SET \"Reason\" = 'x' WHERE \"Number\" = 5", AuditFault.Altered, 5)]
    [TestCase("UPDATE \"Audit\" SET \"Detail\" = '' WHERE \"Number\" = 2", AuditFault.Altered, 2)]
    [TestCase("UPDATE \"Audit\" SET \"Act\" = 'Read' WHERE \"Number\" = 1", AuditFault.Altered, 1)]
    [TestCase("UPDATE \"Audit\" SET \"Hash\" = \"Previous\" WHERE \"Number\" = 4", AuditFault.Altered, 4)]
    [TestCase("DELETE FROM \"Audit\" WHERE \"Number\" = 1", AuditFault.Missing, 1)]
    [TestCase("DELETE FROM \"Audit\" WHERE \"Number\" = 3", AuditFault.Missing, 3)]
    [TestCase("DELETE FROM \"Audit\" WHERE \"Number\" = 5", AuditFault.Missing, 5)]
    [TestCase("DELETE FROM \"Audit\"", AuditFault.Missing, 1)]
    [TestCase("UPDATE \"Audit\" SET \"Number\" = -2 WHERE \"Number\" = 2; UPDATE \"Audit\" SET \"Number\" = 2 WHERE \"Number\" = 3; UPDATE \"Audit\" SET \"Number\" = 3 WHERE \"Number\" = -2", AuditFault.Altered, 2)]
    [TestCase("DELETE FROM \"Audit\" WHERE \"Number\" = 2; UPDATE \"Audit\" SET \"Number\" = 2 WHERE \"Number\" = 5", AuditFault.Altered, 2)]
    [TestCase("INSERT INTO \"Audit\" (\"Number\", \"At\", " + Columns + ") SELECT 6, \"At\", " + Columns + " FROM \"Audit\" WHERE \"Number\" = 5", AuditFault.Uncounted, 6)]
    [TestCase("INSERT INTO \"Audit\" (\"Number\", \"At\", " + Columns + ") SELECT 0, \"At\", " + Columns + " FROM \"Audit\" WHERE \"Number\" = 5", AuditFault.OutOfOrder, 1)]
    public async Task Whoever_changes_it_all_the_same_is_found(string change, AuditFault fault, long row)
    {
        await DisarmAsync();
        await ChangeAsync(change);

        var found = await VerifyAsync();

        Assert.That((found.Fault, found.Row), Is.EqualTo(((AuditFault?)fault, (long?)row)));
        Assert.That(await CommandAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_that_was_put_in_with_a_hash_of_its_own_breaks_the_row_after_it()
    {
        await DisarmAsync();
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var third = await db.Audit.AsNoTracking().SingleAsync(r => r.Number == 3);
        AuditRow Forged(string hash) =>
            new() { Number = 3, At = third.At, Act = third.Act, ById = third.ById, ByName = "Någon Annan", Authority = third.Authority, Registration = third.Registration, Previous = third.Previous, Hash = hash };
        await db.Audit.Where(r => r.Number == 3).ExecuteDeleteAsync();
        db.Audit.Add(Forged(AuditChain.HashOf(Forged(""))));
        await db.SaveChangesAsync();

        var found = await VerifyAsync();

        Assert.That((found.Fault, found.Row), Is.EqualTo(((AuditFault?)AuditFault.OutOfOrder, (long?)4)));
    }

    [Test]
    public async Task A_trail_that_was_written_anew_is_found_by_a_row_that_was_noted()
    {
        var noted = await VerifyAsync();
        await DisarmAsync();
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        await ChangeAsync("DELETE FROM \"Audit\"; UPDATE \"AuditHeads\" SET \"Last\" = 0");
        for (var i = 0; i < 5; i++)
            await db.RecordAsync(new Act(AuditAct.Sent, new("1", "Någon Annan", "")), CancellationToken.None);

        Assert.That(await CommandAsync(), Is.Zero, "by itself the new trail is whole");
        Assert.That(await CommandAsync($"--noted={noted.Rows}:{noted.Hash}"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_command_prints_what_to_keep_and_takes_it_back()
    {
        StringWriter output = new();
        Assert.That(await VerifyAudit.RunAsync([VerifyAudit.Name, .. api.Settings], output), Is.Zero);
        var found = await VerifyAsync();
        Assert.That(output.ToString().Trim(), Is.EqualTo($"Whole: 5 rows. Keep this line: 5:{found.Hash}"));

        await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("later@example.se")));
        Assert.That(await CommandAsync($"--noted=5:{found.Hash}"), Is.Zero);
        Assert.That(await CommandAsync($"--noted=9:{found.Hash}"), Is.EqualTo(1), "rows that were there are gone");
        Assert.That(await CommandAsync("--noted=nonsense"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_server_s_own_file_runs_the_command()
    {
        await DisarmAsync();
        await ChangeAsync("DELETE FROM \"Audit\" WHERE \"Number\" = 2");
        ProcessStartInfo start = new("dotnet", [typeof(VaramailDb).Assembly.Location, VerifyAudit.Name, .. api.Settings]) { RedirectStandardOutput = true };

        using var command = Process.Start(start)!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();

        Assert.That((command.ExitCode, said.Trim()), Is.EqualTo((1, "Broken at row 2: it is gone. Rows before it: 1.")));
    }

    [Test]
    public async Task A_database_that_can_not_be_read_is_not_called_whole()
    {
        string[] settings = store is Store.Postgres ? ["--ConnectionStrings:Varamail=Host=127.0.0.1;Port=1;Database=x;Username=x"] : ["--ConnectionStrings:Varamail=Data Source=finns-inte.db;Mode=ReadOnly"];

        Assert.That(await VerifyAudit.RunAsync([VerifyAudit.Name, .. settings], TextWriter.Null), Is.EqualTo(2));
    }

    private Task<AuditVerification> VerifyAsync() => api.Bo.GetAsync<AuditVerification>("/api/v1/audit/verification");

    private Task<int> CommandAsync(params string[] more) => VerifyAudit.RunAsync([VerifyAudit.Name, .. api.Settings, .. more], TextWriter.Null);

    private async Task ChangeAsync(string sql)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<VaramailDb>().Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Takes away what the database refuses, as its owner can.</summary>
    private Task DisarmAsync() =>
        ChangeAsync(
            store is Store.Postgres
                ? "ALTER TABLE \"Audit\" DISABLE TRIGGER ALL; ALTER TABLE \"AuditHeads\" DISABLE TRIGGER ALL"
                : "DROP TRIGGER \"Audit_UPDATE\"; DROP TRIGGER \"Audit_DELETE\"; DROP TRIGGER \"AuditHeads_UPDATE\""
        );
}
