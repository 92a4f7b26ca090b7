using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Tests.Guideline.Handling;

internal sealed class CoverageTests
{
    private static readonly string Guideline = ReadGuideline();

    [Test]
    public void Every_rule_number_is_covered_once() =>
        Assert.That(Coverage.Sentences.Select(s => s.Rule), Is.EqualTo(Enumerable.Range(1, 78).Select(n => $"R{n:00}")));

    [TestCaseSource(typeof(Coverage), nameof(Coverage.Sentences))]
    public void A_quote_stands_word_for_word_under_its_heading(CoveredSentence sentence)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Guideline, Does.Contain(sentence.Quote));
            Assert.That(Guideline, Does.Contain(sentence.Heading));
            Assert.That(sentence.How, Is.Not.Empty);
        });
    }

    [Test]
    public void No_sentence_of_the_guideline_is_left_out()
    {
        var rest = Guideline;
        foreach (var sentence in Coverage.Sentences.OrderByDescending(s => s.Quote.Length))
        {
            rest = rest.Replace(sentence.Quote, "", StringComparison.Ordinal);
        }
        foreach (var heading in Coverage.Sentences.Select(s => s.Heading).Distinct().OrderByDescending(h => h.Length))
        {
            rest = rest.Replace(heading, "", StringComparison.Ordinal);
        }
        rest = rest.Replace("Stängt Öppnar 25 nov kl 08.00", "", StringComparison.Ordinal); // the page's opening hours, not the guideline
        Assert.That(rest.Where(char.IsLetter), Is.Empty, rest.Trim());
    }

    [Test]
    public void Every_rule_named_as_doing_it_exists()
    {
        var named = Coverage.Sentences.SelectMany(s => s.Rules).Where(r => !r.StartsWith("draft.", StringComparison.Ordinal)).Distinct().ToList();
        Assert.That(named, Has.Count.GreaterThan(20));
        Assert.That(named.Where(id => RuleList.Find(id) is null), Is.Empty);
    }

    [Test]
    public void Where_rules_watch_some_rule_does_and_where_people_act_it_says_why()
    {
        Assert.Multiple(() =>
        {
            foreach (var sentence in Coverage.Sentences)
            {
                Assert.That(sentence.How, Does.EndWith("."), sentence.Rule);
                Assert.That(sentence.Treatment == Treatment.Rule || sentence.Rules.Count == 0, Is.True, sentence.Rule);
            }
        });
    }

    private static string ReadGuideline()
    {
        using var reader = new StreamReader(typeof(Coverage).Assembly.GetManifestResourceStream("Varamail.Guideline.guideline.txt")!);
        return reader.ReadToEnd();
    }
}
