using System.Runtime.CompilerServices;

namespace Varamail.Guideline.Findings;

/// <summary>One of the words next to a word, so many skipped at most, begins with one of these (<see cref="WordBeginning"/>).</summary>
internal readonly record struct Neighbour(ulong Beginnings, int Reach)
{
    /// <summary>Whatever stands there, or nothing.</summary>
    public static readonly Neighbour Any = new(ulong.MaxValue, 0);

    public Neighbour Or(Neighbour other) => new(Beginnings | other.Beginnings, Math.Max(Reach, other.Reach));
}

/// <summary>What must stand on both sides of a word.</summary>
internal readonly record struct Neighbours(Neighbour Before, Neighbour After)
{
    public Neighbours Or(Neighbours other) => new(Before.Or(other.Before), After.Or(other.After));
}

/// <summary>The words beside a word, by what they begin with. Looked for only when a pattern asks, and then once.</summary>
internal ref struct Beside(ReadOnlySpan<char> text)
{
    private Side before;
    private Side after;

    public readonly ReadOnlySpan<char> Text { get; } = text;

    /// <summary>First character of the word.</summary>
    public int Start { get; private set; }

    /// <summary>After its last.</summary>
    public int End { get; private set; }

    public void MoveTo(int start, int end)
    {
        (Start, End) = (start, end);
        before.Forget(start);
        after.Forget(end);
    }

    public bool Fits(in Neighbours neighbours) =>
        (neighbours.After.Beginnings == ulong.MaxValue || (neighbours.After.Beginnings & After(neighbours.After.Reach)) != 0)
        && (neighbours.Before.Beginnings == ulong.MaxValue || (neighbours.Before.Beginnings & Before(neighbours.Before.Reach)) != 0);

    private ulong After(int reach)
    {
        while (after.Known <= reach)
        {
            if (!Pattern.Next(Text, after.Edge, out int start) || !Pattern.WordAt(Text, start, out start, out int end))
            {
                after.End();
                break;
            }

            after.Add(WordBeginning.At(Text, start), end);
        }

        return after.Beginnings[reach];
    }

    private ulong Before(int reach)
    {
        while (before.Known <= reach)
        {
            if (!Pattern.Previous(Text, before.Edge, out int start, out _))
            {
                before.End();
                break;
            }

            before.Add(WordBeginning.At(Text, start), start);
        }

        return before.Beginnings[reach];
    }

    /// <summary>What the words on one side begin with: any of the first, of the first two …</summary>
    private struct Side
    {
        public int Edge;
        public int Known;
        public Reached Beginnings;

        public void Forget(int edge) => (Edge, Known) = (edge, 0);

        public void Add(ulong beginning, int edge)
        {
            Beginnings[Known] = beginning | (Known > 0 ? Beginnings[Known - 1] : 0);
            Known++;
            Edge = edge;
        }

        /// <summary>No further words are there.</summary>
        public void End()
        {
            while (Known < Pattern.MostSkipped + 1)
            {
                Add(0, Edge);
            }
        }
    }

    [InlineArray(Pattern.MostSkipped + 1)]
    private struct Reached
    {
        private ulong first;
    }
}

/// <summary>The first two letter codes of a word, as one of 64 bits.</summary>
internal static class WordBeginning
{
    public static ulong At(ReadOnlySpan<char> text, int start)
    {
        int first = Letters.Code(text[start]);
        int at = start + 1;
        while (at < text.Length && Letters.Code(text[at]) == first)
        {
            at++;
        }

        return Bit(first, at < text.Length ? Letters.Code(text[at]) : Letters.Separator);
    }

    public static ulong Of(WordSpec word)
    {
        int[] codes = word.OpenStart || word.Number ? [] : LetterRun.Of(word.Letters);
        return codes switch
        {
            [] => ulong.MaxValue,
            [var first, var second, ..] => Bit(first, second),
            [var only] when word.Ending == WordEnding.Whole => Bit(only, Letters.Separator) | Bit(only, Letters.Code('s')),
            [var only] => Enumerable.Range(0, Letters.CodeCount).Aggregate(0UL, (bits, second) => bits | Bit(only, second)),
        };
    }

    private static ulong Bit(int first, int second) => 1UL << ((first * 5 + second * 3) & 63);
}
