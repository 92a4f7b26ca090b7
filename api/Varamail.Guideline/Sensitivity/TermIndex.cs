using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Varamail.Guideline.Findings;

/// <summary>
/// Finds the places of a text where a term may stand. Letters become codes (<see cref="Letters"/>), the words of a stretch are told apart sixteen letters
/// at a time, and of each word three things are asked of tables of bits, small enough for the processor's nearest cache: is it a rule's word, does it begin like
/// one that goes on, does it end like one that others are put before. Few words are looked at properly. What is done with a word doesn't branch on its
/// letters or length: a processor guesses those wrong, and that is what costs.
/// </summary>
internal sealed class TermIndex
{
    private const int Stretch = 1024;
    private const int Block = 64;

    /// <summary>So that a word's letters can be read eight at a time from its beginning and up to its end.</summary>
    private const int Pad = 64;

    private readonly RunTable<Candidate> whole;
    private readonly RunTable<Candidate> begun;
    private readonly RunTable<Candidate> ended;

    /// <summary>Words that others may stand before and after. Sought in every word: rules do with few of them.</summary>
    private readonly Candidate[] within;
    private readonly int always;

    public TermIndex(IReadOnlyList<Pattern> patterns)
    {
        Candidate[] candidates =
        [
            .. patterns
                .SelectMany(p => p.Places[p.Anchor].Words.Select(w => (Word: w, Pattern: p)))
                .GroupBy(w => w.Word.Written)
                .Select(w => new Candidate(w.First().Word, [.. w.Select(p => p.Pattern)])),
        ];
        whole = new(17, candidates.Where(c => !c.Word.OpenStart && c.Word.Ending == WordEnding.Whole), c => LetterRun.Wholes(c.Word));
        begun = new(16, candidates.Where(c => !c.Word.OpenStart && c.Word.Ending != WordEnding.Whole), c => LetterRun.Beginnings(c.Word));
        ended = new(16, candidates.Where(c => c.Word.OpenStart && c.Word.Ending != WordEnding.Open), c => LetterRun.Ends(c.Word));
        within = [.. candidates.Where(c => c.Word.OpenStart && c.Word.Ending == WordEnding.Open)];
        always = within.Length > 0 ? 8 : 0;
    }

    /// <summary>Every phrase of every pattern, wherever it stands. Allocates only when something is there.</summary>
    /// <param name="text">NFC, as a person sees it.</param>
    /// <param name="hits">Receives what was found; made when needed.</param>
    public void Scan(ReadOnlySpan<char> text, ref List<Hit>? hits)
    {
        Span<byte> room = stackalloc byte[Pad + Stretch + Pad];
        room[..Pad].Clear();
        Span<byte> codes = room[Pad..];
        int from = 0;
        while (from < text.Length)
        {
            int length = Math.Min(Stretch, text.Length - from);
            Letters.Encode(text.Slice(from, length), codes);
            codes.Slice(length, Pad).Clear();
            if (from + length < text.Length)
            {
                length = codes[..length].LastIndexOf((byte)Letters.Separator) + 1; // the next stretch begins with the word that this one cuts
                if (length == 0)
                {
                    from = AfterWord(text, from + Stretch);
                    continue;
                }
            }

            Words(text, from, length, ref MemoryMarshal.GetReference(codes), ref hits);
            from += length;
        }
    }

    /// <summary>No rule's word is as long as a stretch.</summary>
    private static int AfterWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Letters.IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private void Words(ReadOnlySpan<char> text, int from, int length, ref byte codes, ref List<Hit>? hits)
    {
        ulong outside = 1; // whether the letter before is none
        int start = -1;
        for (int block = 0; block <= length; block += Block) // what follows the last letter ends the last word
        {
            ulong separators = Separators(ref Unsafe.Add(ref codes, block));
            ulong borders = separators ^ (separators << 1 | outside);
            outside = separators >> (Block - 1);
            for (; borders != 0; borders &= borders - 1)
            {
                int at = block + BitOperations.TrailingZeroCount(borders);
                if (start < 0)
                {
                    start = at;
                    continue;
                }

                Word(text, from + start, at - start, ref Unsafe.Add(ref codes, start), ref hits);
                start = -1;
            }
        }
    }

