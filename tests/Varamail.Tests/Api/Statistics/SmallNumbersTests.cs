using Varamail.Api.Statistics;

namespace Varamail.Tests.Api.Statistics;

internal sealed class SmallNumbersTests
{
    [TestCase("10 20 30", "10 20 30")]
    [TestCase("0 0 9", "0 0 9", Description = "zero tells of nobody")]
    [TestCase("4 20 30", "- - 30", Description = "the total would give a lone small number away")]
    [TestCase("4 1 30", "- - 30", Description = "two small ones hide each other when there are enough together")]
    [TestCase("2 1 30 9", "- - 30 -")]
    [TestCase("3", "-")]
    [TestCase("", "")]
    public void A_small_number_is_hidden_with_whatever_would_tell_it(string counts, string shown)
    {
        var cover = SmallNumbers.Cover([.. counts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], 5);

        Assert.That(string.Join(' ', cover.Select(c => c is { } count ? $"{count}" : "-")), Is.EqualTo(shown));
    }

    [Test]
    public void What_is_hidden_can_never_be_counted_out_to_less_than_the_limit()
    {
        Random random = new(7);
        for (var round = 0; round < 5_000; round++)
        {
            int[] counts = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(0, 14))];
            var cover = SmallNumbers.Cover(counts, 5);
            var hidden = counts.Where((_, i) => cover[i] is null).ToList();

            Assert.That(cover.OfType<int>(), Has.None.InRange(1, 4));
            Assert.That(hidden.Count == 0 || hidden.Sum() >= 5 || cover.All(c => c is null or 0), Is.True, string.Join(' ', counts));
        }
    }

    [Test]
    public void Small_ones_are_put_together_under_one_name()
    {
        var (shown, together, remainder) = SmallNumbers.Merge([("a", 3), ("b", 40), ("c", 4), ("d", 0), ("e", 12)], 5);

        Assert.That(shown, Is.EqualTo(new[] { ("b", 40), ("e", 12) }));
        Assert.That((together, remainder), Is.EqualTo((2, (int?)7)));
        Assert.That(SmallNumbers.Merge([("a", 3)], 5).Remainder, Is.Null);
    }
}
