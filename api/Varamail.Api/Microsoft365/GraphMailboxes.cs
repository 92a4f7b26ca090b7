using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Me.Messages.Item;
using Microsoft.Graph.Me.SendMail;
using Varamail.Api.Storage;

namespace Varamail.Api.Microsoft365;

/// <summary>Mailboxes through Microsoft Graph with the signed-in person's own rights.</summary>
internal sealed class GraphMailboxes(GraphClients clients) : IMailboxes
{
    /// <summary>A multiple of 320 KiB below Graph's 4 MB for one slice.</summary>
    private const int Slice = 9 * 320 * 1024;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private const int MostPages = 5;

    private static readonly string[] SentSummary =
    [
        "id",
        "internetMessageId",
        "subject",
        "sentDateTime",
        "toRecipients",
        "ccRecipients",
        "bccRecipients",
        "internetMessageHeaders",
    ];
    private static readonly string[] Summary = ["id", "internetMessageId", "subject", "receivedDateTime", "categories"];

    public Task<MailboxResult<MailItem>> FindAsync(ItemRef item, CancellationToken ct) =>
        GraphFailure.CatchAsync<MailItem>(
            async () =>
            {
                var found = await clients.ForReader.Users[item.Mailbox].Messages[item.ItemId].GetAsync(r => r.QueryParameters.Select = Summary, ct);
                return found is null
                    ? new MailboxProblem(MailboxFailure.NotFound)
                    : new MailItem(
                        item.Mailbox,
                        found.Id ?? item.ItemId,
                        found.InternetMessageId,
                        found.Subject,
                        found.ReceivedDateTime ?? DateTimeOffset.MinValue,
                        found.Categories ?? [],
                        null
                    );
            },
            ct
        );

    public Task<MailboxResult<Stream>> OpenOriginalAsync(ItemRef item, CancellationToken ct) =>
        GraphFailure.CatchAsync<Stream>(
            async () =>
                await clients.ForReader.Users[item.Mailbox].Messages[item.ItemId].Content.GetAsync(cancellationToken: ct) is { } original
                    ? new StallGuard(original, LongestPause)
                    : new MailboxProblem(MailboxFailure.NotFound),
            ct
        );

    public Task<MailboxResult<IReadOnlyList<SentItem>>> ListSentAsync(string mailbox, DateTimeOffset since, CancellationToken ct) =>
        GraphFailure.CatchAsync<IReadOnlyList<SentItem>>(
            async () =>
            {
                var messages = clients.ForReader.Users[mailbox].MailFolders["sentitems"].Messages;
                var page = await messages.GetAsync(
                    r =>
                    {
                        r.QueryParameters.Select = SentSummary;
                        // Graph sorts by a property only when the filter begins with it.
                        r.QueryParameters.Filter = $"sentDateTime ge {since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
                        r.QueryParameters.Orderby = ["sentDateTime desc"];
                        r.QueryParameters.Top = 100;
                    },
                    ct
                );
                List<SentItem> items = [];
                for (var pages = 1; page?.Value is { } some; pages++)
                {
                    items.AddRange(some.Select(SentItemOf));
                    page = page.OdataNextLink is { } next && pages < MostPages ? await messages.WithUrl(next).GetAsync(cancellationToken: ct) : null;
                }
                return items;
            },
            ct
        );

    public Task<MailboxResult<string>> LendAsync(CancellationToken ct) =>
        GraphFailure.CatchAsync<string>(async () => await clients.ReaderHeaderAsync(ct), ct);

    private static SentItem SentItemOf(Message message) =>
        new(
            message.Id!,
            message.InternetMessageId,
            message.Subject ?? "",
            message.SentDateTime ?? DateTimeOffset.MinValue,
            [
                .. new[] { message.ToRecipients, message.CcRecipients, message.BccRecipients }
                    .SelectMany(list => list ?? [])
                    .Select(r => r.EmailAddress?.Address)
                    .OfType<string>(),
            ],
            message.InternetMessageHeaders?.Where(h => h.Name is not null).Select(h => new KeyValuePair<string, string>(h.Name!, h.Value ?? "")).ToList()
        );

    public Task<MailboxResult<bool>> ForwardAsync(ItemRef item, IReadOnlyList<string> to, string? comment, CancellationToken ct) =>
        GraphFailure.CatchAsync<bool>(
            async () =>
            {
                var (found, problem) = await FindAsync(item, ct);
                if (problem is not null)
                    return problem;
                var (original, unread) = await OpenOriginalAsync(item, ct);
                if (unread is not null)
                    return unread;
                await using var file = Scratch.Open();
                await using (original)
                    await original!.CopyToAsync(file, ct);
                await SendAsync(Letter($"VB: {found!.Subject}", to, comment), file, ct);
                return true;
            },
            ct
        );

    public Task<MailboxResult<bool>> SendAsync(NewLetter letter, CancellationToken ct) =>
        GraphFailure.CatchAsync<bool>(
            async () =>
            {
                await SendAtOnceAsync(Letter(letter.Subject, [letter.To], letter.Text), letter.Original, ct);
                return true;
            },
            ct
        );

    private async Task SendAsync(Message letter, FileStream original, CancellationToken ct)
    {
        var me = clients.ForSender.Me;
        original.Position = 0;
        if (original.Length <= NewLetter.LargestAttachment)
        {
            await SendAtOnceAsync(letter, original, ct);
            return;
        }
        var draft = me.Messages[(await me.Messages.PostAsync(letter, cancellationToken: ct))!.Id];
        try
        {
            var file = new AttachmentItem { AttachmentType = AttachmentType.File, Name = FileName, ContentType = "message/rfc822", Size = original.Length };
            var session = await draft.Attachments.CreateUploadSession.PostAsync(new() { AttachmentItem = file }, cancellationToken: ct);
            await new LargeFileUploadTask<FileAttachment>(session!, original, Slice, clients.Anonymous).UploadAsync(cancellationToken: ct);
            await draft.Send.PostAsync(cancellationToken: ct);
        }
        catch
        {
            await DiscardAsync(draft);
            throw;
        }
    }

    private async Task SendAtOnceAsync(Message letter, Stream? original, CancellationToken ct)
    {
        if (original is not null)
        {
            var bytes = new byte[original.Length];
            await original.ReadExactlyAsync(bytes, ct);
            letter.Attachments = [new FileAttachment { Name = FileName, ContentType = "message/rfc822", ContentBytes = bytes }];
        }
        await clients.ForSender.Me.SendMail.PostAsync(new SendMailPostRequestBody { Message = letter, SaveToSentItems = true }, cancellationToken: ct);
    }

    // What was never sent must not lie among the person's drafts. If this fails too, it does, and harms nobody.
    private static async Task DiscardAsync(MessageItemRequestBuilder draft)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await GraphFailure.CatchAsync<bool>(
            async () =>
            {
                await draft.DeleteAsync(cancellationToken: soon.Token);
                return true;
            },
            CancellationToken.None
        );
    }

    private const string FileName = "meddelande.eml";

    private static Message Letter(string subject, IReadOnlyList<string> to, string? comment) =>
        new()
        {
            Subject = subject,
            Body = new ItemBody { ContentType = BodyType.Text, Content = comment ?? "" },
            ToRecipients = [.. to.Select(a => new Recipient { EmailAddress = new EmailAddress { Address = a } })],
        };
}
