using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Diary;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class BuiltInDiaryTests(Store store) : DiarySystemContract
{
    private VaramailApi api = null!;
    private AsyncServiceScope scope;

    protected override Task<IDiarySystem> StartAsync()
    {
        api = new VaramailApi(store);
        scope = api.Services.CreateAsyncScope();
        return Task.FromResult(scope.ServiceProvider.GetRequiredService<DiarySystems>().Of(Authority));
    }

    protected override async Task StopAsync()
    {
        await scope.DisposeAsync();
        await api.DisposeAsync();
    }

    protected override async Task<Guid> RegistrationAsync() =>
        (await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter($"{Guid.NewGuid():N}@example.se")))).Id;

    protected override async Task<IReadOnlyList<Held>> HeldAsync()
    {
        await using var reading = api.Services.CreateAsyncScope();
        var db = reading.ServiceProvider.GetRequiredService<VaramailDb>();
        var numbers = reading.ServiceProvider.GetRequiredService<DiaryNumbers>();
        var originals = reading.ServiceProvider.GetRequiredService<Originals>();
        var held = new List<Held>();
        foreach (var entry in await db.Entries.AsNoTracking().Include(e => e.Case).OrderBy(e => e.Case.Ordinal).ThenBy(e => e.Ordinal).ToListAsync())
        {
            var text = EntryText.Of(entry, await db.CorrectionsOfAsync(entry.Id, default));
            var appendices = await db.Appendices.Where(a => a.EntryId == entry.Id).OrderBy(a => a.Ordinal).ToListAsync();
            held.Add(
                new Held(
                    numbers.Of(entry.Case),
                    numbers.OfDocument(entry.Case, entry.Ordinal),
                    entry.Case.Title,
                    text.Title,
                    text.PublicTitle,
                    text.Secrecy?.Provision,
                    await db.Parties.Where(p => p.EntryId == entry.Id).OrderBy(p => p.Ordinal).Select(p => p.Name).ToListAsync(),
                    [
                        Read(originals, "meddelande.eml", entry.Sha256),
                        .. appendices.Select(a => Read(originals, a.Name, a.Sha256)),
                    ]
                )
            );
        }
        return held;
    }

    [Test]
    public async Task The_store_keeps_what_the_diary_names()
    {
        var document = await DocumentAsync(appendices: [File("bilaga"u8.ToArray(), "bilaga.txt", "text/plain")]);
        await DeliverAsync(document);
        api.Clock.Advance(TimeSpan.FromDays(30));

        await api.DiscardAsync();

        Assert.That((await HeldAsync()).Single().Files.Select(f => f.Sha256), Is.EqualTo(document.Files.Select(f => f.Sha256)));
    }

    [Test]
    public async Task A_correction_keeps_the_original_entry()
    {
        var receipt = await DeliverAsync(await DocumentAsync());
        await Diary.UpdateAsync(new DocumentUpdate(Authority, receipt.Id, "Ny titel", "Ansökan", "Ansökan", null, Karin, "Fel namn"), default);
        await Diary.UpdateAsync(new DocumentUpdate(Authority, receipt.Id, "Nyare titel", "Ansökan", "Ansökan", null, Karin, "Fel igen"), default);

        await using var reading = api.Services.CreateAsyncScope();
        var db = reading.ServiceProvider.GetRequiredService<VaramailDb>();
        Assert.That((await db.Entries.SingleAsync()).Title, Is.EqualTo("Ansökan om bygglov"));
        var corrections = await db.Corrections.OrderBy(c => c.Ordinal).ToListAsync();
        Assert.That(corrections.Select(c => (c.Ordinal, c.Field, c.Was, c.Is, c.Reason)), Is.EqualTo(new[]
        {
            (1, "title", "Ansökan om bygglov", "Ny titel", "Fel namn"),
            (2, "title", "Ny titel", "Nyare titel", "Fel igen"),
        }));
        Assert.That((await Diary.SearchCasesAsync(new CaseSearch(Authority, "nyare TITEL"), default)).Value, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_that_send_the_same_document_at_once_get_the_same_number()
    {
        var document = await DocumentAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var other = api.Services.CreateAsyncScope();
            return await other.ServiceProvider.GetRequiredService<DiarySystems>().Of(Authority).AddDocumentAsync(document, default);
        }));

        Assert.That(answers.Select(a => a.Value!.Number).Distinct(), Is.EqualTo(new[] { "BYN 2026/1-1" }));
    }

    private static HeldFile Read(Originals originals, string name, string sha256)
    {
        using var file = originals.Open(sha256);
        return new HeldFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
