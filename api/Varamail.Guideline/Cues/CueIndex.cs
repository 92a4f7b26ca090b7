using System.Runtime.CompilerServices;
using Varamail.Guideline.Findings;

namespace Varamail.Guideline.Cues;

/// <summary>
/// The patterns laid out for the scanner: what each word fulfils, and which patterns begin with it. A pattern is worth trying only
/// where the least expected of its later words stands within reach.
/// </summary>
internal sealed class CueIndex
{
    private const int ShortWord = sizeof(ulong);

    private readonly WordTrie trie;
    private readonly RunTable<Known> known;
    private readonly int[][] elements;
    private readonly int[][] awaited;

    internal CueIndex(IReadOnlyList<CuePattern> patterns, WordTrieBuilder words)
    {
        (trie, var fulfilled) = words.Build();
        known = new RunTable<Known>(15, words.Words.Select(w => new Known(RunOf(w), trie.Find(w))).Where(k => k.Run != 0).DistinctBy(k => k.Run), k => [k.Run]);
        Reach = patterns.Max(p => p.Steps.Sum(s => s == CuePattern.Gap ? CuePattern.GapWords : 1));
        var numbers = new Dictionary<int, int>();
        var startingWith = patterns
            .Select(p => new CueStart(p, Rarest(p, words) is >= 0 and var rarest ? Number(rarest) : CuePattern.AnyWord))
            .ToLookup(s => s.Pattern.Steps[0] >= 0 ? s.Pattern.Steps[0] : throw new FormatException("A cue can't begin with any word."));
        Awaitable = numbers.Count;
        elements = [.. fulfilled];
        awaited = [.. fulfilled.Select(f => f.Where(numbers.ContainsKey).Select(e => numbers[e]).Distinct().ToArray())];
        Starts = [.. fulfilled.Select(f => new CueStarts([.. f.SelectMany(e => startingWith[e])], Awaitable))];
        MostStarts = Starts.Max(s => s.Patterns.Length);

        int Number(int element)
        {
            numbers.TryAdd(element, numbers.Count);
            return numbers[element];
        }
    }

    /// <summary>How many elements some pattern awaits.</summary>
    internal int Awaitable { get; }

    /// <summary>The most patterns that begin with one word.</summary>
    internal int MostStarts { get; }

    /// <summary>How many words any pattern looks ahead at most.</summary>
    internal int Reach { get; }

    /// <summary>The patterns that begin with a word, by the number of what it fulfils.</summary>
    internal CueStarts[] Starts { get; }

    /// <summary>The number of what a word fulfils; 0: nothing.</summary>
    internal int Find(ReadOnlySpan<char> word, ref byte codes)
    {
        if (word.Length <= ShortWord)
        {
            var run = Unsafe.ReadUnaligned<ulong>(ref codes) & (ulong.MaxValue >> ((ShortWord - word.Length) * 8));
            if (known.May(run) != 0 && known.Find(run) is [var one])
            {
                return one.Number;
            }
        }
        return trie.Find(word);
    }

    /// <summary>Whether a word that fulfils these fulfils an element.</summary>
    internal bool Fulfils(int number, int element) => elements[number].AsSpan().Contains(element);

    /// <summary>Of what a word fulfils, what some pattern awaits.</summary>
    internal ReadOnlySpan<int> Awaited(int number) => awaited[number];

    private static int Rarest(CuePattern pattern, WordTrieBuilder words) =>
        pattern.Steps.Skip(1).Where(s => s >= 0).DefaultIfEmpty(CuePattern.AnyWord).MinBy(s => s >= 0 ? words.Expected(s) : 0);

    /// <summary>The codes of a short word, a byte each; 0 for others, and for those with digits, which share a code.</summary>
    private static ulong RunOf(string word)
    {
        if (word.Length > ShortWord || word.Any(c => !Letters.IsWord(c) || Letters.Code(c) >= Letters.Digit))
        {
            return 0;
        }
        var codes = new byte[ShortWord];
        Letters.Encode(word, codes);
        return BitConverter.ToUInt64(codes);
    }

    /// <summary>A word that is looked up as it stands, without a walk.</summary>
    private readonly record struct Known(ulong Run, int Number);
}
