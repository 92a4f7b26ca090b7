using System.Buffers.Binary;
using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>Outlook's packed RTF ([MS-OXRTFCP]): an LZ77 over a ring of 4 096 bytes that begins with what most RTF begins with.</summary>
internal static class CompressedRtf
{
    private const uint Packed = 0x75465A4C; // "LZFu"
    private const uint Stored = 0x414C454D; // "MELA"
    private const int Ring = 4096;

    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes(
        @"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
            + "\r\n"
            + @"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
    );

    /// <exception cref="InvalidDataException">It isn't packed RTF.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int limit)
    {
        if (packed.Length < 16)
        {
            throw new InvalidDataException("Too short.");
        }
        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(packed[4..]), (uint)limit);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(packed[8..]);
        var rest = packed[16..];
        return kind switch
        {
            Stored => rest[..Math.Min(size, rest.Length)].ToArray(),
            Packed => Unpack(rest, new MemoryStream(Math.Min(size, rest.Length * 8)), size),
            _ => throw new InvalidDataException("Unknown packing."),
        };
    }

    private static byte[] Unpack(ReadOnlySpan<byte> input, MemoryStream output, int size)
    {
        Span<byte> ring = stackalloc byte[Ring];
        ring.Clear();
        Beginning.CopyTo(ring);
        var write = Beginning.Length;
        var at = 0;
        while (at < input.Length && output.Length < size)
        {
            var control = input[at++];
            for (var bit = 0; bit < 8 && at < input.Length && output.Length < size; bit++)
            {
                if ((control >> bit & 1) == 0)
                {
                    Put(input[at++], ring, ref write, output);
                    continue;
                }
                if (at + 1 >= input.Length)
                {
                    return output.ToArray();
                }
                var reference = input[at] << 8 | input[at + 1];
                at += 2;
                var from = reference >> 4;
                if (from == write)
                {
                    return output.ToArray(); // a reference to the place of writing is the end
                }
                for (var left = (reference & 15) + 2; left > 0 && output.Length < size; left--)
                {
                    Put(ring[from], ring, ref write, output);
                    from = (from + 1) % Ring;
                }
            }
        }
        return output.ToArray();
    }

    private static void Put(byte value, Span<byte> ring, ref int write, MemoryStream output)
    {
        output.WriteByte(value);
        ring[write] = value;
        write = (write + 1) % Ring;
    }
}
