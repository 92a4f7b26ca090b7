namespace Varamail.Guideline.Findings;

/// <summary>What the learned layer sees of a word: its letters, its neighbours and whom the sentence is about. The key can be read back (<see cref="Name"/>), so every weight has a name.</summary>
internal readonly record struct LearnedFeature(ulong Key, int Start, int End)
{
    /// <summary>Letters of a word that count: ”ansöker” and ”ansökan” are one.</summary>
    private const int StemLetters = 6;
    private const int PairLetters = 5;
    private const int WholeLetters = 10;
    private const int TailLetters = 5;
    private const int PieceLetters = 4;
    private const int Bits = 5;
    private const int KindAt = 60;

    /// <summary>What the letters of a key are.</summary>
    private const string Kinds = "sw~+.=-";

    private const ulong Stem = 0UL << KindAt;
    private const ulong Whole = 1UL << KindAt;
    private const ulong Tail = 2UL << KindAt;
    private const ulong Pair = 3UL << KindAt;
    private const ulong Piece = 4UL << KindAt;
    private const ulong Person = 5UL << KindAt;
    private const ulong Told = 6UL << KindAt;

    /// <summary>By code: letters, then what stands for a figure, a name and any other letter.</summary>
    private const string Alphabet = " abcdefghijklmnopqrstuvwxyzåäö0N";
    private const int Figure = 30;
    private const int NameOf = 31;

    /// <summary>”Vi” may be an association or a company.</summary>
    private const ulong Several = 'v' - 'a' + 1;

    private static readonly string[] We = ["vi", "oss", "vår", "vårt", "våra", "we", "us", "our"];

    /// <summary>Whom a word is said about: the nearest before it.</summary>
    private static readonly (WordRoles Roles, char Sign)[] People =
    [
        (WordRoles.First, 'j'),
        (WordRoles.Kin, 'k'),
        (WordRoles.Name, 'n'),
        (WordRoles.Role, 'r'),
        (WordRoles.Third, 'h'),
        (WordRoles.Second, 'd'),
        (WordRoles.Generic, 'g'),
        (WordRoles.Topic, 't'),
    ];

    /// <summary>All features of a sentence. Those of two sentences are those of each.</summary>
    /// <param name="text">Of the part.</param>
    /// <param name="words">Of the sentence, in order.</param>
    /// <param name="features">Receives them; one may stand there twice.</param>
    public static void Of(string text, ReadOnlySpan<Word> words, List<LearnedFeature> features)
    {
        ulong before = 0, person = 0, seen = 0;
        for (int i = 0; i < words.Length; i++)
        {
            Word word = words[i];
            ReadOnlySpan<char> letters = text.AsSpan(word.Start, word.End - word.Start);
            ulong sign = SignOf(word.Roles, letters);
            seen |= 1UL << (int)sign;
            bool name = (word.Roles & WordRoles.Name) != 0;
            ulong pair = name ? NameOf : Pack(letters, PairLetters);
            features.Add(new(Stem | (name ? NameOf : Pack(letters, StemLetters)), word.Start, word.End));
            features.Add(new(Pair | (before << (PairLetters * Bits)) | pair, i > 0 ? words[i - 1].Start : word.Start, word.End));
            if (!name && pair != Figure)
            {
                if (person != 0 && sign == 0 && letters.Length > 2)
                {
                    features.Add(new(Person | (person << (StemLetters * Bits)) | Pack(letters, StemLetters), word.Start, word.End));
                }
                if (letters.Length > StemLetters)
                {
                    features.Add(new(Whole | Pack(letters, WholeLetters), word.Start, word.End));
                    features.Add(new(Tail | Pack(letters[^TailLetters..], TailLetters), word.Start, word.End));
                }
                for (int at = 1; at + PieceLetters <= letters.Length; at++)
                {
                    features.Add(new(Piece | Pack(letters.Slice(at, PieceLetters), PieceLetters), word.Start, word.End));
                }
            }
            person = sign != 0 ? sign : person;
            before = pair;
        }
        if (words.Length > 0)
        {
            features.Add(new(Pair | (before << (PairLetters * Bits)), words[^1].Start, words[^1].End));
        }
        for (ulong sign = 1; sign < 1UL << Bits; sign++)
        {
            if ((seen & (1UL << (int)sign)) != 0)
            {
                features.Add(new(Told | sign, 0, 0));
            }
        }
    }

    /// <summary><c>s:ansöke</c>, <c>+:äter,medic</c>, <c>=:k,medici</c>: the kind, a colon, the letters.</summary>
    public static string Name(ulong key)
    {
        ulong letters = key & ((1UL << KindAt) - 1);
        ulong kind = key & ~((1UL << KindAt) - 1);
        string name = Kinds[(int)(key >> KindAt)] + ":";
        int split = kind is Pair ? PairLetters * Bits : kind is Person ? StemLetters * Bits : 0;
        return split == 0 ? name + Unpack(letters) : name + Unpack(letters >> split) + "," + Unpack(letters & ((1UL << split) - 1));
    }

    /// <summary>As <see cref="Name"/> writes it.</summary>
    public static ulong Parse(string name)
    {
        ulong kind = (ulong)Kinds.IndexOf(name[0], StringComparison.Ordinal) << KindAt;
        string[] letters = name[2..].Split(',');
        int split = kind is Person ? StemLetters * Bits : PairLetters * Bits;
        return letters.Length == 1 ? kind | Spell(letters[0]) : kind | (Spell(letters[0]) << split) | Spell(letters[1]);
    }

    private static ulong SignOf(WordRoles roles, ReadOnlySpan<char> letters)
    {
        if ((roles & WordRoles.First) != 0 && IsSeveral(letters))
        {
            return Several;
        }
        foreach (var (of, sign) in People)
        {
            if ((roles & of) != 0)
            {
                return Code(sign);
            }
        }
        return 0;
    }

    private static bool IsSeveral(ReadOnlySpan<char> letters)
    {
        foreach (string form in We)
        {
            if (letters.Equals(form, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static ulong Pack(ReadOnlySpan<char> letters, int most)
    {
        if (char.IsAsciiDigit(letters[0]))
        {
            return Figure;
        }
        ulong key = 0;
        foreach (char c in letters.Length > most ? letters[..most] : letters)
        {
            key = (key << Bits) | Code(Letters.Lower(c));
        }
        return key;
    }

    private static ulong Code(char lower) =>
        lower switch
        {
            >= 'a' and <= 'z' => (ulong)(lower - 'a' + 1),
            'å' => 27,
            'ä' or 'æ' => 28,
            'ö' or 'ø' => 29,
            >= '0' and <= '9' => Figure,
            _ => Letters.Code(lower) is > 0 and <= 26 and var folded ? (uint)folded : NameOf,
        };

    private static ulong Spell(string letters)
    {
        ulong key = 0;
        foreach (char c in letters)
        {
            key = (key << Bits) | (uint)Alphabet.IndexOf(c, StringComparison.Ordinal);
        }
        return key;
    }

    private static string Unpack(ulong letters)
    {
        string name = "";
        for (; letters > 0; letters >>= Bits)
        {
            name = Alphabet[(int)(letters & ((1 << Bits) - 1))] + name;
        }
        return name;
    }
}
