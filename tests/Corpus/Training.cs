using System.Globalization;
using Varamail.Guideline;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Rules;

namespace Varamail.Corpus;

/// <summary>
/// Learns how much each word speaks for each handling (api/Varamail.Guideline/Handling/wording.tsv) from the corpus: logistic regression by stochastic gradient descent,
/// in an order of its own, so that the same messages always give the same weights.
/// </summary>
public static class Training
{
    /// <summary>Never learned from: only measured on.</summary>
    private static readonly string[] Aside = ["aside.txt"];

    private const int Rounds = 60;
    private const double FirstStep = 0.3;
    private const double StepAfterRound = 0.95;
    private const double Forgetting = 1e-3;

    /// <summary>The share of a label that goes to the other handlings that it accepts.</summary>
    private const double Accepted = 0.25;

    /// <summary>A word of one message says nothing.</summary>
    private const int LeastMessages = 2;

    /// <summary>Smaller weights change nothing.</summary>
    private const double LeastWeight = 0.05;

    private sealed record Lesson(Label Label, ulong[] Features, double[] Target, double[] Votes, bool Crosses);

    /// <summary>Writes the weights, and tells for each page what they gain over the rules when learned from all other pages.</summary>
    /// <param name="corpus">Folder with labels.jsonl, messages, own and vara.json.</param>
    /// <param name="model">File to write.</param>
    /// <param name="log">Where to tell it.</param>
    public static void Run(string corpus, string model, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var pages = Pages(corpus);
        var (before, after, total) = (0, 0, 0);
        log.WriteLine("page                      messages  rules alone  with words learned from the other pages");
        foreach (var (name, lessons) in pages)
        {
            var others = LearnFrom(pages.Where(p => p.Name != name));
            var (alone, both) = (lessons.Count(l => IsRight(l, null)), lessons.Count(l => IsRight(l, others)));
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -24} {lessons.Count, 9} {alone / (double)lessons.Count, 12:0.000} {both / (double)lessons.Count, 12:0.000}"));
            (before, after, total) = (before + alone, after + both, total + lessons.Count);
        }
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all", -24} {total, 9} {before / (double)total, 12:0.000} {after / (double)total, 12:0.000}"));
        var weights = LearnFrom(pages);
        File.WriteAllText(model, Write(weights));
        log.WriteLine($"{weights.Count} features written");
    }

    /// <summary>The weights that the corpus gives, as they stand in the file.</summary>
    public static string Learned(string corpus) => Write(LearnFrom(Pages(corpus)));

    private static List<(string Name, List<Lesson> Lessons)> Pages(string corpus)
    {
        var municipality = Municipality.Parse(File.ReadAllText(Path.Combine(corpus, "vara.json")));
        var engine = new FindingEngine(municipality);
        var pages = new List<(string, IEnumerable<(Label, byte[])>)>
        {
            ("labels.jsonl", Label.Read(Path.Combine(corpus, "labels.jsonl"), Path.Combine(corpus, "messages"))),
        };
        pages.AddRange(
            Directory
                .GetFiles(Path.Combine(corpus, "own"), "*.txt")
                .Where(f => !Path.GetFileName(f).StartsWith("drafts", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetFileName(f), Compact.Read(f).AsEnumerable()))
        );
        return [.. pages.Select(p => (p.Item1, p.Item2.Select(m => Take(m.Item1, m.Item2, municipality, engine)).ToList()))];
    }

    private static Lesson Take(Label label, byte[] bytes, Municipality municipality, FindingEngine engine)
    {
        var message = MessageReader.Read(bytes);
        var circumstances = new Circumstances(message, municipality, label.Mailbox, engine.Find(message));
        var right = Enum.Parse<Handling>(label.Handling, ignoreCase: true);
        var ruledOut = circumstances.Boundary.Crosses ? Handling.Internal : Handling.Routine;
        var accepted = (label.Accept ?? [label.Handling]).Select(a => Enum.Parse<Handling>(a, ignoreCase: true)).Where(a => a != ruledOut).DefaultIfEmpty(right).ToList();
        var target = new double[WordingModel.Handlings];
        target[(int)(right == ruledOut ? accepted[0] : right)] = 1 - Accepted;
        accepted.ForEach(a => target[(int)a] += Accepted / accepted.Count);
        return new Lesson(label, [.. WordingFeature.Of(circumstances).Select(f => f.Key).Distinct()], target, HandlingRules.VotesWithoutWording(circumstances), circumstances.Boundary.Crosses);
    }

    private static SortedDictionary<ulong, double[]> LearnFrom(IEnumerable<(string Name, List<Lesson> Lessons)> pages)
    {
        var lessons = pages.Where(p => !Aside.Contains(p.Name)).SelectMany(p => p.Lessons).ToList();
        var common = lessons.SelectMany(l => l.Features).GroupBy(f => f).Where(g => g.Count() >= LeastMessages).Select(g => g.Key).ToHashSet();
        var weights = new SortedDictionary<ulong, double[]>();
        foreach (var feature in common)
        {
            weights[feature] = new double[WordingModel.Handlings];
        }
        var taught = lessons.Select(l => (l.Target, l.Crosses, Weights: l.Features.Where(common.Contains).Select(f => weights[f]).ToArray())).ToArray();
        var likely = new double[WordingModel.Handlings];
        var step = FirstStep;
        var order = Enumerable.Range(0, taught.Length).ToArray();
        var random = 1u;
        for (var round = 0; round < Rounds; round++, step *= StepAfterRound)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random = unchecked((random * 1664525) + 1013904223);
                var other = (int)(random % (uint)(i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }
            foreach (var lesson in order)
            {
                Teach(taught[lesson].Target, taught[lesson].Crosses, taught[lesson].Weights, likely, step);
            }
        }
        return weights;
    }

    private static void Teach(double[] target, bool crosses, double[][] weights, double[] likely, double step)
    {
        var scale = Judge(weights, crosses, likely);
        foreach (var weight in weights)
        {
            for (var h = 0; h < likely.Length; h++)
            {
                weight[h] -= step * (((likely[h] - target[h]) * scale) + (Forgetting * weight[h]));
            }
        }
    }

    /// <summary>What some words make likely, as <see cref="WordingModel.Read"/> does.</summary>
    /// <returns>How much each of them counts.</returns>
    private static double Judge(double[][] weights, bool crosses, double[] likely)
    {
        var scale = 1 / Math.Sqrt(Math.Max(1, weights.Length));
        Array.Clear(likely);
        foreach (var weight in weights)
        {
            for (var h = 0; h < likely.Length; h++)
            {
                likely[h] += weight[h] * scale;
            }
        }
        WordingModel.RuleOut(crosses, likely);
        LearnedWeights.ToProbabilities(likely);
        return scale;
    }

    private static bool IsRight(Lesson lesson, SortedDictionary<ulong, double[]>? weights)
    {
        var votes = lesson.Votes.AsSpan().ToArray();
        if (weights is not null)
        {
            var likely = new double[WordingModel.Handlings];
            Judge([.. lesson.Features.Where(weights.ContainsKey).Select(f => weights[f])], lesson.Crosses, likely);
            for (var h = 0; h < likely.Length; h++)
            {
                votes[h] += WordingLeans.Weight * likely[h];
            }
        }
        var decided = HandlingRules.Heaviest(votes);
        return (lesson.Label.Accept ?? [lesson.Label.Handling]).Contains(decided.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    private static string Write(SortedDictionary<ulong, double[]> weights) =>
        "# How much a beginning of a word (s: in the subject), a figure (0) or a circumstance (=) speaks for\n"
        + $"# {string.Join(", ", Enum.GetNames<Handling>())}. Learned: dotnet run -c Release --project tests/Corpus -- train\n"
        + string.Concat(
            weights
                .Where(w => w.Value.Any(v => Math.Abs(v) >= LeastWeight))
                .Select(w => (Name: WordingFeature.Name(w.Key), w.Value))
                .OrderBy(w => w.Name, StringComparer.Ordinal)
                .Select(w => w.Name + "\t" + string.Join('\t', w.Value.Select(v => v.ToString("0.0#", CultureInfo.InvariantCulture))) + "\n")
        );
}
