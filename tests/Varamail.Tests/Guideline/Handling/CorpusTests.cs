using Varamail.Corpus;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>The judgement never gets worse than these figures.</summary>
internal sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");
    private static readonly string Directory = Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json");

    [Test]
    public void The_labelled_corpus_is_judged_as_well_as_before()
    {
        var labels = Path.Combine(Folder, "labels.jsonl");
        var score = Score.Of(Label.Read(labels), Answers.Of(Path.Combine(Folder, "messages"), labels, Directory));
        TestContext.Out.WriteLine(score.ToText());
        Assert.Multiple(() =>
        {
            Assert.That(score.Handling, Is.GreaterThanOrEqualTo(0.99));
            Assert.That(score.AllSignals.F1, Is.GreaterThanOrEqualTo(0.99));
            Assert.That(score.Target, Is.GreaterThanOrEqualTo(0.98));
            Assert.That(score.Sensitivity.F1, Is.GreaterThanOrEqualTo(0.99));
            Assert.That(score.AllCategories.F1, Is.GreaterThanOrEqualTo(0.98));
            Assert.That(score.Spans, Is.GreaterThanOrEqualTo(0.98));
        });
    }

    [TestCase("messages.txt", 0.99, 0.99, 0.99)]
    [TestCase("heldout.txt", 0.99, 0.99, 0.99)]
    [TestCase("voices.txt", 0.99, 0.99, 0.97)]
    [TestCase("strangers.txt", 0.99, 0.97, 0.98)]
    [TestCase("passersby.txt", 0.99, 0.98, 0.99)]
    [TestCase("neighbours.txt", 0.98, 0.98, 0.96)]
    [TestCase("guests.txt", 0.97, 0.98, 0.98)]
    [TestCase("latecomers.txt", 0.98, 0.96, 0.97)]
    [TestCase("registers.txt", 0.96, 0.98, 0.98)]
    [TestCase("newcomers.txt", 0.98, 0.98, 0.98)]
    [TestCase("bystanders.txt", 0.97, 0.97, 0.91)]
    [TestCase("latest.txt", 0.98, 0.99, 0.97)]
    [TestCase("aside.txt", 0.89, 0.89, 0.95)]
    public void Messages_of_our_own_are_judged_as_well_as_before(string page, double handling, double signals, double target)
    {
        var score = ScoreOf(page);
        Assert.Multiple(() =>
        {
            Assert.That(score.Handling, Is.GreaterThanOrEqualTo(handling));
            Assert.That(score.AllSignals.F1, Is.GreaterThanOrEqualTo(signals));
            Assert.That(score.Target, Is.GreaterThanOrEqualTo(target));
        });
    }

    [TestCase("voices.txt", 0.99, 0.96)]
    [TestCase("strangers.txt", 0.97, 0.91)]
    [TestCase("passersby.txt", 0.99, 0.98)]
    [TestCase("neighbours.txt", 0.98, 0.96)]
    [TestCase("guests.txt", 0.96, 0.96)]
    [TestCase("latecomers.txt", 0.97, 0.98)]
    public void Findings_in_messages_of_our_own_are_as_good_as_before(string page, double sensitivity, double categories)
    {
        var score = ScoreOf(page);
        Assert.Multiple(() =>
        {
            Assert.That(score.Sensitivity.F1, Is.GreaterThanOrEqualTo(sensitivity));
            Assert.That(score.AllCategories.F1, Is.GreaterThanOrEqualTo(categories));
        });
    }

    private static Score ScoreOf(string page)
    {
        var own = Compact.Read(Path.Combine(Folder, "own", page));
        var score = Score.Of([.. own.Select(o => o.Label)], Answers.Of(own, Directory));
        TestContext.Out.WriteLine(score.ToText(wrong: true));
        return score;
    }
}
