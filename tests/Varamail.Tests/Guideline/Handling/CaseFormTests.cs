using System.Text.Json.Nodes;
using System.Text.Json;
using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>Diary numbers in the forms that authorities write them in.</summary>
internal sealed class CaseFormTests
{
    private static readonly Municipality Vara = Directory(
        """{ "caseForm": "KS-{year}-{number:5}", "casePatterns": ["KS[/ -]20[0-9]{2}[:/][0-9]{1,5}(\\.[0-9]{3})?", "Dnr 20[0-9]{2}/[0-9]+/[0-9]{3}", "[0-9]-[0-9]{3}/20[0-9]{2}", "20[0-9]{2}[/:][0-9]+"] }"""
    );

    [TestCase("{series} {year}/{number}", "KS", 2026, 7, "KS 2026/7")]
    [TestCase("KS-{year}-{number:5}", "KS", 2018, 526, "KS-2018-00526")]
    [TestCase("Dnr {year}.{number:3} ({series})", "MN", 2026, 1234, "Dnr 2026.1234 (MN)")]
    public void What_a_form_writes_it_reads(string template, string series, int year, int number, string written)
    {
        CaseForm form = new(template);

        Assert.That(form.Write(series, year, number), Is.EqualTo(written));
        Assert.That(form.Read($" {written} "), Is.EqualTo((template.Contains("{series}", StringComparison.Ordinal) ? series : "", year, number)));
        Assert.That(form.Read(written + "/9"), Is.Null);
    }

    [TestCase("{series} {year}")]
    [TestCase("{number}")]
    [TestCase("{year}/{number}/{number}")]
    [TestCase("{year}-{number:0}")]
    public void A_form_without_year_or_number_stops_the_start(string template)
    {
        Assert.That(CaseForm.IsForm(template), Is.False);
        Assert.That(() => Directory($$"""{ "caseForm": "{{template}}" }"""), Throws.InstanceOf<JsonException>().With.Message.Contains("caseForm"));
    }

    [TestCase("([0-9]+", TestName = "An expression that is no expression stops the start")]
    [TestCase("(?<=KS )[0-9]+", TestName = "An expression that looks around stops the start")]
    [TestCase("[0-9]*", TestName = "An expression that fits nothing at all stops the start")]
    public void Patterns(string pattern) =>
        Assert.That(() => Directory($$"""{ "casePatterns": ["{{pattern}}"] }"""), Throws.InstanceOf<JsonException>().With.Message.Contains("casePatterns"));

    [TestCase("Se KS-2018-00526-1.", "KS-2018-00526")]
    [TestCase("Angående ks-2018-00526", "ks-2018-00526")]
    [TestCase("Ert KS/2017:267", "KS/2017:267")]
    [TestCase("KS 2014/742.912 gäller", "KS 2014/742.912")]
    [TestCase("Dnr 2018/248/003", "Dnr 2018/248/003")]
    [TestCase("Ert nummer 1-202/2019", "1-202/2019")]
    [TestCase("BYN 2026/114 är som förut", "BYN 2026/114")]
    public void A_number_of_ours_is_recognised_in_its_authoritys_form(string body, string number)
    {
        var found = Numbers(body);

        Assert.That(found, Does.Contain(number));
    }

    [TestCase("Läsåret 2026/27 börjar snart")]
    [TestCase("läsåret 2026/2027")]
    [TestCase("enligt SFS 2017:900 gäller")]
    [TestCase("den 2026-11-25 klockan 9")]
    [TestCase("enligt § 2017:1")]
    [TestCase("prop. 2016/17:180")]
    [TestCase("RA-KS/2021:23 hos er")]
    [TestCase("XKS-2018-00526")]
    [TestCase("KS-2018-005267890123")]
    [TestCase("ring 0512-31000")]
    public void What_only_looks_like_one_is_none(string body) => Assert.That(Numbers(body), Is.Empty);

    private static IReadOnlyList<string> Numbers(string body)
    {
        var message = RuleTests.Read(new Example(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "Hej", body));
        return [.. new Circumstances(message, Vara, "vara.kommun@vara.se", []).CaseNumbers?.Select(e => e.Text) ?? []];
    }

    /// <summary>Vara's, where the executive committee has more to say.</summary>
    private static Municipality Directory(string more)
    {
        var directory = JsonNode.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json")))!;
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
            directory["departments"]![0]![name] = value?.DeepClone();
        return Municipality.Parse(directory.ToJsonString());
    }
}
