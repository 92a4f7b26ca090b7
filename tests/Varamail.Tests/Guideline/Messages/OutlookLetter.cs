using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>A message in Outlook's format, property by property ([MS-OXMSG]).</summary>
internal sealed class OutlookLetter
{
    private readonly Dictionary<string, object> folder = [];
    private readonly List<byte[]> properties = [];
    private int recipients;
    private int attachments;

    public OutlookLetter Text(int id, string value) => Stream(id, 0x001F, Encoding.Unicode.GetBytes(value));

    public OutlookLetter Narrow(int id, byte[] value) => Stream(id, 0x001E, value);

    public OutlookLetter Binary(int id, byte[] value) => Stream(id, 0x0102, value);

    public OutlookLetter Number(int id, int value) => Property(id, 0x0003, value);

    public OutlookLetter Recipient(string name, string email) => Sub("__recip_version1.0_#", recipients++, new OutlookLetter().Text(0x3001, name).Text(0x39FE, email), null);

    public OutlookLetter Attach(string name, byte[] bytes) => Sub("__attach_version1.0_#", attachments++, new OutlookLetter().Text(0x3707, name).Binary(0x3701, bytes).Number(0x3705, 1), null);

    public OutlookLetter Attach(string name, OutlookLetter letter) => Sub("__attach_version1.0_#", attachments++, new OutlookLetter().Text(0x3001, name).Number(0x3705, 5), letter.Folder(24));

    public OutlookLetter AttachLink(string name) => Sub("__attach_version1.0_#", attachments++, new OutlookLetter().Text(0x3707, name).Number(0x3705, 7), null);

    public byte[] ToFile() => CompoundFileWriter.Write(Folder(32));

    private OutlookLetter Sub(string beginning, int number, OutlookLetter what, Dictionary<string, object>? embedded)
    {
        var inner = what.Folder(8);
        if (embedded is not null)
        {
            inner["__substg1.0_3701000D"] = embedded;
        }
        folder[beginning + number.ToString("X8", CultureInfo.InvariantCulture)] = inner;
        return this;
    }

    private Dictionary<string, object> Folder(int heading) =>
        new(folder) { ["__properties_version1.0"] = new byte[heading].Concat(properties.SelectMany(p => p)).ToArray() };

    private OutlookLetter Stream(int id, int type, byte[] value)
    {
        folder[string.Create(CultureInfo.InvariantCulture, $"__substg1.0_{id:X4}{type:X4}")] = value;
        return Property(id, type, value.Length);
    }

    private OutlookLetter Property(int id, int type, long value)
    {
        var raw = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(raw, (uint)(id << 16 | type));
        BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(8), value);
        properties.Add(raw);
        return this;
    }
}
