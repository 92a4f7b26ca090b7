using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>Nothing but the directory knows which municipality it is.</summary>
internal sealed partial class MunicipalityTests
{
    private static readonly Municipality Vara = Municipality.Parse(Read("vara.json"));
    private static readonly Municipality Norrsjo = Municipality.Parse(Read("Guideline", "Handling", "norrsjo.json"));

    private static readonly (string Vara, string Norrsjo)[] Addresses =
    [
        ("vara.kommun@", "info@"),
        ("personal@", "hr@"),
        ("bildning@", "buf@"),
        ("alleskolan@", "bjorkdungen@"),
        ("elevhalsan@", "teamet@"),
        ("social@", "vof@"),
        ("hemtjanst@", "hemvard@"),
        ("bygglov@", "lov@"),
        ("vara.se", "norrsjo.example"),
        ("vara-kommun", "norrsjo-kommun"),
        ("varakommun", "norrsjokommun"),
        ("Vara kommun", "Norrsjö kommun"),
        ("goliskait.se", "fjallit.example"),
        ("varabostader.se", "norrsjobostader.example"),
        ("varakonserthus.se", "norrsjokonserthus.example"),
        ("Vara Bostäder", "Norrsjö Bostäder"),
        ("Vara Konserthus", "Norrsjö Konserthus"),
    ];

    private static readonly Dictionary<string, string> Series = Vara.Departments.Zip(Norrsjo.Departments).ToDictionary(d => d.First.DiarySeries, d => d.Second.DiarySeries);

    [Test]
    public void An_authority_may_have_a_registrars_mailbox_of_its_own()
    {
        var own = Vara with { Departments = [.. Vara.Departments.Select(d => d.DiarySeries == "SN" ? d with { Registrar = "social@vara.se" } : d)] };

        Assert.That(own.RegistrarOf("SN"), Is.EqualTo("social@vara.se"));
        Assert.That(own.RegistrarOf("BYN"), Is.EqualTo("vara.kommun@vara.se"));
    }

    [TestCase("messages.txt")]
    [TestCase("heldout.txt")]
    public void Another_municipality_gets_the_same_verdicts_on_its_own_directory(string page)
    {
        var own = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus", "own", page);
        var translated = Path.GetTempFileName();
        File.WriteAllText(translated, Translate(File.ReadAllText(own)));
        var here = Verdicts(Compact.Read(own), Vara);
        var there = Verdicts(Compact.Read(translated), Norrsjo);
        File.Delete(translated);

        Assert.That(here, Has.Count.GreaterThan(40));
        Assert.That(there.Select(v => v.Text), Is.EqualTo(here.Select(v => v.Text)));
        Assert.That(there.Select(v => v.Authority), Is.EqualTo(here.Select(v => Series[v.Authority])));
    }

    [TestCase("Barn- och utbildningsförvaltningen", FieldOfWork.School)]
    [TestCase("Barn- och ungdomsnämnden", FieldOfWork.School)]
    [TestCase("Lärande", FieldOfWork.School)]
    [TestCase("Sjöskolan", FieldOfWork.School)]
    [TestCase("Förskole- och barnomsorgskontoret", FieldOfWork.School)]
    [TestCase("Individ- och familjeomsorgen", FieldOfWork.SocialServices)]
    [TestCase("Äldrenämnden", FieldOfWork.SocialServices)]
    [TestCase("Arbetsmarknads- och välfärdsförvaltningen", FieldOfWork.SocialServices)]
    [TestCase("LSS-handläggarna", FieldOfWork.SocialServices)]
    [TestCase("HR-avdelningen", FieldOfWork.Personnel)]
    [TestCase("Löneservice", FieldOfWork.Personnel)]
    [TestCase("Fackliga expeditionen", FieldOfWork.Union)]
    [TestCase("Skol- och socialförvaltningen", FieldOfWork.School, FieldOfWork.SocialServices)]
    [TestCase("Samhällsbyggnadsförvaltningen")]
    [TestCase("Kommunledningskontoret")]
    [TestCase("Kultur- och fritidsnämnden")]
    [TestCase("Personlig assistans")]
    public void A_name_tells_what_somebody_works_with(string name, params FieldOfWork[] expected) =>
        Assert.That(FieldsOfWork.ToldBy(name), Is.EquivalentTo(expected));

