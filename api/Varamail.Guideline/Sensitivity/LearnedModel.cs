using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Varamail.Guideline.Findings;

/// <summary>
/// What the words of a stretch make likely: one of the categories, or nothing. Learned from labelled sentences by <c>dotnet run --project tests/Corpus -- train-sensitivity</c>;
/// a weight for each feature and category, nothing more, so every finding can show the words that carried it.
/// </summary>
internal sealed class LearnedModel
{
    /// <summary>What can be learned, by the letter that stands for it in the file; the last is ”nothing”. Identity numbers are counted, not learned.</summary>
    public const string Signs = "hrpeuxbcswkil-";

    public static readonly Category[] Categories =
    [
        Category.Health, Category.Religion, Category.Politics, Category.Ethnicity, Category.Union, Category.SexLife, Category.Biometric, Category.Crime,
        Category.SocialServices, Category.PupilWelfare, Category.Economy, Category.ProtectedIdentity, Category.Credentials,
    ];

    public const int Nothing = 13;
    public const int Classes = 14;

    private const int Doubt = 10;

    private static readonly Lazy<LearnedModel> LazyDefault = new(ReadEmbedded);

    private readonly FrozenDictionary<ulong, int> features;
    private readonly float[] weights;

    /// <param name="weights">Of each feature, one weight for each class.</param>
    public LearnedModel(IReadOnlyList<(ulong Feature, float[] Weights)> weights)
    {
        features = weights.Select((w, i) => (w.Feature, i)).ToFrozenDictionary(p => p.Feature, p => p.i);
        this.weights = [.. weights.SelectMany(w => w.Weights)];
    }

    public static LearnedModel Default => LazyDefault.Value;

    public ReadOnlySpan<float> Weights(int index) => weights.AsSpan(index * Classes, Classes);

    /// <summary>Where a category stands among the weights; negative when it isn't learned.</summary>
    public static int ClassOf(Category category) => Array.IndexOf(Categories, category);

    /// <summary>The features that have a weight, each once.</summary>
    public KnownFeature[] Recognise(List<LearnedFeature> sentence)
    {
        var known = new List<KnownFeature>(sentence.Count / 2);
        bool[] seen = ArrayPool<bool>.Shared.Rent(features.Count);
        seen.AsSpan(0, features.Count).Clear();
        foreach (LearnedFeature feature in sentence)
        {
            if (features.TryGetValue(feature.Key, out int index) && !seen[index])
            {
                seen[index] = true;
                known.Add(new(index, feature.Start, feature.End));
            }
        }
        ArrayPool<bool>.Shared.Return(seen);
        return [.. known];
    }

    /// <summary>The probability of each class.</summary>
    /// <param name="stretch">What is recognised, each once.</param>
    public double[] Likely(ReadOnlySpan<KnownFeature> stretch)
    {
        var likely = new double[Classes];
        foreach (KnownFeature feature in stretch)
        {
            ReadOnlySpan<float> of = Weights(feature.Index);
            for (int c = 0; c < likely.Length; c++)
            {
                likely[c] += of[c];
            }
        }
        double scale = Scale(stretch.Length);
        foreach (ref double score in likely.AsSpan())
        {
            score *= scale;
        }
        LearnedWeights.ToProbabilities(likely);
        return likely;
    }

    /// <summary>A long stretch isn't surer than a short one because it has more words, and a very short one is hardly sure at all.</summary>
    public static double Scale(int known) => 1 / Math.Sqrt(known + Doubt);

    /// <summary>Reads a file as <c>train-sensitivity</c> writes it: a feature and its weights a line, <c>h1.2 -0.4</c>; <c>#</c> begins a remark.</summary>
    public static LearnedModel Parse(string file) =>
        new([.. LearnedWeights.Rows(file).Select(c => (LearnedFeature.Parse(c[0]), Weights(c[1])))]);

    private static float[] Weights(string written)
    {
        var weights = new float[Classes];
        foreach (string weight in written.Split(' '))
        {
            weights[Signs.IndexOf(weight[0], StringComparison.Ordinal)] = float.Parse(weight.AsSpan(1), CultureInfo.InvariantCulture);
        }
        return weights;
    }

    private static LearnedModel ReadEmbedded()
    {
        using var reader = new StreamReader(typeof(LearnedModel).Assembly.GetManifestResourceStream("Varamail.Guideline.Sensitivity.learned.tsv")!);
        return Parse(reader.ReadToEnd());
    }
}

/// <summary>A feature that the model has weights for, and the words that it was seen in.</summary>
internal readonly record struct KnownFeature(int Index, int Start, int End);
