namespace Varamail.Guideline.Cues;

/// <summary>
/// One cue: words that stand after each other within one sentence. <c>ord</c> a word, <c>ord*</c> its beginning, <c>=ord</c> spelt exactly so
/// (otherwise å, ä and ö count as a, a and o: many write without them), <c>(a|b c)</c> either, <c>(a|b)?</c> perhaps, <c>_</c> any word, <c>..</c> up to four words,
/// <c>^</c> first in the sentence.
/// </summary>
internal sealed record CuePattern(int Cue, bool Positive, bool AtStart, int[] Steps)
{
    /// <summary>A step that lets any one word through.</summary>
    internal const int AnyWord = -1;

    /// <summary>A step that lets up to <see cref="GapWords"/> words through.</summary>
    internal const int Gap = -2;

    internal const int GapWords = 4;
}

/// <summary>Turns a line of a cue file into its variants: each a list of steps, each step a set of words any of which will do.</summary>
internal ref struct CuePatternReader(string line)
{
    private readonly string line = line;
    private int at;

    internal static (bool AtStart, List<List<string[]>> Variants) Read(string line)
    {
        var atStart = line.StartsWith('^');
        var reader = new CuePatternReader(atStart ? line[1..] : line);
        var variants = reader.Alternatives();
        return reader.at < reader.line.Length || variants.Exists(v => v.Count == 0)
            ? throw new FormatException($"The cue \"{line}\" can't be read.")
            : (atStart, variants);
    }

    private List<List<string[]>> Alternatives()
    {
        var variants = new List<List<string[]>>();
        var singles = new List<string>();
        do
        {
            foreach (var variant in Sequence())
            {
                if (variant is [{ } only] && only[0] is not ("_" or ".."))
                {
                    singles.AddRange(only);
                }
                else
                {
                    variants.Add(variant);
                }
            }
        } while (Accept('|'));
        if (singles.Count > 0)
        {
            variants.Add([[.. singles]]);
        }
        return variants;
    }

    private List<List<string[]>> Sequence()
    {
        List<List<string[]>> sequences = [[]];
        while (true)
        {
            SkipSpace();
            if (at >= line.Length || line[at] is '|' or ')')
            {
                return sequences;
            }
            List<List<string[]>> next;
            if (Accept('('))
            {
                next = Alternatives();
                if (!Accept(')'))
                {
                    throw new FormatException($"No closing parenthesis in the cue \"{line}\".");
                }
                if (Accept('?'))
                {
                    next.Add([]);
                }
            }
            else
            {
                next = [Word()];
            }
            sequences = [.. sequences.SelectMany(s => next.Select(n => new List<string[]>([.. s, .. n])))];
        }
    }

    /// <summary>A hyphen parts words, as in the text.</summary>
    private List<string[]> Word()
    {
        var start = at;
        while (at < line.Length && line[at] is not (' ' or '|' or ')' or '('))
        {
            at++;
        }
        return [.. line[start..at].Split('-', StringSplitOptions.RemoveEmptyEntries).Select(w => new[] { w })];
    }

    private bool Accept(char c)
    {
        SkipSpace();
        if (at < line.Length && line[at] == c)
        {
            at++;
            return true;
        }
        return false;
    }

    private void SkipSpace()
    {
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }
    }
}
