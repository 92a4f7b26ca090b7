using System.Buffers.Binary;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

internal sealed class OutlookFileTests
{
    private static OutlookLetter Letter() =>
        new OutlookLetter().Text(0x0037, "Ansökan om plats").Text(0x0042, "Åsa Ek").Text(0x5D02, "asa.ek@example.org").Recipient("Social", "social@vara.se").Text(0x1000, "Hej!\r\nMin mamma har fått en stroke.");

    private static string? TextOf(Message message, string name) => message.Attachments.Single(a => a.Name == name).Text?.Text;

    [Test]
    public void An_outlook_file_is_read_with_its_people_and_its_attachments()
    {
        var message = Wrapped.Read("brev.msg", Wrapped.Vector("EmailWithAttachments.msg"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                TextOf(message, "brev.msg"),
                Is.EqualTo("This is the subject\nKees <peterpan@neverland.com>\ncrocodile@neverland.com, tinkerbel@neverland.com, wendy@neverland.com\n\nHello Neverland html")
            );
            Assert.That(message.Attachments.Select(a => (a.Name, a.ContentType, a.Size, a.Container, a.Inline)), Does.Contain(("peterpan.jpg", "image/jpeg", 39150L, "brev.msg", false)));
            Assert.That(message.Attachments.Single(a => a.Name == "tinkerbell.jpg").Inline);
        }
    }

    [Test]
    public void A_message_within_an_outlook_file_is_read_with_its_own_attachments()
    {
        var message = Wrapped.Read("yttre.msg", Wrapped.Vector("EmailWithInnerMailAndAttachments.msg"));
        Assert.That(
            message.Attachments.Select(a => (a.Name, a.Text?.Text.Split('\n')[0], a.Container)),
            Is.EqualTo(new[]
            {
                ("yttre.msg", "Outer mail", null), ("OUTER 1.pdf", "OUTER 1", "yttre.msg"), ("OUTER 2.pdf", "OUTER 2", "yttre.msg"), ("Inner mail", "Inner mail", "yttre.msg"), ("INNER 1.pdf", "INNER 1", "Inner mail"),
                ("INNER 2.pdf", "INNER 2", (string?)"Inner mail"),
            })
        );
    }

    [Test]
    public void Html_is_read_in_its_code_page()
    {
        var file = Letter().Number(0x3FDE, 28591).Binary(0x1013, Encoding.Latin1.GetBytes("<p style='display:none'>dolt</p><p>Räksmörgås</p>")).ToFile();
        Assert.That(TextOf(Wrapped.Read("a.msg", file), "a.msg"), Does.StartWith("Ansökan om plats\nÅsa Ek <asa.ek@example.org>\nSocial <social@vara.se>\n\nRäksmörgås").And.Contains("stroke"));
    }

