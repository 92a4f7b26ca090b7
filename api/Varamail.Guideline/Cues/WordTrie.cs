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

    /// <summary>The number of what a word fulfils; 0: nothing.</summary>
    internal int Find(ReadOnlySpan<char> word)
    {
        var all = nodes;
        ref readonly var node = ref all[0];
        var found = 0;
        foreach (var c in word)
        {
            var letter = WordLetters.Fold(c);
            if ((node.Followers >> letter & 1) == 0)
            {
                return found;
            }
            node = ref all[node.First + BitOperations.PopCount(node.Followers & ((1UL << letter) - 1))];
            found = node.OnTheWay != 0 ? node.OnTheWay : found;
        }
        return node.AtEnd != 0 ? node.AtEnd : found;
    }

    /// <summary>A place in the trie. Its followers stand side by side, in the order of their letters.</summary>
    /// <param name="Followers">A bit for each letter that follows.</param>
    /// <param name="First">The follower with the first of them.</param>
    /// <param name="OnTheWay">Number of what a word that only begins so fulfils; 0: no more than above.</param>
    /// <param name="AtEnd">Number of what a word that ends here fulfils; 0: no more than one that only begins so.</param>
    internal readonly record struct Node(ulong Followers, int First, ushort OnTheWay, ushort AtEnd);
}

/// <summary>Gathers words, then lays them out as a <see cref="WordTrie"/>.</summary>
internal sealed class WordTrieBuilder
{
    private readonly Growing root = new();
    private readonly Dictionary<int, double> often = [];
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

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
        words.Add(word);
        var list = beginning ? node.OnTheWay : node.AtEnd;
        if (!list.Contains(element))
        {
            list.Add(element);
        }
    }

    /// <summary>The trie, and the elements of each number that it gives, those of shorter beginnings first.</summary>
    internal (WordTrie Trie, IReadOnlyList<int[]> Fulfilled) Build()
    {
        var fulfilled = new List<int[]> { Array.Empty<int>() };
        var order = new List<(Growing Node, int[] Above)> { (root, []) };
        var nodes = new List<WordTrie.Node>();
        for (var i = 0; i < order.Count; i++)
        {
            var (node, above) = order[i];
            int[] here = [.. above, .. node.OnTheWay];
            nodes.Add(new WordTrie.Node(node.Followers.Keys.Aggregate(0UL, (set, letter) => set | 1UL << letter), order.Count, Number(node.OnTheWay, here), Number(node.AtEnd, [.. here, .. node.AtEnd])));
            order.AddRange(node.Followers.Values.Select(follower => (follower, here)));
        }
        return (new WordTrie([.. nodes]), fulfilled);

        ushort Number(List<int> own, int[] all)
        {
            if (own.Count == 0)
            {
                return 0;
            }
            fulfilled.Add(all);
            return checked((ushort)(fulfilled.Count - 1));
        }
    }

    /// <summary>The words that are known as they stand.</summary>
    internal IReadOnlySet<string> Words => words;

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

    private static readonly byte[] Codes = [.. Enumerable.Range(0, Letters.Table.Length).Select(c => Read((char)c))];

    /// <summary>a–z are 0–25, digits 26–35, whatever else is 36.</summary>
    internal static int Fold(char c) => c < Codes.Length ? Codes[c] : Other;

    private static byte Read(char c) =>
        Letters.Code(c) switch
        {
            Letters.Digit => (byte)(26 + (c - '0')),
            > Letters.Separator and <= 26 and var letter => (byte)(letter - 1),
            _ => Other,
        };
}
