using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Rules;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>What is learned from the corpus, and what it may do.</summary>
internal sealed class WordingTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");
    private static readonly Municipality Vara = Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json")));

    [Test]
    public void The_weights_are_those_that_the_corpus_teaches()
    {
        var kept = Kept().ToDictionary(StringComparer.Ordinal);
        var taught = WordingModel.Lines(Training.Learned(Folder));
        Assert.That(
            taught.Where(t => !kept.TryGetValue(t.Feature, out var weights) || weights.Zip(t.Weights).Any(w => Math.Abs(w.First - w.Second) > 0.05f)).Select(t => t.Feature),
            Is.Empty,
            "The corpus has changed: dotnet run -c Release --project tests/Corpus -- train --corpus tests/Corpus --model api/Varamail.Guideline/Handling/wording.tsv"
        );
    }

    [Test]
    public void A_verdict_shows_the_words_that_it_leans_on()
    {
        var message = MessageReader.Read(Compact.Build("Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Öppet", "Hej! Har ni öppet på lördag, och vad kostar ett lånekort?", [], []));
        var reason = new Assessor(Vara).Assess(message, "biblioteket@vara.se", DateTimeOffset.UnixEpoch).Reasons.Single(r => r.Rule == "handling.wordingRoutine");
        Assert.That(reason.Evidence, Has.Count.InRange(1, 3));
        Assert.That(reason.Evidence.Select(e => message.Parts.Single(p => p.Where == e.Where).Text.Substring(e.Offset, e.Length)), Is.EqualTo(reason.Evidence.Select(e => e.Text)));
    }

    [Test]
    public void A_feature_has_the_name_that_it_is_read_by() =>
        Assert.That(Kept().Select(l => l.Feature), Has.All.Matches<string>(n => WordingFeature.Name(WordingFeature.Parse(n)) == n));

    private static IEnumerable<(string Feature, float[] Weights)> Kept() => WordingModel.Lines(File.ReadAllText(Repository.At("api", "Varamail.Guideline", "Handling", "wording.tsv")));
}
