namespace Varamail.Rehearsal.Graph;

/// <summary>Microsoft Graph, as far as the product uses it.</summary>
internal sealed class GraphApi(World world)
{
    public const string Host = "graph.microsoft.com";

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = world.Mailboxes.Count == 0 ? 500 : 404;
        return Task.CompletedTask;
    }
}
