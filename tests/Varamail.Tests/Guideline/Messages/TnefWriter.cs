using System.Buffers.Binary;
using System.Text;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Outlook's winmail.dat ([MS-OXTNEF]), attribute by attribute.</summary>
internal sealed class TnefWriter
{
    private readonly MemoryStream bytes = new();

    public TnefWriter(int codePage = 1252)
    {
        bytes.Write([0x78, 0x9F, 0x3E, 0x22, 1, 0]);
        Attribute(1, 0x00089006, [0, 0, 1, 0]);
        Attribute(1, 0x00069007, [.. BitConverter.GetBytes(codePage), 0, 0, 0, 0]);
    }

    public TnefWriter Subject(string subject) => Property(0x0037, 0x1E, [.. Encoding.Latin1.GetBytes(subject), 0]);

    /// <summary>One binary property of the message, such as its packed RTF (0x1009) or its HTML (0x1013).</summary>
    public TnefWriter Property(int id, byte[] value) => Property(id, 0x0102, value);

    private TnefWriter Property(int id, int type, byte[] value)
    {
        var padding = new byte[(4 - value.Length % 4) % 4];
        return Attribute(1, 0x00069003, [1, 0, 0, 0, (byte)type, (byte)(type >> 8), (byte)id, (byte)(id >> 8), 1, 0, 0, 0, .. BitConverter.GetBytes(value.Length), .. value, .. padding]);
    }

    public TnefWriter Attach(string name, byte[] content) =>
        Attribute(2, 0x00069002, new byte[14]).Attribute(2, 0x00018010, [.. Encoding.Latin1.GetBytes(name), 0]).Attribute(2, 0x0006800F, content);

    public byte[] ToFile() => bytes.ToArray();

    private TnefWriter Attribute(byte level, uint tag, byte[] data)
    {
        bytes.WriteByte(level);
        bytes.Write(BitConverter.GetBytes(tag));
        bytes.Write(BitConverter.GetBytes(data.Length));
        bytes.Write(data);
        var checksum = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(checksum, (ushort)data.Sum(b => b));
        bytes.Write(checksum);
        return this;
    }
}
