using Varamail.Guideline.Findings;

namespace Varamail.Tests.Guideline.Sensitivity;

public class LetterRunTests
{
    private const int Pad = 16;

    [TestCase("a")]
    [TestCase("att")]
    [TestCase("kommun")]
    [TestCase("depression")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("heeeeeeeeeeeeeeeeeeeeeeeeeeejsan")]
    [TestCase("socialförvaltningens")]
    [TestCase("ååäöö12")]
    public void A_word_read_at_once_is_what_it_is_letter_by_letter(string word) => IsReadAlike(word);

    [Test]
    public void So_is_any_word()
    {
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++)
        {
            IsReadAlike(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)('a' + random.Next(3)))));
        }
    }

    [Test]
    public void Doubled_letters_count_once() => Assert.That(FirstOf("kommmunn"), Is.EqualTo(FirstOf("komun")));

    private static void IsReadAlike(string word)
    {
        byte[] codes = CodesOf(word);
        Assert.Multiple(() =>
        {
            Assert.That(LetterRun.First(ref codes[Pad], word.Length), Is.EqualTo(LetterRun.FirstOneByOne(ref codes[Pad], word.Length)), word);
            Assert.That(LetterRun.Last(ref codes[Pad], word.Length), Is.EqualTo(LetterRun.LastOneByOne(ref codes[Pad], word.Length)), word);
        });
    }

    private static ulong FirstOf(string word)
    {
        byte[] codes = CodesOf(word);
        return LetterRun.First(ref codes[Pad], word.Length);
    }

    private static byte[] CodesOf(string word)
    {
        byte[] codes = new byte[Pad + word.Length + Pad];
        Letters.Encode(word, codes.AsSpan(Pad));
        codes[Pad - 2] = codes[Pad + word.Length + 1] = 7; // other words stand round it
        return codes;
    }
}
