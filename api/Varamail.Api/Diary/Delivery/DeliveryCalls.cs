using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Calls the systems with a time limit, and leaves one alone for a while that is out of order: a thousand waiting documents don't each find
/// that out.</summary>
internal sealed class DeliveryCalls(IOptions<DeliveryOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ResiliencePipeline> pipelines = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whatever happens there is an answer, except that the server is stopping.</summary>
    public async Task<DiaryAnswer<T>> CallAsync<T>(string system, Func<CancellationToken, Task<DiaryAnswer<T>>> call, CancellationToken ct)
        where T : class
    {
        var pipeline = pipelines.GetOrAdd(system, _ => Make());
        try
        {
            return await pipeline.ExecuteAsync(
                async limited =>
                {
                    var answer = await call(limited);
                    return answer.Outcome is DiaryOutcome.Unavailable or DiaryOutcome.Denied ? throw new OutOfOrder<T>(answer) : answer;
                },
                ct
            );
        }
        catch (OutOfOrder<T> failed)
        {
            return failed.Answer;
        }
        catch (BrokenCircuitException open)
        {
            return DiaryAnswer.Failed<T>(DiaryOutcome.Unavailable, "circuitOpen", open.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return DiaryAnswer.Failed<T>(DiaryOutcome.Uncertain, "timeout");
        }
        catch (InvalidDataException ours)
        {
            return DiaryAnswer.Failed<T>(DiaryOutcome.Refused, ours.InnerException is IOException ? "originalMissing" : "originalDamaged");
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return DiaryAnswer.Failed<T>(DiaryOutcome.Uncertain, e.GetType().Name);
        }
    }

    private ResiliencePipeline Make() =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    MinimumThroughput = 10,
                    FailureRatio = 0.9,
                    BreakDuration = TimeSpan.FromSeconds(Math.Max(0.5, options.Value.FirstWaitSeconds * 3)),
                    ShouldHandle = new PredicateBuilder().Handle<OutOfOrder>().Handle<TimeoutRejectedException>(),
                }
            )
            .AddTimeout(TimeSpan.FromSeconds(options.Value.StepSeconds))
            .Build();

#pragma warning disable CA1032, CA1064 // never leaves this class
    private abstract class OutOfOrder : Exception;

    private sealed class OutOfOrder<T>(DiaryAnswer<T> answer) : OutOfOrder
        where T : class
    {
        public DiaryAnswer<T> Answer { get; } = answer;
    }
#pragma warning restore CA1032, CA1064
}
