using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Storage;

/// <summary>Counts the SHA-256 of stored originals anew, the longest unread first. One that isn't what it was is never mended or deleted: people are told.</summary>
internal sealed partial class Verifying(
    IServiceScopeFactory scopes,
    Originals originals,
    IOptions<OriginalsOptions> options,
    TimeProvider clock,
    ILogger<Verifying> log
) : BackgroundService
{
    private const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(15), clock);
        await Rounds.RunAsync(async ct => await timer.WaitForNextTickAsync(ct), VerifyAsync, log, stoppingToken);
    }

    /// <summary>Reads those whose turn it is, a few hundred at most.</summary>
    public async Task VerifyAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
        var now = clock.GetUtcNow();
        var before = now.AddDays(-options.Value.VerifyEveryDays);
        var turn = await db
            .Originals.AsNoTracking()
            .Where(o => o.VerifiedAt == null || o.VerifiedAt < before)
            .OrderBy(o => o.VerifiedAt)
            .Select(o => o.Sha256)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var sha256 in turn)
        {
            var isWhole = await IsWholeAsync(sha256, ct);
            if (await db.Originals.Where(o => o.Sha256 == sha256).ExecuteUpdateAsync(o => o.SetProperty(x => x.VerifiedAt, now).SetProperty(x => x.IsDamaged, !isWhole), ct) == 1 && !isWhole)
                Log.Damaged(log, sha256);
        }
    }

    private async Task<bool> IsWholeAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var file = originals.Open(sha256);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == sha256;
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The stored original {Sha256} is missing or not what it was. Restore it from a backup.")]
        public static partial void Damaged(ILogger logger, string sha256);
    }
}
