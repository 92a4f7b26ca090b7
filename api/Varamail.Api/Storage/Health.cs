using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Varamail.Api.Storage;

/// <summary>Ready only when the database answers.</summary>
internal sealed class DatabaseHealth(IServiceScopeFactory scopes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VaramailDb>().Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
    }
}

/// <summary>Ready only when an original could be stored; degraded when one isn't what it was.</summary>
internal sealed class OriginalsHealth(IServiceScopeFactory scopes, Originals originals) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            originals.Probe();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy();
        }
        await using var scope = scopes.CreateAsyncScope();
        var damaged = await scope.ServiceProvider.GetRequiredService<VaramailDb>().Originals.CountAsync(o => o.IsDamaged, cancellationToken);
        return damaged == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
    }
}
