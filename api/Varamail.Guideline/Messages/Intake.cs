using System.Security.Cryptography;

namespace Varamail.Guideline.Messages;

/// <summary>Takes in an attachment's bytes: counts and hashes all, keeps the beginning.</summary>
internal sealed class Intake(long keep) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream kept = new();
    private long size;

    public bool Cut => size > kept.Length;

    public byte[] Bytes => kept.ToArray();

    public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => size;
    public override long Position
    {
        get => size;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        size += buffer.Length;
        var room = (int)Math.Min(buffer.Length, keep - kept.Length);
        if (room > 0)
        {
            kept.Write(buffer[..room]);
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        kept.Dispose();
        base.Dispose(disposing);
    }
}
