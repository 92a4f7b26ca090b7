using System.Numerics;
using Varamail.Guideline.Findings;

namespace Varamail.Guideline.Cues;

/// <summary>
/// Words and beginnings of words, looked up in one walk over the letters. A node is sixteen bytes (which letters follow, and where), so that what
/// ordinary text walks through stays in the processor's cache, and most words leave it after two or three letters.
/// </summary>
internal sealed class WordTrie
{
    private readonly Node[] nodes;

    internal WordTrie(Node[] nodes) => this.nodes = nodes;

    /// <summary>Adds the places of the trie that a word fulfils, shortest beginning first.</summary>
    /// <returns>How many.</returns>
    internal int Find(ReadOnlySpan<char> word, Span<int> places)
    {
        var all = nodes;
        var node = all[0];
        var count = 0;
        foreach (var c in word)
        {
            var letter = WordLetters.Fold(c);
            var below = node.Followers & ((1UL << letter) - 1);
            if ((node.Followers >> letter & 1) == 0)
            {
                return count;
            }
            node = all[node.First + BitOperations.PopCount(below)];
            if (node.OnTheWay != 0)
            {
                places[count++] = node.OnTheWay;
            }
        }
        if (node.AtEnd != 0)
        {
            places[count++] = node.AtEnd;
        }
        return count;
    }

    /// <summary>A place in the trie. Its followers stand side by side, in the order of their letters.</summary>
    /// <param name="Followers">A bit for each letter that follows.</param>
    /// <param name="First">The follower with the first of them.</param>
    /// <param name="OnTheWay">Number of what a word that only begins so fulfils; 0: nothing.</param>
    /// <param name="AtEnd">Number of what a word that ends here fulfils; 0: nothing.</param>
    internal readonly record struct Node(ulong Followers, int First, ushort OnTheWay, ushort AtEnd);
}

/// <summary>Gathers words, then lays them out as a <see cref="WordTrie"/>.</summary>
internal sealed class WordTrieBuilder
{
    private readonly Growing root = new();
    private readonly Dictionary<int, double> often = [];

    /// <summary>How often an element may be expected in ordinary text, in any unit: short words are many.</summary>
    internal double Expected(int element) => often[element];

    internal void Add(string word, bool beginning, int element)
    {
        often[element] = often.GetValueOrDefault(element) + Math.ScaleB(1, -word.Length);
        var node = root;
        foreach (var c in word)
        {
            var letter = WordLetters.Fold(c);
            node = node.Followers.TryGetValue(letter, out var follower) ? follower : node.Followers[letter] = new Growing();
        }
        var list = beginning ? node.OnTheWay : node.AtEnd;
        if (!list.Contains(element))
        {
            list.Add(element);
        }
    }

    /// <summary>The trie, the elements at each of its places (the first is empty), and the most places that one word can fulfil.</summary>
    internal (WordTrie Trie, IReadOnlyList<int[]> Places, int Most) Build()
    {
        var places = new List<int[]> { Array.Empty<int>() };
        var order = new List<(Growing Node, int Above)> { (root, 0) };
        var nodes = new List<WordTrie.Node>();
        var most = 0;
        for (var i = 0; i < order.Count; i++)
        {
            var (node, above) = order[i];
            var here = above + (node.OnTheWay.Count > 0 ? 1 : 0);
            most = Math.Max(most, here + 1);
            nodes.Add(new WordTrie.Node(node.Followers.Keys.Aggregate(0UL, (set, letter) => set | 1UL << letter), order.Count, Place(node.OnTheWay), Place(node.AtEnd)));
            order.AddRange(node.Followers.Values.Select(follower => (follower, here)));
        }
        return (new WordTrie([.. nodes]), places, most);

        ushort Place(List<int> elements)
        {
            if (elements.Count == 0)
            {
                return 0;
            }
            places.Add([.. elements]);
            return checked((ushort)(places.Count - 1));
        }
    }

    private sealed class Growing
    {
        internal SortedDictionary<int, Growing> Followers { get; } = [];
        internal List<int> OnTheWay { get; } = [];
        internal List<int> AtEnd { get; } = [];
    }
}

/// <summary>Letters as cues see them: without case and accents, for many write without them.</summary>
internal static class WordLetters
{
    private const byte Other = 36;
    private const byte NoLetter = 255;

    private static readonly byte[] Codes = [.. Enumerable.Range(0, Letters.Table.Length).Select(c => Read((char)c))];

    /// <summary>a–z are 0–25, digits 26–35, ”another letter” is 36.</summary>
    internal static int Fold(char c) => c < Codes.Length && Codes[c] is not NoLetter and var letter ? letter : Other;

    internal static bool IsOfWord(char c) => c < Codes.Length ? Codes[c] != NoLetter : Letters.IsWord(c);

    private static byte Read(char c) =>
        Letters.Code(c) switch
        {
            Letters.Separator => NoLetter,
            Letters.Digit => (byte)(26 + (c - '0')),
            <= 26 and var letter => (byte)(letter - 1),
            _ => Other,
        };
}
