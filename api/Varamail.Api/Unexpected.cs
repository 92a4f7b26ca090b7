using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Varamail.Api;

/// <summary>Logs what nobody expected, once: kinds of exception and where they were thrown, never their texts.</summary>
internal sealed partial class Unexpected(ILogger<Unexpected> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException && !(exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested))
            Log.Thrown(log, Kinds(exception), Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier, new StackTrace(exception).ToString());
        return ValueTask.FromResult(false);
    }

    private static string Kinds(Exception? exception)
    {
        var kinds = new List<string>();
        for (; exception is not null; exception = exception.InnerException)
            kinds.Add(exception.GetType().Name);
        return string.Join(" < ", kinds);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Kinds} in trace {Trace} at\n{Stack}")]
        public static partial void Thrown(ILogger logger, string kinds, string trace, string stack);
    }
}
