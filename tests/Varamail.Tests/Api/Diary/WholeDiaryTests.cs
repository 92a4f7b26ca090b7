using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
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

    [Test]
    public async Task A_year_is_taken_out_with_every_file_and_its_hash()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Multipart("a1@example.se", Files));
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, Calls.Entry());
        await (await CorrectAsync((await EntryAsync()).Id, Right(await EntryAsync()) with { Title = "=ANSÖKAN" })).ReadAsync<EntryView>();
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("b2@example.se")))).Id, Calls.Entry("BYN 2026/1"));

        using var zip = await ExportAsync("tables");

        var manifest = await TextAsync(zip, "BYN-2026/manifest.sha256");
        var listed = manifest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")).ToDictionary(parts => "BYN-2026/" + parts[1], parts => parts[0]);
        Assert.That(listed.Keys.Append("BYN-2026/manifest.sha256"), Is.EquivalentTo(zip.Entries.Select(e => e.FullName)));
        foreach (var (path, sha256) in listed)
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(await BytesAsync(zip, path))), Is.EqualTo(sha256), path);
        Assert.That(await BytesAsync(zip, "BYN-2026/files/BYN_2026_1-1/00-meddelande.eml"), Is.EqualTo(api.Mailboxes.BytesOf(item)));
        Assert.That(await BytesAsync(zip, "BYN-2026/files/BYN_2026_1-1/01-karta.pdf"), Is.EqualTo("karta"u8.ToArray()));
        Assert.That(await TextAsync(zip, "BYN-2026/documents.csv"), Does.Contain("BYN 2026/1-1;BYN 2026/1;'=ANSÖKAN;").And.Contain("BYN 2026/1-2;"));
        Assert.That(await TextAsync(zip, "BYN-2026/corrections.csv"), Does.Contain("BYN 2026/1-1;title;Ansökan om bygglov från Ulla Berg;'=ANSÖKAN;Fel"));
        Assert.That(await ReadAsync(db => db.Audit.CountAsync(a => a.Act == AuditAct.Exported && a.Detail == "diary tables 2026")), Is.EqualTo(1));
    }

    [Test]
    public async Task A_year_is_taken_out_as_an_FGS_package()
    {
        await api.EnteredAsync();
        var entry = await EntryAsync();
        await (await CorrectAsync(entry.Id, Right(entry) with { Note = "Kom på papper också" })).ReadAsync<EntryView>();
        await api.Karin.VoidAsync("BYN/2026/1");

        using var zip = await ExportAsync("fgs");

        var erms = XDocument.Load(new MemoryStream(await BytesAsync(zip, "BYN-2026/representations/rep1/data/erms.xml")));
        List<string> wrong = [];
        var schemas = new System.Xml.Schema.XmlSchemaSet();
        schemas.Add(null, Repository.At("tests", "Varamail.Tests", "Api", "Diary", "Systems", "erms-subset.xsd"));
        System.Xml.Schema.Extensions.Validate(erms, schemas, (_, e) => wrong.Add(e.Message));
        Assert.That(wrong, Is.Empty);
        XNamespace ns = "https://DILCIS.eu/XML/ERMS";
        Assert.That(erms.Descendants(ns + "objectId").Select(o => o.Value), Is.EqualTo(new[] { "BYN 2026/1", "BYN 2026/1-1" }));
        Assert.That(erms.Descendants(ns + "note").Select(n => (string?)n.Attribute("noteType")), Is.EqualTo(new[] { "note", "correction", "voided" }));
        Assert.That(zip.GetEntry("BYN-2026/METS.xml"), Is.Not.Null);
        Assert.That(zip.GetEntry("BYN-2026/" + "representations/rep1/data/" + (string?)erms.Descendants(ns + "appendix").Single().Attribute("path")), Is.Not.Null);
    }

    [Test]
    public async Task Only_a_head_registrar_takes_the_diary_out_and_only_her_own()
    {
        await api.EnteredAsync();

        await (await api.Karin.GetAsync("/api/v1/diary/export?authority=BYN&year=2026")).ProblemAsync(403, "forbidden");
        await (await api.Bo.GetAsync("/api/v1/diary/export?authority=XYZ&year=2026")).ProblemAsync(404, "notFound");
        await (await api.Bo.GetAsync("/api/v1/diary/export?authority=BYN&year=2026&form=pdf")).ProblemAsync(400, "invalid");
    }

    private async Task<ZipArchive> ExportAsync(string form)
    {
        var answer = await api.Bo.GetAsync($"/api/v1/diary/export?authority=BYN&year=2026&form={form}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static async Task<byte[]> BytesAsync(ZipArchive zip, string path)
    {
        await using var entry = await zip.GetEntry(path)!.OpenAsync();
        using MemoryStream bytes = new();
        await entry.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task<string> TextAsync(ZipArchive zip, string path) => Encoding.UTF8.GetString(await BytesAsync(zip, path));

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
