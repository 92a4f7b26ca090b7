using System.Buffers;

namespace Varamail.Guideline.Findings;

/// <summary>Words that tell what the number beside them is.</summary>
internal sealed class NumberCues
{
    /// <summary>Of the stretches that are looked through.</summary>
    private const int Widest = 800;

    private readonly string[] words;

    /// <summary>Most numbers have none of them near.</summary>
    private readonly SearchValues<string> hints;

    public NumberCues(params string[] words)
    {
        this.words = words;
        hints = PhraseHints.Of(words);
    }

    /// <summary>Last place of any of the words within a stretch of text; -1 when none is there. A short one counts only where a word begins.</summary>
    public int LastIn(ReadOnlySpan<char> text, int from, int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(text.Length, to));
        if (!text[from..to].ContainsAny(hints))
        {
            return -1;
        }

        Span<char> lower = stackalloc char[Widest];
        lower = lower[..(to - from)];
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = Letters.Lower(text[from + i]);
        }

        int best = -1;
        foreach (string word in words)
        {
            int at = lower.LastIndexOf(word, StringComparison.Ordinal);
            while (at >= 0 && from + at > 0 && Letters.IsWord(text[from + at - 1]) && Letters.IsWord(word[0]) && word.Length < 5)
            {
                at = lower[..at].LastIndexOf(word, StringComparison.Ordinal);
            }

            best = Math.Max(best, at);
        }

        return best;
    }
}
