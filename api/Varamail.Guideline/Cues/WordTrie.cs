namespace Varamail.Guideline.Cues;

/// <summary>
/// Words and beginnings of words, looked up in one walk over the letters. The tables are flat arrays, so a walk allocates nothing and most words of a text
/// leave it after two or three letters.
/// </summary>
internal sealed class WordTrie
{
    /// <summary>a–z, 0–9 and ”another letter”.</summary>
    private const int Letters = 37;

    private readonly List<int[]> building = [NewNode()];
    private readonly List<List<int>?> wholeWords = [null];
    private readonly List<List<int>?> beginnings = [null];
    private int[] next = [];
    private int[]?[] atEnd = [];
    private int[]?[] onTheWay = [];

    internal void Add(string word, bool beginning, int element)
    {
        var node = 0;
        foreach (var c in word)
        {
            var letter = Fold(c);
            if (building[node][letter] == 0)
            {
                building.Add(NewNode());
                wholeWords.Add(null);
                beginnings.Add(null);
                building[node][letter] = building.Count - 1;
            }
            node = building[node][letter];
        }
        var lists = beginning ? beginnings : wholeWords;
        var list = lists[node] ??= [];
        if (!list.Contains(element))
        {
            list.Add(element);
        }
    }

    internal void Freeze()
    {
        next = [.. building.SelectMany(n => n)];
        atEnd = [.. wholeWords.Select(l => l?.ToArray())];
        onTheWay = [.. beginnings.Select(l => l?.ToArray())];
        building.Clear();
    }

    /// <summary>Adds the elements that a word fulfils; backwards for a trie that holds endings.</summary>
    internal void Find(ReadOnlySpan<char> word, bool backwards, ref ElementBuffer found)
    {
        var node = 0;
        for (var i = 0; i < word.Length; i++)
        {
            node = next[(node * Letters) + Fold(word[backwards ? word.Length - 1 - i : i])];
            if (node == 0)
            {
                return;
            }
            if (onTheWay[node] is { } elements)
            {
                found.AddRange(elements);
            }
        }
        if (atEnd[node] is { } whole)
        {
            found.AddRange(whole);
        }
    }

    /// <summary>A letter's place in the alphabet, without case and accents.</summary>
    internal static int Fold(char c)
    {
        if (c < 128)
        {
            return char.IsAsciiDigit(c) ? 26 + (c - '0') : ((c | 0x20) - 'a') is >= 0 and < 26 and var letter ? letter : 36;
        }
        return c switch
        {
            'å' or 'ä' or 'Å' or 'Ä' or 'á' or 'à' or 'Á' or 'À' or 'æ' or 'Æ' or 'â' => 0,
            'ö' or 'Ö' or 'ø' or 'Ø' or 'ó' or 'ô' or 'Ó' => 'o' - 'a',
            'é' or 'É' or 'è' or 'ë' or 'ê' => 'e' - 'a',
            'ü' or 'Ü' or 'ú' => 'u' - 'a',
            'í' or 'ï' or 'ì' => 'i' - 'a',
            'ç' or 'č' => 'c' - 'a',
            'ñ' => 'n' - 'a',
            'ß' or 'š' => 's' - 'a',
            _ => 36,
        };
    }

    private static int[] NewNode() => new int[Letters];
}

/// <summary>What one word fulfils, gathered without allocating; a word never fulfils more than <see cref="Capacity"/>.</summary>
internal ref struct ElementBuffer(Span<int> room)
{
    internal const int Capacity = 64;

    private readonly Span<int> room = room;

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<int> Found => room[..Count];

    internal void AddRange(int[] elements)
    {
        foreach (var element in elements)
        {
            if (Count < room.Length)
            {
                room[Count++] = element;
            }
        }
    }
}
