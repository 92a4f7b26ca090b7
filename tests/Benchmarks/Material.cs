using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Benchmarks;

/// <summary>What is measured on: ordinary Swedish of a municipality's mail, in several sizes.</summary>
internal static class Material
{
    private static readonly string Swedish = Read("swedish.txt");

    public static Municipality Municipality { get; } = Municipality.Parse(Read("vara.json"));

    /// <summary>Text of so many characters.</summary>
    public static string Text(int length)
    {
        var text = new StringBuilder(length + Swedish.Length);
        while (text.Length < length)
        {
            text.Append(Swedish);
        }

        text.Length = length;
        return text.ToString();
    }

    /// <summary>A message whose body is already read.</summary>
    public static Message Message(string body) =>
        new(
            null, new Address("Eva Ek", "eva.ek@postlada.example"), null, [], [], [], [], null, null, [], [],
            Part.Own("subject", "Fråga om bygglov"), Part.Own("body", body), null, [], [], []
        );

    /// <summary>A plain message as sent.</summary>
    public static byte[] Plain(int length) => Encode("text/plain", Text(length));

    /// <summary>An HTML message as sent.</summary>
    public static byte[] Html(int length)
    {
        var html = new StringBuilder("<html><head><style>p { margin: 0 }</style></head><body>");
        foreach (string line in Text(length).Split('\n'))
        {
            html.Append("<p class=\"MsoNormal\"><span style=\"font-size:11.0pt\">").Append(System.Net.WebUtility.HtmlEncode(line)).Append("</span></p>\n");
            if (html.Length > length)
            {
                break;
            }
        }

        return Encode("text/html", html.Append("</body></html>").ToString());
    }

    private static byte[] Encode(string type, string content) =>
        Encoding.UTF8.GetBytes(
            $"From: Eva Ek <eva.ek@postlada.example>\r\nTo: bygglov@vara.se\r\nSubject: =?utf-8?q?Fr=C3=A5ga_om_bygglov?=\r\nDate: Mon, 14 Sep 2026 10:00:00 +0200\r\nMessage-ID: <1@postlada.example>\r\n"
                + $"MIME-Version: 1.0\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{content.Replace("\n", "\r\n", StringComparison.Ordinal)}"
        );

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Material).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
