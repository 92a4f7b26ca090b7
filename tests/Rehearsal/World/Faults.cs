using System.Text.Json.Serialization;

namespace Varamail.Rehearsal;

/// <summary>What can go wrong at Microsoft 365.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>Answers correctly, but late.</summary>
    Slow,

    /// <summary>The connection is cut before an answer.</summary>
    Reset,

    /// <summary>The connection is cut in the middle of the answer's body.</summary>
    CutOff,

    /// <summary>404: deleted meanwhile.</summary>
    NotFound,

    /// <summary>401: Graph doesn't take the token any longer, with a claims challenge.</summary>
    ExpiredToken,

    /// <summary>Entra ID asks the person to sign in again when the API exchanges her token.</summary>
    SignInAgain,
}

/// <summary>A fault that is switched on.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Times">How often; null means until it is switched off.</param>
/// <param name="RetryAfterSeconds">For 429 and 503; null sends no such header.</param>
/// <param name="DelayMilliseconds">For <see cref="FaultKind.Slow"/>.</param>
/// <param name="Path">Only requests whose path ends so (for example <c>/$value</c>); null means all.</param>
public sealed record Fault(FaultKind Kind, int? Times = null, int? RetryAfterSeconds = null, int DelayMilliseconds = 2000, string? Path = null);

/// <summary>The faults that are switched on.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<(Fault Fault, int Left)> active = [];

    public void Switch(Fault fault)
    {
        lock (gate)
        {
            active.Add((fault, fault.Times ?? int.MaxValue));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            active.Clear();
        }
    }

    internal Fault? Take(string path, Func<FaultKind, bool> applies)
    {
        lock (gate)
        {
            var index = active.FindIndex(a => applies(a.Fault.Kind) && (a.Fault.Path is null || path.EndsWith(a.Fault.Path, StringComparison.Ordinal)));
            if (index < 0)
            {
                return null;
            }
            var (fault, left) = active[index];
            if (left == 1)
            {
                active.RemoveAt(index);
            }
            else
            {
                active[index] = (fault, left == int.MaxValue ? left : left - 1);
            }
            return fault;
        }
    }
}
