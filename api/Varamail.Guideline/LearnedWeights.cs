namespace Varamail.Guideline;

/// <summary>What the learned layers have in common: how their files are laid out, and how scores become probabilities.</summary>
internal static class LearnedWeights
{
    /// <summary>The columns of each line; <c>#</c> begins a remark.</summary>
    public static IEnumerable<string[]> Rows(string file) =>
        file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('\t'));

    /// <summary>Softmax, in place.</summary>
    public static void ToProbabilities(Span<double> scores)
    {
        var most = double.NegativeInfinity;
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }
        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = Math.Exp(score - most);
            sum += score;
        }
        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
