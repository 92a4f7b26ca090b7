namespace Varamail.Guideline.Findings;

/// <summary>Words of which any one will do, kept by their first letter: most words of a text are dismissed by it, the others meet only their like.</summary>
internal sealed class WordSet
{
    private readonly WordSpec[][] byCode;
    private readonly uint codes;

    public WordSet(IReadOnlyList<WordSpec> words)
    {
        WordSpec[] anywhere = [.. words.Where(w => w.OpenStart || w.Number)];
        var begun = words.Where(w => !w.OpenStart && !w.Number).ToLookup(w => LetterRun.Of(w.Letters)[0]);
        byCode = [.. Enumerable.Range(0, Letters.CodeCount).Select(code => begun.Contains(code) ? [.. anywhere, .. begun[code]] : anywhere)];
        for (int code = 0; code < Letters.CodeCount; code++)
        {
            codes |= byCode[code].Length > 0 ? 1u << code : 0;
        }

        Beginnings = words.Aggregate(0UL, (beginnings, word) => beginnings | WordBeginning.Of(word));
    }

    /// <summary>What any of them may begin with.</summary>
    public ulong Beginnings { get; }

    /// <summary>Whether any of them may begin with a letter.</summary>
    public bool MayBegin(char first) => (codes >> Letters.Code(first) & 1) != 0;

    public bool Matches(ReadOnlySpan<char> word)
    {
        foreach (WordSpec spec in byCode[Letters.Code(word[0])])
        {
            if (spec.Matches(word))
            {
                return true;
            }
        }

        return false;
    }
}
