using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Api.Registration;

/// <summary>What was cut off on its way is never taken for a message.</summary>
[TestFixture]
internal sealed class CutOffTests() : RehearsedTests(withCorpus: false)
{
    private const string Upload = "/api/v1/registrations/upload?mailbox=bygglov@vara.se";

    [TestCase("Content-Length: 5000", "{0}")]
    [TestCase("Transfer-Encoding: chunked", "c8\r\n{0}")]
    public async Task A_call_that_breaks_off_leaves_nothing(string length, string body)
    {
        var before = StoredFiles;
        var mark = Guid.NewGuid().ToString("N");
        var half = Calls.Letter($"{mark}@example.se", mark)[..200];
        var head = $"POST {Upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nContent-Type: message/rfc822\r\n{length}\r\nConnection: close\r\n\r\n";

        await using (var call = await BeginAsync(head + string.Format(null, body, half)))
            Assert.That(() => StoredFiles.Except(before).Any(), Is.True.After(20_000, 20), "it has begun to come");

        Assert.That(() => StoredFiles, Is.EquivalentTo(before).After(20_000, 20));
        Assert.That((await Henrik.GetAsync<RegistrationPage>("/api/v1/registrations/mine")).Items, Has.None.Matches<RegistrationView>(r => r.Title == mark));
    }

    [Test]
    public async Task A_file_that_ends_before_its_end_is_refused_until_somebody_says_that_it_came_like_that()
    {
        var letter = Unclosed();
        var before = StoredFiles;

        await (await PostAsync(Upload, letter)).ProblemAsync(422, "messageIncomplete");
        Assert.That(StoredFiles, Is.EquivalentTo(before));
        var sent = await (await PostAsync(Upload + "&asItIs=true", letter)).ReadAsync<RegistrationView>(HttpStatusCode.Created);

        using var karin = Rehearsed.As("karin.ekdahl@vara.se");
        var content = (await karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Content!;
        Assert.That(content.Assessment.Unread.Select(u => u.Cause), Does.Contain(UnreadCause.CutOff));
        Assert.That(await (await karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsStringAsync(), Is.EqualTo(letter));
    }

    [Test]
    public async Task A_mailboxs_message_without_its_end_is_registered_and_everybody_is_told()
    {
        var item = Put(Unclosed());

        Assert.That((await Henrik.AssessAsync(item)).Assessment.Unread.Select(u => u.Cause), Does.Contain(UnreadCause.CutOff));
        Assert.That((await Henrik.RegisterAsync(item)).State, Is.EqualTo(RegistrationState.Queued));
    }

    private string Token => Rehearsed.Outlook.Tokens.ForApi("henrik.strand@vara.se");

    private static string Unclosed() =>
        Calls.Multipart(
            $"{Guid.NewGuid():N}@example.se",
            "--x\nContent-Type: text/plain\n\nJag söker härmed bygglov.\n--x\nContent-Type: application/octet-stream\n\nQUJD"
        );

    private Task<HttpResponseMessage> PostAsync(string path, string letter) =>
        Henrik.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes(letter)) { Headers = { ContentType = new("message/rfc822") } });

    /// <summary>Sends the beginning of a call; it breaks off when the connection is disposed.</summary>
    private async Task<SslStream> BeginAsync(string request)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Rehearsed.Api.Address.Port);
#pragma warning disable CA5359 // this machine's own server
        SslStream tls = new(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request));
        await tls.FlushAsync();
        return tls;
    }
}
