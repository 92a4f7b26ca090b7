using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Varamail.Api.Storage;

/// <summary>
/// The form of an encrypted file: eight letters, the key's name, a salt, then pieces of 64 KiB, each sealed by AES-256-GCM under a key of the
/// file's own (HKDF of the municipality's key and the salt). A piece's number, and whether it is the last, are its nonce: pieces can be
/// neither moved, left out nor cut off. A file of any size is written and read in the memory of one piece, from any place.
/// </summary>
internal static class SealedFile
{
    public const int PieceSize = 64 * 1024;
    public const int TagSize = 16;
    public const int HeadSize = 8 + NameSize + SaltSize;
    private const int NameSize = 8;
    private const int SaltSize = 16;

    private static ReadOnlySpan<byte> Letters => "VMSEAL01"u8;

    public static byte[] NewHead(byte[] key)
    {
        var head = new byte[HeadSize];
        Letters.CopyTo(head);
        NameOf(key).CopyTo(head, 8);
        RandomNumberGenerator.Fill(head.AsSpan(8 + NameSize));
        return head;
    }

    public static bool IsHead(ReadOnlySpan<byte> head) => head.Length == HeadSize && head.StartsWith(Letters);

    /// <summary>The file's own key; null when none of ours sealed it.</summary>
    public static AesGcm? Open(ReadOnlySpan<byte> head, IEnumerable<byte[]> keys)
    {
        var name = head.Slice(8, NameSize).ToArray();
        if (keys.FirstOrDefault(key => NameOf(key).AsSpan().SequenceEqual(name)) is not { } key)
            return null;
        var own = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, head[(8 + NameSize)..].ToArray(), "varamail original"u8.ToArray());
        return new AesGcm(own, TagSize);
    }

    public static byte[] Nonce(long piece, bool isLast)
    {
        var nonce = new byte[12];
        nonce[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), piece);
        return nonce;
    }

    private static byte[] NameOf(byte[] key) => SHA256.HashData([.. "varamail key name"u8, .. key])[..NameSize];
}

/// <summary>Seals what is written, a piece at a time. Whole only after <see cref="EndAsync"/>.</summary>
internal sealed class SealingWriter(Stream to, byte[] key) : IDisposable
{
    private readonly byte[] plain = new byte[SealedFile.PieceSize];
    private readonly byte[] sealedPiece = new byte[SealedFile.PieceSize + SealedFile.TagSize];
    private AesGcm? cipher;
    private int filled;
    private long piece;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        while (bytes.Length > 0)
        {
            if (filled == plain.Length)
                await SealAsync(isLast: false, ct);
            var taken = Math.Min(plain.Length - filled, bytes.Length);
            bytes[..taken].CopyTo(plain.AsMemory(filled));
            filled += taken;
            bytes = bytes[taken..];
        }
    }

    public Task EndAsync(CancellationToken ct) => SealAsync(isLast: true, ct);

    public void Dispose() => cipher?.Dispose();

    private async Task SealAsync(bool isLast, CancellationToken ct)
    {
        if (cipher is null)
        {
            var head = SealedFile.NewHead(key);
            cipher = SealedFile.Open(head, [key])!;
            await to.WriteAsync(head, ct);
        }
        cipher.Encrypt(
            SealedFile.Nonce(piece++, isLast),
            plain.AsSpan(0, filled),
            sealedPiece.AsSpan(0, filled),
            sealedPiece.AsSpan(filled, SealedFile.TagSize)
        );
        await to.WriteAsync(sealedPiece.AsMemory(0, filled + SealedFile.TagSize), ct);
        filled = 0;
    }
}

/// <summary>Reads a sealed file as if it weren't. A piece that was altered is never given out.</summary>
/// <exception cref="InvalidDataException">The file was altered, cut off, or sealed with a key that isn't configured.</exception>
internal sealed class SealedReader : Stream
{
    private const int Whole = SealedFile.PieceSize + SealedFile.TagSize;

    private readonly FileStream file;
    private readonly AesGcm cipher;
    private readonly byte[] plain = new byte[SealedFile.PieceSize];
    private readonly byte[] sealedPiece = new byte[Whole];
    private readonly long pieces;
    private long held = -1;

    private SealedReader(FileStream file, AesGcm cipher)
    {
        (this.file, this.cipher) = (file, cipher);
        var body = file.Length - SealedFile.HeadSize;
        pieces = (body + Whole - 1) / Whole;
        Length = body - (pieces * SealedFile.TagSize);
        // Only an empty file ends in an empty piece: a longer one that does would be read to its end without its last piece.
        var last = body - ((pieces - 1) * Whole);
        if (pieces == 0 || last < SealedFile.TagSize || (last == SealedFile.TagSize && pieces > 1))
            throw new InvalidDataException("A stored file is cut off.");
        if (Length == 0)
            Hold(0);
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    /// <summary>The file as it was given in, whether it lies sealed or not.</summary>
    public static Stream Open(FileStream file, IReadOnlyList<byte[]> keys)
    {
        try
        {
            Span<byte> head = stackalloc byte[SealedFile.HeadSize];
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (!SealedFile.IsHead(head[..read]))
            {
                file.Position = 0;
                return file;
            }
#pragma warning disable CA2000 // the reader disposes it
            return new SealedReader(file, SealedFile.Open(head, keys) ?? throw new InvalidDataException("A stored file is sealed with a key that isn't configured."));
#pragma warning restore CA2000
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.Length == 0)
            return 0;
        Hold(Position / SealedFile.PieceSize);
        var at = (int)(Position % SealedFile.PieceSize);
        var taken = (int)Math.Min(Math.Min(SealedFile.PieceSize - at, buffer.Length), Length - Position);
        plain.AsSpan(at, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Hold(long piece)
    {
        if (held == piece)
            return;
        file.Position = SealedFile.HeadSize + (piece * Whole);
        var read = file.ReadAtLeast(sealedPiece, Whole, throwOnEndOfStream: false);
        var length = read - SealedFile.TagSize;
        held = -1;
        if (length < 0)
            throw new InvalidDataException("A stored file is cut off.");
        try
        {
            cipher.Decrypt(
                SealedFile.Nonce(piece, piece == pieces - 1),
                sealedPiece.AsSpan(0, length),
                sealedPiece.AsSpan(length, SealedFile.TagSize),
                plain.AsSpan(0, length)
            );
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidDataException("A stored file has been altered.", e);
        }
        held = piece;
    }
}
