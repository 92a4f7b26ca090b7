using System.Buffers.Binary;
using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>
/// Microsoft's compound file ([MS-CFB]): the little file system within .msg, old Office files and encrypted new ones. Every chain is followed at most as far as
/// the file could hold, and all reading together is bounded by the file's own size, so neither circles nor shared sectors can hold up or swell anything.
/// </summary>
internal sealed class CompoundFile
{
    private const uint LastSector = 0xFFFFFFFA; // above it: end of chain, free, and the tables themselves
    private const int EntrySize = 128;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int sectorShift;
    private readonly int miniShift;
    private readonly uint miniCutoff;
    private readonly uint[] fat;
    private readonly uint[] miniFat;
    private readonly byte[] miniStream;
    private readonly byte[] entries;
    private long readable; // bytes that may yet be read

    private CompoundFile(ReadOnlyMemory<byte> file)
    {
        bytes = file;
        var header = file.Span;
        sectorShift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        miniShift = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        miniCutoff = BinaryPrimitives.ReadUInt32LittleEndian(header[56..]);
        if (sectorShift is not (9 or 12) || miniShift != 6)
        {
            throw new InvalidDataException("Sector size.");
        }
        readable = 4L * file.Length + 65536; // tables, directory and mini stream are read beside the streams
        fat = Table(FatSectors(header));
        miniFat = Numbers(Chain(BinaryPrimitives.ReadUInt32LittleEndian(header[60..]), long.MaxValue));
        entries = Chain(BinaryPrimitives.ReadUInt32LittleEndian(header[48..]), long.MaxValue);
        if (entries.Length < EntrySize)
        {
            throw new InvalidDataException("No directory.");
        }
        var root = entries.AsSpan(0, EntrySize);
        miniStream = Chain(BinaryPrimitives.ReadUInt32LittleEndian(root[116..]), SizeOf(root));
        Root = Storage(0);
    }

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public CompoundFolder Root { get; }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static CompoundFile Open(ReadOnlyMemory<byte> file) =>
        file.Length >= 512 && file.Span.StartsWith(Signature) ? new CompoundFile(file) : throw new InvalidDataException("No compound file.");

