using System.Collections.Concurrent;

namespace Varamail.Api.Outbox;

/// <summary>Wakes the workers when something was committed that leaves the system; they look by themselves every few seconds too.</summary>
internal sealed class OutboxBell
{
    private readonly ConcurrentDictionary<BellSleeper, byte> sleepers = new();

    public void Ring()
    {
        foreach (var sleeper in sleepers.Keys)
            sleeper.Wake();
    }

    /// <summary>For one worker: what was rung while it worked wakes it the next time it sleeps.</summary>
    public BellSleeper Sleeper()
    {
        BellSleeper sleeper = new(gone => sleepers.TryRemove(gone, out _));
        sleepers[sleeper] = 0;
        return sleeper;
    }
}

/// <summary>A worker's end of the bell.</summary>
internal sealed class BellSleeper(Action<BellSleeper> leave) : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Wake() => rung.Release();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await rung.WaitAsync(atMost, ct);
        while (rung.Wait(0, CancellationToken.None)) { }
    }

    public void Dispose()
    {
        leave(this);
        rung.Dispose();
    }
}
