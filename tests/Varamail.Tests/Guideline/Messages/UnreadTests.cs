using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>What can't be read is told in words, for every kind of file; what is packed is opened within limits.</summary>
internal sealed class UnreadTests
{
    private static string Only(string name, byte[] content, string type = "application/octet-stream") => Wrapped.Read(name, content, type).Unread.Single().Text;

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in entries)
            {
                using var target = zip.CreateEntry(name).Open();
                target.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, true))
        {
            gzip.Write(content);
        }
        return bytes.ToArray();
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Pdf(string content, string trailer = "")
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            $"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >>",
        };
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var start = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        }
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    [Test]
    public void A_pdf_with_text_is_read() => Assert.That(Wrapped.Read("a.pdf", Pdf("BT /F1 12 Tf 20 200 Td (Diagnos) Tj ET")).Attachments[0].Text!.Text, Is.EqualTo("Diagnos"));

    [Test]
    public void A_pdf_with_a_password_is_reported() =>
        Assert.That(
            Only("a.pdf", Pdf("BT /F1 12 Tf 20 200 Td (Diagnos) Tj ET", "/Encrypt 6 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]")),
            Is.EqualTo("Bilagan a.pdf är krypterad och har inte kontrollerats.")
        );

    [Test]
    public void A_scanned_pdf_is_reported() => Assert.That(Only("a.pdf", Pdf("0 0 100 100 re f")), Is.EqualTo("Bilagan a.pdf är en bild eller inskannad, utan text att läsa, och har inte kontrollerats."));

    [Test]
    public void A_broken_pdf_is_reported() => Assert.That(Wrapped.Read("a.pdf", "%PDF-1.7\nobj obj endobj"u8.ToArray()).Unread, Has.Count.EqualTo(1));

    [Test]
    public void An_odf_document_with_a_password_is_reported()
    {
        var odt = Zip(("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()), ("META-INF/manifest.xml", "<m:manifest xmlns:m='urn'><m:encryption-data/></m:manifest>"u8.ToArray()), ("content.xml", [1, 2, 3]));
        Assert.That(Only("a.odt", odt), Is.EqualTo("Bilagan a.odt är krypterad och har inte kontrollerats."));
    }

    [TestCase("a.7z", "377ABCAF271C 0004 0000000000", "Bilagan a.7z är ett arkiv (7z), som inte kan öppnas, och har inte kontrollerats.")]
    [TestCase("a.7z", "377ABCAF271C 0004 0000000000 06F10701", "Bilagan a.7z är krypterad och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A070100 00000000 05 01 00 000000 0000000000000000", "Bilagan a.rar är ett arkiv (rar), som inte kan öppnas, och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A070100 00000000 05 04 00 000000 0000000000000000", "Bilagan a.rar är krypterad och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A070100 00000000 03 01 00 00 00000000 08 02 01 03 0000 02 01 00 0000000000000000", "Bilagan a.rar är krypterad och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A0700 0000 73 8000 0D00 000000000000 0000 74 0000 2000 00000000000000000000", "Bilagan a.rar är krypterad och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A0700 0000 73 0000 0D00 000000000000 0000 74 0480 2000 00000000000000000000", "Bilagan a.rar är krypterad och har inte kontrollerats.")]
    [TestCase("a.rar", "526172211A0700 0000 73 0000 0D00 000000000000 0000 74 0080 2000 00000000000000000000", "Bilagan a.rar är ett arkiv (rar), som inte kan öppnas, och har inte kontrollerats.")]
    [TestCase("a.cab", "4D534346 00000000", "Bilagan a.cab är ett arkiv (cab), som inte kan öppnas, och har inte kontrollerats.")]
    [TestCase("a.jpg", "FFD8FFE0 00000000", "Bilagan a.jpg är en bild eller inskannad, utan text att läsa, och har inte kontrollerats.")]
    [TestCase("bild", "89504E47 00000000", "Bilagan bild är en bild eller inskannad, utan text att läsa, och har inte kontrollerats.")]
    [TestCase("a.m4a", "00000020 66747970", "Bilagan a.m4a är en ljudinspelning och har inte kontrollerats.")]
    [TestCase("a.mp4", "00000020 66747970", "Bilagan a.mp4 är en film och har inte kontrollerats.")]
    [TestCase("a.exe", "4D5A9000 03000000", "Bilagan a.exe är ett program och har inte kontrollerats.")]
    [TestCase("a.xyz", "01020304 00000000", "Bilagan a.xyz har ett format som inte kan läsas och har inte kontrollerats.")]
    public void Files_that_are_not_read_are_reported_by_what_they_are(string name, string hex, string sentence) => Assert.That(Only(name, Bytes(hex)), Is.EqualTo(sentence));

    [Test]
    public void A_locked_archive_is_marked_as_encrypted() => Assert.That(Wrapped.Read("a.7z", Bytes("377ABCAF271C 0004 0000000000 06F10701")).Attachments.Single().Encrypted);

    [TestCase("anteckning", "Räksmörgås")]
    [TestCase("boot.ini", "[a]\r\nb=c")]
    public void Text_of_an_unknown_kind_is_read(string name, string text) => Assert.That(Wrapped.Read(name, Encoding.UTF8.GetBytes(text)).Attachments.Single().Text!.Text, Is.EqualTo(text.ReplaceLineEndings("\n")));

    [Test]
    public void Utf16_of_an_unknown_kind_is_read() =>
        Assert.That(Wrapped.Read("export", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Räksmörgås")]).Attachments.Single().Text!.Text, Is.EqualTo("Räksmörgås"));

    [Test]
    public void A_gzipped_file_is_read()
    {
        var message = Wrapped.Read("brev.txt.gz", Gzip("personnummer"u8.ToArray()));
        Assert.That(message.Attachments.Select(a => (a.Name, a.Text?.Text, a.Container)), Is.EqualTo(new[] { ("brev.txt.gz", null, null), ("brev.txt", "personnummer", (string?)"brev.txt.gz") }));
    }

    [TestCase("a.tar.gz")]
    [TestCase("a.tgz")]
    public void Files_in_a_gzipped_tar_are_read(string name)
    {
        var message = Wrapped.Read(name, Gzip(Tar(("mapp/ett.txt", "ett"u8.ToArray()), ("två.txt", "två"u8.ToArray()))));
        Assert.That(message.Attachments.Select(a => (a.Name, a.Text?.Text)), Is.EqualTo(new[] { (name, null), ("a.tar", null), ("mapp/ett.txt", "ett"), ("två.txt", (string?)"två") }));
    }

    [Test]
    public void A_gzip_bomb_is_reported() => Assert.That(Only("bomb.gz", Gzip(new byte[60_000_000])), Is.EqualTo("Bilagan bomb.gz är för stor för att kontrolleras i sin helhet."));

    [Test]
    public void A_tar_with_too_many_entries_is_cut()
    {
        var tar = Tar([.. Enumerable.Range(0, 20).Select(i => ($"{i}.txt", new byte[] { 65 }))]);
        var message = MessageReader.Read(Wrapped.Bytes("a.tar", tar), new ReadLimits { ArchiveEntries = 10 });
        Assert.That(message.Attachments, Has.Count.EqualTo(11));
        Assert.That(message.Unread.Single().Cause, Is.EqualTo(UnreadCause.TooLarge));
    }

    [Test]
    public void A_zip_within_a_zip_counts_as_a_level()
    {
        var zip = Zip(("a.txt", "a"u8.ToArray()));
        for (var level = 0; level < 12; level++)
        {
            zip = Zip(("a.zip", zip));
        }
        Assert.That(Wrapped.Read("a.zip", zip).Unread.Select(u => u.Cause), Is.EqualTo(new[] { UnreadCause.TooDeep }));
    }

    [Test]
    public void Every_cause_has_a_sentence_that_ends()
    {
        foreach (var cause in Enum.GetValues<UnreadCause>())
        {
            Assert.That(UnreadWords.Of("a.pdf", cause, null), Does.StartWith("Bilagan a.pdf ").And.EndsWith("."));
            Assert.That(UnreadWords.OfBody(cause), Does.StartWith("Meddelandet ").And.EndsWith("."));
        }
    }
}
