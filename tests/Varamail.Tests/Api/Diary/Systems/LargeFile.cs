using System.Security.Cryptography;
using Varamail.Api.Diary;

namespace Varamail.Tests.Api.Diary.Systems;

/// <summary>A file that is made while it is read: nobody ever holds the whole of it.</summary>
internal sealed class LargeFile(long size) : Stream
{
    private long position;

    public static DocumentFile Of(long size)
    {
        using var bytes = new LargeFile(size);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new DocumentFile("stor.bin", "application/octet-stream", size, sha256, _ => Task.FromResult<Stream>(new LargeFile(size)));
    }

    /// <summary>The most that was allocated and not yet collected while it ran, above what stood before. Measured by bytes allocated on all threads
    /// in buffers that live long: a copy of the file in memory would show, whatever the collector does.</summary>
    public static async Task<long> MemoryOfAsync(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var end = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (!end.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                await timer.WaitForNextTickAsync();
            }
        });
        await work();
        await end.CancelAsync();
        await watching;
        return most;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => size;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, size - position);
        for (var i = 0; i < count; i++)
            buffer[i] = (byte)((position + i) * 2654435761 >> 11);
        position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
