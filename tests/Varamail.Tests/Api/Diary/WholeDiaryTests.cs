using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Audit;
using Varamail.Api.Diary;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Diary;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class WholeDiaryTests(Store store)
{
    private const string Files = """
        --x
        Content-Type: text/plain; charset=utf-8

        Se bilagorna.
        --x
        Content-Type: application/pdf; name="karta.pdf"
        Content-Disposition: attachment; filename="karta.pdf"
        Content-Transfer-Encoding: base64

        a2FydGE=
        --x
        Content-Type: message/rfc822
        Content-Disposition: attachment; filename="tidigare.eml"

        From: Ulla Berg <ulla@example.se>
        Subject: Tidigare
        Date: Tue, 24 Nov 2026 08:55:00 +0100

        Jag fyller i.
        --x--
        """;

    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task A_correction_shows_what_stands_and_what_stood()
    {
        await api.EnteredAsync();
        var entry = await EntryAsync();

        var corrected = await (await CorrectAsync(entry.Id, Right(entry) with { Title = "Ansökan om marklov", Counterpart = "Ulla Bergh" })).ReadAsync<EntryView>();

        Assert.That((corrected.Title, corrected.Counterpart, corrected.Number), Is.EqualTo(("Ansökan om marklov", "Ulla Bergh", entry.Number)));
        Assert.That(corrected.Corrections.Select(c => (c.Field, c.Was, c.Is)), Is.EqualTo(new[]
        {
            ("title", entry.Title, "Ansökan om marklov"),
            ("counterpart", "Ulla Berg", "Ulla Bergh"),
        }));
        Assert.That(corrected.Corrections[0].By.Name, Is.EqualTo("Karin Ekdahl"));
        Assert.That((await EntryAsync()).Title, Is.EqualTo("Ansökan om marklov"));
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases?search=marklov")).Total, Is.EqualTo(1));
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases?search=bygglov%20fr%C3%A5n")).Total, Is.EqualTo(1), "what stood is found, too");
        Assert.That(await ReadAsync(db => db.Audit.CountAsync(a => a.Act == AuditAct.Corrected)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_correction_of_nothing_or_without_sense_is_refused()
    {
        await api.EnteredAsync();
        var entry = await EntryAsync();
        var right = Right(entry);

        await (await CorrectAsync(entry.Id, right)).ProblemAsync(400, "invalid");
        await (await CorrectAsync(entry.Id, right with { Reason = "" })).ProblemAsync(400, "invalid");
        await (await CorrectAsync(entry.Id, right with { ReceivedOn = new DateOnly(2026, 11, 26) })).ProblemAsync(400, "invalid");
        await (await CorrectAsync(entry.Id, right with { PublicTitle = null, Secrecy = new SecrecyMarking("21 kap. 3 § OSL", null, new DateOnly(2026, 11, 25)) })).ProblemAsync(400, "invalid");
        await (await CorrectAsync(Guid.NewGuid(), right)).ProblemAsync(404, "notFound");
        await (await api.Henrik.PostAsync($"/api/v1/diary/entries/{entry.Id}/correct", right with { Title = "x" })).ProblemAsync(403, "forbidden");
        await api.Karin.VoidAsync("BYN/2026/1");
        await (await CorrectAsync(entry.Id, right with { Title = "x" })).ProblemAsync(409, "alreadyDecided");
        Assert.That(await ReadAsync(db => db.Corrections.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task An_entry_names_the_files_that_came_with_it_and_all_parties()
    {
        var sent = await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Multipart("a1@example.se", Files)));
        await api.Karin.EnterAsync(sent.Id, Calls.Entry() with { Parties = [new PartyEntry(PartyRole.Sender, "Per Berg", "per@example.se", Hidden: true)] });

        var entry = await EntryAsync();

        Assert.That(entry.Appendices.Select(a => (a.Number, a.Name, a.MediaType)), Is.EqualTo(new[] { (1, "karta.pdf", "application/pdf"), (2, "tidigare.eml", "message/rfc822") }));
        Assert.That(entry.Appendices[0].Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData("karta"u8))));
        Assert.That(entry.Parties.Select(p => (p.Name, p.Hidden)), Is.EqualTo(new[] { ("Ulla Berg", false), ("Per Berg", true) }));
    }

    private async Task<EntryView> EntryAsync() => (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries[0];

    private Task<HttpResponseMessage> CorrectAsync(Guid id, CorrectRequest request) => api.Karin.PostAsync($"/api/v1/diary/entries/{id}/correct", request);

    private static CorrectRequest Right(EntryView e) =>
        new(e.Title, e.PublicTitle, e.DocumentType, e.ClassificationCode, e.ReceivedOn, e.Counterpart, e.HideCounterpart, e.CaseOfficer, e.Secrecy, e.Note, "Fel");

    private async Task<T> ReadAsync<T>(Func<VaramailDb, Task<T>> query)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<VaramailDb>());
    }
}
