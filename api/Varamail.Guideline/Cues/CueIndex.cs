namespace Varamail.Guideline.Cues;

/// <summary>
/// The patterns laid out for the scanner: what each place of the word trie fulfils, and which patterns begin there. A pattern is worth trying only
/// where the least expected of its later words stands within reach.
/// </summary>
internal sealed class CueIndex
{
    private readonly WordTrie trie;
    private readonly int[][] elements;
    private readonly int[][] awaited;
    private readonly Start[][] starts;

    internal CueIndex(IReadOnlyList<CuePattern> patterns, WordTrieBuilder words, int elementCount)
    {
        (trie, var places, MostPlaces) = words.Build();
        Elements = elementCount;
        Reach = patterns.Max(p => p.Steps.Sum(s => s == CuePattern.Gap ? CuePattern.GapWords : 1));
        var startingWith = patterns.ToLookup(p => p.Steps[0] >= 0 ? p.Steps[0] : throw new FormatException("A cue can't begin with any word."), p => new Start(p, Rarest(p, words)));
        var later = startingWith.SelectMany(s => s).Select(s => s.Awaits).ToHashSet();
        elements = [.. places];
        awaited = [.. places.Select(p => p.Where(later.Contains).ToArray())];
        starts = [.. places.Select(p => p.SelectMany(e => startingWith[e]).ToArray())];
    }

    /// <summary>How many elements there are.</summary>
    internal int Elements { get; }

    /// <summary>The most places that one word fulfils.</summary>
    internal int MostPlaces { get; }

    /// <summary>How many words any pattern looks ahead at most.</summary>
    internal int Reach { get; }

    /// <summary>The places that a word fulfils.</summary>
    internal int Find(ReadOnlySpan<char> word, Span<int> places) => trie.Find(word, places);

    /// <summary>Whether a place fulfils an element.</summary>
    internal bool Fulfils(int place, int element) => elements[place].AsSpan().Contains(element);

    /// <summary>Of the elements that a place fulfils, those that some pattern awaits.</summary>
    internal ReadOnlySpan<int> Awaited(int place) => awaited[place];

    internal ReadOnlySpan<Start> Starts(int place) => starts[place];

    private static int Rarest(CuePattern pattern, WordTrieBuilder words) =>
        pattern.Steps.Skip(1).Where(s => s >= 0).DefaultIfEmpty(CuePattern.AnyWord).MinBy(s => s >= 0 ? words.Expected(s) : 0);

    /// <summary>A pattern, and the element that must stand within reach for it; <see cref="CuePattern.AnyWord"/> when none must.</summary>
    internal readonly record struct Start(CuePattern Pattern, int Awaits);
}
