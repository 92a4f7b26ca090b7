using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Varamail.Corpus;

/// <summary>True and false positives and false negatives of one thing that is looked for.</summary>
public sealed class Count
{
    public int TruePositives { get; private set; }

    public int FalsePositives { get; private set; }

    public int FalseNegatives { get; private set; }

    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Counts one place where it was wanted, said or both.</summary>
    public void Add(bool wanted, bool said)
    {
        TruePositives += wanted && said ? 1 : 0;
        FalsePositives += !wanted && said ? 1 : 0;
        FalseNegatives += wanted && !said ? 1 : 0;
    }

    internal static double Ratio(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}

/// <summary>How well answers agree with labels.</summary>
public sealed partial class Score
{
    private static readonly string[] Handlings = ["register", "routine", "ephemeral", "internal", "private"];

    private readonly Dictionary<(string Gold, string Answer), int> confusion = [];
    private readonly List<string> wrong = [];

    public int Messages { get; private set; }

    public double Handling { get; private set; }

    public double SensitivityAccuracy { get; private set; }

    public Count Sensitivity { get; } = new();

    public SortedDictionary<string, Count> Categories { get; } = new(StringComparer.Ordinal);

    public Count AllCategories { get; } = new();

    public SortedDictionary<string, Count> Signals { get; } = new(StringComparer.Ordinal);

    public Count AllSignals { get; } = new();

    public double Target { get; private set; }

    public double Spans { get; private set; }

    public static Score Of(IReadOnlyList<Label> labels, IReadOnlyList<Answer> answers)
    {
        var score = new Score { Messages = labels.Count };
        var byId = answers.ToDictionary(a => a.Id, StringComparer.Ordinal);
        int right = 0, sensitivityRight = 0, targets = 0, targetsRight = 0, spans = 0, spansFound = 0;
        foreach (var label in labels)
        {
            var answer = byId[label.Id];
            HashSet<string> accepted = [label.Handling, .. label.Accept ?? []];
            right += score.Tell(accepted.Contains(answer.Handling), label, "handling", label.Handling, answer.Handling);
            score.confusion[(label.Handling, answer.Handling)] = score.confusion.GetValueOrDefault((label.Handling, answer.Handling)) + 1;

            if (label.Sensitivity.Length > 0)
            {
                sensitivityRight += score.JudgeSensitivity(label, answer);
            }
            score.Tally(score.Signals, score.AllSignals, "signals", label, label.Signals, label.OptionalSignals ?? label.AcceptSignals, answer.Signals);
            if (label.Target is not null && !(accepted.Contains(answer.Handling) && answer.Handling != "register"))
            {
                targets++;
                HashSet<string?> places = [label.Target, .. label.AcceptTarget ?? []];
                targetsRight += score.Tell(places.Contains(answer.Target), label, "target", label.Target, answer.Target ?? "–");
            }
            foreach (var span in label.Spans ?? [])
            {
                if (label.Categories?.Contains(span.Category) != true)
                {
                    continue;
                }
                spans++;
                var found = answer.Findings.Any(f => f.Category == span.Category && Bare(f.Where) == Bare(span.Where) && Overlap(f.Text, span.Text));
                spansFound += score.Tell(found, label, "span", $"{span.Category} {span.Where} \"{span.Text}\"", "–");
            }
        }
        score.Handling = Count.Ratio(right, labels.Count);
        score.SensitivityAccuracy = Count.Ratio(sensitivityRight, labels.Count(l => l.Sensitivity.Length > 0));
        score.Target = Count.Ratio(targetsRight, targets);
        score.Spans = Count.Ratio(spansFound, spans);
        return score;
    }

