using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Varamail.Guideline.Findings;

/// <summary>
/// Letter codes (<see cref="Letters"/>) of a word in one number: five bits each, the first lowest. Doubled codes count once: people double and drop letters.
/// </summary>
internal static class LetterRun
{
    /// <summary>Of the letters of <see cref="First"/>, those by which a word that goes on is sought.</summary>
    public const ulong Beginning = (1UL << (BeginningLength * Bits)) - 1;

    private const int Bits = 5;
    private const int FirstLength = 8;
    private const int BeginningLength = 4;
    private const int EndLength = 5;
    private const ulong Ones = 0x0101010101010101;
    private const ulong Code = Ones * 31;

    /// <summary>The first eight codes of a word.</summary>
    /// <param name="codes">Of the word's letters; sixteen can be read.</param>
    /// <param name="length">How many are the word's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong First(ref byte codes, int length)
    {
        if (!Bmi2.X64.IsSupported)
        {
            return FirstOneByOne(ref codes, length);
        }

        ulong low = Unsafe.ReadUnaligned<ulong>(ref codes);
        ulong high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref codes, 8));
        ulong lowNew = New(low, low << 8) & Bytes(length);
        ulong highNew = New(high, high << 8 | low >> 56) & Bytes(length - 8);
        int count = BitOperations.PopCount(lowNew);
        ulong run = Bmi2.X64.ParallelBitExtract(low, lowNew) | Bmi2.X64.ParallelBitExtract(high, highNew) << count;
        return length > 16 && count + BitOperations.PopCount(highNew) < FirstLength * Bits ? FirstOneByOne(ref codes, length) : run & ((1UL << (FirstLength * Bits)) - 1);
    }

    /// <summary>The last five codes of a word, the last of them highest.</summary>
    /// <param name="codes">Of the word's letters; eight before its end can be read.</param>
    /// <param name="length">How many are the word's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Last(ref byte codes, int length)
    {
        if (!Bmi2.X64.IsSupported)
        {
            return LastOneByOne(ref codes, length);
        }

        ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref codes, length - 8));
        ulong isNew = New(eight, eight << 8) & ~Bytes(8 - length);
        int count = BitOperations.PopCount(isNew);
        ulong run = Bmi2.X64.ParallelBitExtract(eight, isNew) << (8 * Bits - count); // all eight would fill it
        return length > 8 && count <= EndLength * Bits ? LastOneByOne(ref codes, length) : run >> ((8 - EndLength) * Bits);
    }

    /// <summary>What <see cref="First"/> gives for a rule's word that stands in a text as it is, or in the genitive.</summary>
    public static IEnumerable<ulong> Wholes(WordSpec word) => Endings(word).Select(codes => Of(codes.Take(FirstLength)));

    /// <summary>What begins a text word that goes on from a rule's.</summary>
    public static IEnumerable<ulong> Beginnings(WordSpec word) => Longer([.. Of(word.Letters).Take(BeginningLength)]).Select(Of);

    /// <summary>What <see cref="Last"/> gives for a text word that ends with a rule's.</summary>
    public static IEnumerable<ulong> Ends(WordSpec word) => Endings(word).SelectMany(codes => Earlier(codes)).Select(codes => Of(codes[^EndLength..]));

    /// <summary>The first codes of a rule's word and a mask over them.</summary>
    public static (ulong Run, ulong Mask) Of(WordSpec word)
    {
        var codes = Of(word.Letters).Take(FirstLength).ToList();
        return (Of(codes), (1UL << (codes.Count * Bits)) - 1);
    }

    /// <summary>The codes of letters, doubled ones once; <c>#</c> is any digit.</summary>
    public static int[] Of(string letters)
    {
        var codes = new List<int>();
        foreach (char c in letters)
        {
            int code = c == '#' ? Letters.Digit : Letters.Code(c);
            if (codes.Count == 0 || codes[^1] != code)
            {
                codes.Add(code);
            }
        }

        return [.. codes];
    }

    private static ulong Of(IEnumerable<int> codes) => codes.Select((code, i) => (ulong)code << (i * Bits)).Aggregate(0UL, (run, code) => run | code);

    /// <summary>All a word's letters with each ending that its kind may have.</summary>
    private static IEnumerable<int[]> Endings(WordSpec word) => word.Ends.Select(end => Of(word.Letters + end));

    /// <summary>Too few codes: with each that may follow. After a separator nothing does.</summary>
    private static IEnumerable<int[]> Longer(int[] codes) =>
        codes.Length >= BeginningLength ? [codes] : Enumerable.Range(0, Letters.CodeCount).SelectMany(code => code == Letters.Separator ? [codes] : Longer([.. codes, code]));

    /// <summary>Too few codes: with each that may stand before. Before a separator nothing does.</summary>
    private static IEnumerable<int[]> Earlier(int[] codes) =>
        codes.Length >= EndLength ? [codes]
        : codes[0] == Letters.Separator ? Earlier([Letters.Separator, .. codes])
        : Enumerable.Range(0, Letters.CodeCount).SelectMany(code => Earlier([code, .. codes]));

    /// <summary>Masks the codes that aren't the same as the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong New(ulong codes, ulong before)
    {
        ulong differs = ((codes ^ before) + Code) & (Ones << Bits); // a code has five bits: what isn't zero carries into the sixth
        return differs - (differs >> Bits);
    }

    /// <summary>Masks so many bytes, the lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bytes(int count) => Bmi2.X64.ZeroHighBits(ulong.MaxValue, (ulong)Math.Clamp(count, 0, 8) * 8);

    /// <summary>For processors without the instruction, and for words like ”heeeeeeeeeeeeeeeej”.</summary>
    public static ulong FirstOneByOne(ref byte codes, int length)
    {
        ulong run = 0;
        int count = 0;
        for (int i = 0; i < length && count < FirstLength; i++)
        {
            if (i == 0 || Unsafe.Add(ref codes, i) != Unsafe.Add(ref codes, i - 1))
            {
                run |= (ulong)Unsafe.Add(ref codes, i) << (count++ * Bits);
            }
        }

        return run;
    }

    /// <summary>As <see cref="FirstOneByOne"/>, for the last.</summary>
    public static ulong LastOneByOne(ref byte codes, int length)
    {
        ulong run = 0;
        int count = 0;
        for (int i = length - 1; i >= 0 && count < EndLength; i--)
        {
            if (i == 0 || Unsafe.Add(ref codes, i) != Unsafe.Add(ref codes, i - 1))
            {
                run |= (ulong)Unsafe.Add(ref codes, i) << ((EndLength - ++count) * Bits);
            }
        }

        return run;
    }
}
