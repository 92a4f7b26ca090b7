using System.Globalization;
using Varamail.Guideline;
using Varamail.Guideline.Findings;

namespace Varamail.Corpus;

/// <summary>What the learned layer gains over the rules on texts that it wasn't taught.</summary>
internal static class SensitivityGain
{
    private const double Never = 2;

    /// <summary>What a reading is right and wrong about.</summary>
    internal sealed record Sum(int Right, int Wrong, int Missed, int SensitiveRight, int SensitiveWrong, int SensitiveMissed)
    {
        public double Categories => F1(Right, Wrong, Missed);

        public double Sensitivity => F1(SensitiveRight, SensitiveWrong, SensitiveMissed);

        private static double F1(int right, int wrong, int missed) => right == 0 ? 0 : 2.0 * right / ((2 * right) + wrong + missed);
    }

    public static void Tell(IEnumerable<SensitivityText> texts, Municipality municipality, LearnedModel model, TextWriter log)
    {
        var engine = new FindingEngine(municipality);
        var layer = new LearnedLayer(model, new ElectedPeople(municipality));
        log.WriteLine("aside                    reading  categories F1 (right wrong missed)   sensitivity F1 (right wrong missed)");
        foreach (var source in texts.GroupBy(t => t.Source))
        {
            var read = source.Select(t => new Reading(t, engine.Find(t.Letter), layer.Read(t.Letter))).ToList();
            Line("rules", new(Never, Never, Never));
            Line("found", LearnedLimits.Default with { Nothing = Never });
            Line("doubted", new(Never, Never, LearnedLimits.Default.Nothing));
            Line("both", LearnedLimits.Default);

            void Line(string name, LearnedLimits limits)
            {
                var sum = Of(read, layer, limits);
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Key, -16} {source.Count(), 5}   {name, -8} {sum.Categories:0.000} ({sum.Right, 4} {sum.Wrong, 4} {sum.Missed, 4})   {sum.Sensitivity:0.000} ({sum.SensitiveRight, 4} {sum.SensitiveWrong, 4} {sum.SensitiveMissed, 4})"));
            }
        }
    }

    /// <summary>By the rules alone, and as the verdict has it.</summary>
    public static (Sum Rules, Sum Both) Of(IEnumerable<SensitivityText> texts, Municipality municipality, LearnedModel model)
    {
        var engine = new FindingEngine(municipality);
        var layer = new LearnedLayer(model, new ElectedPeople(municipality));
        var read = texts.Select(t => new Reading(t, engine.Find(t.Letter), layer.Read(t.Letter))).ToList();
        return (Of(read, layer, new(Never, Never, Never)), Of(read, layer, LearnedLimits.Default));
    }

    internal sealed record Reading(SensitivityText Text, IReadOnlyList<Finding> Found, IReadOnlyList<Stretch> Stretches);

    internal static Sum Of(IReadOnlyList<Reading> read, LearnedLayer layer, LearnedLimits limits)
    {
        int right = 0, wrong = 0, missed = 0, sensitiveRight = 0, sensitiveWrong = 0, sensitiveMissed = 0;
        foreach (var (text, found, stretches) in read)
        {
            var told = layer.Apply(text.Letter, found, stretches, limits).Select(f => LearnedModel.ClassOf(f.Category)).Where(c => c >= 0).ToHashSet();
            var there = text.Classes.Where(c => c != LearnedModel.Nothing).ToHashSet();
            right += told.Count(there.Contains);
            wrong += told.Count(c => !there.Contains(c));
            missed += there.Count(c => !told.Contains(c));
            sensitiveRight += there.Count > 0 && told.Count > 0 ? 1 : 0;
            sensitiveWrong += there.Count == 0 && told.Count > 0 ? 1 : 0;
            sensitiveMissed += there.Count > 0 && told.Count == 0 ? 1 : 0;
        }
        return new Sum(right, wrong, missed, sensitiveRight, sensitiveWrong, sensitiveMissed);
    }
}
