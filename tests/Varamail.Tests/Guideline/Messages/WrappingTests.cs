using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Cms;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Messages in wrappings: winmail.dat, S/MIME, delivery reports, invitations.</summary>
internal sealed class WrappingTests
{
    private static readonly byte[] Letter = Encoding.UTF8.GetBytes("Content-Type: text/plain; charset=utf-8\r\n\r\nMin son har fått diagnosen autism.\r\n");

    private static Message Read(string mime) => MessageReader.Read(Encoding.UTF8.GetBytes(mime.ReplaceLineEndings("\r\n")));

    private static readonly string Digits = string.Concat(Enumerable.Range(1_000, 1_000));

    private static byte[] Compressed(byte[] content) => new CmsCompressedDataGenerator().Generate(new CmsProcessableByteArray(content), CmsCompressedDataGenerator.ZLib).GetEncoded();

    private static byte[] Parts(IEnumerable<(string Type, byte[] Content)> parts) =>
        Encoding.ASCII.GetBytes(
            "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + string.Concat(parts.Select(p => $"--b\r\nContent-Type: {p.Type}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(p.Content, Base64FormattingOptions.InsertLineBreaks)}\r\n"))
                + "--b--\r\n"
        );

    private static Message Whole(string type, byte[] content) =>
        Read($"From: a@example.org\nMIME-Version: 1.0\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n");

    private static byte[] Rtf(string rtf) => [.. BitConverter.GetBytes(rtf.Length + 12), .. BitConverter.GetBytes(rtf.Length), .. "MELA"u8, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(rtf)];

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=Prov", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static byte[] Signed(byte[] content)
    {
        using var certificate = Certificate();
        var cms = new SignedCms(new ContentInfo(content), false);
        cms.ComputeSignature(new CmsSigner(certificate));
        return cms.Encode();
    }

    private static byte[] Encrypted(byte[] content)
    {
        using var certificate = Certificate();
        var cms = new EnvelopedCms(new ContentInfo(content));
        cms.Encrypt(new CmsRecipient(certificate));
        return cms.Encode();
    }

    [Test]
    public void Winmail_is_opened_and_its_attachments_are_listed_beside_it()
    {
        var winmail = new TnefWriter().Subject("x").Property(0x1009, Rtf(@"{\rtf1\ansi Min son har f\'e5tt en diagnos}")).Attach("brev.txt", "personnummer"u8.ToArray()).ToFile();
        var message = Wrapped.Read("winmail.dat", winmail, "application/ms-tnef");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Body.Text, Is.EqualTo("Hej\n\nMin son har fått en diagnos"));
            Assert.That(message.Attachments.Select(a => (a.Name, a.Text?.Text)), Is.EqualTo(new[] { ("winmail.dat", null), ("brev.txt", (string?)"personnummer") }));
            Assert.That(message.Unread, Is.Empty);
        }
    }

    [Test]
    public void Winmail_that_says_the_same_as_the_plain_text_is_not_read_twice()
    {
        var winmail = new TnefWriter().Property(0x1009, Rtf(@"{\rtf1\ansi Hej}")).ToFile();
        Assert.That(Wrapped.Read("winmail.dat", winmail, "application/ms-tnef").Body.Text, Is.EqualTo("Hej"));
    }

    [Test]
    public void Winmail_that_is_not_declared_as_such_is_read_as_an_attached_message()
    {
        var winmail = new TnefWriter().Subject("Ärende").Property(0x1009, Rtf(@"{\rtf1\ansi Text}")).Attach("a.txt", "b"u8.ToArray()).ToFile();
        var message = Wrapped.Read("winmail.dat", winmail);
        Assert.That(message.Attachments.Select(a => (a.Name, a.Text?.Text, a.Container)), Is.EqualTo(new[] { ("winmail.dat", "Ärende\n\n\n\nText", null), ("a.txt", "b", (string?)"winmail.dat") }));
    }

    [Test]
    public void A_damaged_winmail_is_reported() =>
        Assert.That(Wrapped.Read("winmail.dat", [1, 2, 3, 4, 5, 6, 7, 8], "application/ms-tnef").Unread.Single().Where, Is.EqualTo("attachment:winmail.dat"));

    [TestCase("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m")]
    [TestCase("application/x-pkcs7-mime; name=smime.p7m")]
    public void A_letter_within_its_signature_is_read(string type)
    {
        var message = Whole(type, Signed(Letter));
        Assert.That(message.Body.Text, Is.EqualTo("Min son har fått diagnosen autism."));
        Assert.That(message.Unread, Is.Empty);
    }

    [Test]
    public void A_letter_beside_its_signature_is_read()
    {
        var message = Read(
            "From: a@example.org\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n" + Encoding.UTF8.GetString(Letter) + "\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMAA=\n--b--\n"
        );
        Assert.That(message.Body.Text, Is.EqualTo("Min son har fått diagnosen autism."));
        Assert.That(message.Unread, Is.Empty);
    }

    [Test]
    public void A_signed_letter_with_attachments_shows_them()
    {
        var inner = Wrapped.Bytes("brev.txt", "innehåll"u8.ToArray());
        Assert.That(Whole("application/pkcs7-mime; smime-type=signed-data", Signed(inner)).Attachments.Select(a => a.Name), Is.EqualTo(new[] { "brev.txt" }));
    }

    [Test]
    public void A_compressed_letter_is_read()
    {
        Assert.That(Whole("application/pkcs7-mime; smime-type=compressed-data", Compressed(Letter)).Body.Text, Is.EqualTo("Min son har fått diagnosen autism."));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public void Compressed_letters_within_one_unpack_to_no_more_than_one_may(int letters, bool tooLarge)
    {
        var letter = Compressed(Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\n" + Digits));
        var message = MessageReader.Read(Parts(Enumerable.Repeat(("application/pkcs7-mime", letter), letters)), new ReadLimits { BodyText = Digits.Length * 3 / 2 });
        Assert.That(message.Unread.Any(u => u is { Where: "body", Cause: UnreadCause.TooLarge }), Is.EqualTo(tooLarge));
        Assert.That(message.Body.Text, Is.EqualTo(Digits));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public void What_compressed_files_unpack_to_counts_as_unpacked(int files, bool tooLarge)
    {
        var file = Compressed(Encoding.ASCII.GetBytes(Digits));
        var message = MessageReader.Read(
            Parts(Enumerable.Range(1, files).Select(n => ($"application/octet-stream; name=\"{n}.txt.p7m\"", file))),
            new ReadLimits { UnpackedBytes = Digits.Length * 3 / 2 }
        );
        Assert.That(message.Unread.Any(u => u is { Where: "attachment:2.txt.p7m", Cause: UnreadCause.TooLarge }), Is.EqualTo(tooLarge));
        Assert.That(message.Attachments.Count(a => a.Text?.Text == Digits), Is.EqualTo(1));
    }

    [Test]
    public void An_encrypted_letter_is_reported_in_words()
    {
        var message = Whole("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", Encrypted(Letter));
        Assert.That(message.Unread[0], Is.EqualTo(new Unread("body", UnreadCause.Encrypted, "Meddelandet är krypterat och har inte kontrollerats.")));
        Assert.That(message.Attachments.Single(), Has.Property("Encrypted").True);
    }

    [Test]
    public void An_encrypted_letter_within_a_signature_is_reported()
    {
        byte[] inner = [.. "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(Encrypted(Letter)))];
        Assert.That(Whole("application/pkcs7-mime; smime-type=signed-data", Signed(inner)).Unread.Select(u => u.Cause), Does.Contain(UnreadCause.Encrypted));
    }

    [Test]
    public void A_broken_signature_is_reported_as_damage_not_as_encryption()
    {
        var broken = Signed(Letter)[..40];
        Assert.That(Whole("application/pkcs7-mime; smime-type=signed-data", broken).Unread[0].Cause, Is.EqualTo(UnreadCause.Damaged));
    }

    [Test]
    public void A_signed_file_is_read_under_its_own_name()
    {
        var message = Wrapped.Read("avtal.txt.p7m", Signed("Avtalet gäller"u8.ToArray()));
        Assert.That(message.Attachments.Select(a => (a.Name, a.Text?.Text)), Is.EqualTo(new[] { ("avtal.txt.p7m", null), ("avtal.txt", (string?)"Avtalet gäller") }));
    }

    [Test]
    public void An_attached_encrypted_letter_is_reported_by_name()
    {
        var inner = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encrypted(Letter));
        var message = Read("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHej\n--b\nContent-Type: message/rfc822; name=\"inre.eml\"\n\nFrom: b@example.org\n" + inner + "\n--b--\n");
        Assert.That(message.Unread.Select(u => u.Text), Does.Contain("Bilagan inre.eml är krypterad och har inte kontrollerats."));
    }

    [Test]
    public void A_letter_protected_by_microsoft_is_reported_as_encrypted() =>
        Assert.That(Wrapped.Read("message.rpmsg", [0x76, 0xE8, 0x04, 0x60, 1, 2], "application/x-microsoft-rpmsg-message").Unread.Single().Cause, Is.EqualTo(UnreadCause.Encrypted));

    [Test]
    public void Pgp_is_reported_as_encrypted()
    {
        var message = Read("From: a@example.org\nContent-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n");
        Assert.That(message.Unread.Single().Cause, Is.EqualTo(UnreadCause.Encrypted));
    }

    [Test]
    public void A_delivery_report_is_read_with_what_it_returns()
    {
        var message = Read(
            """
            From: postmaster@example.org
            Subject: Undelivered
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Brevet kom inte fram.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; anna@example.org
            Action: failed
            Status: 5.1.1

            --b
            Content-Type: message/rfc822

            From: social@vara.se
            To: anna@example.org
            Subject: Om din son

            Han har autism.
            --b--

            """
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.Body.Text, Is.EqualTo("Brevet kom inte fram."));
            Assert.That(message.Attachments.Select(a => a.Name), Is.EqualTo(new[] { "message/delivery-status", "message/rfc822" }));
            Assert.That(message.Attachments[0].Text!.Text, Does.Contain("Status: 5.1.1"));
            Assert.That(message.Attachments[1].Text!.Text, Is.EqualTo("Om din son\nsocial@vara.se\nanna@example.org\n\nHan har autism."));
            Assert.That(message.Unread, Is.Empty);
        }
    }

    [Test]
    public void A_returned_header_alone_is_read()
    {
        var message = Read("From: postmaster@example.org\nContent-Type: multipart/report; boundary=b\n\n--b\n\nEj levererat\n--b\nContent-Type: text/rfc822-headers\n\nSubject: Om din son\n--b--\n");
        Assert.That(message.Attachments.Single().Text!.Text, Does.Contain("Om din son"));
    }

    [Test]
    public void An_invitation_is_read_in_words()
    {
        var message = Read(
            """
            From: a@example.org
            Content-Type: text/calendar; method=REQUEST; charset=utf-8

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:040000008200E00074C5B7101A82E00800000000
            ORGANIZER;CN="Ek, Åsa":mailto:asa.ek@vara.se
            ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Bo:mailto:bo@example.org
            SUMMARY;LANGUAGE=sv-SE:Möte om Elias stöd\, skolan
            DESCRIPTION:Vi talar om utredningen.\nTa med
              intyget.
            LOCATION:Rum 3
            DTSTART;TZID=W. Europe Standard Time:20261110T090000
            END:VEVENT
            END:VCALENDAR

            """
        );
        Assert.That(
            message.Attachments.Single().Text!.Text,
            Is.EqualTo("Ek, Åsa mailto:asa.ek@vara.se\nBo mailto:bo@example.org\nMöte om Elias stöd, skolan\nVi talar om utredningen.\nTa med intyget.\nRum 3")
        );
    }
}
