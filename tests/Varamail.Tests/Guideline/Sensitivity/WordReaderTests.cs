using Varamail.Guideline.Findings;

namespace Varamail.Tests.Guideline.Sensitivity;

public class WordReaderTests
{
    [Test]
    public void Every_word_of_a_text_is_read_wherever_its_stretches_end()
    {
        var random = new Random(4711);
        for (int i = 0; i < 500; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(4_000)).Select(_ => random.Next(9) == 0 ? " ,\n–"[random.Next(4)] : "abåÄ9é"[random.Next(6)]));
            Assert.That(Read(text), Is.EqualTo(text.Split([' ', ',', '\n', '–'], StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a")]
    public void Short_texts_are_read(string text) => Assert.That(Read(text), Is.EqualTo(text.Trim().Length == 0 ? [] : new[] { text }));

    [Test]
    public void A_word_longer_than_any_is_passed_by() =>
        Assert.That(Read($"före {new string('x', 5_000)} efter"), Is.EqualTo(new[] { "före", "efter" }));

    private static List<string> Read(string text)
    {
        var words = new List<string>();
        var reader = new WordReader(text, new byte[WordReader.Room], new WordPlace[WordReader.MostWords]);
        while (reader.MoveNext())
        {
            foreach (WordPlace word in reader.Words)
            {
                words.Add(text.Substring(reader.From + word.Start, word.Length));
            }
        }

        return words;
    }
}
