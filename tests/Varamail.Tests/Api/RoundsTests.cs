using Microsoft.Extensions.Logging;
using Varamail.Api;

namespace Varamail.Tests.Api;

internal sealed class RoundsTests
{
    [Test]
    public async Task A_worker_goes_on_after_what_failed_and_what_somebody_else_broke_off()
    {
        using CancellationTokenSource stop = new();
        using LogBook book = new();
        var rounds = 0;

        await Rounds.RunAsync(
            _ => Task.CompletedTask,
            _ => ++rounds switch
            {
                1 => throw new InvalidOperationException("Mitt personnummer"),
                2 => throw new TaskCanceledException(),
                _ => stop.CancelAsync(),
            },
            book.CreateLogger("worker"),
            stop.Token
        );

        Assert.That(rounds, Is.EqualTo(3));
        Assert.That(book.Lines, Has.Exactly(2).Items);
        Assert.That(string.Join('\n', book.Lines), Does.Contain("InvalidOperationException").And.Contain("TaskCanceledException").And.Not.Contain("personnummer"));
    }
}
