using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>
/// Whether a term is data about somebody: a topic is not a finding (docs/assessment.md, section 2). Looks for whom the sentence is about, and
/// when it doesn't say, for whom the sentences beside it are.
/// </summary>
internal sealed class PersonJudge(Part part, MessageContext message, bool holdsIdentityNumber)
{
    private const int NegationReach = 2;
    private const int LinkReach = 7;
    private const int OwnerReach = 5;
    private const int Remembered = 8;

    private readonly Sentence?[] read = new Sentence?[Remembered];
    private int next;
    private (Sentence Of, WordRoles Needed, bool Is)? beside;

    public bool IsAboutPerson(Hit hit) => SeemsAboutPerson(hit, out bool toReader) && StandsAmongItsWords(hit) && (!message.Bulk || (hit.Rule.Text.Bulk && !toReader));

    /// <summary>All but the words that a rule wants beside it and what mass mail changes: these cost more to find out.</summary>
    /// <param name="hit">A term.</param>
    /// <param name="toReader">Nobody but the reader is named: in mass mail nobody.</param>
    private bool SeemsAboutPerson(Hit hit, out bool toReader)
    {
        toReader = false;
        RuleText rule = hit.Rule.Text;
        Sentence sentence = SentenceAt(hit.Start);
        int at = IndexOf(sentence, hit.Start);
        if (
            (!rule.Negated && IsNegated(sentence, at))
            || (hit.Rule.File.Category == Category.Politics && IsOfElected(sentence, at))
        )
        {
            return false;
        }

        bool linked = HasPerson(sentence, at, hit) || IsLinked(sentence, at);
        if (!rule.Topic && !linked && sentence.Has(WordRoles.Topic))
        {
            return false;
        }

        if (rule.Person == PersonNeeded.None)
        {
            return rule.Writer is null || Writer.GivenName(part, hit.End, message) == (rule.Writer == "female" ? WordRoles.Female : WordRoles.Male);
        }

        WordRoles needed = rule.Person == PersonNeeded.Other ? WordRoles.Person & ~WordRoles.First : WordRoles.Person;
        int person = Nearest(sentence, at, WordRoles.Person);
        int generic = Nearest(sentence, at, WordRoles.Generic);
        if (IsOfMany(sentence, hit.End) || (generic >= 0 && !linked && (person < 0 || at - generic < at - person)))
        {
            return false;
        }

        if (
            sentence.Has(needed)
            || (rule.Person != PersonNeeded.Same && IsBeside(sentence, needed))
            || (rule.Form && (holdsIdentityNumber || part.Where.StartsWith("attachment:", StringComparison.Ordinal)))
        )
        {
            return true;
        }

        toReader = sentence.Has(WordRoles.Second) && rule.Person != PersonNeeded.Other;
        return toReader;
    }

    private bool StandsAmongItsWords(Hit hit)
    {
        Sentence sentence = SentenceAt(hit.Start);
        return !(hit.Rule.Without is { } without && sentence.Holds(part.Text, without))
            && (hit.Rule.With is not { } with || HoldsNear(sentence, with, default))
            && (hit.Rule.Also is not { } also || HoldsNear(sentence, also, (hit.Start, hit.End)));
    }

    /// <summary>Many terms may stand in one sentence: what stands beside it is read once.</summary>
    private bool IsBeside(Sentence sentence, WordRoles needed)
    {
        if (beside is not { } known || known.Of != sentence || known.Needed != needed)
        {
            beside = known = (sentence, needed, IsBesidePerson(sentence, needed));
        }

        return known.Is;
    }

    private bool IsBesidePerson(Sentence sentence, WordRoles needed)
    {
        if ((holdsIdentityNumber && (needed & WordRoles.First) != 0) || message.SubjectNames)
        {
            return true;
        }

        Sentence? before = Before(sentence);
        return IsOfPerson(before, needed)
            || IsOfPerson(After(sentence), needed)
            || IsOfPerson(Before(before), needed);
    }

    /// <summary>In the sentence or one beside it, outside a stretch of it.</summary>
    private bool HoldsNear(Sentence sentence, WordSet words, (int Start, int End) outside)
    {
        Sentence? before = Before(sentence);
        return sentence.Holds(part.Text, words, outside.Start, outside.End)
            || before?.Holds(part.Text, words) == true
            || After(sentence)?.Holds(part.Text, words) == true
            || Before(before)?.Holds(part.Text, words) == true;
    }

