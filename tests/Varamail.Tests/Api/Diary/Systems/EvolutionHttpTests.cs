using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Evolution;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture]
internal sealed class EvolutionHttpTests : DiarySystemContract
{
    private string folder = null!;
    private EvolutionApi evolution = null!;
    private WebApplication host = null!;

    protected override async Task<IDiarySystem> StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("varamail-evolution-").FullName;
        evolution = new EvolutionApi(new EvolutionRegister(folder), new EvolutionFaults(), "nyckel");
        host = await LoopbackHost.StartAsync(evolution.AnswerAsync);
        return Open();
    }

    protected override async Task StopAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<IReadOnlyList<Held>> HeldAsync() => Task.FromResult(Held(evolution.Register));

    internal static IReadOnlyList<Held> Held(EvolutionRegister register) =>
        [
            .. register.Documents.Select(d =>
            {
                var into = register.CaseOf(d);
                return new Held(
                    into.Number,
                    d.Number,
                    into.Title,
                    d.Title,
                    d.PublicTitle,
                    d.Provision,
                    d.Parties,
                    [.. d.Files.Select(f => new HeldFile(f.Name, f.Size, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(f.Path)))))]
                );
            }),
        ];

    [TestCase(EvolutionFault.DiesAfter)]
    [TestCase(EvolutionFault.Wrong)]
    [TestCase(EvolutionFault.Foreign)]
    public async Task A_lost_or_senseless_answer_is_uncertain_and_asking_settles_it(EvolutionFault fault)
    {
        var careful = Open(("Retries", "0"));
        var document = await DocumentAsync();
        evolution.Faults.Queue(fault);

        var answer = await careful.AddDocumentAsync(document, default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That((await careful.AskAboutDocumentAsync(Authority, document.Key, default)).Value!.Proves(document.Main.Sha256));
    }

    [Test]
    public async Task An_answer_that_never_comes_is_uncertain()
    {
        var hasty = Open(("AttemptSeconds", "1"), ("Retries", "0"));
        evolution.Faults.Queue(EvolutionFault.Slow);

        var answer = await hasty.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That(answer.Reason, Is.EqualTo("timeout"));
    }

    [TestCase(EvolutionFault.DiesBefore)]
    [TestCase(EvolutionFault.DiesAfter)]
    [TestCase(EvolutionFault.Fails)]
    [TestCase(EvolutionFault.Busy)]
    [TestCase(EvolutionFault.Twice)]
    public async Task A_system_that_knows_the_key_is_asked_again_at_once_and_stores_once(EvolutionFault fault)
    {
        evolution.Faults.Queue(fault);

        await DeliverAsync(await DocumentAsync());

        Assert.That(evolution.Register.Documents, Has.Count.EqualTo(1));
    }

    [TestCase(EvolutionFault.DiesBefore)]
    [TestCase(EvolutionFault.Fails)]
    public async Task A_system_that_knows_no_key_is_never_asked_twice(EvolutionFault fault)
    {
        var keyless = Open(("KnowsKey", "false"), ("CanBeAsked", "false"));
        evolution.Faults.Queue(fault);
        var document = await DocumentAsync();

        Assert.That((await keyless.AddDocumentAsync(document, default)).Outcome, Is.EqualTo(DiaryOutcome.Uncertain));
        Assert.That((await keyless.AskAboutDocumentAsync(Authority, document.Key, default)).Outcome, Is.EqualTo(DiaryOutcome.Unsupported));
        Assert.That(evolution.Writes, Is.EqualTo(1));
    }

    [TestCase(EvolutionFault.Busy, EvolutionFault.Busy)]
    [TestCase(EvolutionFault.Refuses)]
    public async Task What_one_attempt_left_uncertain_no_later_one_makes_certain(params EvolutionFault[] later)
    {
        evolution.Faults.Queue([EvolutionFault.DiesAfter, .. later]);

        var answer = await Diary.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Uncertain), "the first attempt had been stored, whatever the last one said");
    }

    [Test]
    public async Task A_busy_system_says_when_to_come_back()
    {
        evolution.Faults.Queue(EvolutionFault.Busy, EvolutionFault.Busy, EvolutionFault.Busy);

        var answer = await Diary.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That(answer.Outcome, Is.EqualTo(DiaryOutcome.Busy));
        Assert.That(answer.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_refusal_is_final_and_has_a_code()
    {
        evolution.Faults.Queue(EvolutionFault.Refuses);

        var answer = await Diary.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((DiaryOutcome.Refused, "refused")));
        Assert.That(evolution.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task Altered_bytes_prove_nothing()
    {
        evolution.Faults.Queue(EvolutionFault.Alters);
        var document = await DocumentAsync();

        var receipt = await DeliverAsync(document);

        Assert.That(receipt.Proves(document.Main.Sha256), Is.False);
    }

    [Test]
    public async Task Nobody_home_is_unavailable_and_nothing_is_uncertain()
    {
        await host.StopAsync();

        Assert.That((await Open(("Retries", "0")).AddDocumentAsync(await DocumentAsync(), default)).Outcome, Is.EqualTo(DiaryOutcome.Unavailable));
    }

    [Test]
    public async Task After_many_failures_the_circuit_is_open_for_a_while()
    {
        var impatient = Open(("Retries", "0"));
        evolution.Faults.ByChance(1, 1, EvolutionFault.Fails);
        for (var i = 0; i < 10; i++)
            await impatient.AddDocumentAsync(await DocumentAsync(), default);
        var before = evolution.Writes;

        var answer = await impatient.AddDocumentAsync(await DocumentAsync(), default);

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((DiaryOutcome.Unavailable, "circuitOpen")));
        Assert.That(evolution.Writes, Is.EqualTo(before));
    }

    [Test]
    public async Task A_wrong_key_is_denied()
    {
        Assert.That((await Open(("ApiKey", "fel")).AddDocumentAsync(await DocumentAsync(), default)).Outcome, Is.EqualTo(DiaryOutcome.Denied));
    }

    [Test]
    public async Task A_token_is_fetched_once_and_a_refused_client_is_denied()
    {
        var asked = new List<string>();
        await using var sts = await LoopbackHost.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            asked.Add($"{form["grant_type"]} {form["client_id"]} {form["scope"]}");
            context.Response.StatusCode = form["client_secret"] == "hemligt" ? 200 : 401;
            await context.Response.WriteAsync("""{ "access_token": "nyckel", "expires_in": 3600 }""");
        });
        (string, string)[] settings = [("ApiKey", ""), ("TokenAddress", sts.Urls.First() + "/token"), ("ClientId", "varamail"), ("Scope", "s")];
        var diary = Open([.. settings, ("ClientSecret", "hemligt")]);

        var first = await diary.AddDocumentAsync(await DocumentAsync(), default);
        var second = await diary.AddDocumentAsync(await DocumentAsync(), default);
        var denied = await Open([.. settings, ("ClientSecret", "fel")]).AddDocumentAsync(await DocumentAsync(), default);

        Assert.That(new[] { first.Outcome, second.Outcome, denied.Outcome }, Is.EqualTo(new[] { DiaryOutcome.Done, DiaryOutcome.Done, DiaryOutcome.Denied }));
        Assert.That(asked, Is.EqualTo(Enumerable.Repeat("client_credentials varamail s", 2)));
    }

    [Test]
    public async Task Fields_and_values_go_by_the_municipalitys_map()
    {
        string? said = null;
        await using var theirs = await LoopbackHost.StartAsync(async context =>
        {
            said = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await context.Response.WriteAsync("""{ "handling": { "nr": 7, "lopnummer": "7:1" }, "arende": { "id": "3", "dnr": "BYN 2026-3" }, "hash": "AA" }""");
        });
        var diary = Open(
            ("BaseAddress", theirs.Urls.First() + "/"),
            ("Fields:title", "rubrik"),
            ("Fields:secrecy.provision", "sekretess.lagrum"),
            ("Fields:note", "-"),
            ("Fields:parties", "parter"),
            ("Fields:parties.name", "namn"),
            ("Values:direction.incoming", "I"),
            ("Fields:answer.id", "handling.nr"),
            ("Fields:answer.number", "handling.lopnummer"),
            ("Fields:answer.case.id", "arende.id"),
            ("Fields:answer.case.number", "arende.dnr"),
            ("Fields:answer.sha256", "hash")
        );
        var document = await DocumentAsync() with { Note = "inte till dem", Secrecy = new SecrecyMarking("21 kap. 3 § OSL", null, new DateOnly(2026, 11, 25)) };

        var answer = await diary.AddDocumentAsync(document, default);

        Assert.That(answer.Value, Is.EqualTo(new DocumentReceipt("7", new CaseReference("3", "BYN 2026-3"), "7:1", "aa")));
        var start = said!.IndexOf('{', StringComparison.Ordinal);
        var metadata = System.Text.Json.JsonDocument.Parse(said[start..said.IndexOf("\r\n--", start, StringComparison.Ordinal)]).RootElement;
        Assert.That(metadata.GetProperty("rubrik").GetString(), Is.EqualTo("Ansökan om bygglov"));
        Assert.That(metadata.GetProperty("sekretess").GetProperty("lagrum").GetString(), Is.EqualTo("21 kap. 3 § OSL"));
        Assert.That(metadata.GetProperty("parter")[0].GetProperty("namn").GetString(), Is.EqualTo("Ulla Berg"));
        Assert.That(metadata.GetProperty("direction").GetString(), Is.EqualTo("I"));
        Assert.That(metadata.TryGetProperty("note", out _) || metadata.TryGetProperty("title", out _), Is.False);
    }

    [Test]
    public async Task A_redirection_is_not_followed_with_the_key()
    {
        await using var elsewhere = await LoopbackHost.StartAsync(context =>
        {
            context.Response.Redirect(host.Urls.First() + "/v1/cases?diary=BYN");
            return Task.CompletedTask;
        });

        var answer = await Open(("BaseAddress", elsewhere.Urls.First() + "/")).SearchCasesAsync(new CaseSearch(Authority, "x"), default);

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((DiaryOutcome.Unavailable, "http302")));
    }

    [Test]
    public async Task A_register_that_is_started_anew_knows_what_it_stored()
    {
        var document = await DocumentAsync();
        var receipt = await DeliverAsync(document);
        await host.DisposeAsync();
        evolution = new EvolutionApi(new EvolutionRegister(folder), new EvolutionFaults(), "nyckel");
        host = await LoopbackHost.StartAsync(evolution.AnswerAsync);

        Assert.That((await Open().AddDocumentAsync(document, default)).Value, Is.EqualTo(receipt));
    }

    [Test]
    public async Task A_large_attachment_is_sent_with_little_memory()
    {
        var large = LargeFile.Of(50 * 1024 * 1024);
        var document = await DocumentAsync(appendices: [large]);

        var used = await LargeFile.MemoryOfAsync(async () => await DeliverAsync(document));

        Assert.That(used, Is.LessThan(16 * 1024 * 1024));
        Assert.That(evolution.Register.Documents.Single().Files[1].Sha256, Is.EqualTo(large.Sha256));
    }

    /// <summary>The adapter as production registers it.</summary>
    private IDiarySystem Open(params (string Name, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?> { ["BaseAddress"] = host.Urls.First() + "/v1/", ["ApiKey"] = "nyckel" };
        foreach (var (name, value) in changes)
            settings[name] = value;
        return Open(DiarySystems.EvolutionHttp, EvolutionSetup.Add, settings);
    }
}
