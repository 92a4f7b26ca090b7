using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Varamail.Guideline.Findings;

/// <summary>A word of a stretch of text.</summary>
internal readonly record struct WordPlace(ushort Start, ushort Length);

/// <summary>The words of a text, a stretch at a time, and their letters' codes. Letters are folded and words told apart without a branch for each letter.</summary>
/// <param name="text">Any.</param>
/// <param name="bytes"><see cref="Room"/> to work in.</param>
/// <param name="words"><see cref="MostWords"/> to work in.</param>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<byte> bytes, Span<WordPlace> words)
{
    public const int Room = Pad + Stretch + Pad;
    public const int MostWords = Stretch / 2;

    private const int Stretch = 1024;
    private const int Block = 64;

    /// <summary>So that a word's letters can be read many at a time from its beginning and up to its end.</summary>
    private const int Pad = Block;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<WordPlace> words = words[..MostWords];
    private readonly ref byte codes = ref MemoryMarshal.GetReference(Emptied(bytes)[Pad..]);
    private int length; // of the stretch
    private int count;

    /// <summary>Where the stretch begins in the text.</summary>
    public int From { get; private set; }

    public readonly ReadOnlySpan<WordPlace> Words => words[..count];

    /// <summary>The codes of a word's letters, and of what stands round them: eight can be read up to its end, sixteen from its beginning.</summary>
    public readonly ref byte CodesOf(WordPlace word) => ref Unsafe.Add(ref codes, (nint)word.Start);

    /// <summary>Goes on to the next stretch; false at the end.</summary>
    public bool MoveNext()
    {
        From += length;
        do
        {
            if (From >= text.Length)
            {
                return false;
            }

            length = Math.Min(Stretch, text.Length - From);
            Span<byte> stretch = MemoryMarshal.CreateSpan(ref codes, length + Pad);
            Letters.Encode(text.Slice(From, length), stretch);
            if (From + length < text.Length && (length = stretch[..length].LastIndexOf((byte)Letters.Separator) + 1) == 0) // the next one begins with the word that this one cuts
            {
                From = AfterWord(From + Stretch); // nobody looks for one so long
            }

            stretch[length..].Clear(); // ends the last word
        } while (length == 0);

        count = Part(ref codes, length, ref MemoryMarshal.GetReference(words));
        return true;
    }

    /// <summary>Tells words apart: where letters begin and where they end take turns.</summary>
    private static int Part(ref byte codes, int length, ref WordPlace words)
    {
        ulong outside = 1; // whether the letter before is none
        int start = -1;
        int count = 0;
        for (int block = 0; block <= length; block += Block)
        {
            ulong separators = Separators(ref Unsafe.Add(ref codes, block));
            ulong borders = separators ^ (separators << 1 | outside);
            outside = separators >> (Block - 1);
            if (start >= 0 && borders != 0)
            {
                Unsafe.Add(ref words, count++) = new WordPlace((ushort)start, (ushort)(block + BitOperations.TrailingZeroCount(borders) - start));
                borders &= borders - 1;
                start = -1;
            }

            while (borders != 0)
            {
                start = block + BitOperations.TrailingZeroCount(borders);
                borders &= borders - 1;
                if (borders == 0)
                {
                    break; // the word goes on in the next block
                }

                Unsafe.Add(ref words, count++) = new WordPlace((ushort)start, (ushort)(block + BitOperations.TrailingZeroCount(borders) - start));
                borders &= borders - 1;
                start = -1;
            }
        }

        return count;
    }

    private static ulong Separators(ref byte codes)
    {
        ulong separators = 0;
        for (int i = 0; i < Block; i += Vector128<byte>.Count)
        {
            separators |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref codes, (nuint)i), Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        return separators;
    }

    private readonly int AfterWord(int at)
    {
        while (at < text.Length && Letters.IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private static Span<byte> Emptied(Span<byte> bytes)
    {
        bytes[..Pad].Clear();
        return bytes[..Room];
    }
}
