using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Varamail.Corpus;

/// <summary>How well warnings agree with the labels of drafts.</summary>
public sealed class DraftScore
{
    private static readonly HashSet<string> Hints = ["plainLanguage", "privateUse"];
    private static readonly HashSet<string> Blocks = ["sensitiveContent", "protectedContent", "subjectPersonalData", "quotedSensitive"];

    private readonly List<string> wrong = [];

    public int Drafts { get; private set; }

    public SortedDictionary<string, Count> Codes { get; } = new(StringComparer.Ordinal);

    public Count All { get; } = new();

    /// <summary>The codes that stop a draft.</summary>
    public Count Blocking { get; } = new();

    /// <summary>Share of drafts without a label that nothing stops or asks about.</summary>
    public double CleanLeftAlone { get; private set; }

    public static DraftScore Of(IReadOnlyList<JsonObject> drafts, IReadOnlyList<DraftAnswer> answers)
    {
        var score = new DraftScore { Drafts = drafts.Count };
        var byId = answers.ToDictionary(a => a.Id, StringComparer.Ordinal);
        int clean = 0, alone = 0;
        foreach (var draft in drafts)
        {
            var id = (string)draft["id"]!;
            var answer = byId[id];
            var wanted = Names(draft["warnings"]);
            var optional = Names(draft["acceptAlso"]);
            foreach (var code in wanted.Union(answer.Warnings).Where(c => wanted.Contains(c) || !optional.Contains(c)))
            {
                score.Tally(id, code, wanted.Contains(code), answer);
            }
            if (wanted.Count == 0)
            {
                clean++;
                alone += answer.Warnings.All(w => optional.Contains(w) || Hints.Contains(w)) ? 1 : 0;
            }
        }
        score.CleanLeftAlone = Count.Ratio(alone, clean);
        return score;
    }

    public string ToText(bool wrong = false)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{Drafts} drafts");
        Line($"all codes            micro P {All.Precision:0.000} R {All.Recall:0.000} F1 {All.F1:0.000}");
        Line($"blocking codes       P {Blocking.Precision:0.000} R {Blocking.Recall:0.000}");
        Line($"clean, left alone    {CleanLeftAlone:0.000}");
        foreach (var (code, count) in Codes)
        {
            Line($"  {code,-20} P {count.Precision:0.000} R {count.Recall:0.000}   tp {count.TruePositives} fp {count.FalsePositives} fn {count.FalseNegatives}");
        }
        if (wrong)
        {
            this.wrong.ForEach(w => Line($"  {w}"));
        }
        return text.ToString();
    }

    private void Tally(string id, string code, bool wanted, DraftAnswer answer)
    {
        if (!Codes.TryGetValue(code, out var count))
        {
            Codes[code] = count = new Count();
        }
        var said = answer.Warnings.Contains(code);
        foreach (var c in Blocks.Contains(code) ? new[] { count, All, Blocking } : [count, All])
        {
            c.Add(wanted, said);
        }
        if (wanted != said)
        {
            wrong.Add($"{id} {(wanted ? "missing" : "extra")} {code} {string.Join("; ", answer.Words.Where(w => w.StartsWith(code, StringComparison.Ordinal)))}");
        }
    }

    private static HashSet<string> Names(JsonNode? list) => [.. (list as JsonArray ?? []).Select(n => (string)n!)];
}
