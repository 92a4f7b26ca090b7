using System.Buffers;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Cues;

/// <summary>
/// Finds the cues of a text in one pass: each word is recognised by <see cref="WordTrie"/>, and the patterns that begin with it are followed as soon
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
    private readonly Span<int> places;
    private readonly Span<int> lastSeen;
    private readonly int mask;
    private int count;

    private readonly record struct Word(int Start, int Length, int Places, bool Breaks);

    private CueScanner(CueBook book, ReadOnlySpan<char> text, Span<Word> words, Span<int> places, Span<int> lastSeen)
    {
        (this.book, index, mask) = (book, book.Index, words.Length - 1);
        this.text = text;
        this.words = words;
        this.places = places;
        this.lastSeen = lastSeen;
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
        var words = ArrayPool<Word>.Shared.Rent(room);
        var places = ArrayPool<int>.Shared.Rent(room * index.MostPlaces);
        var lastSeen = ArrayPool<int>.Shared.Rent(index.Elements);
        try
        {
            lastSeen.AsSpan().Fill(-1);
            var silenced = new List<CueHit>();
            var from = hits.Count;
            new CueScanner(book, text, words.AsSpan(0, room), places, lastSeen).Scan(part, partIndex, hits, silenced);
            if (silenced.Count > 0)
            {
                Silence(hits, from, silenced);
            }
        }
        finally
        {
            ArrayPool<Word>.Shared.Return(words);
            ArrayPool<int>.Shared.Return(places);
            ArrayPool<int>.Shared.Return(lastSeen);
        }
    }

    private void Scan(Part part, int partIndex, List<CueHit> hits, List<CueHit> silenced)
    {
        var i = 0;
        var breaks = true;
        while (i < text.Length)
        {
            var c = text[i];
            if (!WordLetters.IsOfWord(c))
            {
                breaks |= c is '.' or '?' or '!' or ';' || (c == '\n' && i + 1 < text.Length && text[i + 1] == '\n');
                i++;
                continue;
            }
            var start = i;
            do
            {
                i++;
            } while (i < text.Length && WordLetters.IsOfWord(text[i]));
            if (count > index.Reach)
            {
                Follow(count - 1 - index.Reach, part, partIndex, hits, silenced);
            }
            Recognise(start, i, breaks);
            breaks = false;
        }
        for (var w = Math.Max(0, count - 1 - index.Reach); w < count; w++)
        {
            Follow(w, part, partIndex, hits, silenced);
        }
    }

    private void Recognise(int start, int end, bool breaks)
    {
        var slot = count & mask;
        var room = places.Slice(slot * index.MostPlaces, index.MostPlaces);
        var found = index.Find(text[start..end], room);
        words[slot] = new Word(start, end - start, found, breaks);
        foreach (var place in room[..found])
        {
            foreach (var element in index.Awaited(place))
            {
                lastSeen[element] = count;
            }
        }
        count++;
    }

    private readonly void Follow(int w, Part part, int partIndex, List<CueHit> hits, List<CueHit> silenced)
    {
        ref readonly var word = ref words[w & mask];
        foreach (var place in PlacesOf(w))
        {
            foreach (ref readonly var start in index.Starts(place))
            {
                if (start.Awaits >= 0 && lastSeen[start.Awaits] <= w)
                {
                    continue;
                }
                var pattern = start.Pattern;
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

    private readonly ReadOnlySpan<int> PlacesOf(int w) => places.Slice((w & mask) * index.MostPlaces, words[w & mask].Places);

    private readonly bool Fulfils(int w, int element)
    {
        foreach (var place in PlacesOf(w))
        {
            if (index.Fulfils(place, element))
            {
                ref readonly var word = ref words[w & mask];
                return book.IsSpelt(element, text.Slice(word.Start, word.Length));
            }
        }
        return false;
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
