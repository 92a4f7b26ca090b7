using System.Buffers.Binary;
using System.Text;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Writes a compound file ([MS-CFB] version 3), so that tests need nobody's real mail. Folders are dictionaries, streams are bytes.</summary>
internal static class CompoundFileWriter
{
    public const int Sector = 512;
    private const uint End = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    private sealed class Entry
    {
        public required string Name { get; init; }
        public byte[]? Bytes { get; init; }
        public bool Root { get; init; }
        public uint Right { get; set; } = Free;
        public uint Child { get; set; } = Free;
        public uint Start { get; set; } = End;
        public int Size { get; set; }
    }

    public static byte[] Write(IReadOnlyDictionary<string, object> root)
    {
        var entries = new List<Entry> { new() { Name = "Root Entry", Root = true } };
        Fill(entries, entries[0], root);
        var sectors = new List<byte[]>();
        var fat = new List<uint>();
        var mini = new MemoryStream();
        var miniFat = new List<uint>();
        foreach (var entry in entries.Where(e => e.Bytes is { Length: > 0 }))
        {
            entry.Size = entry.Bytes!.Length;
            if (entry.Size >= 4096)
            {
                entry.Start = Chain(entry.Bytes, sectors, fat);
                continue;
            }
            entry.Start = (uint)miniFat.Count;
            var count = (entry.Size + 63) / 64;
            miniFat.AddRange(Enumerable.Range(1, count).Select(i => i == count ? End : entry.Start + (uint)i));
            mini.Write(entry.Bytes);
            mini.Write(new byte[count * 64 - entry.Size]);
        }
        entries[0].Size = (int)mini.Length;
        entries[0].Start = Chain(mini.ToArray(), sectors, fat);
        var miniFatStart = Chain([.. miniFat.SelectMany(BitConverter.GetBytes)], sectors, fat);
        var directory = Chain([.. entries.SelectMany(Raw)], sectors, fat);
        var fatSectors = 1;
        while (fatSectors * (Sector / 4) < fat.Count + fatSectors)
        {
            fatSectors++;
        }
        var fatStart = fat.Count;
        fat.AddRange(Enumerable.Repeat(0xFFFFFFFDu, fatSectors));
        fat.AddRange(Enumerable.Repeat(Free, fatSectors * (Sector / 4) - fat.Count));
        var header = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        Put16(header, 24, 0x3E);
        Put16(header, 26, 3);
        Put16(header, 28, 0xFFFE);
        Put16(header, 30, 9);
        Put16(header, 32, 6);
        Put32(header, 44, (uint)fatSectors);
        Put32(header, 48, directory);
        Put32(header, 56, 4096);
        Put32(header, 60, miniFat.Count == 0 ? End : miniFatStart);
        Put32(header, 64, (uint)((miniFat.Count * 4 + Sector - 1) / Sector));
        Put32(header, 68, End);
        for (var i = 0; i < 109; i++)
        {
            Put32(header, 76 + 4 * i, i < fatSectors ? (uint)(fatStart + i) : Free);
        }
        return [.. header, .. sectors.SelectMany(s => s), .. fat.SelectMany(BitConverter.GetBytes)];
    }

    private static void Fill(List<Entry> entries, Entry folder, IReadOnlyDictionary<string, object> content)
    {
        Entry? before = null;
        foreach (var (name, what) in content)
        {
            var entry = new Entry { Name = name, Bytes = what as byte[] };
            var place = (uint)entries.Count;
            entries.Add(entry);
            if (before is null)
            {
                folder.Child = place;
            }
            else
            {
                before.Right = place;
            }
            before = entry;
            if (what is IReadOnlyDictionary<string, object> inner)
            {
                Fill(entries, entry, inner);
            }
        }
    }

    private static uint Chain(byte[] bytes, List<byte[]> sectors, List<uint> fat)
    {
        if (bytes.Length == 0)
        {
            return End;
        }
        var start = (uint)sectors.Count;
        foreach (var part in bytes.Chunk(Sector))
        {
            var sector = new byte[Sector];
            part.CopyTo(sector, 0);
            sectors.Add(sector);
            fat.Add((uint)sectors.Count);
        }
        fat[^1] = End;
        return start;
    }

    private static byte[] Raw(Entry entry)
    {
        var raw = new byte[128];
        var length = Encoding.Unicode.GetBytes(entry.Name, raw) + 2;
        Put16(raw, 64, length);
        raw[66] = (byte)(entry.Root ? 5 : entry.Bytes is null ? 1 : 2);
        raw[67] = 1;
        Put32(raw, 68, Free);
        Put32(raw, 72, entry.Right);
        Put32(raw, 76, entry.Child);
        Put32(raw, 116, entry.Start);
        Put32(raw, 120, (uint)entry.Size);
        return raw;
    }

    private static void Put16(byte[] target, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), (ushort)value);

    private static void Put32(byte[] target, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(at), value);
}
