namespace Varamail.Guideline.Findings;

/// <summary>A word and what it says about who the sentence is about.</summary>
internal readonly record struct Word(int Start, int End, WordRoles Roles);

/// <summary>The sentence around a place, its words told apart. A line of a list or a form is a sentence of its own.</summary>
internal sealed class Sentence
{
    private const int Longest = 420;

    /// <summary>A shorter line wasn't broken because it was full: what follows is another sentence.</summary>
    private const int FullLine = 46;

    private static readonly HashSet<string> Abbreviations = new(
        "kl nr bl t ex dvs etc ca dr st tel mm m fl resp f d o s k ev inkl exkl max min jan feb apr aug sept okt nov dec ang obs tex pga enl mvh mr mrs".Split(' '),
        StringComparer.Ordinal
    );

    private readonly WordRoles all;
    private Dictionary<WordSet, (Word First, Word Last)?>? held;

    private Sentence(int start, int end, Word[] words)
    {
        (Start, End, Words) = (start, end, words);
        foreach (Word word in words)
        {
            all |= word.Roles;
        }
    }

    public int Start { get; }

    public int End { get; }

    public Word[] Words { get; }

    public static Sentence At(string text, int at, ContextWords context)
    {
        int start = at;
        while (start > 0 && at - start < Longest && !IsBreak(text, start - 1))
        {
            start--;
        }

        int end = at;
        while (end < text.Length && end - at < Longest && !IsBreak(text, end))
        {
            end++;
        }

        return new Sentence(start, end, Read(text, start, end, context));
    }

    /// <summary>Where the sentence before this one ends; -1 at the beginning.</summary>
    public int PlaceBefore(string text)
    {
        int at = Start - 1;
        while (at >= 0 && Start - at < Longest && !Letters.IsWord(text[at]))
        {
            at--;
        }

        return at >= 0 && Letters.IsWord(text[at]) ? at : -1;
    }

    /// <summary>Where the sentence after this one begins; -1 at the end.</summary>
    public int PlaceAfter(string text)
    {
        int at = End;
        while (at < text.Length && at - End < Longest && !Letters.IsWord(text[at]))
        {
            at++;
        }

        return at < text.Length && Letters.IsWord(text[at]) ? at : -1;
    }

    public bool Has(WordRoles roles) => (all & roles) != 0;

    /// <summary>Whether one of the words stands here, leaving out what stands between two places. A sentence may hold a hundred terms that all ask.</summary>
    public bool Holds(string text, WordSet words, int from = 0, int to = 0)
    {
        held ??= [];
        if (!held.TryGetValue(words, out var known))
        {
            held[words] = known = Ends(text, words);
        }

        return known is var (first, last) && (first.End <= from || last.Start >= to);
    }

    /// <summary>The first and the last of some words that stand here.</summary>
    private (Word First, Word Last)? Ends(string text, WordSet words)
    {
        int first = Array.FindIndex(Words, IsOne);
        return first < 0 ? null : (Words[first], Words[Array.FindLastIndex(Words, IsOne)]);

        bool IsOne(Word word) => words.Matches(text.AsSpan(word.Start, word.End - word.Start));
    }

    private static bool IsBreak(string text, int at)
    {
        switch (text[at])
        {
            case '!' or '?':
                return true;
            case '.':
                return (at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == '"') && !EndsAbbreviation(text, at);
            case '\n':
                return at + 1 >= text.Length || text[at + 1] is '\n' or '-' or '•' or '*' or '·' || IsShortLine(text, at) || IsNumbered(text, at + 1);
            default:
                return false;
        }
    }

    private static bool EndsAbbreviation(string text, int at)
    {
        int start = at;
        while (start > 0 && at - start < 5 && Letters.IsWord(text[start - 1]))
        {
            start--;
        }

        bool initial = at - start == 1 && Letters.IsUpper(text[start]);
        return initial || Abbreviations.Contains(text[start..at]);
    }

    private static bool IsShortLine(string text, int at)
    {
        for (int i = at - 1; i >= 0 && at - i <= FullLine; i--)
        {
            if (text[i] == '\n')
            {
                return true;
            }
        }

        return at < FullLine;
    }

    /// <summary>The next line begins with a number: an order line, a numbered list.</summary>
    private static bool IsNumbered(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00A0' or '\t')
        {
            at++;
        }

        return at < text.Length && char.IsAsciiDigit(text[at]);
    }

    private static Word[] Read(string text, int start, int end, ContextWords context)
    {
        var words = new List<Word>();
        int at = start;
        while (at < end)
        {
            if (!Letters.IsWord(text[at]))
            {
                at++;
                continue;
            }

            int first = at;
            while (at < end && Letters.IsWord(text[at]))
            {
                at++;
            }

            words.Add(new Word(first, at, context.Roles(text.AsSpan(first, at - first))));
        }

        for (int i = 0; i < words.Count; i++)
        {
            words[i] = words[i] with { Roles = Resolve(text, words, i, end) };
        }

        return [.. words];
    }

