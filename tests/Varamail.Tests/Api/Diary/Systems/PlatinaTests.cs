using Microsoft.AspNetCore.Builder;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Platina;
using Varamail.Rehearsal.Evolution;
using Varamail.Rehearsal.Platina;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture]
internal sealed class PlatinaTests : DiarySystemContract
{
    private string folder = null!;
    private PlatinaApi platina = null!;
    private WebApplication host = null!;

    protected override async Task<IDiarySystem> StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("varamail-platina-").FullName;
        platina = new PlatinaApi(new EvolutionRegister(folder, knowsKeys: false), new EvolutionFaults());
        host = await LoopbackHost.StartAsync(platina.AnswerAsync);
        return Open();
    }

    protected override async Task StopAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<IReadOnlyList<Held>> HeldAsync() => Task.FromResult(EvolutionHttpTests.Held(platina.Register));

    [Test]
    public void Without_the_servers_own_addresses_it_opens_cases_and_nothing_else() =>
        Assert.That(
            Open(["DeedsPath", "FilesPath", "FileContentPath", "CaseByKeyPath", "DeedByKeyPath", "CaseSearchPath"]).Abilities,
            Is.EqualTo(DiaryAbilities.OpenCase | DiaryAbilities.Secrecy)
        );

    [Test]
    public async Task A_provision_that_platina_does_not_know_is_refused_before_anything_is_sent()
    {
        var document = await DocumentAsync() with { Secrecy = new SecrecyMarking("99 kap. 9 § OSL", null, new DateOnly(2026, 11, 25)) };

        var answer = await Diary.AddDocumentAsync(document, default);

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((DiaryOutcome.Refused, "provisionUnknown")));
        Assert.That(platina.Register.Cases, Is.Empty);
    }

    [Test]
    public async Task A_damaged_file_opens_no_case_and_no_deed()
    {
        var document = await DocumentAsync(appendices: [File("karta"u8.ToArray(), "karta.pdf", "application/pdf") with { Sha256 = new string('0', 64) }]);

        Assert.ThrowsAsync<InvalidDataException>(() => Diary.AddDocumentAsync(document, default));

        Assert.That(platina.Register.Cases, Is.Empty);
    }

    [Test]
    public async Task A_long_title_is_cut_and_stands_whole_in_the_description()
    {
        var title = string.Concat(Enumerable.Repeat("Överklagande ", 20));

        Assert.That((await Diary.OpenCaseAsync(NewCase(title), default)).Outcome, Is.EqualTo(DiaryOutcome.Done));
        var opened = platina.Register.Cases.Single();
        Assert.That(opened.Title, Has.Length.LessThanOrEqualTo(200).And.EndsWith("…"));
        Assert.That(opened.PublicTitle, Does.StartWith(title));
    }

    [Test]
    public async Task A_case_whose_answer_was_lost_is_found_by_its_key_and_not_opened_again()
    {
        var newCase = NewCase();
        platina.Faults.Queue(EvolutionFault.DiesAfter);
        Assert.That((await Diary.OpenCaseAsync(newCase, default)).Outcome, Is.EqualTo(DiaryOutcome.Uncertain));

        var receipt = await DeliverAsync(await DocumentAsync() with { Case = new CaseTarget(New: newCase) });

        Assert.That(platina.Register.Cases, Has.Count.EqualTo(1));
        Assert.That(receipt.Case.Number, Is.EqualTo(platina.Register.Cases[0].Number));
    }

    [Test]
    public async Task A_deed_that_lost_its_files_is_for_a_person()
    {
        platina.Faults.Queue(EvolutionFault.None, EvolutionFault.None, EvolutionFault.DiesBefore);

        var answer = await Diary.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((DiaryOutcome.Uncertain, "deedWithoutFiles")));
    }

    [Test]
    public async Task Nobody_calls_while_another_call_runs()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await Diary.OpenCaseAsync(NewCase(), default)));

        Assert.That(platina.WasCrowded, Is.False);
        Assert.That(platina.Register.Cases, Has.Count.EqualTo(6));
    }

    private IDiarySystem Open(IEnumerable<string>? without = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BaseAddress"] = host.Urls.First() + "/api/v8.0/",
            ["TokenAddress"] = host.Urls.First() + "/token",
            ["ClientId"] = "platina",
            ["ClientSecret"] = "hemligt",
            ["Scope"] = "api://platina/.default",
            ["Diaries:BYN"] = "17",
            ["StatusId"] = "s1",
            ["CaseTypeId"] = "t1",
            ["Origin"] = """{ "id": "o1" }""",
            ["ConfidentialParagraphs:21 kap. 3 § OSL"] = "p1",
            ["DeedsPath"] = "cases/{case}/deeds",
            ["FilesPath"] = "deeds/{deed}/files",
            ["FileContentPath"] = "files/{file}/content",
            ["CaseByKeyPath"] = "cases?diary={diary}&search={key}",
            ["DeedByKeyPath"] = "deeds?diary={diary}&key={key}",
            ["CaseSearchPath"] = "cases?diary={diary}&search={search}",
            ["Fields:answer.deed.id"] = "id",
            ["Fields:answer.deed.number"] = "deedNumber",
            ["Fields:answer.deed.case.id"] = "case.id",
            ["Fields:answer.deed.case.number"] = "case.diaryNumber",
            ["Fields:answer.deed.files"] = "files",
            ["Fields:answer.file.id"] = "fileId",
        };
        foreach (var name in without ?? [])
            settings.Remove(name);
        return Open(DiarySystems.Platina, PlatinaSetup.Add, settings);
    }
}
