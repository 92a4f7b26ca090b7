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

    private static IEnumerable<TestCaseData> Messages() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests", "Corpus", "messages"))
            .Where(path => File.ReadAllText(path).Contains("attachment", StringComparison.OrdinalIgnoreCase))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));
}
