using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Messages.Item.Move;
using Microsoft.Kiota.Abstractions;

namespace Varamail.Api.Microsoft365;

/// <summary>Categories and folders through Microsoft Graph with the application's own permission. Exchange limits it to named mailboxes
/// (docs/deployment.md): elsewhere the answer is <see cref="MailboxFailure.Denied"/>.</summary>
internal sealed class GraphMarking(GraphClients clients) : IMailboxMarking
{
    public Task<MailboxResult<bool>> MarkAsync(
        ItemRef item,
        IReadOnlyList<string> addCategories,
        IReadOnlyList<string> removeCategories,
        CancellationToken ct
    ) =>
        GraphFailure.CatchAsync<bool>(
            async () =>
            {
                var graph = clients.ForApplication;
                var message = graph.Users[item.Mailbox].Messages[item.ItemId];
                var now = (await message.GetAsync(r => r.QueryParameters.Select = ["id", "categories"], ct))?.Categories ?? [];
                var then = now.Except(removeCategories, StringComparer.OrdinalIgnoreCase).Union(addCategories, StringComparer.OrdinalIgnoreCase).ToList();
                if (then.Count == now.Count && then.All(now.Contains))
                    return true; // asked again after a lost answer
                await ListAsync(graph, item.Mailbox, addCategories, ct);
                await message.PatchAsync(new Message { Categories = then }, cancellationToken: ct);
                return true;
            },
            ct
        );

    public Task<MailboxResult<bool>> MoveAsync(ItemRef item, MailboxFolder folder, CancellationToken ct) =>
        GraphFailure.CatchAsync<bool>(
            async () =>
            {
                var message = clients.ForApplication.Users[item.Mailbox].Messages[item.ItemId];
                // A well-known name instead of an id: in any language of the mailbox.
                await message.Move.PostAsync(new MovePostRequestBody { DestinationId = folder.ToString().ToLowerInvariant() }, cancellationToken: ct);
                return true;
            },
            ct
        );

    /// <summary>A category that the mailbox's master list doesn't hold is shown without colour. The numbers stay out: the list would never end.</summary>
    private static async Task ListAsync(GraphServiceClient graph, string mailbox, IEnumerable<string> categories, CancellationToken ct)
    {
        var wanted = categories.Where(Colours.ContainsKey).ToList();
        if (wanted.Count == 0)
            return;
        var list = graph.Users[mailbox].Outlook.MasterCategories;
        var known = (await list.GetAsync(cancellationToken: ct))?.Value ?? [];
        foreach (var name in wanted.Where(n => !known.Exists(k => string.Equals(k.DisplayName, n, StringComparison.OrdinalIgnoreCase))))
        {
            try
            {
                await list.PostAsync(new OutlookCategory { DisplayName = name, Color = Colours[name] }, cancellationToken: ct);
            }
            catch (ApiException taken) when (taken.ResponseStatusCode == 409)
            {
                // somebody else was first
            }
        }
    }

    private static readonly Dictionary<string, CategoryColor> Colours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Diarieförd"] = CategoryColor.Preset4, // green
        ["Åter från registrator"] = CategoryColor.Preset1, // orange
    };
}
