using System.Buffers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Storage;

/// <summary>An original that is kept.</summary>
internal sealed class StoredOriginal
{
    public required string Sha256 { get; init; }
    public required long Size { get; init; }
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>When its hash was last counted anew; null: never since it was stored.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>It was missing then, or not what it was.</summary>
    public bool IsDamaged { get; init; }
}

/// <summary>The originals: exactly the bytes that the mailbox gave, each a file named by its SHA-256. A file is moved into place when it is
/// whole and on disk, under the lock of its database row: nothing half is ever visible, and nothing is deleted that somebody is storing.</summary>
internal sealed class Originals
{
    private readonly string folder;
    private readonly string incoming;
    private readonly IReadOnlyList<byte[]> keys;

    public Originals(IConfiguration configuration, IHostEnvironment host, IOptions<OriginalsOptions> options)
    {
        keys = options.Value.KeyBytes;
        folder = Path.Combine(Database.DataFolder(configuration, host), "originals");
        incoming = Path.Combine(folder, "incoming");
        Directory.CreateDirectory(incoming);
    }

    /// <summary>Streams to a temporary file. Null when there are more bytes than the limit.</summary>
    /// <exception cref="IOException">The stream broke before its end.</exception>
    public async Task<ReceivedOriginal?> ReceiveAsync(Stream source, long limit, CancellationToken ct)
    {
        var path = Path.Combine(incoming, Path.GetRandomFileName());
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                using var sealing = keys.Count > 0 ? new SealingWriter(file, keys[0]) : null;
                for (int read; size <= limit && (read = await source.ReadAsync(buffer, ct)) > 0; size += read)
                {
                    hash.AppendData(buffer, 0, read);
                    await (sealing?.WriteAsync(buffer.AsMemory(0, read), ct) ?? file.WriteAsync(buffer.AsMemory(0, read), ct).AsTask());
                }
                if (sealing is not null)
                    await sealing.EndAsync(ct);
                await file.FlushAsync(ct);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
            if (size <= limit)
                return new ReceivedOriginal(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()), keys);
            File.Delete(path);
            return null;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Keeps an original. Needs a transaction: whoever would delete it waits for the lock of its row.</summary>
    public async Task KeepAsync(VaramailDb db, ReceivedOriginal received, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Originals" ("Sha256", "Size", "StoredAt") VALUES ({received.Sha256}, {received.Size}, {now.UtcDateTime})
            ON CONFLICT ("Sha256") DO UPDATE SET "StoredAt" = {now.UtcDateTime}
            """,
            ct
        );
        var place = PlaceOf(received.Sha256);
        if (File.Exists(place))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(received.Path, place);
    }

    private async Task DeleteAsync(VaramailDb db, string sha256, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Originals" SET "Size" = "Size" WHERE "Sha256" = {sha256}""", ct);
        if (!await Unnamed(db).AnyAsync(o => o.Sha256 == sha256, ct))
            return;
        File.Delete(PlaceOf(sha256));
        await db.Originals.Where(o => o.Sha256 == sha256).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public bool Has(string sha256) => sha256.Length == 64 && File.Exists(PlaceOf(sha256));

    /// <exception cref="InvalidDataException">It was altered, or sealed with a key that isn't configured.</exception>
    public Stream Open(string sha256) =>
        SealedReader.Open(new FileStream(PlaceOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, useAsync: true), keys);

    /// <exception cref="IOException">The folder can't be written.</exception>
    public void Probe()
    {
        var path = Path.Combine(incoming, Path.GetRandomFileName());
        File.WriteAllBytes(path, []);
        File.Delete(path);
    }

    /// <summary>Deletes originals that nothing names any longer, and what a server that died left behind: files without a row, or half received.</summary>
    public async Task SweepAsync(VaramailDb db, DateTimeOffset before, CancellationToken ct)
    {
        foreach (var sha256 in await Unnamed(db).Select(o => o.Sha256).ToListAsync(ct))
            await DeleteAsync(db, sha256, ct);

        var old = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(p => File.GetLastWriteTimeUtc(p) < before.UtcDateTime);
        foreach (var names in old.Select(Path.GetFileName).Chunk(500))
        {
            var known = await db.Originals.Where(o => names.Contains(o.Sha256)).Select(o => o.Sha256).ToListAsync(ct);
            foreach (var stray in names.Except(known))
                File.Delete(stray!.Length == 64 ? PlaceOf(stray) : Path.Combine(incoming, stray));
        }
    }

    private static IQueryable<StoredOriginal> Unnamed(VaramailDb db) =>
        db.Originals.Where(o =>
            !db.Registrations.Any(r => r.Letter.Sha256 == o.Sha256)
            && !db.Entries.Any(e => e.Sha256 == o.Sha256)
            && !db.Appendices.Any(a => a.Sha256 == o.Sha256)
        );

    private string PlaceOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}

/// <summary>A message on its way in: a temporary file, gone when disposed unless it was kept.</summary>
internal sealed class ReceivedOriginal(string path, long size, string sha256, IReadOnlyList<byte[]> keys) : IDisposable
{
    public string Path { get; } = path;
    public long Size { get; } = size;
    public string Sha256 { get; } = sha256;

    public Stream Open() => SealedReader.Open(File.OpenRead(Path), keys);

    public void Dispose() => File.Delete(Path);
}
