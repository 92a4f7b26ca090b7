namespace Varamail.Api.Microsoft365;

/// <summary>Stands where Microsoft 365 isn't connected: every mailbox is unavailable, and is said to be.</summary>
internal sealed class Disconnected : IMailboxes, IMailboxMarking
{
    private static readonly MailboxProblem Unavailable = new(MailboxFailure.Unavailable);

    public Task<MailboxResult<MailItem>> FindAsync(ItemRef item, CancellationToken ct) => Task.FromResult<MailboxResult<MailItem>>(Unavailable);

    public Task<MailboxResult<Stream>> OpenOriginalAsync(ItemRef item, CancellationToken ct) => Task.FromResult<MailboxResult<Stream>>(Unavailable);

    public Task<MailboxResult<bool>> ForwardAsync(ItemRef item, IReadOnlyList<string> to, string? comment, CancellationToken ct) =>
        Task.FromResult<MailboxResult<bool>>(Unavailable);

    public Task<MailboxResult<bool>> MarkAsync(
        ItemRef item,
        IReadOnlyList<string> addCategories,
        IReadOnlyList<string> removeCategories,
        CancellationToken ct
    ) => Task.FromResult<MailboxResult<bool>>(Unavailable);
}
