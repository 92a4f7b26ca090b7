using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Varamail.Guideline.Findings;

/// <summary>What may be found by letters of a word (<see cref="LetterRun"/>), and before it a table of one bit for each hash of them.</summary>
internal sealed class RunTable<T>
{
    private readonly int shift;
    private readonly uint[] filter;
    private readonly ulong[] runs; // at their hash, or at the next free place
    private readonly T[][] found;

    public RunTable(int bits, IEnumerable<T> all, Func<T, IEnumerable<ulong>> runsOf)
    {
        shift = 64 - bits;
        filter = new uint[(1 << bits) / 32];
        var groups = all.SelectMany(one => runsOf(one).Distinct().Select(run => (run, one))).GroupBy(r => r.run, r => r.one).ToList();
        runs = new ulong[BitOperations.RoundUpToPowerOf2((uint)groups.Count * 2 + 1)];
        found = new T[runs.Length][];
        Array.Fill(found, []);
        foreach (var group in groups)
        {
            int at = Place(group.Key);
            (runs[at], found[at]) = (group.Key, [.. group]);
            uint hash = Hash(group.Key);
            filter[hash >> 5] |= 1u << (int)hash;
        }
    }

    /// <summary>One when there may be any, otherwise zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int May(ulong run)
    {
        uint hash = Hash(run);
        return (int)(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(filter), (nint)(hash >> 5)) >> (int)hash) & 1; // a hash is always within its filter
    }

    public T[] Find(ulong run) => found[Place(run)];

    /// <summary>No run is zero: a word has letters.</summary>
    private int Place(ulong run)
    {
        int last = runs.Length - 1;
        int at = (int)Hash(run) & last;
        while (runs[at] != run && runs[at] != 0)
        {
            at = (at + 1) & last;
        }

        return at;
    }

    private uint Hash(ulong run) => (uint)((run * 0x9E3779B97F4A7C15UL) >> shift);
}
