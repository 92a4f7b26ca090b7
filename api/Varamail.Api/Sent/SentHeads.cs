using System.Collections.Concurrent;
using MimeKit;
using MimeKit.Utils;
using Varamail.Api.Microsoft365;

namespace Varamail.Api.Sent;

/// <summary>Reads the heads of sent messages, each once. Graph doesn't give the header fields of one's own Sent Items in a list (office-js 5413,
/// microsoft-graph-docs 18761), but they stand in the bytes: those are read to the end of the head and no further.</summary>
internal sealed class SentHeads
{
    public const string Header = "X-Varamail-Dispatch";

    private const int LongestHead = 256 * 1024;
    private const int MostKept = 5000;

    private readonly ConcurrentDictionary<(string Mailbox, string Item), SentHead> known = new();

    public async Task<MailboxResult<SentHead>> ReadAsync(IMailboxes mailboxes, string mailbox, SentItem item, CancellationToken ct)
    {
        if (known.TryGetValue((mailbox, item.ItemId), out var head))
            return head;
        if (item.Headers is { } listed)
            return Keep(new SentHead(mailbox, item, MarkOf(listed), ThreadOf(listed)));
        var (stream, problem) = await mailboxes.OpenOriginalAsync(new ItemRef(mailbox, item.ItemId), ct);
        if (problem is not null)
            return problem;
        await using (stream)
        {
            return await GraphFailure.CatchAsync<SentHead>(
                async () =>
                {
                    using var bytes = await HeadOfAsync(stream!, ct);
                    var fields = (await HeaderList.LoadAsync(bytes, ct)).Select(h => new KeyValuePair<string, string>(h.Field, h.Value)).ToList();
                    return Keep(new SentHead(mailbox, item, MarkOf(fields), ThreadOf(fields)));
                },
                ct
            );
        }
    }

    private SentHead Keep(SentHead head)
    {
        if (known.Count > MostKept)
            known.Clear();
        return known[(head.Mailbox, head.Item.ItemId)] = head;
    }

    private static async Task<MemoryStream> HeadOfAsync(Stream message, CancellationToken ct)
    {
        MemoryStream head = new();
        var buffer = new byte[8192];
        while (head.Length < LongestHead && !IsWhole(head) && await message.ReadAsync(buffer, ct) is > 0 and var count)
            await head.WriteAsync(buffer.AsMemory(0, count), ct);
        head.Position = 0;
        return head;
    }

    private static bool IsWhole(MemoryStream head)
    {
        ReadOnlySpan<byte> read = head.GetBuffer().AsSpan(0, (int)head.Length);
        return read.IndexOf("\r\n\r\n"u8) >= 0 || read.IndexOf("\n\n"u8) >= 0;
    }

    private static Guid? MarkOf(IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.FirstOrDefault(f => f.Key.Equals(Header, StringComparison.OrdinalIgnoreCase)).Value is { } value && Guid.TryParse(value.Trim(), out var id) ? id : null;

    private static List<string> ThreadOf(IEnumerable<KeyValuePair<string, string>> fields) =>
        [
            .. fields
                .Where(f => f.Key.Equals("In-Reply-To", StringComparison.OrdinalIgnoreCase) || f.Key.Equals("References", StringComparison.OrdinalIgnoreCase))
                .SelectMany(f => MimeUtils.EnumerateReferences(f.Value))
                .Distinct(),
        ];
}
