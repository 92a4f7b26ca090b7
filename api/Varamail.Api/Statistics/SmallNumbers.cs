namespace Varamail.Api.Statistics;

/// <summary>Leaves out numbers so small that they could point at somebody, and those that would give them away by subtraction.</summary>
internal static class SmallNumbers
{
    /// <summary>Zero stays: it tells of nobody. While what is left out adds up to less than the limit, the next smallest is left out too.</summary>
    /// <param name="counts">That add up to a number which may be known.</param>
    /// <param name="smallest">The limit.</param>
    public static IReadOnlyList<int?> Cover(IReadOnlyList<int> counts, int smallest)
    {
        var covered = counts.Select(c => c > 0 && c < smallest).ToArray();
        while (covered.Contains(true) && counts.Where((_, i) => covered[i]).Sum() < smallest)
        {
            var next = Enumerable.Range(0, counts.Count).Where(i => !covered[i] && counts[i] > 0).OrderBy(i => counts[i]).Cast<int?>().FirstOrDefault();
            if (next is not { } index)
                break;
            covered[index] = true;
        }
        return [.. counts.Select((c, i) => covered[i] ? default(int?) : c)];
    }

    /// <summary>Puts together under one name what is too small by itself; the largest first, the rest last.</summary>
    /// <typeparam name="T">What is counted.</typeparam>
    /// <returns>What can be shown by itself, and how much the rest is; null when even the rest is too small.</returns>
    public static (IReadOnlyList<(T Item, int Count)> Shown, int Together, int? Remainder) Merge<T>(IEnumerable<(T Item, int Count)> counts, int smallest)
    {
        var all = counts.Where(c => c.Count > 0).OrderByDescending(c => c.Count).ToList();
        var cover = Cover([.. all.Select(c => c.Count)], smallest);
        var hidden = all.Where((_, i) => cover[i] is null).ToList();
        var rest = hidden.Sum(c => c.Count);
        return ([.. all.Where((_, i) => cover[i] is not null)], hidden.Count, rest > 0 && rest < smallest ? null : rest);
    }
}
