using Microsoft.Extensions.Options;
using Varamail.Api.Outbox;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Takes deliveries in hand, several at a time, and keeps their leases alive while it works.</summary>
internal sealed partial class DeliveryWorker(
    IServiceScopeFactory scopes,
    OutboxBell bell,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<DeliveryWorker> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sleeper = bell.Sleeper();
        await Rounds.RunAsync(ct => sleeper.WaitAsync(options.Value.LookEvery, ct), DrainAsync, log, stoppingToken);
    }

    /// <summary>Takes everything that is due as far as it goes. A place that comes free is filled at once: one slow document holds up no other case.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                var claimed = await ClaimAsync(options.Value.AtOnce - running.Count, ct);
                running.AddRange(claimed.Select(delivery => Task.Run(() => WorkAsync(delivery.Number, delivery.LeasedBy!.Value, ct), ct)));
                if (running.Count == 0)
                    return;
                await await Task.WhenAny(running);
                running.RemoveAll(task => task.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<Delivery>> ClaimAsync(int atMost, CancellationToken ct)
    {
        if (atMost <= 0)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeliveryLeases>().ClaimAsync(atMost, ct);
    }

    private async Task WorkAsync(long number, Guid worker, CancellationToken ct)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(ct);
#pragma warning disable CA2025 // awaited below, before it is disposed
        var beat = BeatAsync(number, worker, mine);
#pragma warning restore CA2025
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DeliveryRun>().GoOnAsync(number, worker, mine.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.Abandoned(log, number, e.GetType().Name); // the lease runs out, and whoever comes next goes on from what was stored
        }
        finally
        {
            await mine.CancelAsync();
            await beat.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A lease that can't be renewed isn't ours any longer: the work stops before another begins.</summary>
    private async Task BeatAsync(long number, Guid worker, CancellationTokenSource mine)
    {
        using PeriodicTimer timer = new(options.Value.TakeOver / 3, clock);
        var kept = clock.GetUtcNow();
        while (await timer.WaitForNextTickAsync(mine.Token))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (!await scope.ServiceProvider.GetRequiredService<DeliveryLeases>().RenewAsync(number, worker, mine.Token))
                    break;
                kept = clock.GetUtcNow();
            }
            catch (Exception e) when (e is not OperationCanceledException && clock.GetUtcNow() - kept < options.Value.TakeOver * 2 / 3)
            {
                // The database may answer the next time, and there is time for one.
            }
        }
        await mine.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} was left as it was: {Failure}. Somebody takes it over.")]
        public static partial void Abandoned(ILogger logger, long delivery, string failure);
    }
}
