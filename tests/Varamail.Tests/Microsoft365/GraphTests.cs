using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Varamail.Api.Assessments;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Rehearsal;
using Varamail.Tests.Api;
using Varamail.Tests.Rehearsals;

namespace Varamail.Tests.Microsoft365;

/// <summary>What Microsoft Graph can do to us, and what people are told then.</summary>
internal sealed class GraphTests : RehearsedTests
{
    private const string Shared = "bygglov@vara.se";

    [Test]
    public async Task A_short_wait_that_Graph_asks_for_is_waited_once()
    {
        World.Faults.Switch(new(FaultKind.TooManyRequests, Times: 1, RetryAfterSeconds: 1));

        var answer = await AssessAsync(Add("wait@example.se").Id);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_long_wait_is_told_instead()
    {
        World.Faults.Switch(new(FaultKind.TooManyRequests, RetryAfterSeconds: 90));

        var problem = await (await AssessAsync(Add("long@example.se").Id)).ProblemAsync(503, "mailboxBusy");

        Assert.That(problem.GetProperty("retryAfterSeconds").GetInt32(), Is.EqualTo(90));
    }

    [TestCase(FaultKind.ExpiredToken, "nbf")]
    [TestCase(FaultKind.SignInAgain, "acrs")]
    public async Task An_expired_sign_in_says_what_the_next_one_must_ask_for(FaultKind kind, string claim)
    {
        World.Faults.Switch(new(kind));

        using var somebody = Rehearsed.As("anna.qvist@vara.se"); // nobody's token for Graph is kept yet
        var problem = await (await AssessAsync(Add("expired@example.se").Id, somebody)).ProblemAsync(401, "mailboxSignInExpired");

        Assert.That(problem.GetProperty("claims").GetString(), Does.Contain(claim));
    }

    [Test]
    public async Task A_moved_message_is_found_by_its_immutable_id_only()
    {
        var message = Add("moved@example.se");
        var before = message.Id;
        World.Mailbox(Shared).Move(message, "archive");

        await (await AssessAsync(before)).ProblemAsync(404, "messageGone");
        Assert.That((await AssessAsync(message.ImmutableId)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_address_without_a_mailbox_is_no_deleted_message()
    {
        var answer = await Henrik.PostAsync("/api/v1/assessments/item", new ItemRef("ingen@vara.se", Add("none@example.se").Id));

        await answer.ProblemAsync(403, "mailboxDenied");
    }

    [TestCase(20_000)]
    [TestCase(2_999_000)]
    [TestCase(9_000_000)]
    public async Task A_message_is_sent_on_as_a_file_with_exactly_its_bytes(int size)
    {
        var bytes = Letter(size);
        var message = World.Mailbox(Shared).Add(bytes, DateTimeOffset.UtcNow.AddHours(-1));

        using var sent = await ForwardAsync(message);

        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var arrived = World.Mailbox("vara.kommun@vara.se").Messages.First(m => m.Mime.Attachments.Any(a => a.ContentDisposition?.FileName == "meddelande.eml"));
        using MemoryStream attached = new();
        await arrived.Mime.Attachments.OfType<MimePart>().Single().Content!.DecodeToAsync(attached);
        Assert.That(attached.ToArray().AsSpan().SequenceEqual(bytes), Is.True);
        World.Mailbox("vara.kommun@vara.se").Delete(arrived);
    }

    [Test]
    public async Task A_letter_that_could_not_be_sent_leaves_no_draft()
    {
        var bytes = Letter(5_000_000);
        var message = World.Mailbox(Shared).Add(bytes, DateTimeOffset.UtcNow.AddHours(-1));
        World.Faults.Switch(new(FaultKind.Unavailable, Path: "/createUploadSession"));

        using var answer = await ForwardAsync(message);

        await answer.ProblemAsync(503, "mailboxUnavailable");
        Assert.That(Rehearsed.Outlook.OpenDrafts, Is.Zero);
    }

    [Test]
    public async Task A_message_of_150_MB_is_streamed_and_judged()
    {
        const long Size = 149_000_000;
        var message = World.Mailbox(Shared).Add(() => new LongLetter(Size), Size, DateTimeOffset.UtcNow.AddHours(-1));

        var answer = await AssessAsync(message.Id);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        World.Mailbox(Shared).Delete(message);
    }

    [TestCase(MailboxFolder.Archive, "archive")]
    [TestCase(MailboxFolder.DeletedItems, "deleteditems")]
    public async Task The_application_moves_a_message_to_a_folder_that_every_mailbox_has(object folder, string name)
    {
        var message = Add($"{name}@example.se");
        await using var scope = Rehearsed.Api.Services.CreateAsyncScope();
        var mailboxes = scope.ServiceProvider.GetRequiredService<IMailboxMarking>();

        for (var time = 0; time < 2; time++)
            Assert.That((await mailboxes.MoveAsync(new ItemRef(Shared, message.ImmutableId), (MailboxFolder)folder, default)).Problem, Is.Null);

        Assert.That(message.Folder, Is.EqualTo(name));
        var missing = await mailboxes.MoveAsync(new ItemRef(Shared, message.ImmutableId[..^4] + "AAAA"), (MailboxFolder)folder, default);
        Assert.That(missing.Problem!.Failure, Is.EqualTo(MailboxFailure.NotFound));
    }

    private RehearsedMessage Add(string id) => World.Mailbox(Shared).Add(Encoding.UTF8.GetBytes(Calls.Letter(id)), DateTimeOffset.UtcNow.AddHours(-1));

    private Task<HttpResponseMessage> AssessAsync(string id, HttpClient? who = null) =>
        (who ?? Henrik).PostAsync("/api/v1/assessments/item", new ItemRef(Shared, id));

    private async Task<HttpResponseMessage> ForwardAsync(RehearsedMessage message)
    {
        ItemRef item = new(Shared, message.Id);
        var assessed = await (await Henrik.PostAsync("/api/v1/assessments/item", item)).ReadAsync<ItemAssessment>();
        return await Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, assessed.Item.Fingerprint, ["registrar"]));
    }

    private static byte[] Letter(int size)
    {
        using LongLetter letter = new(size);
        var bytes = new byte[size];
        letter.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A letter with one long attachment, made while it is read.</summary>
    private sealed class LongLetter(long size) : Stream
    {
        private static readonly byte[] Head = Encoding.ASCII.GetBytes(
            "From: Ulla <ulla@example.se>\r\nTo: bygglov@vara.se\r\nSubject: Ritningar\r\nDate: Wed, 25 Nov 2026 08:55:00 +0100\r\nMessage-ID: <long@example.se>\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nRitningar.\r\n"
                + "--b\r\nContent-Type: application/octet-stream; name=r.bin\r\nContent-Disposition: attachment; filename=r.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        );
        private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('A', 76) + "\r\n", 1000)));

        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => size;
        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var (source, at) = position < Head.Length ? (Head, (int)position) : (Lines, (int)((position - Head.Length) % Lines.Length));
            var length = (int)Math.Min(Math.Min(count, source.Length - at), size - position);
            Array.Copy(source, at, buffer, offset, length);
            position += length;
            return length;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
