using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Varamail.Guideline.Findings;

/// <summary>
/// Finds the places of a text where a term may stand. Letters become codes of five bits, repeated ones once; the last five codes are
/// looked up in a table of bits, small enough for the processor's nearest cache; the few places that remain are looked at properly.
/// The first pass runs through a stretch of text without a branch that depends on its letters: a processor guesses those wrong, and that is what costs.
/// </summary>
internal sealed class TermIndex
{
    private const int HashBits = 17;
    private const int Stretch = 1024;
    private const int CodeMask = Letters.CodeCount - 1;

    private readonly uint[] known = new uint[(1 << HashBits) / 32];
    private readonly FrozenDictionary<int, Candidate[]> candidates;

    public TermIndex(IReadOnlyList<Pattern> patterns)
    {
        var index = new Dictionary<int, Dictionary<string, (WordSpec Word, List<Pattern> Patterns)>>();
        foreach (Pattern pattern in patterns)
        {
            foreach (WordSpec word in pattern.Places[pattern.Anchor].Words)
            {
                foreach (int run in Grams.Runs(word))
                {
                    uint hash = Hash(run);
                    known[hash >> 5] |= 1u << (int)hash;
                    var words = index.TryGetValue(run, out var there) ? there : index[run] = [];
                    (words.TryGetValue(word.Written, out var one) ? one : words[word.Written] = (word, [])).Patterns.Add(pattern);
                }
            }
        }

        candidates = index.ToFrozenDictionary(r => r.Key, r => r.Value.Values.Select(w => new Candidate(w.Word, [.. w.Patterns])).ToArray());
    }

    /// <summary>Every phrase of every pattern, wherever it stands. Allocates only when something is there.</summary>
    /// <param name="text">NFC, as a person sees it.</param>
    /// <param name="hits">Receives what was found; made when needed.</param>
    public void Scan(ReadOnlySpan<char> text, ref List<Hit>? hits)
    {
        Span<Stop> stops = stackalloc Stop[Stretch];
        int run = 0;
        for (int from = 0; from < text.Length; from += Stretch)
        {
            int to = Math.Min(from + Stretch, text.Length);
            foreach (Stop stop in stops[..Sift(text[..to], from, ref run, stops)])
            {
                Verify(text, stop.Run, stop.At, ref hits);
            }
        }

        // The end of the text ends its last word
        if ((run & CodeMask) != Letters.Separator)
        {
            Verify(text, (run << 5) & Grams.Mask, text.Length, ref hits);
        }
    }

    /// <summary>The places where a run ends that some word has, or seems to have by its hash.</summary>
    private int Sift(ReadOnlySpan<char> text, int from, ref int run, Span<Stop> stops)
    {
        ReadOnlySpan<byte> table = Letters.Table;
        ref uint bits = ref MemoryMarshal.GetArrayDataReference(known); // a hash is always within it
        int count = 0;
        int last = run;
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            int code = c < table.Length ? table[c] : Letters.Code(c);
            int next = ((last << 5) | code) & Grams.Mask;
            int isNew = code != (last & CodeMask) ? 1 : 0;
            last = isNew != 0 ? next : last;
            uint hash = Hash(next);
            stops[count] = new Stop(i, next);
            count += (int)(Unsafe.Add(ref bits, hash >> 5) >> (int)hash) & isNew;
        }

        run = last;
        return count;
    }

    private static uint Hash(int run) => ((uint)run * 2654435761u) >> (32 - HashBits);

    private void Verify(ReadOnlySpan<char> text, int run, int at, ref List<Hit>? hits)
    {
        int letter = (run & CodeMask) == Letters.Separator ? at - 1 : at;
        if (!candidates.TryGetValue(run, out Candidate[]? words) || !Pattern.WordAt(text, letter, out int start, out int end))
        {
            return;
        }

        foreach (Candidate candidate in words)
        {
            if (!candidate.Word.Matches(text[start..end]))
            {
                continue;
            }

            foreach (Pattern pattern in candidate.Patterns)
            {
                if (pattern.Match(text, start, end) is var (first, last))
                {
                    (hits ??= []).Add(new Hit(pattern.Rule, first, last));
                }
            }
        }
    }

    /// <summary>The last codes up to a place.</summary>
    private readonly record struct Stop(int At, int Run);

    /// <summary>A word that a run of letters may belong to, and the patterns that it is the anchor of.</summary>
    private sealed record Candidate(WordSpec Word, Pattern[] Patterns);
}

/// <summary>A phrase of a rule, found in a text.</summary>
internal readonly record struct Hit(FindingRule Rule, int Start, int End);
