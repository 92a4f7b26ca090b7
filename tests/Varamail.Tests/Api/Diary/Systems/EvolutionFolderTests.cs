using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Evolution;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture("Xml")]
[TestFixture("Json")]
internal sealed class EvolutionFolderTests(string format) : DiarySystemContract
{
    private FakeTimeProvider clock = null!;
    private readonly EvolutionFaults faults = new();
    private string folder = null!;
    private string other = null!;
    private EvolutionRegister register = null!;
    private EvolutionFolderReader evolution = null!;

    protected override Task<IDiarySystem> StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("varamail-folder-").FullName;
        other = Directory.CreateTempSubdirectory("varamail-evolution-").FullName;
        faults.Clear();
        clock = new FakeTimeProvider(DateTimeOffset.UtcNow); // receipts carry the real time of their files
        register = new EvolutionRegister(other);
        evolution = new EvolutionFolderReader(folder, register, faults) { AnswersInJson = format == "Json" };
        return Task.FromResult<IDiarySystem>(Open());
    }

    protected override Task StopAsync()
    {
        Directory.Delete(folder, recursive: true);
        Directory.Delete(other, recursive: true);
        return Task.CompletedTask;
    }

    protected override Task SettleAsync()
    {
        evolution.Work();
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<Held>> HeldAsync() => Task.FromResult(EvolutionHttpTests.Held(register));

    [Test]
    public async Task A_package_is_whole_when_it_can_be_seen_and_says_what_the_schema_says()
    {
        var document = await DocumentAsync(
            title: "Titel med styrtecken \u0001 och halvt par \ud83d",
            appendices: [File("a"u8.ToArray(), "karta.pdf", "application/pdf")]
        );

        var answer = await Diary.AddDocumentAsync(document, default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Waiting));
        var package = new DirectoryInfo(Path.Combine(folder, "in")).GetDirectories().Single();
        Assert.That(package.Name, Is.EqualTo(document.Key.ToString()));
        Assert.That(package.GetFiles().Select(f => f.Name), Is.EquivalentTo(new[] { "document." + format.ToLowerInvariant(), "00-meddelande.eml", "01-karta.pdf" }));
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "writing")), Is.Empty);
        if (format == "Json")
            return;
        var wrong = new List<string>();
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Repository.At("docs", "evolution-folder.xsd"));
        XDocument.Load(Path.Combine(package.FullName, "document.xml")).Validate(schemas, (_, e) => wrong.Add(e.Message));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task A_package_that_was_taken_and_never_answered_becomes_uncertain_and_is_not_laid_again()
    {
        var document = await DocumentAsync();
        faults.Queue(EvolutionFault.DiesAfter);
        await Diary.AddDocumentAsync(document, default);
        evolution.Work();

        Assert.That((await Diary.AddDocumentAsync(document, default)).Outcome, Is.EqualTo(DiaryOutcome.Waiting));
        clock.Advance(TimeSpan.FromHours(25));
        var later = await Diary.AddDocumentAsync(document, default);

        Assert.That(later.Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That(later.Reason, Is.EqualTo("takenWithoutReceipt"));
        evolution.Work();
        Assert.That(register.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_package_that_waits_is_not_uncertain_however_long_it_waits()
    {
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        clock.Advance(TimeSpan.FromDays(30));

        Assert.That((await Diary.AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.Waiting));
    }

    [TestCase(EvolutionFault.Wrong, "receiptUnreadable")]
    [TestCase(EvolutionFault.Foreign, "receiptOfAnother")]
    public async Task A_receipt_that_cannot_be_trusted_leaves_the_document_to_a_person(EvolutionFault fault, string reason)
    {
        var document = await DocumentAsync();
        faults.Queue(fault);
        await Diary.AddDocumentAsync(document, default);
        evolution.Work();
        clock.Advance(TimeSpan.FromMinutes(2)); // it could have been half written until now

        var answer = await Diary.AskAboutDocumentAsync(Authority, document.Key, default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That(answer.Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task A_receipt_that_is_being_written_is_waited_for()
    {
        var document = await DocumentAsync();
        faults.Queue(EvolutionFault.Wrong);
        await Diary.AddDocumentAsync(document, default);
        evolution.Work();

        Assert.That((await Diary.AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.Waiting));
    }

    [Test]
    public async Task Two_receipts_that_say_the_same_are_one()
    {
        faults.Queue(EvolutionFault.Twice);

        await DeliverAsync(await DocumentAsync());

        Assert.That(Directory.GetFiles(Path.Combine(folder, "receipts")), Has.Length.EqualTo(2));
        Assert.That(register.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_receipts_that_differ_tell_of_a_double_entry()
    {
        register = new EvolutionRegister(other, knowsKeys: false);
        evolution = new EvolutionFolderReader(folder, register, faults);
        faults.Queue(EvolutionFault.Twice);
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        evolution.Work();

        var answer = await Diary.AskAboutDocumentAsync(Authority, document.Key, default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That(answer.Reason, Is.EqualTo("receiptsDiffer"));
    }

    [Test]
    public async Task An_error_file_is_a_refusal_and_its_words_are_not_repeated()
    {
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        Directory.CreateDirectory(Path.Combine(folder, "errors"));
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(folder, "errors", $"{document.Key}.error.json"),
            $$"""{ "key": "{{document.Key}}", "code": "Ulla Bergs ansökan kan inte läsas" }"""
        );

        var answer = await Diary.AskAboutDocumentAsync(Authority, document.Key, default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Refused));
        Assert.That(answer.Reason, Is.EqualTo("unspecified"));
    }

    [TestCase("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><receipt><key>KEY</key><id>&x;</id></receipt>")]
    [TestCase("{ \"key\": \"KEY\", \"id\": \"1\", \"number\": \"rad\\nbrytning\", \"case\": { \"number\": \"1\" } }")]
    [TestCase("{ \"key\": \"KEY\" }")]
    [TestCase("[]")]
    [TestCase("")]
    public async Task A_poisoned_receipt_is_never_taken_for_one(string text)
    {
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        Directory.CreateDirectory(Path.Combine(folder, "receipts"));
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(folder, "receipts", $"{document.Key}.receipt.xml"),
            text.Replace("KEY", document.Key.ToString(), StringComparison.Ordinal)
        );
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await Diary.AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
    }

    [Test]
    public async Task A_receipt_that_leads_elsewhere_is_not_followed()
    {
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        var elsewhere = Path.Combine(other, "elsewhere.json");
        await System.IO.File.WriteAllTextAsync(elsewhere, $$"""{ "key": "{{document.Key}}", "id": "1", "number": "2", "case": { "number": "3" } }""");
        Directory.CreateDirectory(Path.Combine(folder, "receipts"));
        System.IO.File.CreateSymbolicLink(Path.Combine(folder, "receipts", $"{document.Key}.receipt.json"), elsewhere);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await Diary.AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
    }

    [Test]
    public async Task A_server_that_died_between_noting_and_moving_is_followed_by_one_that_moves()
    {
        var document = await DocumentAsync();
        await Diary.AddDocumentAsync(document, default);
        var moved = Path.Combine(folder, "in", document.Key.ToString());
        var note = await System.IO.File.ReadAllTextAsync(Path.Combine(folder, "sent", document.Key + ".json"));
        var package = System.Text.Json.JsonDocument.Parse(note).RootElement.GetProperty("Package").GetString()!;
        Directory.Move(moved, Path.Combine(folder, "writing", package)); // as it was before the last step

        Assert.That((await Open().AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.NotFound));
        await DeliverAsync(document);

        Assert.That(register.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Servers_that_lay_the_same_package_at_once_lay_one()
    {
        var document = await DocumentAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Open().AddDocumentAsync(document, default))));

        Assert.That(answers.Select(a => a.Outcome), Is.All.EqualTo(DiaryOutcome.Waiting).Or.EqualTo(DiaryOutcome.Busy));
        Assert.That(Directory.EnumerateDirectories(Path.Combine(folder, "in")).Count(), Is.EqualTo(1));
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "writing")), Is.Empty);
        evolution.Work();
        Assert.That(register.Documents, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_not_an_answer()
    {
        var unplugged = new EvolutionFolder(Options.Create(new EvolutionFolderOptions { Folder = Path.Combine(folder, "borta") }), clock);

        Assert.That((await unplugged.AskAboutDocumentAsync(Authority, Guid.NewGuid(), default)).Outcome, Is.EqualTo(DiaryOutcome.Unavailable));
    }

    [Test]
    public async Task A_large_attachment_is_laid_with_little_memory()
    {
        var large = LargeFile.Of(50 * 1024 * 1024);

        var used = await LargeFile.MemoryOfAsync(async () => await Diary.AddDocumentAsync(await DocumentAsync(appendices: [large]), default));

        Assert.That(used, Is.LessThan(16 * 1024 * 1024));
        var path = Directory.GetFiles(Path.Combine(folder, "in"), "01-*", SearchOption.AllDirectories).Single();
        await using var written = System.IO.File.OpenRead(path);
        Assert.That(Convert.ToHexStringLower(await SHA256.HashDataAsync(written)), Is.EqualTo(large.Sha256));
    }

    private EvolutionFolder Open() => new EvolutionFolder(Options.Create(new EvolutionFolderOptions { Folder = folder, Format = format }), clock);
}
