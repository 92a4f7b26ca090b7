using Varamail.Api.Microsoft365;

namespace Varamail.Tests.Microsoft365;

[TestFixture]
internal sealed class StallGuardTests
{
    [Test]
    public async Task A_body_that_stops_arriving_is_an_error()
    {
        await using StallGuard body = new(new Silent(), TimeSpan.FromMilliseconds(50));

        Assert.That(async () => await body.ReadAsync(new byte[8]), Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task Whoever_gives_up_is_not_told_that_the_mailbox_did()
    {
        await using StallGuard body = new(new Silent(), TimeSpan.FromMinutes(1));
        using CancellationTokenSource gone = new();
        var reading = body.ReadAsync(new byte[8], gone.Token).AsTask();

        await gone.CancelAsync();

        Assert.That(() => reading, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task What_arrives_passes_as_it_is()
    {
        byte[] bytes = [1, 2, 3];
        await using StallGuard body = new(new MemoryStream(bytes), TimeSpan.FromMinutes(1));
        using MemoryStream read = new();

        await body.CopyToAsync(read);

        Assert.That(read.ToArray(), Is.EqualTo(bytes));
    }

    private sealed class Silent : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
