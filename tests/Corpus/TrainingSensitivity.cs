using System.Globalization;
using Varamail.Guideline;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Corpus;

/// <summary>
/// Learns what the words of a sentence say about its sensitivity (api/Varamail.Guideline/Sensitivity/learned.tsv): multinomial logistic regression by AdaGrad with a
/// small toll on every weight, so that most become nothing, in an order of its own, so that the same sentences always give the same weights.
/// </summary>
public static class TrainingSensitivity
{
    private const int Rounds = 30;
    private const double Step = 0.5;
    private const double Forgetting = 1e-3;

    /// <summary>What every weight pays at each step.</summary>
    private const double Toll = 0.004;

    /// <summary>What stands in fewer lessons says nothing.</summary>
    private const int LeastLessons = 3;

    /// <summary>Smaller weights change nothing.</summary>
    private const double LeastWeight = 0.45;

    /// <summary>What one sentence of several counts, and an example of a rule: the rules know it already.</summary>
    private const double Half = 0.5;

    /// <summary>What a stretch of an ordinary message counts: most of what is written is ordinary.</summary>
    private const double Twice = 2;

    /// <summary>So sure must a first model be to say which of several sentences tells it.</summary>
    private const double Telling = 0.4;

    private sealed record Lesson(ulong[] Features, int Class, double Weight);

    /// <summary>Writes the weights, and tells what they gain over the rules on what was put aside.</summary>
    /// <param name="corpus">Folder with labels.jsonl, messages, own and vara.json.</param>
    /// <param name="sentences">Folder with the labelled sentences of the rules' tests.</param>
    /// <param name="model">File to write.</param>
    /// <param name="log">Where to tell it.</param>
    public static void Run(string corpus, string sentences, string model, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var texts = SensitivityTexts.Read(corpus, sentences);
        foreach (var source in texts.GroupBy(t => t.Source))
        {
            log.WriteLine($"{source.Key, -16} {source.Count(), 5}, of them {source.Count(t => t.IsNothing), 4} without anything, {source.Count(t => t.Aside), 4} aside");
        }
        var file = Write(Learn(texts.Where(t => !t.Aside)));
        File.WriteAllText(model, file);
        log.WriteLine($"{file.Count(c => c == '\n')} lines, {file.Length / 1000} kB");
        var municipality = Municipality.Parse(File.ReadAllText(Path.Combine(corpus, "vara.json")));
        SensitivityGain.Tell(texts.Where(t => t.Aside), municipality, LearnedModel.Parse(file), log);
    }

    /// <summary>The weights that texts give, as they stand in the file.</summary>
    internal static string Learned(IEnumerable<SensitivityText> texts) => Write(Learn(texts));

    private static SortedDictionary<ulong, double[]> Learn(IEnumerable<SensitivityText> texts)
    {
        var taught = texts.ToList();
        var first = Teach([.. taught.SelectMany(t => Lessons(t, null))]);
        var guess = new LearnedModel([.. first.Select(w => (w.Key, w.Value.Select(v => (float)v).ToArray()))]);
        return Teach([.. taught.SelectMany(t => Lessons(t, guess))]);
    }

    private static IEnumerable<Lesson> Lessons(SensitivityText text, LearnedModel? guess) =>
        text.Whole ? text.Letter.Parts.SelectMany(OfClean) : OfSentences(text, guess);

    /// <summary>A message without anything: every stretch that the layer will ask about.</summary>
    private static IEnumerable<Lesson> OfClean(Part part)
    {
        Sentence? before = null;
        foreach (var sentence in LearnedLayer.Sentences(part))
        {
            if (LearnedLayer.MayTell(sentence))
            {
                yield return new Lesson(Keys(part, sentence), LearnedModel.Nothing, Twice);
            }
            if (before is not null && LearnedLayer.MayTell(before, sentence))
            {
                yield return new Lesson(Keys(part, before, sentence), LearnedModel.Nothing, Twice);
            }
            before = sentence;
        }
    }