    /// <summary>A line of an order list (”3 ex Min pappa sitter i fängelse”) is about nobody.</summary>
    private bool IsOfPerson(Sentence? sentence, WordRoles needed) =>
        sentence is not null && sentence.Has(needed) && !char.IsAsciiDigit(part.Text[sentence.Words[0].Start]) && !sentence.Has(WordRoles.Topic | WordRoles.Generic);

    /// <summary>A person, a verb that ties, the term: ”jag har fått diagnosen”. Nothing that makes a subject of it in between.</summary>
    private static bool IsLinked(Sentence sentence, int at)
    {
        for (int i = at - 1; i >= 0 && at - i <= LinkReach; i--)
        {
            WordRoles roles = sentence.Words[i].Roles;
            if ((roles & (WordRoles.Topic | WordRoles.Generic)) != 0)
            {
                return false;
            }

            if ((roles & WordRoles.Link) != 0)
            {
                for (int j = i - 1; j >= 0 && i - j <= OwnerReach; j--)
                {
                    if ((sentence.Words[j].Roles & WordRoles.Person) != 0)
                    {
                        return true;
                    }

                    if ((sentence.Words[j].Roles & WordRoles.Generic) != 0)
                    {
                        return false;
                    }
                }

                // "har han": the person after the verb
                if (i + 1 < at && (sentence.Words[i + 1].Roles & WordRoles.Person) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>”psykisk ohälsa bland unga”, ”stress hos barn”: a preposition, then nobody in particular.</summary>
    private static bool IsOfMany(Sentence sentence, int end)
    {
        int next = IndexOf(sentence, end);
        return next + 1 < sentence.Words.Length && sentence.Words[next].Roles == WordRoles.Among && (sentence.Words[next + 1].Roles & WordRoles.Generic) != 0;
    }

    private static bool HasPerson(Sentence sentence, int at, Hit hit)
    {
        for (int i = at; i < sentence.Words.Length && sentence.Words[i].End <= hit.End; i++)
        {
            if ((sentence.Words[i].Roles & WordRoles.Person) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNegated(Sentence sentence, int at)
    {
        for (int i = at - 1; i >= 0 && at - i <= NegationReach; i--)
        {
            if ((sentence.Words[i].Roles & WordRoles.Negation) != 0)
            {
                return !part.Text.AsSpan(sentence.Words[i].End, sentence.Words[at - 1].End - sentence.Words[i].End + 1).Contains(',');
            }
        }

        return false;
    }

    private bool IsOfElected(Sentence sentence, int at)
    {
        if (message.Elected.AreNamedIn(part.Text.AsSpan(sentence.Start, sentence.End - sentence.Start)))
        {
            return true;
        }

        int person = Nearest(sentence, at, WordRoles.Person);
        return message.SenderElected && (person < 0 || (sentence.Words[person].Roles & WordRoles.First) != 0);
    }

    private static int Nearest(Sentence sentence, int at, WordRoles roles)
    {
        for (int i = sentence.Has(roles) ? at - 1 : -1; i >= 0; i--)
        {
            if ((sentence.Words[i].Roles & roles) != 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first word that begins at a place or after it.</summary>
    private static int IndexOf(Sentence sentence, int start)
    {
        int low = 0, high = sentence.Words.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sentence.Words[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Sentence? Before(Sentence? sentence) => sentence?.PlaceBefore(part.Text) is int at and >= 0 ? SentenceAt(at) : null;

    private Sentence? After(Sentence sentence) => sentence.PlaceAfter(part.Text) is var at and >= 0 ? SentenceAt(at) : null;

    /// <summary>Terms stand close together: the last few sentences are kept.</summary>
    private Sentence SentenceAt(int at)
    {
        foreach (Sentence? sentence in read)
        {
            if (sentence is not null && at >= sentence.Start && at < sentence.End)
            {
                return sentence;
            }
        }

        Sentence made = Sentence.At(part.Text, at, message.Words);
        read[next] = made;
        next = (next + 1) % Remembered;
        return made;
    }
}