    public string ToText(bool wrong = false)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{Messages} messages");
        Line($"handling accuracy    {Handling:0.000}");
        Line($"  gold \\ answer   {string.Join(' ', Handlings.Select(h => h.PadLeft(9)))}");
        foreach (var gold in Handlings)
        {
            Line($"  {gold,-15}  {string.Join(' ', Handlings.Select(a => confusion.GetValueOrDefault((gold, a)).ToString(CultureInfo.InvariantCulture).PadLeft(9)))}");
        }
        Line($"sensitivity accuracy {SensitivityAccuracy:0.000}   not none: P {Sensitivity.Precision:0.000} R {Sensitivity.Recall:0.000} F1 {Sensitivity.F1:0.000}");
        foreach (var (name, all, each) in new[] { ("categories", AllCategories, Categories), ("signals", AllSignals, Signals) })
        {
            Line($"{name,-20} micro P {all.Precision:0.000} R {all.Recall:0.000} F1 {all.F1:0.000}");
            foreach (var (key, count) in each)
            {
                Line($"  {key,-18} P {count.Precision:0.000} R {count.Recall:0.000} F1 {count.F1:0.000}   tp {count.TruePositives} fp {count.FalsePositives} fn {count.FalseNegatives}");
            }
        }
        Line($"target accuracy      {Target:0.000}");
        Line($"span recall          {Spans:0.000}");
        if (wrong)
        {
            this.wrong.Order(StringComparer.Ordinal).ToList().ForEach(w => Line($"  {w}"));
        }
        return text.ToString();
    }

    private int JudgeSensitivity(Label label, Answer answer)
    {
        HashSet<string> levels = [label.Sensitivity, .. label.AcceptSensitivity ?? []];
        if (!(levels.Contains("none") && levels.Count > 1))
        {
            Sensitivity.Add(label.Sensitivity != "none", answer.Sensitivity != "none");
        }
        Tally(Categories, AllCategories, "categories", label, label.Categories, label.OptionalCategories ?? label.AcceptCategories, answer.Categories);
        return Tell(levels.Contains(answer.Sensitivity), label, "sensitivity", label.Sensitivity, answer.Sensitivity);
    }

    private int Tell(bool right, Label label, string what, string gold, string answer)
    {
        if (!right)
        {
            wrong.Add($"{what,-11} {label.Id} {Path.GetFileName(label.File)}: {gold} <- {answer}");
        }
        return right ? 1 : 0;
    }

    private void Tally(
        SortedDictionary<string, Count> each,
        Count all,
        string what,
        Label label,
        IReadOnlyList<string>? gold,
        IReadOnlyList<string>? optional,
        IReadOnlyList<string> answer
    )
    {
        HashSet<string> wanted = [.. gold ?? []];
        HashSet<string> said = [.. answer];
        foreach (var name in wanted.Union(said))
        {
            if (!each.TryGetValue(name, out var count))
            {
                each[name] = count = new Count();
            }
            var (w, s) = (wanted.Contains(name), said.Contains(name));
            if (!w && optional?.Contains(name) == true)
            {
                continue;
            }
            foreach (var c in new[] { count, all })
            {
                c.Add(w, s);
            }
            if (w != s)
            {
                wrong.Add($"{what,-11} {label.Id} {Path.GetFileName(label.File)}: {(w ? "missing" : "extra")} {name}");
            }
        }
    }

    /// <summary>As the standard's own scorer compares: without white space and invisible characters, hyphens of one kind.</summary>
    private static string Bare(string? text) => Hyphens().Replace(Blanks().Replace(text ?? "", ""), "-").ToLowerInvariant();

    private static bool Overlap(string? one, string? other)
    {
        var (a, b) = (Bare(one), Bare(other));
        if (a.Length == 0 || b.Length == 0)
        {
            return false;
        }
        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
        {
            return Math.Min(a.Length, b.Length) >= 2;
        }
        var need = Math.Min(6, Math.Min(a.Length, b.Length));
        var grams = Enumerable.Range(0, a.Length - need + 1).Select(i => a.Substring(i, need)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, b.Length - need + 1).Any(i => grams.Contains(b.Substring(i, need)));
    }

    [GeneratedRegex(@"[\s\u00a0\u00ad\u200b]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[\u2010-\u2015\u2212]")]
    private static partial Regex Hyphens();
}
