namespace Varamail.Api.Desk;

/// <summary>Rings when a registration was changed by this server; every desk that listens hears it.</summary>
internal sealed class DeskBell
{
    private TaskCompletionSource next = New();

    /// <summary>Ends at the next ring.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