    private static ulong Separators(ref byte codes)
    {
        ulong separators = 0;
        for (int i = 0; i < Block; i += Vector128<byte>.Count)
        {
            separators |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref codes, (nuint)i), Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        return separators;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Word(ReadOnlySpan<char> text, int start, int length, ref byte codes, ref List<Hit>? hits)
    {
        ulong first = LetterRun.First(ref codes, length);
        ulong last = LetterRun.Last(ref codes, length);
        int may = whole.May(first) | begun.May(first & LetterRun.Beginning) << 1 | ended.May(last) << 2 | always;
        if (may != 0 && length < Pattern.LongestWord)
        {
            Verify(text, start, start + length, first, last, may, ref hits);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Verify(ReadOnlySpan<char> text, int start, int end, ulong first, ulong last, int may, ref List<Hit>? hits)
    {
        var beside = new Beside(text, start, end);
        if ((may & 1) != 0)
        {
            Verify(text, start, end, whole.Find(first), first, ref beside, ref hits);
        }

        if ((may & 2) != 0)
        {
            Verify(text, start, end, begun.Find(first & LetterRun.Beginning), first, ref beside, ref hits);
        }

        if ((may & 4) != 0)
        {
            Verify(text, start, end, ended.Find(last), first, ref beside, ref hits);
        }

        Verify(text, start, end, within, first, ref beside, ref hits);
    }

    private static void Verify(ReadOnlySpan<char> text, int start, int end, Candidate[] words, ulong first, ref Beside beside, ref List<Hit>? hits)
    {
        foreach (ref readonly Candidate candidate in words.AsSpan())
        {
            if (!candidate.MayBe(first) || !candidate.Fits(ref beside) || !candidate.Word.Matches(text[start..end]))
            {
                continue;
            }

            foreach (Pattern pattern in candidate.Patterns)
            {
                if (beside.Fits(pattern.Neighbours) && pattern.Match(text, start, end) is var (begins, ends))
                {
                    (hits ??= []).Add(new Hit(pattern.Rule, begins, ends));
                }
            }
        }
    }
}

/// <summary>A phrase of a rule, found in a text.</summary>
internal readonly record struct Hit(FindingRule Rule, int Start, int End);

/// <summary>A word that stands in a text perhaps, and the patterns that it is the anchor of.</summary>
internal readonly struct Candidate
{
    private readonly ulong run;
    private readonly ulong mask;
    private readonly Neighbours neighbours;

    public Candidate(WordSpec word, Pattern[] patterns)
    {
        (Word, Patterns) = (word, patterns);
        (run, mask) = word.OpenStart ? (0, 0) : LetterRun.Of(word);
        neighbours = patterns.Select(p => p.Neighbours).Aggregate((all, one) => all.Or(one));
    }

    public WordSpec Word { get; }

    public Pattern[] Patterns { get; }

    /// <summary>Whether a text word with these first letters may be this one.</summary>
    public bool MayBe(ulong first) => (first & mask) == run;

    /// <summary>Whether any of the patterns may stand between such words.</summary>
    public bool Fits(ref Beside beside) => beside.Fits(neighbours);
}

/// <summary>What may be found by letters of a word, and before it a table of one bit for each hash of them.</summary>
internal sealed class RunTable<T>
{
    private readonly int shift;
    private readonly uint[] filter;
    private readonly FrozenDictionary<ulong, T[]> found;

    public RunTable(int bits, IEnumerable<T> all, Func<T, IEnumerable<ulong>> runs)
    {
        shift = 64 - bits;
        filter = new uint[(1 << bits) / 32];
        found = all.SelectMany(one => runs(one).Distinct().Select(run => (run, one))).GroupBy(r => r.run, r => r.one).ToFrozenDictionary(r => r.Key, r => r.ToArray());
        foreach (ulong run in found.Keys)
        {
            filter[Hash(run) >> 5] |= 1u << (int)Hash(run);
        }
    }

    /// <summary>One when there may be any, otherwise zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int May(ulong run) => (int)(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(filter), (nint)(Hash(run) >> 5)) >> (int)Hash(run)) & 1; // a hash is always within its filter

    public T[] Find(ulong run) => found.GetValueOrDefault(run, []);

    private uint Hash(ulong run) => (uint)((run * 0x9E3779B97F4A7C15UL) >> shift);
}
