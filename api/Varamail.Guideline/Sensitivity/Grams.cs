namespace Varamail.Guideline.Findings;

/// <summary>
/// Runs of letter codes. A text is read once; at each letter a bit tells whether any rule knows the last five codes. Doubled codes
/// count once (people double and drop letters), and so do runs of separators.
/// </summary>
internal static class Grams
{
    private const int Longest = 5;

    public const int Mask = (1 << 25) - 1;

    private const int Length = 4;

    /// <summary>How common each code is in Swedish, per thousand letters: separator, a–z, unused, digit, other. å, ä and ö count as a and o.</summary>
    private static readonly int[] Frequency =
    [
        170, 115, 14, 14, 44, 92, 18, 30, 20, 55, 6, 32, 50, 33, 80, 56, 17, 1, 80, 62, 72, 18, 23, 2, 2, 7, 1, 1, 12, 1, 1, 1,
    ];

    /// <summary>Runs that ordinary Swedish is full of, counted on municipal mail: a word is better found by another of its runs.</summary>
    private static readonly HashSet<int> Common =
    [
        .. "_for ning _pa_ _med _som ligt hand inte ling _min _bor fter _vil ings uppg upgi funk _har fran inge slut _jag bort boen fors barn ring beta fore elev skap fins dela _vi_ ande ade_ lig_ kola skol kommu komu milj _och _det _att _den _kan _ska _til ller kans sta_ onen ning _an_ _av_ _om_ _sig _ha_ ers_ arna erna heten iska sjuk soci stod hjal jalp tjan sam_ _nar _var _fra hema ansk nskr reng ensk gare tare isk_ kost bost ost_ _du_ _far sven iten omma oma_ land verk vara"
            .Split(' ')
            .Where(r => r.Length == Length)
            .Select(r => r.Aggregate(0, (gram, c) => (gram << 5) | (c == '_' ? 0 : c - 'a' + 1))),
    ];

    private const double CommonCost = 50;

    /// <summary>So short words are mostly ”för”, ”med”, ”har”.</summary>
    private const int ShortWord = 3;

    /// <summary>The rarest run of four of a word, or -1 when it has none.</summary>
    private static int Rarest(WordSpec word) => Rarest(word, Length);

    /// <summary>The run by which the first pass finds a word: its rarest five codes; when it has but four, those after every code that there is.</summary>
    public static IEnumerable<int> Runs(WordSpec word) =>
        Rarest(word, Longest) is >= 0 and var five ? [five]
        : Rarest(word) is >= 0 and var four ? Enumerable.Range(0, Letters.CodeCount).Select(code => (code << 20) | four)
        : throw new FormatException($"”{word.Written}” is too short to be looked for.");

    private static int Rarest(WordSpec word, int length)
    {
        int best = -1;
        double rarest = double.MaxValue;
        Span<int> codes = stackalloc int[Pad + 64];
        int count = Codes(word, codes);
        for (int i = 0; i + length <= count; i++)
        {
            double cost = Cost(codes.Slice(i, length));
            if (cost < rarest)
            {
                rarest = cost;
                best = 0;
                foreach (int code in codes.Slice(i, length))
                {
                    best = (best << 5) | code;
                }
            }
        }

        return best;
    }

    /// <summary>How often a place of a pattern would stop the first pass, in any unit.</summary>
    public static double Cost(PatternPlace place)
    {
        double sum = 0;
        foreach (WordSpec word in place.Words)
        {
            int gram = Rarest(word);
            sum += gram < 0
                ? double.MaxValue / 1e6
                : Cost([gram >> 15, (gram >> 10) & 31, (gram >> 5) & 31, gram & 31]) * (word.Letters.Length <= ShortWord ? CommonCost : 1);
        }

        return sum < double.MaxValue / 1e7 ? sum : double.MaxValue;
    }

    private const int Pad = 2;

    private static double Cost(ReadOnlySpan<int> codes)
    {
        double cost = 1;
        foreach (int code in codes)
        {
            cost *= Frequency[code];
        }

        for (int i = 0; i + Length <= codes.Length; i++)
        {
            cost *= Common.Contains((codes[i] << 15) | (codes[i + 1] << 10) | (codes[i + 2] << 5) | codes[i + 3]) ? CommonCost : 1;
        }

        return cost;
    }

    private static int Codes(WordSpec word, Span<int> codes)
    {
        int count = 0;
        if (word.Number)
        {
            return 0;
        }

        if (!word.OpenStart)
        {
            codes[count++] = Letters.Separator;
        }

        foreach (char c in word.Letters)
        {
            int code = c == '#' ? Letters.Digit : Letters.Code(c);
            if (count == 0 || codes[count - 1] != code)
            {
                codes[count++] = code;
            }
        }

        if (word.Ending == WordEnding.Whole && word.Letters.Length <= 3)
        {
            codes[count++] = Letters.Separator;
        }

        return count;
    }
}
