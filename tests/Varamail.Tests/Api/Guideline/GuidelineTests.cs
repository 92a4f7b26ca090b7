using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Varamail.Api.Desk;
using Varamail.Api.Guidelines;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Tests.Api.Guidelines;

[TestFixture]
internal sealed class GuidelineTests
{
    private const string Henrik = "henrik.strand@vara.se";

    private VaramailApi api = null!;

    [OneTimeSetUp]
    public void Start() => api = new VaramailApi();

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Every_sentence_stands_there_with_what_is_done_about_it()
    {
        var guideline = await api.Henrik.GetAsync<GuidelineView>("/api/v1/guideline");
        Assert.Multiple(() =>
        {
            Assert.That(guideline.Sentences.Select(s => s.Rule), Is.EqualTo(Enumerable.Range(1, 78).Select(n => $"R{n:00}")));
            Assert.That(guideline.Sentences.Select(s => s.How), Has.None.Empty);
            Assert.That(guideline.Sentences.SelectMany(s => s.Rules).Select(r => r.Id).Distinct(), Is.EquivalentTo(RuleList.All.Select(r => r.Id)), "no rule works unseen");
            Assert.That(guideline.Sentences.SelectMany(s => s.Rules).Select(r => r.Text), Has.None.Empty);
            Assert.That(guideline.Sentences.Single(s => s.Rule == "R35").Rules.Select(r => r.Id), Does.Contain("handling.advertising"));
            Assert.That((guideline.ScheduleRows, guideline.IsSampleSchedule), Is.EqualTo((111, true)));
            Assert.That((guideline.Municipality, guideline.Contact), Is.EqualTo(("Vara kommun", "vara.kommun@vara.se")));
        });
    }

