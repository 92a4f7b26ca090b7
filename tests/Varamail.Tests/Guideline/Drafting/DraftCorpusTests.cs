using System.Text.Json.Nodes;
using Varamail.Corpus;

namespace Varamail.Tests.Guideline.Drafting;

/// <summary>The add-in's draft rules against labelled drafts, by the engine that runs in Outlook. The floors are what was measured.</summary>
internal sealed class DraftCorpusTests
{
    [TestCase("drafts.jsonl", 0.97, 0.96, 1.0, TestName = "Shared drafts are judged as well as before")]
    [TestCase("own/drafts.txt", 0.97, 0.94, 1.0, TestName = "Own drafts are judged as well as before")]
    [TestCase("own/drafts-more.txt", 0.98, 1.0, 0.97, TestName = "Names in subject lines, and what must not travel, are judged as well as before")]
    [TestCase("own/drafts-heldout.txt", 0.96, 0.97, 0.93, TestName = "Drafts that no rule was written for are judged as well as before")]
    [TestCase("own/drafts-registers.txt", 0.96, 0.97, 1.0, TestName = "Ordinary drafts of every kind of municipal work are judged as well as before")]
    [TestCase("own/drafts-aside.txt", 0.92, 0.92, 1.0, TestName = "Ordinary drafts that no rule was mended for are judged as well as before")]
    public void Floors_hold(string file, double f1, double clean, double blocking)
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");
        var directory = Path.Combine(folder, "vara.json");
        var drafts = Varamail.Corpus.Drafts.Read(Path.Combine(folder, file), directory);
        var score = DraftScore.Of(drafts, Varamail.Corpus.Drafts.Answer(drafts, directory));
        TestContext.Out.WriteLine(score.ToText(wrong: true));
        Assert.Multiple(() =>
        {
            Assert.That(score.All.F1, Is.GreaterThanOrEqualTo(f1));
            Assert.That(score.CleanLeftAlone, Is.GreaterThanOrEqualTo(clean));
            Assert.That(score.Blocking.Recall, Is.GreaterThanOrEqualTo(blocking));
        });
    }

    [Test]
    public void A_score_counts_what_is_missing_and_what_is_too_much_and_forgives_what_is_accepted()
    {
        JsonObject[] drafts =
        [
            new() { ["id"] = "a", ["warnings"] = new JsonArray("sensitiveContent"), ["acceptAlso"] = new JsonArray("subjectVague") },
            new() { ["id"] = "b", ["warnings"] = new JsonArray(), ["acceptAlso"] = new JsonArray() },
        ];
        var score = DraftScore.Of(drafts, [new("a", ["subjectVague"], []), new("b", ["replyAll"], [])]);
        Assert.Multiple(() =>
        {
            Assert.That((score.All.TruePositives, score.All.FalsePositives, score.All.FalseNegatives), Is.EqualTo((0, 1, 1)));
            Assert.That(score.Blocking.Recall, Is.Zero);
            Assert.That(score.CleanLeftAlone, Is.Zero);
        });
    }
}
