using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Api.Audit;

/// <summary>What is wrong with a row of the trail.</summary>
public enum AuditFault
{
    /// <summary>There is no row with this number.</summary>
    Missing,

    /// <summary>The row says something else than when it was written.</summary>
    Altered,

    /// <summary>The row doesn't follow the one before it.</summary>
    OutOfOrder,

    /// <summary>The trail never counted this row.</summary>
    Uncounted,

    /// <summary>The row isn't the one that somebody noted earlier.</summary>
    NotAsNoted,
}

/// <summary>Whether the trail is whole.</summary>
/// <param name="Rows">How many rows were read and found right.</param>
/// <param name="Hash">Of the last of them. Keep number and hash somewhere else: nobody can make a trail that passes through them and says something else.</param>
/// <param name="Fault">What is wrong first; null when nothing is.</param>
/// <param name="Row">Number of that row.</param>
public sealed record AuditVerification(long Rows, string Hash, AuditFault? Fault, long? Row);

/// <summary>A row that somebody noted earlier, outside the database.</summary>
internal sealed record NotedRow(long Number, string Hash)
{
    /// <summary>Reads <c>NUMBER:HASH</c>.</summary>
    public static NotedRow? Parse(string written) =>
        written.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? new(parsed, hash)
            : null;
}

/// <summary>Each row's hash covers what the row says and the hash before it: nothing can be changed, taken out, put in or moved without every later
/// row telling.</summary>
internal static class AuditChain
{
    public static readonly string Start = new('0', 64);

    /// <summary>A row's moment, to the millisecond: whoever checks a hash needs it to the letter.</summary>
    public static string Write(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string HashOf(AuditRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(row.Previous);
        Append(row.Number.ToString(CultureInfo.InvariantCulture));
        Append(Write(row.At));
        Append(row.Act.ToString());
        Append(row.ById);
        Append(row.ByName);
        Append(row.Authority);
        Append(row.Registration?.ToString("D"));
        Append(row.Detail);
        Append(row.Reason);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // A length before each field: ("ab", "c") and ("a", "bc") are two rows, and so are nothing and an empty word.
        void Append(string? field)
        {
            Span<byte> length = stackalloc byte[4];
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }

    /// <summary>Reads the whole trail, one row in memory at a time.</summary>
    public static async Task<AuditVerification> VerifyAsync(VaramailDb db, NotedRow? noted, CancellationToken ct)
    {
        // First the count, then the rows: what is appended meanwhile is read the next time.
        var counted = await db.AuditHeads.Where(h => h.Id == 1).Select(h => (long?)h.Last).SingleOrDefaultAsync(ct) ?? 0;
        var (number, hash) = (0L, Start);
        await foreach (var row in db.Audit.AsNoTracking().Where(r => r.Number <= counted).OrderBy(r => r.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (row.Number != number + 1)
                return Broken(row.Number <= number ? AuditFault.OutOfOrder : AuditFault.Missing, number + 1);
            if (HashOf(row) != row.Hash)
                return Broken(AuditFault.Altered, row.Number);
            if (row.Previous != hash)
                return Broken(AuditFault.OutOfOrder, row.Number);
            if (noted?.Number == row.Number && noted.Hash != row.Hash)
                return Broken(AuditFault.NotAsNoted, row.Number);
            (number, hash) = (row.Number, row.Hash);
        }
        if (number < Math.Max(counted, noted?.Number ?? 0))
            return Broken(AuditFault.Missing, number + 1);
        // Once more: rows that were appended meanwhile are counted by now.
        var uncounted = await db.Audit.Where(r => r.Number > db.AuditHeads.Where(h => h.Id == 1).Max(h => h.Last)).Select(r => (long?)r.Number).MinAsync(ct);
        return uncounted is { } stray ? Broken(AuditFault.Uncounted, stray) : new(number, hash, null, null);

        AuditVerification Broken(AuditFault fault, long row) => new(number, hash, fault, row);
    }
}
