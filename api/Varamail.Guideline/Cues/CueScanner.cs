using System.Buffers;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Cues;

/// <summary>Finds the cues of a text in one pass: words are recognised by <see cref="WordTrie"/>, then patterns that begin with them are followed.</summary>
internal static class CueScanner
{
    /// <summary>Beyond this an attachment adds nothing to what kind of message it is, only cost.</summary>
    internal const int AttachmentCharacters = 20_000;

    private readonly record struct Word(int Start, int Length, int First, int Count, bool Breaks);

    /// <summary>Adds the hits of one part to <paramref name="hits"/>.</summary>
    internal static void Scan(CueBook book, Part part, int partIndex, List<CueHit> hits)
    {
        var text = part.Text.AsSpan();
        if (partIndex >= 2 && text.Length > AttachmentCharacters)
        {
            text = text[..AttachmentCharacters];
        }
        var words = ArrayPool<Word>.Shared.Rent((text.Length / 2) + 1);
        var elements = ArrayPool<int>.Shared.Rent(Math.Max(256, text.Length));
        try
        {
            var (wordCount, _) = Recognise(book, text, words, ref elements);
            Follow(book, part, partIndex, text, words.AsSpan(0, wordCount), elements, hits);
        }
        finally
        {
            ArrayPool<Word>.Shared.Return(words);
            ArrayPool<int>.Shared.Return(elements);
        }
    }

    private static (int Words, int Elements) Recognise(CueBook book, ReadOnlySpan<char> text, Word[] words, ref int[] elements)
    {
        Span<int> room = stackalloc int[ElementBuffer.Capacity];
        int wordCount = 0, elementCount = 0, i = 0;
        var breaks = true;
        while (i < text.Length)
        {
            var c = text[i];
            if (!char.IsLetterOrDigit(c))
            {
                breaks |= c is '.' or '?' or '!' or ';' || (c == '\n' && i + 1 < text.Length && text[i + 1] == '\n');
                i++;
                continue;
            }
            var start = i;
            do
            {
                i++;
            } while (i < text.Length && char.IsLetterOrDigit(text[i]));
            var found = new ElementBuffer(room);
            book.Recognise(text[start..i], ref found);
            if (elementCount + found.Count > elements.Length)
            {
                var larger = ArrayPool<int>.Shared.Rent(elements.Length * 2);
                elements.AsSpan(0, elementCount).CopyTo(larger);
                ArrayPool<int>.Shared.Return(elements);
                elements = larger;
            }
            found.Found.CopyTo(elements.AsSpan(elementCount));
            words[wordCount++] = new Word(start, i - start, elementCount, found.Count, breaks);
            elementCount += found.Count;
            breaks = false;
        }
        return (wordCount, elementCount);
    }

    private static void Follow(CueBook book, Part part, int partIndex, ReadOnlySpan<char> text, ReadOnlySpan<Word> words, int[] elements, List<CueHit> hits)
    {
        var from = hits.Count;
        List<CueHit>? silenced = null;
        for (var w = 0; w < words.Length; w++)
        {
            for (var e = 0; e < words[w].Count; e++)
            {
                foreach (var pattern in book.StartingWith(elements[words[w].First + e]))
                {
                    if (pattern.AtStart && !words[w].Breaks)
                    {
                        continue;
                    }
                    var last = Match(book, text, pattern.Steps, 0, words, w, elements);
                    if (last < 0)
                    {
                        continue;
                    }
                    var start = words[w].Start;
                    var hit = new CueHit(pattern.Cue, partIndex, start, words[last].Start + words[last].Length - start, part.StandingAt(start));
                    if (pattern.Positive)
                    {
                        hits.Add(hit);
                    }
                    else
                    {
                        (silenced ??= []).Add(hit);
                    }
                }
            }
        }
        if (silenced is not null)
        {
            for (var i = hits.Count - 1; i >= from; i--)
            {
                var hit = hits[i];
                if (silenced.Exists(s => s.Cue == hit.Cue && s.Offset < hit.Offset + hit.Length && hit.Offset < s.Offset + s.Length))
                {
                    hits.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Index of the last word of a match; −1 when the pattern doesn't match here.</summary>
    private static int Match(CueBook book, ReadOnlySpan<char> text, ReadOnlySpan<int> steps, int step, ReadOnlySpan<Word> words, int w, int[] elements)
    {
        for (; step < steps.Length; step++, w++)
        {
            if (steps[step] == CuePattern.Gap)
            {
                for (var skip = 0; skip <= CuePattern.GapWords && w + skip < words.Length; skip++)
                {
                    if (words[w + skip].Breaks)
                    {
                        return -1;
                    }
                    var last = Match(book, text, steps[(step + 1)..], 0, words, w + skip, elements);
                    if (last >= 0)
                    {
                        return last;
                    }
                }
                return -1;
            }
            if (w >= words.Length || (step > 0 && words[w].Breaks) || (steps[step] >= 0 && !Fulfils(book, text, words[w], steps[step], elements)))
            {
                return -1;
            }
        }
        return w - 1;
    }

    private static bool Fulfils(CueBook book, ReadOnlySpan<char> text, Word word, int element, int[] elements) =>
        elements.AsSpan(word.First, word.Count).Contains(element) && book.IsSpelt(element, text.Slice(word.Start, word.Length));
}
