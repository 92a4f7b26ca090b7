using System.IO.Compression;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Attachments made to hold the reader up or fill its memory: reported in words, never followed.</summary>
internal sealed class HostileFilesTests
{
    private const string Laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><d><p><si><t>&c;</t></si></p></d>";

    [TestCase("a.docx", "word/document.xml", null)]
    [TestCase("a.pptx", "ppt/slides/slide1.xml", null)]
    [TestCase("a.xlsx", "xl/sharedStrings.xml", "xl/workbook.xml")]
    [TestCase("a.odt", "content.xml", "mimetype")]
    public void Laughs_are_never_multiplied_in_any_office_format(string name, string part, string? beside)
    {
        var parts = new List<(string, byte[])> { (part, Encoding.UTF8.GetBytes(Laughs)) };
        if (beside is not null)
        {
            parts.Add((beside, "<a/>"u8.ToArray()));
        }

        var message = Wrapped.Read(name, Zip([.. parts]));
        Assert.That(message.Unread.Select(u => u.Cause), Is.EqualTo(new[] { UnreadCause.Damaged }));
        Assert.That(message.Attachments[0].Text?.Text ?? "", Does.Not.Contain("haha"));
    }

    [Test]
    public void An_archive_of_a_million_files_is_not_opened()
    {
        var message = Wrapped.Read("many.zip", Empty(1_000_000));
        Assert.That(message.Unread.Single(), Is.EqualTo(new Unread("attachment:many.zip", UnreadCause.TooLarge, "Bilagan many.zip är för stor för att kontrolleras i sin helhet.")));
        Assert.That(message.Attachments, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_lies_too_deep_is_not_unpacked_first()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, true))
        {
            gzip.Write(new byte[1_000_000]);
        }

        var message = Wrapped.Read("a.gz", packed.ToArray(), new ReadLimits { Depth = 0, UnpackedBytes = 1_000 });
        Assert.That(message.Unread.Single().Cause, Is.EqualTo(UnreadCause.TooDeep));
    }

    [Test]
    public void Names_within_archives_keep_no_control_characters()
    {
        var message = Wrapped.Read("a.zip", Zip(("a\r\nb\u0007.txt", "Hej"u8.ToArray())));
        Assert.That(message.Attachments.Select(a => a.Name), Is.EqualTo(new[] { "a.zip", "ab.txt" }));
    }

    [Test]
    public void Archives_within_each_other_are_opened_to_a_depth_and_no_further()
    {
        var zip = Zip(("längst in.txt", "personnummer"u8.ToArray()));
        for (var level = 0; level < 100; level++)
        {
            zip = Zip(("a.zip", zip));
        }

        var message = Wrapped.Read("a.zip", zip);
        Assert.That(message.Unread.Single().Cause, Is.EqualTo(UnreadCause.TooDeep));
        Assert.That(message.Attachments, Has.Count.LessThanOrEqualTo(ReadLimits.Default.Depth + 1));
    }

    [Test]
    public void An_archive_that_multiplies_at_each_level_stops_at_the_limit_of_the_whole_message()
    {
        var zip = Zip(("a.txt", new byte[900_000]));
        for (var level = 0; level < 4; level++)
        {
            zip = Zip([.. Enumerable.Range(0, 12).Select(i => ($"{i}.zip", zip))]);
        }

        var message = Wrapped.Read("bomb.zip", zip, new ReadLimits { UnpackedBytes = 8 * 1024 * 1024 });
        Assert.That(message.Unread.Select(u => u.Cause), Does.Contain(UnreadCause.TooLarge));
    }

    [Test]
    public void Pages_of_a_pdf_that_lead_round_in_a_circle_end()
    {
        var message = Wrapped.Read(
            "a.pdf",
            Encoding.ASCII.GetBytes(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
                    + "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n156\n%%EOF"
            )
        );
        Assert.That(message.Unread, Has.Count.EqualTo(1));
    }

    /// <summary>Files without content: nothing but their names in the directory at the end ([PKWARE APPNOTE] 4.3.12, 4.3.16).</summary>
    private static byte[] Empty(int files)
    {
        byte[] local = [.. "PK\x03\x04"u8, .. new byte[22], 1, 0, 0, 0, (byte)'a'];
        byte[] entry = [.. "PK\x01\x02"u8, .. new byte[24], 1, 0, .. new byte[16], (byte)'a'];
        var bytes = new MemoryStream();
        bytes.Write(local);
        for (var i = 0; i < files; i++)
        {
            bytes.Write(entry);
        }

        bytes.Write([.. "PK\x05\x06"u8, .. new byte[4], 0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(entry.Length * files), .. BitConverter.GetBytes(local.Length), 0, 0]);
        return bytes.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in entries)
            {
                using var target = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                target.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
