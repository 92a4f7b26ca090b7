using System.Buffers;

namespace Varamail.Guideline.Messages;

/// <summary>Builds visible text: collapses white space as a page does, and knows the breaks that are due before the next word.</summary>
internal struct TextBuilder(int capacity, int limit)
{
    private char[] buffer = ArrayPool<char>.Shared.Rent(Math.Min(Math.Max(capacity, 256), limit));
    private int due; // line feeds
    private bool tab;
    private bool space;

    public int Length { get; private set; }

    /// <summary>Characters that NFC may combine or that aren't Latin came by.</summary>
    public bool Foreign { get; private set; }

    public bool Full { get; private set; }

    public readonly ReadOnlySpan<char> Written => buffer.AsSpan(0, Length);

    /// <summary>A block begins or ends: at least so many line feeds stand before the next word.</summary>
    public void Break(int lines)
    {
        space = false;
        if (tab || Length == 0)
        {
            return; // the first paragraph of a table cell stays beside the cell before it
        }
        TrimSpaces(); // now, not when the next word comes: where a cell begins is told by the length
        if (Length == 0)
        {
            return;
        }
        var there = buffer[Length - 1] != '\n' ? 0 : Length > 1 && buffer[Length - 2] == '\n' ? 2 : 1;
        due = Math.Max(due, lines - there);
    }

    /// <summary>A line break that is content.</summary>
    public void Line()
    {
        tab = false;
        Flush();
        TrimSpaces();
        Put('\n');
    }

    /// <summary>The next word stands in the next cell of the same row.</summary>
    public void Tab()
    {
        due = 0;
        space = false;
        TrimSpaces();
        tab = Length > 0;
    }

    /// <summary>Ends the row: a tab that is due is not.</summary>
    public void EndRow()
    {
        tab = false;
        due = 0;
        Break(1);
    }

    /// <summary>A run of text.</summary>
    public void Append(ReadOnlySpan<char> text, bool preformatted)
    {
        var i = 0;
        while (i < text.Length && !Full)
        {
            if (IsPlain(text[i]))
            {
                var end = i + 1;
                while (end < text.Length && (IsPlain(text[end]) || (text[end] == ' ' && end + 1 < text.Length && IsPlain(text[end + 1]))))
                {
                    end++;
                }
                Flush();
                var room = Math.Max(0, limit - Length);
                Put(text[i..Math.Min(end, i + room)]);
                Full |= end - i > room;
                i = end;
                continue;
            }
            var c = text[i++];
            if (c is ' ' or '\n' or '\t' or '\r' or '\f')
            {
                if (!preformatted)
                {
                    space = true;
                }
                else if (c == '\n' || (c == '\r' && (i == text.Length || text[i] != '\n')))
                {
                    Line();
                }
                else if (c != '\r')
                {
                    Flush();
                    Put(c == '\f' ? '\n' : c);
                }
                continue;
            }
            Odd(c, text, ref i);
        }
    }

    /// <summary>Letters and signs that stand for themselves.</summary>
    private static bool IsPlain(char c) => c is (> ' ' and <= '~') or (>= '\u00C0' and < '\u0300');

    private void Odd(char c, ReadOnlySpan<char> text, ref int i)
    {
        if (char.IsSurrogate(c))
        {
            if (!char.IsHighSurrogate(c) || i == text.Length || !char.IsLowSurrogate(text[i]))
            {
                c = '\uFFFD';
            }
            else if (c == '\uDB40')
            {
                i++;
                return;
            }
            else
            {
                Flush();
                Put(text.Slice(i - 1, 2));
                i++;
                return;
            }
        }
        c = VisibleText.Seen(c);
        if (c == '\0')
        {
            return;
        }
        Foreign |= c >= '\u0300';
        Flush();
        Put(c);
    }

    /// <summary>The text, its end trimmed. Gives the buffer back.</summary>
    public string Finish()
    {
        var text = new string(Written.TrimEnd(" \n\t"));
        ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
        return text;
    }

    private void Flush()
    {
        if (due > 0)
        {
            TrimSpaces();
            while (due > 0)
            {
                Put('\n');
                due--;
            }
        }
        else if (tab)
        {
            TrimSpaces();
            Put('\t');
        }
        else if (space && Length > 0 && buffer[Length - 1] is not ('\n' or '\t' or ' '))
        {
            Put(' ');
        }
        space = tab = false;
    }

    private void TrimSpaces()
    {
        while (Length > 0 && buffer[Length - 1] is ' ')
        {
            Length--;
        }
    }

    private void Put(char c)
    {
        if (Length == buffer.Length && !Grow(1))
        {
            return;
        }
        buffer[Length++] = c;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > buffer.Length && !Grow(text.Length))
        {
            return;
        }
        text.CopyTo(buffer.AsSpan(Length));
        Length += text.Length;
    }

    private bool Grow(int more)
    {
        if (Full || (long)Length + more > limit)
        {
            Full = true;
            return false;
        }
        var larger = ArrayPool<char>.Shared.Rent((int)Math.Min(Math.Max((long)buffer.Length * 2, Length + more), limit));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
        return true;
    }
}
