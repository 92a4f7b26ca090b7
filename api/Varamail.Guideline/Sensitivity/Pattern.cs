namespace Varamail.Guideline.Findings;

/// <summary>A place of a pattern: one word of several, perhaps left out, perhaps after a few others.</summary>
/// <param name="Words">Any of these.</param>
/// <param name="Optional">May be missing.</param>
/// <param name="Gap">How many other words may stand before it.</param>
internal sealed record PatternPlace(WordSpec[] Words, bool Optional, int Gap)
{
    private readonly WordSet set = new(Words);

    /// <summary>What the word at this place may begin with (<see cref="WordBeginning"/>).</summary>
    public ulong Beginnings => set.Beginnings;

    public bool MayBegin(char first) => set.MayBegin(first);

    public bool Matches(ReadOnlySpan<char> word) => set.Matches(word);
}

/// <summary>
/// A phrase that a rule looks for. Written as words: <c>a|b</c> is either, <c>a?</c> may be missing, <c>_3</c> allows three other words,
/// <c>{name}</c> is a set of context.json. Words may be parted by a line break, a quotation mark or a comma, never by the end of a sentence.
/// </summary>
internal sealed class Pattern
{
    /// <summary>No word is as long.</summary>
    public const int LongestWord = 48;

    /// <summary>A gap is written as one digit.</summary>
    public const int MostSkipped = 9;

    private const int WidestSeparator = 8;

    private Pattern(FindingRule rule, PatternPlace[] places, int anchor)
    {
        (Rule, Places, Anchor) = (rule, places, anchor);
        Neighbours = new Neighbours(NeighbourOf(places, anchor, -1), NeighbourOf(places, anchor, 1));
    }

    public FindingRule Rule { get; }

    public PatternPlace[] Places { get; }

    /// <summary>The place that the first pass looks for: the one with the rarest letters.</summary>
    public int Anchor { get; }

    /// <summary>What must stand beside the anchor: most patterns are dismissed by it.</summary>
    public Neighbours Neighbours { get; }

    public static Pattern Parse(string written, FindingRule rule, IReadOnlyDictionary<string, string> sets)
    {
        var places = new List<PatternPlace>();
        int gap = 0;
        foreach (string part in written.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length == 2 && part[0] == '_')
            {
                gap = part[1] - '0';
                continue;
            }

            bool optional = part.EndsWith('?');
            string text = optional ? part[..^1] : part;
            var words = text.Split('|').SelectMany(w => w[0] == '{' ? sets[w[1..^1]].Split('|') : [w]).Distinct().Select(WordSpec.Parse);
            places.Add(new PatternPlace([.. words], optional, gap));
            gap = 0;
        }

        int anchor = -1;
        double best = double.PositiveInfinity;
        for (int i = 0; i < places.Count; i++)
        {
            if (!places[i].Optional && Grams.Cost(places[i]) is var cost && cost < best)
            {
                (best, anchor) = (cost, i);
            }
        }

        return anchor >= 0 ? new Pattern(rule, [.. places], anchor) : throw new FormatException($"”{written}” has no word that can be looked for.");
    }

    /// <summary>Matches around a word that is one of its anchor's.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">First character of the word.</param>
    /// <param name="end">After its last.</param>
    /// <returns>Where the phrase begins and ends; null when the other words aren't there.</returns>
    public (int Start, int End)? Match(ReadOnlySpan<char> text, int start, int end) =>
        Left(text, Anchor - 1, Places[Anchor].Gap, start) is int first and >= 0
        && Right(text, Anchor + 1, end) is int last and >= 0
            ? (first, last)
            : null;

    /// <summary>The word around a character.</summary>
    /// <returns>False when it is longer than words are.</returns>
    public static bool WordAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        start = at;
        end = at + 1;
        ReadOnlySpan<byte> table = Letters.Table;
        while (start > 0 && (text[start - 1] < table.Length ? table[text[start - 1]] != Letters.Separator : Letters.IsWord(text[start - 1])) && at - start < LongestWord)
        {
            start--;
        }

        while (end < text.Length && (text[end] < table.Length ? table[text[end]] != Letters.Separator : Letters.IsWord(text[end])) && end - at < LongestWord)
        {
            end++;
        }

        return end - start < LongestWord;
    }

    /// <summary>The nearest place that must be there, or an optional one before it: how many words away, and what it may begin with.</summary>
    private static Neighbour NeighbourOf(PatternPlace[] places, int anchor, int step)
    {
        ulong beginnings = 0;
        int reach = 0;
        for (int place = anchor + step; place >= 0 && place < places.Length; place += step)
        {
            reach = Math.Max(reach, Math.Max(places[place].Gap, places[place - step].Gap));
            beginnings |= places[place].Beginnings;
            if (!places[place].Optional)
            {
                return new Neighbour(beginnings, reach);
            }
        }

        return Neighbour.Any;
    }

    private int Left(ReadOnlySpan<char> text, int place, int gap, int edge)
    {
        if (place < 0)
        {
            return edge;
        }

        int at = edge;
        for (int skipped = 0; skipped <= gap && Previous(text, at, out int start, out int end); skipped++)
        {
            if (Places[place].Matches(text[start..end]) && Left(text, place - 1, Places[place].Gap, start) is int first and >= 0)
            {
                return first;
            }

            at = start;
        }

        return Places[place].Optional ? Left(text, place - 1, Math.Max(gap, Places[place].Gap), edge) : -1;
    }

    private int Right(ReadOnlySpan<char> text, int place, int edge, int carried = 0)
    {
        if (place == Places.Length)
        {
            return edge;
        }

        int gap = Math.Max(Places[place].Gap, carried);
        int at = edge;
        for (int skipped = 0; skipped <= gap && Next(text, at, out int start); skipped++)
        {
            bool may = Places[place].MayBegin(text[start]);
            if ((!may && skipped == gap) || !WordAt(text, start, out start, out int end))
            {
                break;
            }

            if (may && Places[place].Matches(text[start..end]) && Right(text, place + 1, end) is int last and >= 0)
            {
                return last;
            }

            at = end;
        }

        return Places[place].Optional ? Right(text, place + 1, edge, gap) : -1;
    }

    /// <summary>The word before a place.</summary>
    public static bool Previous(ReadOnlySpan<char> text, int edge, out int start, out int end)
    {
        int at = edge - 1;
        while (at >= 0 && edge - at <= WidestSeparator && !Letters.IsWord(text[at]) && !Ends(text, at))
        {
            at--;
        }

        start = end = 0;
        return at >= 0 && Letters.IsWord(text[at]) && WordAt(text, at, out start, out end);
    }

    /// <summary>Where the word after a place begins.</summary>
    public static bool Next(ReadOnlySpan<char> text, int edge, out int start)
    {
        start = edge;
        while (start < text.Length && start - edge < WidestSeparator && !Letters.IsWord(text[start]) && !Ends(text, start))
        {
            start++;
        }

        return start < text.Length && Letters.IsWord(text[start]);
    }

    private static bool Ends(ReadOnlySpan<char> text, int at) =>
        text[at] is '!' or '?' or ';'
        || (text[at] == '.' && (at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1])) && !(at > 1 && !Letters.IsWord(text[at - 2])))
        || (text[at] == '\n' && at + 1 < text.Length && text[at + 1] == '\n');
}
