using System.Buffers.Binary;

namespace Varamail.Guideline.Messages;

/// <summary>What a ZIP's central directory tells without opening it: how many entries there are, and whether any is encrypted.</summary>
internal static class ZipDirectory
{
    public static (int Entries, bool Encrypted) Count(ReadOnlySpan<byte> zip)
    {
        var encrypted = zip.Length > 8 && zip.StartsWith("PK\x03\x04"u8) && (zip[6] & 1) != 0;
        var end = zip.LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 20 > zip.Length)
        {
            return (0, encrypted);
        }
        long at = BinaryPrimitives.ReadUInt32LittleEndian(zip[(end + 16)..]);
        var count = 0;
        while (at + 46 <= end && zip[(int)at..].StartsWith("PK\x01\x02"u8))
        {
            var entry = zip[(int)at..];
            encrypted |= (entry[8] & 1) != 0;
            count++;
            at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
        return (Math.Max(count, BinaryPrimitives.ReadUInt16LittleEndian(zip[(end + 10)..])), encrypted);
    }
}