    [Test]
    public async Task Every_verdict_carries_the_version_that_the_page_shows()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("version@example.se"));
        var assessed = await api.Henrik.AssessAsync(item);
        var guideline = await api.Henrik.GetAsync<GuidelineView>("/api/v1/guideline");
        Assert.That(assessed.Assessment.GuidelineVersion, Is.EqualTo(guideline.Version).And.EqualTo("2021-04-26 § 42"));
        Assert.That(guideline.Sentences.Select(s => s.Rule), Is.SupersetOf(assessed.Assessment.Reasons.Select(r => r.Citation.Rule).Distinct()), "every citation has a place to open");
    }

    [Test]
    public async Task A_message_to_be_registered_gets_what_the_records_schedule_says()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("plan@example.se", "Ansökan om bygglov", "Jag ansöker om bygglov för en carport. Ritningar bifogas."));

        var suggestions = (await api.Henrik.AssessAsync(item)).Assessment.Suggestions;
        var sent = await api.Henrik.RegisterAsync(item);
        var atTheDesk = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content!.Assessment.Suggestions;

        Assert.Multiple(() =>
        {
            Assert.That(suggestions, Has.Count.InRange(1, 3));
            Assert.That(suggestions[0].DocumentType, Is.EqualTo("Ansökan om bygglov med ritningar"));
            Assert.That(suggestions[0].ClassificationCode, Is.Not.Empty);
            Assert.That(suggestions[0].Reason, Does.Contain("bygglov"));
            Assert.That(atTheDesk, Is.EqualTo(suggestions));
        });
    }

    [Test]
    public async Task A_message_that_is_not_registered_gets_no_row_of_the_schedule()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("tack@example.se", "Tack", "Tack så mycket för hjälpen!"));
        var assessment = (await api.Henrik.AssessAsync(item)).Assessment;
        Assert.That(assessment.Handling, Is.EqualTo(Handling.Ephemeral));
        Assert.That(assessment.Suggestions, Is.Empty);
    }

    [Test]
    public async Task The_municipalitys_own_plan_is_read_at_start()
    {
        using var plan = new TemporaryFile("Handling;Klassificering;Registrering;Gallring\nLov för carport och garage;9.9;Verksamhetssystem;5 år\n");
        await using var own = With("Guideline:RecordsSchedule", plan.Path);
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("egen@example.se", "Ansökan om bygglov", "Jag söker härmed lov för en carport."));

        var found = (await own.As(Henrik).AssessAsync(item)).Assessment.Suggestions.Single();

        Assert.That((found.DocumentType, found.ClassificationCode, found.Target, found.Retention), Is.EqualTo(("Lov för carport och garage", "9.9", Target.OtherSystem, "5 år")));
        var guideline = await own.As(Henrik).GetAsync<GuidelineView>("/api/v1/guideline");
        Assert.That((guideline.ScheduleRows, guideline.IsSampleSchedule), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task A_plan_that_can_not_be_understood_stops_the_start_with_row_and_column()
    {
        using var plan = new TemporaryFile("Handling;Registrering\nAvtal;Kanske\n");
        await using var own = With("Guideline:RecordsSchedule", plan.Path);
        Assert.That(() => own.CreateClient(), Throws.InvalidOperationException.With.Message.Contains("row 2, column Registrering"));
        await using var none = With("Guideline:RecordsSchedule", plan.Path + ".saknas");
        Assert.That(() => none.CreateClient(), Throws.InvalidOperationException.With.Message.Contains("isn't there"));
    }

    [Test]
    public async Task Another_municipality_reads_and_cites_its_own_words()
    {
        using var text = new TemporaryFile(
            """{ "title": "Riktlinjer i Norrsjö", "version": "2025-03-17 § 8", "sentences": { "R76": { "quote": "Antagen 17 mars 2025 § 8" }, "R33": { "heading": "Registrering", "quote": "All e-post registreras." } } }"""
        );
        await using var own = With("Guideline:Text", text.Path);
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter("norrsjo@example.se"));

        var assessment = (await own.As(Henrik).AssessAsync(item)).Assessment;
        var guideline = await own.As(Henrik).GetAsync<GuidelineView>("/api/v1/guideline");

        Assert.Multiple(() =>
        {
            Assert.That(assessment.GuidelineVersion, Is.EqualTo("2025-03-17 § 8").And.EqualTo(guideline.Version));
            Assert.That(assessment.Reasons[0].Citation, Is.EqualTo(new Citation("R33", "Registrering", "All e-post registreras.")));
            Assert.That((guideline.Title, guideline.Adopted), Is.EqualTo(("Riktlinjer i Norrsjö", "Antagen 17 mars 2025 § 8")));
            Assert.That(guideline.Sentences.Single(s => s.Rule == "R33").Quote, Is.EqualTo("All e-post registreras."));
            Assert.That(guideline.Sentences.Single(s => s.Rule == "R18").Quote, Is.EqualTo(Coverage.Sentence("R18").Quote));
        });
    }

    [TestCase("""{ "title": "X", "version": "1", "sentences": { "R76": { "quote": "A" }, "R99": { "quote": "B" } } }""", "there is no rule R99")]
    [TestCase("""{ "title": "X", "version": "1", "sentences": { "R33": { "quote": "B" } } }""", "R76 is missing")]
    [TestCase("""{ "title": "X", "sentences": { "R76": { "quote": "A" } } }""", "version")]
    public async Task A_guideline_that_can_not_be_read_stops_the_start_with_the_place(string json, string place)
    {
        using var text = new TemporaryFile(json);
        await using var own = With("Guideline:Text", text.Path);
        Assert.That(() => own.CreateClient(), Throws.InvalidOperationException.With.Message.Contains(place));
    }

    [Test]
    public async Task Documents_that_the_guideline_points_to_are_the_municipalitys_own()
    {
        await using var own = api.WithWebHostBuilder(builder =>
            builder
                .UseSetting("Guideline:Documents:0:Name", "Rutin för e-post")
                .UseSetting("Guideline:Documents:0:Url", "https://intranet.vara.example/rutin")
                .UseSetting("Guideline:Documents:1:Name", "Utan adress")
        );
        var guideline = await own.As(Henrik).GetAsync<GuidelineView>("/api/v1/guideline");
        Assert.That(guideline.Documents, Is.EqualTo(new[] { new DocumentLink("Rutin för e-post", "https://intranet.vara.example/rutin") }));
    }

    private WebApplicationFactory<RegistrationView> With(string setting, string value) =>
        api.WithWebHostBuilder(builder => builder.UseSetting(setting, value));

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text, Encoding.UTF8);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
