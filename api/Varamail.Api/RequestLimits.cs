using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Varamail.Api.Identity;

namespace Varamail.Api;

/// <summary>Section <c>RequestLimits</c>: how much one person may ask, so that a script gone wild doesn't slow everybody.</summary>
public sealed class RequestLimitOptions
{
    /// <summary>Calls that one person may make at once.</summary>
    public int AtOnce { get; set; } = 1000;

    /// <summary>Calls that one person may make in ten seconds after that.</summary>
    public int InTenSeconds { get; set; } = 500;
}

/// <summary>Counts calls by person: a whole municipality may come from one address.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<RequestLimitOptions>().BindConfiguration("RequestLimits");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                SignedIn.IdOf(context.User) is { } person
                    ? RateLimitPartition.GetTokenBucketLimiter(person, _ => Bucket(context.RequestServices))
                    : RateLimitPartition.GetNoLimiter("")
            );
            limiter.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    private static TokenBucketRateLimiterOptions Bucket(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RequestLimitOptions>>().Value;
        return new() { TokenLimit = options.AtOnce, TokensPerPeriod = options.InTenSeconds, ReplenishmentPeriod = TimeSpan.FromSeconds(10) };
    }
}
