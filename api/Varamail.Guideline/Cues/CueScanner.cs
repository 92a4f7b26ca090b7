using System.Buffers;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Cues;

/// <summary>
/// Finds the cues of a text in one pass: each word is recognised (<see cref="CueIndex"/>), and the patterns that begin with it are followed as soon
/// as the words within their reach are known. Holds no more of a text than that reach, however long it is.
/// </summary>
internal ref struct CueScanner
{
    /// <summary>Beyond this an attachment adds nothing to what kind of message it is, only cost.</summary>
    internal const int AttachmentCharacters = 20_000;

    private readonly CueBook book;
    private readonly CueIndex index;
    private readonly ReadOnlySpan<char> text;
    private readonly Span<Word> words;
    private readonly Span<int> lastSeen; // by awaited element: the word
    private readonly Span<ulong> inReach; // a bit for each awaited element
    private readonly int mask;
    private readonly Span<int> worthTrying;
    private int count;

    private readonly record struct Word(int Start, int Length, int Number, bool Breaks);

    private CueScanner(CueBook book, ReadOnlySpan<char> text, Span<Word> words, Span<int> lastSeen, Span<ulong> inReach, Span<int> worthTrying)
    {
        (this.book, index, mask) = (book, book.Index, words.Length - 1);
        this.text = text;
        this.words = words;
        this.lastSeen = lastSeen;
        this.inReach = inReach;
        this.worthTrying = worthTrying;
    }

    /// <summary>Adds the hits of one part to <paramref name="hits"/>.</summary>
    internal static void Scan(CueBook book, Part part, int partIndex, List<CueHit> hits)
    {
        var text = part.Text.AsSpan();
        if (partIndex >= 2 && text.Length > AttachmentCharacters)
        {
            text = text[..AttachmentCharacters];
        }
        var index = book.Index;
        var room = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)index.Reach + 1);
        var reach = CueStarts.Length(index.Awaitable);
        var words = ArrayPool<Word>.Shared.Rent(room);
        var lastSeen = ArrayPool<int>.Shared.Rent(index.Awaitable);
        var inReach = ArrayPool<ulong>.Shared.Rent(reach);
        var worthTrying = ArrayPool<int>.Shared.Rent(index.MostStarts);
        try
        {
            inReach.AsSpan(0, reach).Clear();
            var silenced = new List<CueHit>();
            var from = hits.Count;
            new CueScanner(book, text, words.AsSpan(0, room), lastSeen, inReach.AsSpan(0, reach), worthTrying).Scan(part, partIndex, hits, silenced);
            if (silenced.Count > 0)
            {
                Silence(hits, from, silenced);
            }
        }
        finally
        {
            ArrayPool<Word>.Shared.Return(words);
            ArrayPool<int>.Shared.Return(lastSeen);
            ArrayPool<ulong>.Shared.Return(inReach);
            ArrayPool<int>.Shared.Return(worthTrying);
        }
    }

    private void Scan(Part part, int partIndex, List<CueHit> hits, List<CueHit> silenced)
    {
        var reader = new WordReader(text, stackalloc byte[WordReader.Room], stackalloc WordPlace[WordReader.MostWords]);
        var end = 0;
        while (reader.MoveNext())
        {
            foreach (var word in reader.Words)
            {
                if (count > index.Reach)
                {
                    Follow(count - 1 - index.Reach, part, partIndex, hits, silenced);
                }
                var start = reader.From + word.Start;
                var number = index.Find(text.Slice(start, word.Length), ref reader.CodesOf(word));
                words[count & mask] = new Word(start, word.Length, number, end == 0 || Breaks(end, start));
                foreach (var element in index.Awaited(number))
                {
                    lastSeen[element] = count;
                    inReach[element >> 6] |= 1UL << element;
                }
                count++;
                end = start + word.Length;
            }
        }
        for (var w = Math.Max(0, count - 1 - index.Reach); w < count; w++)
        {
            Follow(w, part, partIndex, hits, silenced);
        }
    }

    /// <summary>Whether a sentence ends between two words.</summary>
    private readonly bool Breaks(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is '.' or '?' or '!' or ';' || (text[i] == '\n' && text[i + 1] == '\n'))
            {
                return true;
            }
        }
        return false;
    }

    private readonly void Follow(int w, Part part, int partIndex, List<CueHit> hits, List<CueHit> silenced)
    {
        ref readonly var word = ref words[w & mask];
        if (word.Number == 0)
        {
            return;
        }
        foreach (var element in index.Awaited(word.Number))
        {
            if (lastSeen[element] == w)
            {
                inReach[element >> 6] &= ~(1UL << element);
            }
        }
        var starts = index.Starts[word.Number];
        var worth = worthTrying[..starts.Find(inReach, worthTrying)];
        if (worth.Length > 1)
        {
            worth.Sort();
        }
        foreach (var place in worth)
        {
            var pattern = starts.Patterns[place];
            if (pattern.AtStart && !word.Breaks)
            {
                continue;
            }
            var last = Match(pattern.Steps, w);
            if (last >= 0)
            {
                ref readonly var end = ref words[last & mask];
                var hit = new CueHit(pattern.Cue, partIndex, word.Start, end.Start + end.Length - word.Start, part.StandingAt(word.Start));
                (pattern.Positive ? hits : silenced).Add(hit);
            }
        }
    }

    /// <summary>Index of the last word of a match; −1 when the pattern doesn't match here.</summary>
    private readonly int Match(ReadOnlySpan<int> steps, int w)
    {
        for (var step = 0; step < steps.Length; step++, w++)
        {
            if (steps[step] == CuePattern.Gap)
            {
                for (var skip = 0; skip <= CuePattern.GapWords && w + skip < count; skip++)
                {
                    if (words[(w + skip) & mask].Breaks)
                    {
                        return -1;
                    }
                    var last = Match(steps[(step + 1)..], w + skip);
                    if (last >= 0)
                    {
                        return last;
                    }
                }
                return -1;
            }
            if (w >= count || (step > 0 && words[w & mask].Breaks) || (steps[step] >= 0 && !Fulfils(w, steps[step])))
            {
                return -1;
            }
        }
        return w - 1;
    }

    private readonly bool Fulfils(int w, int element)
    {
        ref readonly var word = ref words[w & mask];
        return index.Fulfils(word.Number, element) && book.IsSpelt(element, text.Slice(word.Start, word.Length));
    }

    /// <summary>Takes away the hits that overlap a hard negative of their cue. Of the negatives that begin before a hit ends, the one that reaches furthest decides.</summary>
    private static void Silence(List<CueHit> hits, int from, List<CueHit> silenced)
    {
        silenced.Sort(static (a, b) => a.Cue != b.Cue ? a.Cue - b.Cue : a.Offset - b.Offset);
        var reached = new int[silenced.Count];
        for (var i = 0; i < reached.Length; i++)
        {
            var end = silenced[i].Offset + silenced[i].Length;
            reached[i] = i > 0 && silenced[i - 1].Cue == silenced[i].Cue ? Math.Max(reached[i - 1], end) : end;
        }
        var kept = from;
        for (var i = from; i < hits.Count; i++)
        {
            var hit = hits[i];
            var last = LastBefore(silenced, hit.Cue, hit.Offset + hit.Length);
            if (last < 0 || silenced[last].Cue != hit.Cue || reached[last] <= hit.Offset)
            {
                hits[kept++] = hit;
            }
        }
        hits.RemoveRange(kept, hits.Count - kept);
    }

    private static int LastBefore(List<CueHit> sorted, int cue, int end)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle].Cue < cue || (sorted[middle].Cue == cue && sorted[middle].Offset < end))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low - 1;
    }
}
