using System.IO.Compression;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

internal sealed class MessageReaderTests
{
    private static Message Read(string mime) => MessageReader.Read(Encoding.Latin1.GetBytes(mime.ReplaceLineEndings("\r\n")));

    private static Message Html(string html) => MessageReader.Read(Encoding.UTF8.GetBytes("From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html));

    private static Message Attached(string name, byte[] content) =>
        Read(
            "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHej\n--b\n"
                + $"Content-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n"
                + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)
                + "\n--b--\n"
        );

    private static byte[] Zip(string entry, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            using var target = zip.CreateEntry(entry).Open();
            target.Write(content);
        }
        return bytes.ToArray();
    }

    [Test]
    public void What_is_no_message_is_refused() => Assert.Throws<UnreadableMessageException>(() => MessageReader.Read(Array.Empty<byte>()));

    [Test]
    public void Latin_letters_without_a_charset_are_read() => Assert.That(Read("From: a@example.org\nSubject: x\n\nR\u00e4ksm\u00f6rg\u00e5s").Body.Text, Is.EqualTo("Räksmörgås"));

    [Test]
    public void Header_fields_in_utf7_are_read()
    {
        var message = Read("From: =?utf-7?B?SitBUHctcmdlbg==?= <a@example.org>\nSubject: =?UTF-7?Q?Die_Fr+APY-sche?= =?utf-8?q?_=C3=A5?=\n\nx");
        Assert.That((message.Subject.Text, message.From!.Name), Is.EqualTo(("Die Frösche å", "Jürgen")));
    }

    [Test]
    public void Fields_about_the_content_are_header_fields_too() =>
        Assert.That(Read("From: a@example.org\nContent-Type: text/calendar; method=REPLY\n\nx").Header("Content-Type"), Is.EqualTo("text/calendar; method=REPLY"));

    [Test]
    public void A_multipart_without_its_boundary_is_read_as_it_stands() =>
        Assert.That(Read("From: a@example.org\nContent-Type: multipart/mixed\n\nMitt personnummer\n").Body.Text, Is.EqualTo("Mitt personnummer"));

    [Test]
    public void An_attached_message_that_is_none_is_reported() =>
        Assert.That(
            Read("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHej\n--b\nContent-Type: message/rfc822; name=\"a.eml\"\n\ndet här är inget brev!\n--b--\n").Unread.Single().Text,
            Is.EqualTo("Bilagan a.eml är skadad och har inte kontrollerats.")
        );

    [TestCase("<div style='display:none'>dolt</div><p>synligt</p>", "synligt")]
    [TestCase("<style>.pre{display:none}</style><div class=pre>dolt</div>synligt", "synligt")]
    [TestCase("<p style='color:#ffffff'>dolt</p>synligt", "synligt")]
    [TestCase("<span style='font-size:0'>dolt</span>synligt", "synligt")]
    [TestCase("per&shy;son&zwj;nummer&nbsp;&aring;&auml;&ouml", "personnummer åäö")]
    [TestCase("<table><tr><td><p>Namn</p></td><td><p>Anna</p></td></tr><tr><td>Ort</td><td>Vara</td></tr></table>", "Namn\tAnna\nOrt\tVara")]
    [TestCase("<table><tr><td>a&nbsp;&nbsp;</td><td>b</td><td>c</td></tr><tr><td>d</td></tr></table>", "a\tb\tc\nd")]
    [TestCase("<div style='color:white'>dolt<p style='color:black'>ett</p></div>två", "ett\n\ntvå")]
    [TestCase("<ul><li>ett<li>två</ul>", "• ett\n• två")]
    [TestCase("a<br>b<div>c</div>d", "a\nb\nc\nd")]
    [TestCase("<table bgcolor=#003366><tr><td><font color=white>synligt</font></td></tr></table>", "synligt")]
    public void Html_is_read_as_a_person_sees_it(string html, string text) => Assert.That(Html(html).Body.Text, Is.EqualTo(text));

    [Test]
    public void What_only_one_alternative_holds_is_read_too() =>
        Assert.That(
            Read("From: a@example.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nHej\nNummer 19820667-9881\n--b\nContent-Type: text/html\n\n<p>Hej</p>\n--b--\n").Body.Text,
            Does.StartWith("Hej").And.Contain("19820667-9881")
        );

    [TestCase("Svar\n\nFrån: A <a@b.se>\nSkickat: den 3 maj\nTill: B\nÄmne: X\n\ngammalt", "Svar\n\n", "gammalt")]
    [TestCase("Svar\n\nDen 3 maj 2026 skrev A <a@b.se>:\n> gammalt", "Svar\n\n", "gammalt")]
    [TestCase("Svar\n\n-----Ursprungligt meddelande-----\ngammalt", "Svar\n\n", "gammalt")]
    [TestCase("Svar\n\nOn Mon, 3 May 2026 A wrote:\n\n> gammalt", "Svar\n\n", "gammalt")]
    public void Quoted_text_is_told_apart(string text, string own, string quoted)
    {
        var body = MessageReader.Read(Encoding.UTF8.GetBytes("From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)).Body;
        var at = body.Text.IndexOf(quoted, StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.StandingAt(0), Is.EqualTo(Standing.Own));
            Assert.That(body.StandingAt(at), Is.EqualTo(Standing.Quoted));
            Assert.That(body.Segments[0].Length, Is.EqualTo(own.Length));
            Assert.That(body.Segments.Sum(s => s.Length), Is.EqualTo(body.Text.Length));
        }
    }

    [Test]
    public void A_closing_begins_the_signature()
    {
        var body = MessageReader.Read(Encoding.UTF8.GetBytes("From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej\r\n\r\nMed vänlig hälsning\r\nAnna Ek\r\n0512-310 00")).Body;
        Assert.That(body.StandingAt(body.Text.IndexOf("Anna", StringComparison.Ordinal)), Is.EqualTo(Standing.Signature));
    }

    [Test]
    public void An_encrypted_archive_is_reported_in_words()
    {
        var zip = Zip("a.txt", "hemligt"u8.ToArray());
        zip[6] |= 1;
        var message = Attached("x.zip", zip);
        Assert.That(message.Unread.Single(), Is.EqualTo(new Unread("attachment:x.zip", UnreadCause.Encrypted, "Bilagan x.zip är krypterad och har inte kontrollerats.")));
        Assert.That(message.Attachments.Single().Encrypted);
    }

    [Test]
    public void A_file_in_an_archive_is_read()
    {
        var message = Attached("x.zip", Zip("brev.txt", "personnummer"u8.ToArray()));
        Assert.That(message.Attachments[1], Has.Property("Container").EqualTo("x.zip"));
        Assert.That(message.Attachments[1].Text!.Text, Is.EqualTo("personnummer"));
    }

    [Test]
    public void A_zip_bomb_is_reported_not_unpacked()
    {
        var message = Attached("bomb.zip", Zip("noll.txt", new byte[50_000_000]));
        Assert.That(message.Unread.Select(u => u.Cause), Does.Contain(UnreadCause.TooLarge));
    }

    [Test]
    public void Xml_entities_are_never_expanded()
    {
        var laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><d><p><t>&b;</t></p></d>"u8.ToArray();
        Assert.That(Attached("a.docx", Zip("word/document.xml", laughs)).Unread.Select(u => u.Cause), Is.EqualTo(new[] { UnreadCause.Damaged }));
    }
}
