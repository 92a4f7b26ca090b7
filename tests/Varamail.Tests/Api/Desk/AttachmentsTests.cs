using Varamail.Api.Desk;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Api.Desk;

[TestFixture]
internal sealed class AttachmentsTests
{
    [TestCaseSource(nameof(Messages))]
    public async Task Every_file_that_is_listed_can_be_fetched(string path)
    {
        await using var original = File.OpenRead(path);
        var listed = MessageReader.Read(original).Attachments.Where(a => a.Container is null).ToList();

        foreach (var attachment in listed)
        {
            original.Position = 0;
            await using var bytes = await Attachments.FindAsync(original, attachment, CancellationToken.None);
            Assert.That(bytes, Is.Not.Null, attachment.Name);
            if (attachment.ContentType != "message/rfc822")
                Assert.That(bytes!.Length, Is.EqualTo(attachment.Size), attachment.Name);
        }
    }

    [Test]
    public async Task A_large_file_is_taken_out_without_being_held_in_memory()
    {
        const int Megabyte = 1024 * 1024;
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/zip; name=r.zip\nContent-Transfer-Encoding: base64\n\n");
            await File.AppendAllLinesAsync(path, Enumerable.Repeat(new string('A', 76), 40 * Megabyte / 77));
            await File.AppendAllTextAsync(path, "--x--\n");
            await using var original = File.OpenRead(path);
            var listed = MessageReader.Read(original).Attachments.Single();
            original.Position = 0;
            var before = GC.GetTotalAllocatedBytes(precise: true);

            await using var bytes = await Attachments.FindAsync(original, listed, CancellationToken.None);

            Assert.That(bytes!.Length, Is.EqualTo(listed.Size).And.GreaterThan(29 * Megabyte));
            Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(10 * Megabyte));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<TestCaseData> Messages() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests", "Corpus", "messages"))
            .Where(path => File.ReadAllText(path).Contains("attachment", StringComparison.OrdinalIgnoreCase))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));
}
