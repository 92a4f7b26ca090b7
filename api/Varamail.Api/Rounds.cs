namespace Varamail.Api;

/// <summary>What a worker does again and again until the server stops.</summary>
internal static partial class Rounds
{
    /// <summary>Pauses, works, and begins anew. A round that fails is told by its kind only, in the worker's log, and the next one comes all the same.</summary>
    public static async Task RunAsync(Func<CancellationToken, Task> pause, Func<CancellationToken, Task> work, ILogger log, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await pause(stopping);
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                Log.Failed(log, e.GetType().Name);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A round of work failed: {Failure}. Tried again in the next one.")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
