namespace Varamail.Guideline.Findings;

/// <summary>How much it costs to look for a word: words with rare letters stop the first pass seldom. Doubled codes count once, as people double and drop letters.</summary>
internal static class Grams
{
    private const int Length = 4;

    /// <summary>How common each code is in Swedish, per thousand letters: separator, a–z, unused, digit, other. å, ä and ö count as a and o.</summary>
    private static readonly int[] Frequency =
    [
        170, 115, 14, 14, 44, 92, 18, 30, 20, 55, 6, 32, 50, 33, 80, 56, 17, 1, 80, 62, 72, 18, 23, 2, 2, 7, 1, 1, 12, 1, 1, 1,
    ];

    /// <summary>Runs that ordinary Swedish is full of, counted on municipal mail.</summary>
    private static readonly HashSet<int> Common =
    [
        .. "_for ning _pa_ _med _som ligt hand inte ling _min _bor fter _vil ings uppg upgi funk _har fran inge slut _jag bort boen fors barn ring beta fore elev skap fins dela _vi_ ande ade_ lig_ kola skol komu milj _och _det _att _den _kan _ska _til ller kans sta_ onen _an_ _av_ _om_ _sig _ha_ ers_ arna erna iska sjuk soci stod hjal jalp tjan sam_ _nar _var _fra hema ansk nskr reng ensk gare tare isk_ kost bost ost_ _du_ _far sven iten omma oma_ land verk vara _int och_ som_ for_ har_ med_ kan_ ska_ var_ den_ det_ nar_ omun _kom ost_ pos_ _inn varj _pos"
            .Split(' ')
            .Select(r => r.Aggregate(0, (gram, c) => (gram << 5) | (c == '_' ? 0 : c - 'a' + 1))),
    ];

    private const double CommonCost = 200;

    /// <summary>So short words are mostly ”för”, ”med”, ”har”.</summary>
    private const int ShortWord = 3;

    /// <summary>How often a place of a pattern would stop the first pass, in any unit; infinite when one of its words is too short to be looked for.</summary>
    public static double Cost(PatternPlace place) => place.Words.Sum(Cost);

    /// <summary>Of its rarest run.</summary>
    private static double Cost(WordSpec word)
    {
        ReadOnlySpan<int> codes = Codes(word);
        double rarest = double.PositiveInfinity;
        for (int i = 0; i + Length <= codes.Length; i++)
        {
            rarest = Math.Min(rarest, Cost(codes.Slice(i, Length)));
        }

        return rarest * (word.Letters.Length <= ShortWord ? CommonCost : 1);
    }

    private static double Cost(ReadOnlySpan<int> run)
    {
        double cost = 1;
        int gram = 0;
        foreach (int code in run)
        {
            cost *= Frequency[code];
            gram = (gram << 5) | code;
        }

        return cost * (Common.Contains(gram) ? CommonCost : 1);
    }

    private static int[] Codes(WordSpec word)
    {
        if (word.Number)
        {
            return [];
        }

        int[] before = word.OpenStart ? [] : [Letters.Separator];
        int[] after = word.Ending == WordEnding.Whole && word.Letters.Length <= ShortWord ? [Letters.Separator] : [];
        return [.. before, .. LetterRun.Of(word.Letters), .. after];
    }
}
