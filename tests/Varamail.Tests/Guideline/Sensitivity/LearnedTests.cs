using System.Text;
using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Rules;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>What is learned of sentences, and what it may do.</summary>
internal sealed class LearnedTests
{
    private const int MostBytes = 300_000;

    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");
    private static readonly string Weights = File.ReadAllText(Repository.At("api", "Varamail.Guideline", "Sensitivity", "learned.tsv"));
    private static readonly Assessor Assessor = new(Draft.Municipality);

    /// <summary>By the learned layer alone, in sentences that it wasn't taught.</summary>
    private static readonly IReadOnlyList<(string Body, Finding Finding)> Learned =
    [
        .. SensitivityTexts
            .OwnSentences(Folder)
            .Where(t => t.Aside)
            .Select(t => t.Letter.Body.Text)
            .SelectMany(b => Assess(b).Where(f => f.Rule.EndsWith("-learned", StringComparison.Ordinal)).Select(f => (b, f))),
    ];

    [Test]
    public void What_is_told_by_acts_is_found_with_the_words_that_carried_it()
    {
        Assert.That(Learned, Has.Count.GreaterThan(5));
        Assert.That(Learned.Select(l => l.Finding.Explanation), Has.All.Contains("Inlärda ord: ”").And.All.Contains("Skyddas av"));
    }

    [Test]
    public void A_finding_stands_where_it_says() =>
        Assert.That(Learned.Select(l => l.Body.Substring(l.Finding.Offset, l.Finding.Length)), Is.EqualTo(Learned.Select(l => l.Finding.Text)));

    [Test]
    public void A_rule_that_is_learned_is_listed_among_the_others() =>
        Assert.That(Learned.Select(l => l.Finding.Rule), Has.All.Matches<string>(r => RuleList.Find(r) is { Kind: RuleKind.Finding }));

    [Test]
    public void Mass_mail_is_left_to_the_rules() =>
        Assert.That(Learned.SelectMany(l => Assess(l.Body + "\n\nAvprenumerera här.")).Select(f => f.Rule), Has.None.EndsWith("-learned"));

    [Test]
    public void A_number_that_was_counted_is_never_doubted() =>
        Assert.That(Assess("Vi ses på torsdag klockan två i konferensrummet, 19800101-9804.").Select(f => f.Category), Does.Contain(Category.IdentityNumber));

    [Test]
    public void The_same_sentences_give_the_same_weights()
    {
        var some = SensitivityTexts.OwnSentences(Folder).Take(150).ToList();
        Assert.That(TrainingSensitivity.Learned(some), Is.EqualTo(TrainingSensitivity.Learned(some)).And.Contain("\t"));
    }

    [Test]
    public void The_weights_are_few_enough_to_carry() => Assert.That(Encoding.UTF8.GetByteCount(Weights), Is.LessThan(MostBytes));

    [Test]
    public void A_feature_has_the_name_that_it_is_read_by() =>
        Assert.That(
            Weights.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('\t')[0]),
            Has.All.Matches<string>(n => LearnedFeature.Name(LearnedFeature.Parse(n)) == n)
        );

    [Test]
    public void Sentences_put_aside_are_judged_better_than_by_rules_alone()
    {
        var aside = SensitivityTexts.OwnSentences(Folder).Where(t => t.Source == SensitivityTexts.Unseen).ToList();
        var (rules, both) = SensitivityGain.Of(aside, Draft.Municipality, LearnedModel.Default);
        TestContext.Out.WriteLine($"{aside.Count} sentences aside: rules {rules}, with learned words {both}");
        Assert.Multiple(() =>
        {
            Assert.That(both.Categories, Is.GreaterThanOrEqualTo(rules.Categories + 0.01));
            Assert.That(both.Sensitivity, Is.GreaterThanOrEqualTo(rules.Sensitivity + 0.01));
        });
    }

    private static IReadOnlyList<Finding> Assess(string body) => Assessor.Assess(Draft.Of(body), "vara.kommun@vara.se", DateTimeOffset.UnixEpoch).Findings;
}
