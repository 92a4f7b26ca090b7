using System.Net;
using System.Text;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Assessment;

using Assessment = Varamail.Guideline.Assessment;

[TestFixture]
internal sealed class LargeMessageTests
{
    private static readonly string Head = """
        From: Ulla Berg <ulla@example.se>
        To: bygglov@vara.se
        Subject: Ritningar
        Date: Wed, 25 Nov 2026 08:55:00 +0100
        Message-ID: <stor@example.se>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain

        Jag ansöker härmed om bygglov. Ritningarna bifogas.
        --x
        Content-Type: application/octet-stream; name="ritningar.bin"
        Content-Disposition: attachment; filename="ritningar.bin"
        Content-Transfer-Encoding: base64


        """.ReplaceLineEndings("\r\n");

    [Test]
    public async Task A_message_of_148_megabytes_is_judged_and_nothing_of_it_is_stored()
    {
        await using var api = new VaramailApi();

        var answer = await PostAsync(api, 148);

        Assert.That((await answer.ReadAsync<Assessment>()).Handling, Is.EqualTo(Handling.Register));
        Assert.That(api.StoredFiles, Is.Empty);
    }

    [Test]
    public async Task A_message_above_150_megabytes_is_told_to_be_too_large()
    {
        await using var api = new VaramailApi();

        await (await PostAsync(api, 151)).ProblemAsync((int)HttpStatusCode.RequestEntityTooLarge, "messageTooLarge");

        Assert.That(api.StoredFiles, Is.Empty);
    }

    private static async Task<HttpResponseMessage> PostAsync(VaramailApi api, int megabytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            await WriteAsync(path, megabytes * 1024L * 1024L);
            await using var file = File.OpenRead(path);
            var content = new StreamContent(file) { Headers = { ContentType = new("message/rfc822") } };
            return await api.Henrik.PostAsync(new Uri("/api/v1/assessments?mailbox=bygglov@vara.se", UriKind.Relative), content);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task WriteAsync(string path, long size)
    {
        var line = Encoding.ASCII.GetBytes(new string('A', 76) + "\r\n");
        var foot = Encoding.ASCII.GetBytes("--x--\r\n");
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.UTF8.GetBytes(Head));
        while (file.Length + line.Length + foot.Length <= size)
            await file.WriteAsync(line);
        await file.WriteAsync(foot);
    }
}
