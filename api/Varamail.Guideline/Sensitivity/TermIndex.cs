namespace Varamail.Guideline.Findings;

/// <summary>
/// Finds the places of a text where a term may stand. Of each word three things are asked of tables of bits, small enough for the processor's nearest
/// cache: is it a rule's word, does it begin like one that goes on, does it end like one that others are put before. Few words are looked at properly. What
/// is done with the others doesn't branch on their letters or length: a processor guesses those wrong, and that is what costs.
/// </summary>
internal sealed class TermIndex
{
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
        var reader = new WordReader(text, stackalloc byte[WordReader.Room], stackalloc WordPlace[WordReader.MostWords]);
        var beside = new Beside(text);
        while (reader.MoveNext())
        {
            foreach (WordPlace word in reader.Words)
            {
                ref byte codes = ref reader.CodesOf(word);
                ulong first = LetterRun.First(ref codes, word.Length);
                ulong last = LetterRun.Last(ref codes, word.Length);
                int may = whole.May(first) | begun.May(first & LetterRun.Beginning) << 1 | ended.May(last) << 2 | always;
                if (may != 0 && word.Length < Pattern.LongestWord)
                {
                    beside.MoveTo(reader.From + word.Start, reader.From + word.Start + word.Length);
                    Verify(text.Slice(beside.Start, word.Length), first, last, may, ref beside, ref hits);
                }
            }
        }
    }

    private void Verify(ReadOnlySpan<char> word, ulong first, ulong last, int may, ref Beside beside, ref List<Hit>? hits)
    {
        if ((may & 1) != 0)
        {
            Verify(word, whole.Find(first), first, ref beside, ref hits);
        }

        if ((may & 2) != 0)
        {
            Verify(word, begun.Find(first & LetterRun.Beginning), first, ref beside, ref hits);
        }

        if ((may & 4) != 0)
        {
            Verify(word, ended.Find(last), first, ref beside, ref hits);
        }

        Verify(word, within, first, ref beside, ref hits);
    }

    private static void Verify(ReadOnlySpan<char> word, Candidate[] candidates, ulong first, ref Beside beside, ref List<Hit>? hits)
    {
        foreach (ref readonly Candidate candidate in candidates.AsSpan())
        {
            if (!candidate.MayBe(first) || !candidate.Fits(ref beside) || !candidate.Word.Matches(word))
            {
                continue;
            }

            foreach (Pattern pattern in candidate.Patterns)
            {
                if (beside.Fits(pattern.Neighbours) && pattern.Match(beside.Text, beside.Start, beside.End) is var (begins, ends))
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

