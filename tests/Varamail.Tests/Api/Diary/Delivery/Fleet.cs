using Varamail.Rehearsal;

namespace Varamail.Tests.Api.Diary.Deliveries;

/// <summary>Servers on one database, some of which are killed and started anew. A caller whose server died is given another when there is one.</summary>
internal sealed class Fleet(int size, Func<Task<ApiProcess>> start, Func<Uri, HttpClient> client) : IAsyncDisposable
{
    private readonly Lock one = new();
    private readonly List<(ApiProcess Process, HttpClient Client)> alive = [];
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int turn;

    public int Killed { get; private set; }

    public async Task StartAsync()
    {
        for (var i = 0; i < size; i++)
            Add(await start());
    }

    /// <summary>One of them, as when the power goes; another comes in its place.</summary>
    /// <param name="chance">Chooses which.</param>
    /// <param name="newcomer">The one that came last, while it takes over what the last death left.</param>
    public async Task KillAsync(Random chance, bool newcomer)
    {
        (ApiProcess Process, HttpClient Client) victim;
        lock (one)
        {
            victim = alive[newcomer ? ^1 : chance.Next(alive.Count)];
            alive.Remove(victim);
        }
        await victim.Process.KillAsync();
        await victim.Process.DisposeAsync();
        victim.Client.Dispose();
        Killed++;
        Add(await start());
    }

    /// <summary>Calls until somebody answers: whoever dies meanwhile answers nobody.</summary>
    public async Task<HttpResponseMessage> CallAsync(Func<HttpClient, Task<HttpResponseMessage>> call)
    {
        while (true)
        {
            var (chosen, next) = Choose();
            if (chosen is null)
            {
                await next;
                continue;
            }
            try
            {
                return await call(chosen);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                lock (one)
                {
                    if (alive.Exists(a => a.Client == chosen))
                        next = Task.CompletedTask;
                }
                await next;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, itsClient) in alive)
        {
            itsClient.Dispose();
            await process.DisposeAsync();
        }
    }

    private (HttpClient?, Task) Choose()
    {
        lock (one)
        {
            return (alive.Count == 0 ? null : alive[turn++ % alive.Count].Client, alive.Count == size ? Task.CompletedTask : arrived.Task);
        }
    }

    private void Add(ApiProcess process)
    {
        lock (one)
        {
            alive.Add((process, client(process.Address)));
            arrived.TrySetResult();
            arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
