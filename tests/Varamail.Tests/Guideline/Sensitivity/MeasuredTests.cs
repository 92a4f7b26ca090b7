using System.Diagnostics;
using System.Text.Json;
using Varamail.Corpus;
using Varamail.Guideline;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>How well the rules do on sentences that they were not written from, and how long hostile texts take.</summary>
public class MeasuredTests
{
    [Test]
    public void Held_out_sentences_are_judged_as_well_as_when_last_measured()
    {
        var (categories, sensitivity) = Score(LabelledSentences.HeldOut);
        TestContext.Out.WriteLine($"held out: categories micro-F1 {categories:F3}, sensitivity F1 {sensitivity:F3}");
        Assert.Multiple(() =>
        {
            Assert.That(categories, Is.GreaterThanOrEqualTo(0.95));
            Assert.That(sensitivity, Is.GreaterThanOrEqualTo(0.97));
        });
    }

    [Test]
    public void Sentences_that_the_rules_were_written_from_are_judged_as_labelled()
    {
        var (categories, sensitivity) = Score(LabelledSentences.Seen);
        TestContext.Out.WriteLine($"seen: categories micro-F1 {categories:F3}, sensitivity F1 {sensitivity:F3}");
        Assert.Multiple(() =>
        {
            Assert.That(categories, Is.GreaterThanOrEqualTo(0.98));
            Assert.That(sensitivity, Is.GreaterThanOrEqualTo(0.99));
        });
    }

    [Test]
    public void Situations_told_without_their_word_are_judged_as_when_last_measured()
    {
        var (categories, sensitivity) = Score(LabelledSentences.Situations);
        var (asideCategories, asideSensitivity) = Score(LabelledSentences.SituationsAside);
        TestContext.Out.WriteLine($"situations: categories micro-F1 {categories:F3}, sensitivity F1 {sensitivity:F3}");
        TestContext.Out.WriteLine($"situations aside: categories micro-F1 {asideCategories:F3}, sensitivity F1 {asideSensitivity:F3}");
        Assert.Multiple(() =>
        {
            Assert.That(categories, Is.GreaterThanOrEqualTo(0.93));
            Assert.That(sensitivity, Is.GreaterThanOrEqualTo(0.96));
            Assert.That(asideCategories, Is.GreaterThanOrEqualTo(0.85));
            Assert.That(asideSensitivity, Is.GreaterThanOrEqualTo(0.90));
        });
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        const int length = 5_000_000;
        yield return new TestCaseData(new string('7', length)).SetArgDisplayNames("digits");
        yield return new TestCaseData(new string('a', length)).SetArgDisplayNames("one letter");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("19800101-9804 ", length / 14))).SetArgDisplayNames("identity numbers");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("1 ", length / 2))).SetArgDisplayNames("lone digits");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("adhd", length / 4))).SetArgDisplayNames("one endless word");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("> > > ", length / 6))).SetArgDisplayNames("nested quotes");
        yield return new TestCaseData(new string(' ', length)).SetArgDisplayNames("blanks");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("kontonr lösenord (", length / 18))).SetArgDisplayNames("cues without values");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("har inte adhd som jag ", length / 22))).SetArgDisplayNames("terms without an end");
    }

    [TestCaseSource(nameof(Hostile))]
    public void No_text_takes_more_than_its_length(string text)
    {
        Draft.Find(text[..50_000]);
        double half = Seconds(text[..(text.Length / 2)]);
        double whole = Seconds(text);

        // Twice the text, twice the time; the rest is other work on the machine
        Assert.That(whole, Is.LessThan((half * 4) + 0.5));
    }

    [Test]
    public void Nothing_is_allocated_where_nothing_is_found()
    {
        var message = Draft.Of(string.Concat(Enumerable.Repeat("Hej! När kommer sopbilen till Ringvägen? ", 200)), "Fråga");
        Draft.Engine.Find(message);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Draft.Engine.Find(message);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Seconds(string text)
    {
        long begun = Stopwatch.GetTimestamp();
        Draft.Find(text);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static (double Categories, double Sensitivity) Score(IEnumerable<LabelledSentence> sentences)
    {
        Count categories = new();
        Count sensitivity = new();
        foreach (LabelledSentence sentence in sentences)
        {
            var got = Draft.Find(sentence.Text).Select(f => JsonNamingPolicy.CamelCase.ConvertName(f.Category.ToString())).ToHashSet();
            foreach (string category in got.Except(sentence.Optional).Union(sentence.Categories))
            {
                categories.Add(sentence.Categories.Contains(category), got.Contains(category));
            }

            if (sentence.Categories.Length > 0 || sentence.Optional.Length == 0)
            {
                sensitivity.Add(sentence.Categories.Length > 0, got.Count > 0);
            }
        }

        return (categories.F1, sensitivity.F1);
    }
}
