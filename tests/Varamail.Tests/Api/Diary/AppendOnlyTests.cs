using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Diary;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Diary;

/// <summary>The database itself guards the diary, whoever writes to it.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class AppendOnlyTests(Store store)
{
    private VaramailApi api = null!;

    [OneTimeSetUp]
    public async Task Enter()
    {
        api = new VaramailApi(store);
        await api.EnteredAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase(typeof(DiaryEntry), "Voided")]
    [TestCase(typeof(DiaryCase), "Documents")]
    [TestCase(typeof(SeriesYear), "Last")]
    public async Task No_column_of_the_diary_changes_but_the_one_that_must(Type kind, string free)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var entity = db.Model.FindEntityType(kind)!;
        var table = entity.GetTableName()!;
        var columns = entity.GetTableMappings().Single().Table.Columns.Where(c => c.Name != free).ToList();

        Assert.That(columns, Is.Not.Empty);
        foreach (var column in columns)
            await RefusedAsync(db, $"UPDATE \"{table}\" SET \"{column.Name}\" = {Another(column)}, \"{free}\" = {Next(free)}", column.Name);
        await RefusedAsync(db, $"DELETE FROM \"{table}\"", "delete");
    }

    [TestCase("Appendices")]
    [TestCase("Parties")]
    [TestCase("Corrections")]
    public async Task What_belongs_to_an_entry_is_neither_changed_nor_deleted(string table)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var entry = await db.Entries.FirstAsync();
        if (table == "Appendices")
            db.Appendices.Add(new DiaryAppendix { EntryId = entry.Id, Ordinal = 1 + await db.Appendices.CountAsync(), Name = "a", MediaType = "b", Size = 1, Sha256 = "c" });
        if (table == "Corrections")
            db.Corrections.Add(
                new DiaryCorrection
                {
                    CaseId = entry.CaseId,
                    EntryId = entry.Id,
                    Ordinal = 1 + await db.Corrections.CountAsync(),
                    Field = "title",
                    Reason = "fel",
                    By = entry.EnteredBy,
                    At = entry.EnteredAt,
                }
            );
        await db.SaveChangesAsync();

        await RefusedAsync(db, $"UPDATE \"{table}\" SET \"Ordinal\" = \"Ordinal\" + 1", "update");
        await RefusedAsync(db, $"DELETE FROM \"{table}\"", "delete");
    }

    [TestCase("UPDATE \"Cases\" SET \"Documents\" = 0")]
    [TestCase("UPDATE \"Cases\" SET \"Documents\" = \"Documents\" + 2")]
    [TestCase("UPDATE \"Series\" SET \"Last\" = 0")]
    [TestCase("UPDATE \"Series\" SET \"Last\" = \"Last\" + 2")]
    public async Task Numbers_count_on_by_one_only(string change)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await RefusedAsync(scope.ServiceProvider.GetRequiredService<VaramailDb>(), change, change);
    }

    [Test]
    public async Task What_is_voided_stays_voided()
    {
        await using var voiding = new VaramailApi(store);
        await voiding.EnteredAsync();
        await voiding.Karin.VoidAsync("BYN/2026/1");

        await using var scope = voiding.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        await RefusedAsync(db, "UPDATE \"Entries\" SET \"Voided\" = NULL", "not voided");
        await RefusedAsync(db, "UPDATE \"Entries\" SET \"Voided\" = \"Voided\" || ' '", "otherwise voided");
    }

    private static async Task RefusedAsync(VaramailDb db, string change, string what)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var refused = Assert.CatchAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(change), what);
        Assert.That(refused!.Message, Does.Contain("append-only"), what);
    }

    private static string Next(string free) => free == "Voided" ? "'x'" : $"\"{free}\" + 1";

    private static string Another(IColumn column) =>
        (column.StoreType.Split('(')[0], column.Name) switch
        {
            ("TEXT" or "text" or "character varying", var name) => $"COALESCE(\"{name}\", '') || 'x'",
            ("INTEGER", var name) => $"1 - \"{name}\"",
            ("integer", var name) => $"\"{name}\" + 2",
            ("boolean", var name) => $"NOT \"{name}\"",
            ("uuid", _) => "gen_random_uuid()",
            ("date", var name) => $"\"{name}\" + 1",
            ("timestamp with time zone", var name) => $"\"{name}\" + interval '1 day'",
            var (type, name) => throw new NotSupportedException($"{name}: {type}"),
        };
}
