using System.Text;
using Varamail.Rehearsal;

namespace Varamail.EndToEnd;

/// <summary>Letters that a test writes itself.</summary>
internal static class Letter
{
    public const string Plain = "Hej! Jag överklagar beslutet om den nya detaljplanen för Torget. Huset skuggar min tomt och ska bli lägre.";

    public const string Sensitive = "Hej! Min son Viktor Lind i 4B har fått diagnosen autism och behöver särskilt stöd. Hans personnummer är 20150412-2380.";

    /// <summary>As it lies in the mailbox.</summary>
    public static byte[] Bytes(this RehearsedMessage message)
    {
        using MemoryStream bytes = new();
        using var lies = message.Open();
        lies.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static byte[] Of(string subject, string text = Plain, string to = "bygglov@vara.se", string? id = null) =>
        Encoding.UTF8.GetBytes(
            $"""
            From: Elin Dahlgren <elin.dahlgren@postlada.example>
            To: {to}
            Date: Mon, 23 Nov 2026 08:41:00 +0100
            Message-ID: <{id ?? Guid.NewGuid().ToString("N")}@postlada.example>
            Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {text}

            Elin Dahlgren
            """.ReplaceLineEndings("\r\n")
        );
}