    /// <summary>The folder that a directory entry is, with what it directly holds.</summary>
    public CompoundFolder Storage(int entry)
    {
        var streams = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var folders = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Stack<uint>();
        var seen = new HashSet<uint>();
        waiting.Push(BinaryPrimitives.ReadUInt32LittleEndian(Entry(entry)[76..]));
        while (waiting.TryPop(out var next))
        {
            if (next >= entries.Length / EntrySize || !seen.Add(next))
            {
                continue;
            }
            var there = Entry((int)next);
            var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(there[64..]) - 2, 0, 62);
            var name = Encoding.Unicode.GetString(there[..length]);
            (there[66] == 1 ? folders : streams).TryAdd(name, (int)next);
            waiting.Push(BinaryPrimitives.ReadUInt32LittleEndian(there[68..]));
            waiting.Push(BinaryPrimitives.ReadUInt32LittleEndian(there[72..]));
        }
        Spend(seen.Count * EntrySize);
        return new CompoundFolder(this, streams, folders);
    }

    /// <exception cref="InvalidDataException">The stream isn't whole.</exception>
    public byte[] Stream(int entry)
    {
        var there = Entry(entry);
        var size = SizeOf(there);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(there[116..]);
        return size < miniCutoff ? MiniChain(start, (int)size) : Chain(start, size);
    }

    private ReadOnlySpan<byte> Entry(int entry) => entries.AsSpan(entry * EntrySize, EntrySize);

    // In files with 512-byte sectors the upper half of the size may be rubbish.
    private long SizeOf(ReadOnlySpan<byte> entry) => sectorShift == 9 ? BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]) : BinaryPrimitives.ReadInt64LittleEndian(entry[120..]);

    private void Spend(long count)
    {
        readable -= count;
        if (readable < 0)
        {
            throw new InvalidDataException("Streams share their sectors.");
        }
    }

    private ReadOnlySpan<byte> Sector(uint sector)
    {
        var at = ((long)sector + 1) << sectorShift;
        return at < bytes.Length ? bytes.Span[(int)at..(int)Math.Min(bytes.Length, at + (1L << sectorShift))] : throw new InvalidDataException("Beyond the file.");
    }

    private List<uint> FatSectors(ReadOnlySpan<byte> header)
    {
        var most = (bytes.Length >> sectorShift) + 1;
        var sectors = new List<uint>();
        for (var i = 0; i < 109; i++)
        {
            Take(BinaryPrimitives.ReadUInt32LittleEndian(header[(76 + 4 * i)..]));
        }
        var next = BinaryPrimitives.ReadUInt32LittleEndian(header[68..]);
        for (var i = 0; next < LastSector && i < most; i++)
        {
            var more = Numbers(Sector(next));
            foreach (var sector in more.AsSpan(0, Math.Max(0, more.Length - 1)))
            {
                Take(sector);
            }
            next = more.Length > 0 ? more[^1] : LastSector;
        }
        return sectors;

        void Take(uint sector)
        {
            if (sector < LastSector && sectors.Count < most)
            {
                sectors.Add(sector);
            }
        }
    }

    private uint[] Table(List<uint> sectors)
    {
        Spend((long)sectors.Count << sectorShift);
        var perSector = 1 << sectorShift - 2;
        var table = new uint[Math.Min((long)sectors.Count * perSector, (bytes.Length >> sectorShift) + 1)];
        var at = 0;
        foreach (var sector in sectors)
        {
            foreach (var number in Numbers(Sector(sector)))
            {
                if (at == table.Length)
                {
                    return table;
                }
                table[at++] = number;
            }
        }
        return table;
    }

    private static uint[] Numbers(ReadOnlySpan<byte> raw)
    {
        var numbers = new uint[raw.Length / 4];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32LittleEndian(raw[(4 * i)..]);
        }
        return numbers;
    }

    /// <summary>The bytes of a chain of sectors, up to a size; a chain that ends before a given size is damage.</summary>
    private byte[] Chain(uint start, long size)
    {
        if (size == 0)
        {
            return [];
        }
        var known = size != long.MaxValue;
        if (known && size > bytes.Length)
        {
            throw new InvalidDataException("Larger than the file.");
        }
        var result = new MemoryStream(known ? (int)size : 4096);
        var left = size;
        var circle = new Circle();
        for (var sector = start; sector < LastSector && left > 0; sector = fat[sector])
        {
            circle.Pass(sector);
            if (sector >= fat.Length)
            {
                throw new InvalidDataException("A chain goes astray.");
            }
            var part = Sector(sector);
            part = part[..(int)Math.Min(part.Length, left)];
            Spend(part.Length);
            result.Write(part);
            left -= part.Length;
        }
        return known && left > 0 ? throw new InvalidDataException("A chain ends early.") : result.ToArray();
    }

    private byte[] MiniChain(uint start, int size)
    {
        var result = new byte[size];
        var done = 0;
        Spend(size);
        var circle = new Circle();
        for (var sector = start; done < size; sector = miniFat[sector])
        {
            circle.Pass(sector);
            var at = (long)sector << miniShift;
            if (sector >= miniFat.Length || at >= miniStream.Length)
            {
                throw new InvalidDataException("A chain goes astray.");
            }
            var part = miniStream.AsSpan((int)at, (int)Math.Min(Math.Min(1 << miniShift, size - done), miniStream.Length - at));
            part.CopyTo(result.AsSpan(done));
            done += part.Length;
        }
        return result;
    }

    /// <summary>Notices within two rounds that a chain goes in a circle (Brent).</summary>
    private struct Circle()
    {
        private uint? mark;
        private long steps;
        private long next = 1;

        public void Pass(uint sector)
        {
            if (sector == mark)
            {
                throw new InvalidDataException("A chain goes in a circle.");
            }
            if (++steps == next)
            {
                (mark, steps, next) = (sector, 0, next * 2);
            }
        }
    }
}

/// <summary>A folder of a compound file.</summary>
internal sealed class CompoundFolder(CompoundFile file, Dictionary<string, int> streams, Dictionary<string, int> folders)
{
    public bool Has(string stream) => streams.ContainsKey(stream);

    /// <summary>The bytes of a stream; null when there is none of that name.</summary>
    public byte[]? Read(string stream) => streams.TryGetValue(stream, out var entry) ? file.Stream(entry) : null;

    public CompoundFolder? Folder(string name) => folders.TryGetValue(name, out var entry) ? file.Storage(entry) : null;

    /// <summary>Folders whose names begin so, in the order of their names.</summary>
    public IEnumerable<CompoundFolder> Folders(string beginning) =>
        folders.Where(f => f.Key.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase).Select(f => file.Storage(f.Value));

    public IEnumerable<string> Streams => streams.Keys.Order(StringComparer.OrdinalIgnoreCase);
}