    /// <summary>All sentences together; of several without anything also each, of several that tell something also the one that seems to.</summary>
    private static IEnumerable<Lesson> OfSentences(SensitivityText text, LearnedModel? guess)
    {
        var part = text.Letter.Body;
        var weight = text.Source == SensitivityTexts.Examples ? Half : 1;
        Sentence[] sentences = [.. LearnedLayer.Sentences(part)];
        var all = Keys(part, sentences);
        foreach (var one in text.Classes)
        {
            yield return new Lesson(all, one, weight / text.Classes.Length);
        }
        var several = sentences.Length > 1 ? sentences.Where(LearnedLayer.MayTell).ToList() : [];
        if (text.IsNothing)
        {
            foreach (var sentence in several)
            {
                yield return new Lesson(Keys(part, sentence), LearnedModel.Nothing, Half);
            }
        }
        else if (guess is not null && several.Count > 0)
        {
            var (likely, telling) = several.Select(s => (guess.Likely(guess.Recognise(Features(part, s)))[text.Classes[0]], s)).MaxBy(s => s.Item1);
            if (likely >= Telling)
            {
                yield return new Lesson(Keys(part, telling), text.Classes[0], Half);
            }
        }
    }

    private static List<LearnedFeature> Features(Part part, params Sentence[] sentences)
    {
        List<LearnedFeature> features = [];
        foreach (var sentence in sentences)
        {
            LearnedFeature.Of(part.Text, sentence.Words, features);
        }
        return features;
    }

    private static ulong[] Keys(Part part, params Sentence[] sentences) => [.. Features(part, sentences).Select(f => f.Key).Distinct()];

    private static SortedDictionary<ulong, double[]> Teach(IReadOnlyList<Lesson> lessons)
    {
        var places = new SortedDictionary<ulong, int>();
        foreach (var feature in lessons.SelectMany(l => l.Features).GroupBy(f => f).Where(g => g.Count() >= LeastLessons).Select(g => g.Key).Order())
        {
            places[feature] = places.Count * LearnedModel.Classes;
        }
        var weights = new double[places.Count * LearnedModel.Classes];
        var moved = new double[weights.Length];
        var taught = lessons.Select(l => (Lesson: l, Places: l.Features.Where(places.ContainsKey).Select(f => places[f]).ToArray())).ToArray();
        var order = Enumerable.Range(0, taught.Length).ToArray();
        var random = 1u;
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random = unchecked((random * 1664525) + 1013904223);
                var other = (int)(random % (uint)(i + 1));
                (order[i], order[other]) = (order[other], order[i]);
            }
            foreach (var lesson in order)
            {
                Teach(taught[lesson].Lesson, taught[lesson].Places, weights, moved);
            }
        }
        return new SortedDictionary<ulong, double[]>(places.ToDictionary(p => p.Key, p => weights[p.Value..(p.Value + LearnedModel.Classes)]));
    }

    private static void Teach(Lesson lesson, int[] places, double[] weights, double[] moved)
    {
        var scale = LearnedModel.Scale(places.Length);
        Span<double> error = stackalloc double[LearnedModel.Classes];
        error.Clear();
        foreach (var place in places)
        {
            for (var c = 0; c < error.Length; c++)
            {
                error[c] += weights[place + c] * scale;
            }
        }
        LearnedWeights.ToProbabilities(error);
        error[lesson.Class] -= 1;
        foreach (var place in places)
        {
            for (var c = 0; c < error.Length; c++)
            {
                ref var weight = ref weights[place + c];
                var slope = (error[c] * scale * lesson.Weight) + (Forgetting * weight);
                moved[place + c] += slope * slope;
                var step = Step / Math.Sqrt(moved[place + c] + 1e-6);
                weight -= step * slope;
                weight = Math.Sign(weight) * Math.Max(0, Math.Abs(weight) - (step * Toll));
            }
        }
    }

    private static string Write(SortedDictionary<ulong, double[]> weights) =>
        "# How much a beginning (s), a whole word (w), an end (~), a pair (+), four letters within (.), a person before a word (=) or anywhere (-) speaks for\n"
        + $"# {string.Join(", ", LearnedModel.Categories.Select((c, i) => $"{LearnedModel.Signs[i]} {c}"))}, {LearnedModel.Signs[^1]} nothing. Learned: dotnet run -c Release --project tests/Corpus -- train-sensitivity\n"
        + string.Concat(
            weights
                .Select(w => (Name: LearnedFeature.Name(w.Key), Weights: string.Join(' ', w.Value.Select((v, c) => (Weight: v, Sign: LearnedModel.Signs[c])).Where(v => Math.Abs(v.Weight) >= LeastWeight).Select(Written))))
                .Where(w => w.Weights.Length > 0)
                .OrderBy(w => w.Name, StringComparer.Ordinal)
                .Select(w => w.Name + "\t" + w.Weights + "\n")
        );

    private static string Written((double Weight, char Sign) weight) => weight.Sign + weight.Weight.ToString("0.#", CultureInfo.InvariantCulture);
}
