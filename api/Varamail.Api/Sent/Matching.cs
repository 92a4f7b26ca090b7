using Varamail.Api.Microsoft365;

namespace Varamail.Api.Sent;

/// <summary>A sent message with what its head says.</summary>
/// <param name="Mailbox">Whose Sent Items it lies in.</param>
/// <param name="Item">What the list says.</param>
/// <param name="Mark">The dispatch that its header names; null when it names none.</param>
/// <param name="Thread">Internet message ids that it answers, without brackets.</param>
internal sealed record SentHead(string Mailbox, SentItem Item, Guid? Mark, IReadOnlyList<string> Thread)
{
    /// <summary>Copies in two mailboxes have one.</summary>
    public string Key => Item.InternetMessageId is { Length: > 0 } id ? id : Item.ItemId;
}

/// <summary>Tells which of the sent messages is the one that somebody wanted in the diary.</summary>
internal static class Matching
{
    /// <summary>Clocks differ between us and Exchange.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>By the header; where something on the way took it away, by thread, recipients, subject and time, if one alone fits.</summary>
    /// <returns>Every copy of it, and how many other messages bear the same header; no copies when it isn't there.</returns>
    public static (IReadOnlyList<SentHead> Copies, int Others) Find(Dispatch wanted, IEnumerable<SentHead> sent)
    {
        var heads = sent.ToList();
        var marked = Messages(heads.Where(h => h.Mark == wanted.Id));
        if (marked.Count > 0)
            return (marked[0], marked.Count - 1);
        var alike = Messages(heads.Where(h => h.Mark is null && IsAlike(wanted, h)));
        return alike.Count == 1 ? (alike[0], 0) : ([], 0);
    }

    /// <summary>How many messages besides the registered one bear the dispatch's header.</summary>
    public static int Others(Dispatch found, IEnumerable<SentHead> sent) => Messages(sent.Where(h => h.Mark == found.Id)).Count - 1;

    private static bool IsAlike(Dispatch wanted, SentHead head) =>
        wanted.SubjectDigest.Length > 0
        && head.Item.SentAt >= wanted.SeenAt - Slack
        && (wanted.InReplyTo.Length == 0 ? head.Thread.Count == 0 : head.Thread.Contains(wanted.InReplyTo, StringComparer.Ordinal))
        && Dispatch.Digest(wanted.Id, Dispatch.Recipients(head.Item.Recipients)) == wanted.RecipientsDigest
        && Dispatch.Digest(wanted.Id, Dispatch.Subject(head.Item.Subject)) == wanted.SubjectDigest;

    /// <summary>The earliest first; the mailbox that it was sent from before the writer's own.</summary>
    private static List<IReadOnlyList<SentHead>> Messages(IEnumerable<SentHead> heads) =>
        [.. heads.GroupBy(h => h.Key).OrderBy(g => g.Min(h => h.Item.SentAt)).Select(g => g.ToList())];
}