    /// <summary>Names, initials and ”man”: words that mean something only beside others.</summary>
    private static WordRoles Resolve(string text, List<Word> words, int i, int end)
    {
        Word word = words[i];
        WordRoles roles = word.Roles;
        bool capital = Letters.IsUpper(text[word.Start]);
        bool greeted = i > 0 && (((words[0].Roles & WordRoles.Greeting) != 0 && i <= 3 && !Parts(text, words, 0)) || ((words[i - 1].Roles & WordRoles.Greeting) != 0 && !Parts(text, words, i - 1)));
        if (capital && !greeted)
        {
            bool alone = word.End - word.Start == 1;
            bool next = i + 1 < words.Count && Letters.IsUpper(text[words[i + 1].Start]) && words[i + 1].Start - word.End <= 2;
            bool initials = alone && next && text[word.End] == '.' && (words[i + 1].Roles & WordRoles.NoName) == 0;
            bool second = i > 0 && word.End - word.Start > 1 && (roles & (WordRoles.NoName | WordRoles.Topic)) == 0
                && IsNameLike(text, words[i - 1]) && word.Start - words[i - 1].End == 1 && IsNameLike(text, word) && i > 1;
            if (initials || second || IsSubject(text, words, i) || ((roles & WordRoles.Given) != 0 && (i > 0 || (roles & WordRoles.NoName) == 0)))
            {
                roles |= WordRoles.Name;
            }
        }

        // English "I" is a capital; Swedish "i" is a preposition
        if (word.End - word.Start == 1 && text[word.Start] == 'i')
        {
            roles &= ~WordRoles.First;
        }

        if (
            i == 0
            && (roles & WordRoles.Implied) != 0
            && (end >= text.Length || text[end] != '?')
            && (words.Count < 2 || (words[1].Roles & (WordRoles.Person | WordRoles.Second | WordRoles.Generic)) == 0)
        )
        {
            roles |= WordRoles.First;
        }

        bool afterOwner = i > 0 && (words[i - 1].Roles & (WordRoles.Person | WordRoles.Second)) != 0;
        if ((roles & WordRoles.Generic) != 0 && (afterOwner || (i > 1 && (words[i - 2].Roles & WordRoles.First) != 0 && (words[i - 1].Roles & WordRoles.Link) == 0)))
        {
            roles = (roles & ~WordRoles.Generic) | (afterOwner ? WordRoles.Kin : WordRoles.None);
        }

        // ”jag är ensam med fyra barn”: hers, not children in general
        if ((roles & WordRoles.Child) != 0 && i > 1 && ((words[i - 1].Roles & WordRoles.Count) != 0 || IsLoneDigit(text, words[i - 1])) && Before(words, i - 1, WordRoles.Person))
        {
            roles &= ~WordRoles.Generic;
        }

        // ”er nya vaktmästare”: one person
        if ((roles & WordRoles.Post) != 0 && (IsOwner(words, i - 1) || IsOwner(words, i - 2)))
        {
            roles |= WordRoles.Role;
        }

        return roles;
    }

    /// <summary>”att Villads har”: within a sentence, a capital before a verb that people are the subject of, whatever the name.</summary>
    private static bool IsSubject(string text, List<Word> words, int i) =>
        i > 0
        && i + 1 < words.Count
        && words[i].End - words[i].Start > 2
        && words[i].Roles == WordRoles.None
        && IsNameLike(text, words[i])
        && (words[i + 1].Roles & (WordRoles.Link | WordRoles.Implied)) != 0
        && words[i + 1].Start - words[i].End == 1
        && words[i].Start - words[i - 1].End == 1
        && !Letters.IsUpper(text[words[i - 1].Start])
        && text[words[i - 1].Start..words[i - 1].End] is not ("i" or "vid" or "från" or "mot" or "utanför" or "genom" or "in" or "at" or "near"); // a place

    private static bool IsOwner(List<Word> words, int i) => i >= 0 && (words[i].Roles & WordRoles.Owner) != 0;

    private static bool IsLoneDigit(string text, Word word) => word.End - word.Start == 1 && char.IsAsciiDigit(text[word.Start]);

    private static bool Before(List<Word> words, int end, WordRoles roles)
    {
        for (int i = 0; i < end; i++)
        {
            if ((words[i].Roles & roles) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>”Hej, Anna Ek har …” greets nobody by name; ”Hej, Anna!” does.</summary>
    private static bool Parts(string text, List<Word> words, int greeting) => text[words[greeting].End] == ',' && words.Count > greeting + 3;

    private static bool IsNameLike(string text, Word word) =>
        word.End - word.Start > 1
        && Letters.IsUpper(text[word.Start])
        && !Letters.IsUpper(text[word.Start + 1])
        && (word.Roles & (WordRoles.NoName | WordRoles.Greeting | WordRoles.First | WordRoles.Third | WordRoles.Second | WordRoles.Topic)) == 0;
}
