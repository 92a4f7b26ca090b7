using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Varamail.Rehearsal.Evolution;

/// <summary>What goes wrong at the other end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvolutionFault>))]
public enum EvolutionFault
{
    None,

    /// <summary>Stores, and answers only when the caller has given up.</summary>
    Slow,

    /// <summary>Stores, and answers what nobody can read.</summary>
    Wrong,

    /// <summary>Stores, and answers about another document.</summary>
    Foreign,

    /// <summary>Handles the same request twice.</summary>
    Twice,

    /// <summary>Dies before anything is stored.</summary>
    DiesBefore,

    /// <summary>Dies between storing and answering.</summary>
    DiesAfter,

    /// <summary>Stores nothing, and wants to be called again in a second.</summary>
    Busy,

    /// <summary>Stores nothing and says that something went wrong.</summary>
    Fails,

    /// <summary>Says no.</summary>
    Refuses,

    /// <summary>Stores other bytes than it was given.</summary>
    Alters,
}

/// <summary>Which fault comes next: those that a test has queued, then by chance.</summary>
public sealed class EvolutionFaults
{
    private readonly ConcurrentQueue<EvolutionFault> queued = new();
    private readonly Lock one = new();
    private Random chance = new(1);
    private double share;
    private IReadOnlyList<EvolutionFault> kinds = [];

    public void Queue(params EvolutionFault[] faults)
    {
        foreach (var fault in faults)
        {
            queued.Enqueue(fault);
        }
    }

    /// <summary>From now on a share of the calls goes wrong.</summary>
    /// <param name="seed">The same faults in the same order.</param>
    /// <param name="ofCalls">0–1.</param>
    /// <param name="faults">Which ones.</param>
    public void ByChance(int seed, double ofCalls, params EvolutionFault[] faults)
    {
        lock (one)
        {
            (chance, share, kinds) = (new Random(seed), ofCalls, faults);
        }
    }

    public void Clear()
    {
        queued.Clear();
        ByChance(1, 0);
    }

    internal EvolutionFault Next()
    {
        if (queued.TryDequeue(out var fault))
        {
            return fault;
        }
        lock (one)
        {
            return kinds.Count > 0 && chance.NextDouble() < share ? kinds[chance.Next(kinds.Count)] : EvolutionFault.None;
        }
    }
}
