using Varamail.Guideline;
using Varamail.Guideline.Findings;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>Each rule agrees with its own examples; the add-in's tests run the same ones (addin/src/guideline).</summary>
public class RuleExampleTests
{
    private static IEnumerable<TestCaseData> Findings() =>
        RuleBook.Shared.Rules.SelectMany(r => r.Text.Examples!.Findings.Select(e => new TestCaseData(r.File.Category, e).SetArgDisplayNames(r.Text.Id, e)));

    private static IEnumerable<TestCaseData> None() =>
        RuleBook.Shared.Rules.SelectMany(r => r.Text.Examples!.None.Select(e => new TestCaseData(r.File.Category, e).SetArgDisplayNames(r.Text.Id, e)));

    [TestCaseSource(nameof(Findings))]
    public void A_rule_finds_its_examples(Category category, string example) =>
        Assert.That(Draft.Find(example).Select(f => f.Category), Does.Contain(category));

    [TestCaseSource(nameof(None))]
    public void A_rule_leaves_its_counter_examples_alone(Category category, string example) =>
        Assert.That(Draft.Find(example).Where(f => f.Category == category).Select(f => $"{f.Rule}: {f.Text}"), Is.Empty);

    [Test]
    public void Every_rule_has_its_own_id() => Assert.That(RuleBook.Shared.Rules.Select(r => r.Text.Id), Is.Unique);

    [Test]
    public void Every_rule_has_two_to_five_examples_on_each_side_and_an_explanation() =>
        Assert.That(
            RuleBook.Shared.Rules.Where(r => r.Text.Examples is not { Findings.Count: >= 2 and <= 5, None.Count: >= 2 and <= 5 } || r.Text.Explanation.Length < 10).Select(r => r.Text.Id),
            Is.Empty
        );

    [Test]
    public void Every_rule_cites_the_guideline_word_for_word()
    {
        string guideline = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Guideline", "Sensitivity", "riktlinjer-for-e-post.txt"));
        Assert.That(RuleBook.Shared.Rules.Select(r => r.Citation).Distinct().Where(c => !guideline.Contains(c.Quote, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_category_has_rules() =>
        Assert.That(RuleBook.Shared.RuleFiles.Select(f => f.Category), Is.EquivalentTo(Enum.GetValues<Category>()));
}