    [Test]
    public void What_the_directory_says_wins_over_names()
    {
        var municipality = Municipality.Parse(
            Small(
                """{ "id": "a", "name": "Sektor 1", "committee": "Nämnd 1", "diarySeries": "N1", "fieldsOfWork": ["socialServices"] }, { "id": "b", "name": "Skolförvaltningen", "committee": "Skolnämnden", "diarySeries": "N2", "fieldsOfWork": [] }""",
                """{ "address": "ett@ort.example", "kind": "functional", "department": "a", "name": "Ett" }, { "address": "tva@ort.example", "kind": "functional", "department": "b", "name": "Två" }, { "address": "tre@ort.example", "kind": "functional", "department": "a", "name": "Socialen", "fieldsOfWork": ["union"] }"""
            )
        );
        Assert.Multiple(() =>
        {
            Assert.That(municipality.WorksWith("ETT@ort.example", FieldOfWork.SocialServices), Is.True);
            Assert.That(municipality.WorksWith("tva@ort.example", FieldOfWork.School), Is.False);
            Assert.That(municipality.WorksWith("tre@ort.example", FieldOfWork.SocialServices), Is.False);
            Assert.That(municipality.WorksWith("tre@ort.example", FieldOfWork.Union), Is.True);
            Assert.That(municipality.WorksWith("okand@ort.example", FieldOfWork.SocialServices), Is.True, "an unknown address counts as the registrar's");
        });
    }

    [Test]
    public void The_diary_is_called_what_the_municipality_calls_it()
    {
        var message = MessageReader.Read(Compact.Build("Anna Ek <anna.ek@example.org>", "gata@vara.se", "Klagomål", "Jag klagar på plogningen.", [], []));
        Assert.Multiple(() =>
        {
            Assert.That(Why(Vara with { CaseSystem = "Platina" }), Does.EndWith("diarieförs i Platina."));
            Assert.That(Why(Vara), Does.EndWith("diarieförs."));
        });

        string Why(Municipality municipality) =>
            new Assessor(municipality).Assess(message, "gata@vara.se", DateTimeOffset.UnixEpoch).Reasons.Single(r => r.Rule == "target.evolution").Text;
    }

    [TestCase("""{ "id": "a", "name": "A", "committee": "N", "diarySeries": "N" }""", """{ "address": "x@ort.example", "kind": "functional", "department": "b", "name": "X" }""", "x@ort.example belongs to the department b")]
    [TestCase("""{ "id": "a", "name": "A", "committee": "N", "diarySeries": "N" }, { "id": "b", "name": "B", "committee": "M", "diarySeries": "n" }""", """{ "address": "x@ort.example", "kind": "functional", "department": "a", "name": "X" }""", "diarySeries")]
    [TestCase("""{ "id": "a", "name": "A", "committee": "N", "diarySeries": "N" }""", """{ "address": "x@ort.example", "kind": "functional", "department": "a", "name": "X" }, { "address": "X@ort.example", "kind": "functional", "department": "a", "name": "X" }""", "twice")]
    [TestCase("""{ "id": "a", "name": "A", "committee": "N" }""", "", "diarySeries")]
    [TestCase("""{ "id": "a", "name": "A", "committee": "N", "diarySeries": "N" }""", "", "at least one")]
    public void A_directory_that_can_not_work_is_refused_with_the_place(string departments, string mailboxes, string place) =>
        Assert.That(() => Municipality.Parse(Small(departments, mailboxes)), Throws.InstanceOf<JsonException>().With.Message.Contains(place));

    private static string Small(string departments, string mailboxes) =>
        $$"""{ "name": "Ort", "domains": ["ort.example"], "timeZone": "Europe/Stockholm", "registrar": "ett@ort.example", "serviceDesk": "it@ort.example", "guidelineContact": "ett@ort.example", "departments": [{{departments}}], "mailboxes": [{{mailboxes}}], "relatedBodies": [] }""";

    private static List<(string Text, string Authority)> Verdicts(IReadOnlyList<(Label Label, byte[] Message)> messages, Municipality municipality)
    {
        var assessor = new Assessor(municipality);
        return
        [
            .. messages.Select(m =>
            {
                var verdict = assessor.Assess(MessageReader.Read(m.Message), m.Label.Mailbox, DateTimeOffset.UnixEpoch);
                return ($"{m.Label.Id[^3..]} {verdict.Handling} {verdict.Sensitivity} {verdict.Target} {verdict.Direction} {string.Join(' ', verdict.Signals)}", verdict.Authority);
            }),
        ];
    }

    private static string Translate(string text)
    {
        foreach (var (from, to) in Addresses)
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        return CaseNumber().Replace(text, m => Series[m.Groups["series"].Value.ToUpperInvariant()] + m.Groups["rest"].Value);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([TestContext.CurrentContext.TestDirectory, .. path]), Encoding.UTF8);

    [GeneratedRegex(@"(?<![\w-])(?<series>KS|BN|SN|BYN|TN|KFN)(?<rest>[ -]{0,3}(dnr )?20\d\d)", RegexOptions.IgnoreCase)]
    private static partial Regex CaseNumber();
}