    [Test]
    public void Strings_that_are_not_unicode_are_read_in_the_messages_code_page()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = new OutlookLetter().Number(0x3FFD, 1250).Narrow(0x0037, Encoding.GetEncoding(1250).GetBytes("Wałęsa")).ToFile();
        Assert.That(TextOf(Wrapped.Read("a.msg", file), "a.msg"), Does.StartWith("Wałęsa"));
    }

    [Test]
    public void A_body_in_packed_rtf_is_read()
    {
        var rtf = Encoding.ASCII.GetBytes(@"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 R\'e4ksm\'f6rg\'e5s}");
        byte[] packed = [.. BitConverter.GetBytes(rtf.Length + 12), .. BitConverter.GetBytes(rtf.Length), .. "MELA"u8, 0, 0, 0, 0, .. rtf];
        Assert.That(TextOf(Wrapped.Read("a.msg", new OutlookLetter().Text(0x0037, "x").Binary(0x1009, packed).ToFile()), "a.msg"), Does.EndWith("Räksmörgås"));
    }

    // The examples of [MS-OXRTFCP] 4.1 and 4.2
    [TestCase("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0", "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")]
    [TestCase("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}")]
    public void Packed_rtf_is_unpacked(string packed, string rtf) => Assert.That(Encoding.ASCII.GetString(CompressedRtf.Unpack(Convert.FromHexString(packed), 10_000)), Is.EqualTo(rtf));

    [Test]
    public void Header_fields_tell_what_the_properties_do_not()
    {
        var file = new OutlookLetter().Text(0x007D, "Received: from x\r\nFrom: =?utf-8?q?=C3=85sa?= <asa@example.org>\r\nTo: social@vara.se\r\nSubject: =?utf-8?q?Br=C3=A5dskande?=\r\n").Text(0x1000, "Hej").ToFile();
        Assert.That(TextOf(Wrapped.Read("a.msg", file), "a.msg"), Is.EqualTo("Brådskande\nÅsa <asa@example.org>\nsocial@vara.se\n\nHej"));
    }

    [Test]
    public void A_message_within_a_message_counts_as_a_level()
    {
        var letter = Letter();
        for (var level = 0; level < 12; level++)
        {
            letter = Letter().Attach("nivå", letter);
        }
        var message = Wrapped.Read("a.msg", letter.ToFile());
        Assert.That(message.Attachments, Has.Count.EqualTo(9));
        Assert.That(message.Unread.Select(u => u.Cause), Is.EqualTo(new[] { UnreadCause.TooDeep }));
    }

    [Test]
    public void A_message_within_a_message_has_the_same_hash_each_time()
    {
        var file = Letter().Attach("inre", Letter()).ToFile();
        Assert.That(Wrapped.Read("a.msg", file).Attachments.Select(a => a.Sha256), Is.EqualTo(Wrapped.Read("a.msg", file).Attachments.Select(a => a.Sha256)));
    }

    [Test]
    public void A_file_that_stands_elsewhere_is_reported() =>
        Assert.That(
            Wrapped.Read("a.msg", Letter().AttachLink("plan.docx").ToFile()).Unread.Single().Text,
            Is.EqualTo("Bilagan plan.docx är en länk till en fil någon annanstans och har inte kontrollerats.")
        );

    [Test]
    public void As_the_message_itself_it_is_refused() => 
        Assert.That(Assert.Throws<UnreadableMessageException>(() => MessageReader.Read(Letter().ToFile()))!.Message, Does.Contain(".msg"));

    [Test]
    public void A_chain_that_goes_in_a_circle_is_damage()
    {
        var file = Letter().Attach("stor.txt", new byte[200_000]).ToFile();
        var fat = CompoundFileWriter.Sector * (1 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(76)));
        for (var sector = 0; sector < 100; sector++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(fat + 4 * sector), 5);
        }
        var message = Wrapped.Read("a.msg", file);
        Assert.That(message.Unread.Single().Text, Is.EqualTo("Bilagan a.msg är skadad och har inte kontrollerats."));
        Assert.That(TextOf(message, "a.msg"), Does.Contain("stroke"), "the letter itself is whole");
    }

    [Test]
    public void A_directory_in_a_circle_is_read_once()
    {
        var file = Letter().ToFile();
        var directory = CompoundFileWriter.Sector * (1 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(48)));
        for (var entry = 1; entry < 4; entry++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(directory + 128 * entry + 68), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(directory + 128 * entry + 76), 0);
        }
        Assert.That(TextOf(Wrapped.Read("a.msg", file), "a.msg"), Does.Contain("stroke"));
    }

    [Test]
    public void A_stream_larger_than_its_file_is_damage_of_that_stream()
    {
        var file = Letter().Attach("stor.txt", new byte[20_000]).ToFile();
        var directory = CompoundFileWriter.Sector * (1 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(48)));
        for (var at = directory; at < file.Length - 128; at += 128)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 120)) == 20_000)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 120), 0x7FFFFFFF);
            }
        }
        var message = Wrapped.Read("a.msg", file);
        Assert.That(TextOf(message, "a.msg"), Does.Contain("stroke"));
        Assert.That(message.Unread.Single().Cause, Is.EqualTo(UnreadCause.Damaged));
    }

    [Test]
    public void A_file_that_is_cut_short_is_read_or_reported_wherever_it_is_cut()
    {
        var file = Wrapped.Vector("EmailWithInnerMailAndAttachments.msg");
        for (var length = 8; length < file.Length; length += 3_001)
        {
            var message = Wrapped.Read("a.msg", file[..length]);
            Assert.That(message.Unread, Is.Not.Empty, $"cut at {length}");
        }
    }

    [TestCase("WordDocument", "Bilagan a.doc är ett Word-dokument i det gamla formatet (.doc), som inte kan läsas, och har inte kontrollerats.")]
    [TestCase("Workbook", "Bilagan a.doc är ett Excel-ark i det gamla formatet (.xls), som inte kan läsas, och har inte kontrollerats.")]
    [TestCase("PowerPoint Document", "Bilagan a.doc är en PowerPoint-presentation i det gamla formatet (.ppt), som inte kan läsas, och har inte kontrollerats.")]
    [TestCase("Nobody knows", "Bilagan a.doc har ett format som inte kan läsas och har inte kontrollerats.")]
    [TestCase("EncryptedPackage", "Bilagan a.doc är krypterad och har inte kontrollerats.")]
    public void Other_compound_files_are_reported_by_what_they_are(string stream, string sentence) =>
        Assert.That(Wrapped.Read("a.doc", CompoundFileWriter.Write(new Dictionary<string, object> { [stream] = new byte[100] })).Unread.Single().Text, Is.EqualTo(sentence));

    [Test]
    public void An_old_document_with_a_password_is_reported_as_encrypted()
    {
        var word = new byte[100];
        word[11] = 1;
        byte[] book = [0x09, 0x08, 2, 0, 0, 0, 0x2F, 0, 2, 0, 1, 0];
        Assert.That(
            new[] { ("WordDocument", word), ("Workbook", book) }.Select(f => Wrapped.Read("a.doc", CompoundFileWriter.Write(new Dictionary<string, object> { [f.Item1] = f.Item2 })).Unread.Single().Cause),
            Is.All.EqualTo(UnreadCause.Encrypted)
        );
    }
}
