namespace Varamail.Guideline.Cues;

/// <summary>All hits of a message, by cue; within a cue in order of place. The rules ask a hundred times: none walks through what others look for.</summary>
internal sealed class CueHits
{
    private readonly CueHit[] hits;
    private readonly int[] from;

    internal CueHits(List<CueHit> found, int cues)
    {
        from = new int[cues + 1];
        foreach (var hit in found)
        {
            from[hit.Cue + 1]++;
        }
        for (var cue = 0; cue < cues; cue++)
        {
            from[cue + 1] += from[cue];
        }
        hits = new CueHit[found.Count];
        var next = from.AsSpan().ToArray();
        foreach (var hit in found)
        {
            hits[next[hit.Cue]++] = hit;
        }
    }

    internal ReadOnlySpan<CueHit> Of(Cue cue) => hits.AsSpan(from[cue.Index]..from[cue.Index + 1]);

    /// <summary>Whether a hit begins within a stretch of a part.</summary>
    internal bool HasWithin(Cue cue, int part, int start, int end)
    {
        var (low, high) = (from[cue.Index], from[cue.Index + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = hits[middle].Part < part || (hits[middle].Part == part && hits[middle].Offset < start) ? (middle + 1, high) : (low, middle);
        }
        return low < from[cue.Index + 1] && hits[low].Part == part && hits[low].Offset < end;
    }
}
