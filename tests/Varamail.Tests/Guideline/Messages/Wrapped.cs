using System.Text;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Files as attachments of a short message.</summary>
internal static class Wrapped
{
    public static Message Read(string name, byte[] content, string type = "application/octet-stream") => MessageReader.Read(Bytes(name, content, type));

    public static Message Read(string name, byte[] content, ReadLimits limits) => MessageReader.Read(Bytes(name, content), limits);

    public static byte[] Bytes(string name, byte[] content, string type = "application/octet-stream") =>
        Encoding.UTF8.GetBytes(
            "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHej\r\n--b\r\n"
                + $"Content-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)
                + "\r\n--b--\r\n"
        );

    public static byte[] Vector(string name) => File.ReadAllBytes(Repository.At("tests", "Varamail.Tests", "Guideline", "Messages", "vectors", name));
}
