using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Varamail.Guideline.Cues;

/// <summary>A pattern, and the number of the element that must stand within reach for it; <see cref="CuePattern.AnyWord"/> when none must.</summary>
internal readonly record struct CueStart(CuePattern Pattern, int Awaits);

/// <summary>The patterns that begin with one word. A common one begins a hundred: those are gone through by what is in reach, 256 elements at a time.</summary>
internal sealed class CueStarts
{
    private const int Bits = 64;
    private const int Few = 16;

    private readonly int[] awaited;
    private readonly ulong[] bits = []; // of the same elements, when there are more than few
    private readonly int[] before = []; // how many of them there are before each 64
    private readonly int[][] byAwaited;
    private readonly int[] always;

    internal CueStarts(CueStart[] starts, int awaitable)
    {
        Patterns = [.. starts.Select(s => s.Pattern)];
        always = Places(starts, CuePattern.AnyWord);
        awaited = [.. starts.Select(s => s.Awaits).Where(a => a >= 0).Distinct().Order()];
        byAwaited = [.. awaited.Select(a => Places(starts, a))];
        if (awaited.Length <= Few)
        {
            return;
        }
        bits = new ulong[Length(awaitable)];
        before = new int[bits.Length];
        foreach (var element in awaited)
        {
            bits[element / Bits] |= 1UL << element;
        }
        for (var i = 1; i < before.Length; i++)
        {
            before[i] = before[i - 1] + BitOperations.PopCount(bits[i - 1]);
        }
    }

    /// <summary>In their order.</summary>
    internal CuePattern[] Patterns { get; }

    /// <summary>So many 64 bits hold one for each element, 256 at a time.</summary>
    internal static int Length(int awaitable) => (awaitable + (Bits * Vector256<ulong>.Count) - 1) / (Bits * Vector256<ulong>.Count) * Vector256<ulong>.Count;

    /// <summary>The places in <see cref="Patterns"/> of those whose awaited element is in reach.</summary>
    /// <returns>How many.</returns>
    internal int Find(ReadOnlySpan<ulong> inReach, Span<int> places)
    {
        var count = Add(always, places, 0);
        if (awaited.Length <= Few)
        {
            for (var i = 0; i < awaited.Length; i++)
            {
                if ((inReach[awaited[i] / Bits] >> awaited[i] & 1) != 0)
                {
                    count = Add(byAwaited[i], places, count);
                }
            }
            return count;
        }
        for (var from = 0; from < bits.Length; from += Vector256<ulong>.Count)
        {
            if ((Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(bits), (nuint)from) & Vector256.LoadUnsafe(in MemoryMarshal.GetReference(inReach), (nuint)from)) == Vector256<ulong>.Zero)
            {
                continue;
            }
            for (var i = from; i < from + Vector256<ulong>.Count; i++)
            {
                for (var both = bits[i] & inReach[i]; both != 0; both &= both - 1)
                {
                    var lower = (both & (~both + 1)) - 1;
                    count = Add(byAwaited[before[i] + BitOperations.PopCount(bits[i] & lower)], places, count);
                }
            }
        }
        return count;
    }

    private static int Add(int[] more, Span<int> places, int count)
    {
        foreach (var place in more)
        {
            places[count++] = place;
        }
        return count;
    }

    private static int[] Places(CueStart[] starts, int awaits) => [.. Enumerable.Range(0, starts.Length).Where(i => starts[i].Awaits == awaits)];
}
