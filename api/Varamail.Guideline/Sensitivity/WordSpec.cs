namespace Varamail.Guideline.Findings;

/// <summary>How a word of a rule may continue or begin in a text.</summary>
internal enum WordEnding
{
    /// <summary>As it stands, or in the genitive.</summary>
    Whole,

    /// <summary>With any Swedish ending: <c>diagnos~</c> is diagnosen, diagnoser, diagnosernas, not diagnostik.</summary>
    Inflected,

    /// <summary>With anything after it: <c>sjukskriv*</c>.</summary>
    Open,
}

/// <summary>One word of a rule: <c>adhd</c>, <c>diagnos~</c>, <c>sjukskriv*</c>, <c>*cancer</c>, <c>^Kommunal</c> (with a capital), <c>#</c> (a number),
/// <c>f##</c> (two digits after a letter).</summary>
internal sealed class WordSpec
{
    /// <summary>From here on a doubled or dropped double letter is a misspelling of the same word (”depresion”).</summary>
    private const int Forgiving = 6;

    private const int LongestEnding = 5;

    private static readonly HashSet<string> Endings = new(
        "a an ans ar aren aret ares arna arnas are as at ats d da de des dd e el en ens er ers erna ernas es et ets ena n na nas ns or orna ors orn r s t ta te ts tt ade at ande"
            .Split(' '),
        StringComparer.Ordinal
    );

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> EndingLookup = Endings.GetAlternateLookup<ReadOnlySpan<char>>();

    private WordSpec(string written, string letters, WordEnding ending, bool openStart, bool capital, bool number)
    {
        (Written, Letters, Ending, OpenStart, Capital, Number) = (written, letters, ending, openStart, capital, number);
    }

    /// <summary>As the rule has it.</summary>
    public string Written { get; }

    /// <summary>Lower case, accents kept.</summary>
    public string Letters { get; }

    public WordEnding Ending { get; }

    /// <summary>Compounds count: <c>*cancer</c> is bröstcancer too.</summary>
    public bool OpenStart { get; }

    public bool Capital { get; }

    public bool Number { get; }

    /// <summary>What may stand after its letters.</summary>
    public IEnumerable<string> Ends =>
        Ending switch
        {
            WordEnding.Whole => ["", "s"],
            WordEnding.Inflected => ["", .. Endings],
            _ => throw new InvalidOperationException($"”{Written}” ends with anything."),
        };

    public static WordSpec Parse(string written)
    {
        if (written == "#")
        {
            return new WordSpec(written, "", WordEnding.Open, true, false, true);
        }

        bool capital = written.StartsWith('^');
        string rest = capital ? written[1..] : written;
        bool openStart = rest.StartsWith('*');
        rest = openStart ? rest[1..] : rest;
        var ending = rest[^1] switch
        {
            '*' => WordEnding.Open,
            '~' => WordEnding.Inflected,
            _ => WordEnding.Whole,
        };
        rest = ending == WordEnding.Whole ? rest : rest[..^1];
        return new WordSpec(written, rest.ToLowerInvariant(), ending, openStart, capital, false);
    }

    /// <summary>Whether this is the word that stands at a place.</summary>
    public bool Matches(ReadOnlySpan<char> word)
    {
        if (Capital && !Findings.Letters.IsUpper(word[0]))
        {
            return false;
        }

        if (Number)
        {
            return word.ContainsAnyInRange('0', '9');
        }

        if (!OpenStart)
        {
            return MatchesFrom(word, 0);
        }

        int last = word.Length - Letters.Length + (Letters.Length >= Forgiving ? 2 : 0);
        for (int start = 0; start <= last && start < word.Length; start++)
        {
            if (Findings.Letters.Stands(Letters[0], word[start]) && MatchesFrom(word, start))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesFrom(ReadOnlySpan<char> word, int start)
    {
        bool forgiving = Letters.Length >= Forgiving;
        if (!forgiving && word.Length - start < Letters.Length)
        {
            return false;
        }

        int rule = 0;
        int text = start;
        while (rule < Letters.Length)
        {
            if (text < word.Length && Findings.Letters.Stands(Letters[rule], word[text]))
            {
                rule++;
                text++;
            }
            else if (forgiving && text > start && text < word.Length && Findings.Letters.Stands(Letters[rule - 1], word[text]))
            {
                text++;
            }
            else if (forgiving && rule > 0 && Letters[rule] == Letters[rule - 1])
            {
                rule++;
            }
            else
            {
                return false;
            }
        }

        if (Ending == WordEnding.Open || text == word.Length)
        {
            return true;
        }

        ReadOnlySpan<char> tail = word[text..];
        return Ending == WordEnding.Inflected ? IsEnding(tail) : tail.Length == 1 && tail[0] is 's' or 'S' && Letters.Length > 3;
    }

    private static bool IsEnding(ReadOnlySpan<char> tail)
    {
        if (tail.Length > LongestEnding)
        {
            return false;
        }

        Span<char> lower = stackalloc char[LongestEnding];
        for (int i = 0; i < tail.Length; i++)
        {
            lower[i] = Findings.Letters.Lower(tail[i]);
        }

        return EndingLookup.Contains(lower[..tail.Length]);
    }
}
