using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>How sure the learned layer must be. Chosen on sentences that it wasn't taught (docs/assessment.md, ”Learned sentences”).</summary>
/// <param name="Alone">Of a category, where the rules found nothing in the message.</param>
/// <param name="Beside">Of a category, where they found another: a letter mostly tells one thing, in several ways.</param>
/// <param name="Nothing">That nothing is there, where a rule says that something is.</param>
internal readonly record struct LearnedLimits(double Alone, double Beside, double Nothing)
{
    public static LearnedLimits Default { get; } = new(0.5, 0.9, 0.95);
}

/// <summary>One sentence or two, and what its words make likely.</summary>
internal sealed record Stretch(Part Part, int Start, int End, double[] Likely, KnownFeature[] Features)
{
    public bool Covers(Finding finding) => finding.Where == Part.Where && finding.Offset < End && finding.Offset + finding.Length > Start;
}

/// <summary>
/// A layer upon the rules: finds what people tell by acts, without its word, and lets go of what only sounds like it. For the server's verdict alone: the add-in would have to
/// carry the weights (docs/assessment.md, ”Learned sentences”).
/// </summary>
internal sealed class LearnedLayer(LearnedModel model, ElectedPeople elected)
{
    /// <summary>Fewer words tell nothing.</summary>
    private const int LeastWords = 4;

    /// <summary>What stands farther from the beginning is a book, not a letter.</summary>
    private const int FarEnough = 50_000;

    private static readonly LearnedRule[] Rules = [.. RuleBook.Shared.RuleFiles.Where(f => LearnedModel.ClassOf(f.Category) >= 0).Select(f => new LearnedRule(f))];

    /// <summary>What each category's finding says.</summary>
    public static IReadOnlyList<LearnedRule> Listed => Rules;

    /// <summary>The rules' findings, without those that the words speak against and with those that the words alone make clear; in order of place.</summary>
    public IReadOnlyList<Finding> Apply(Message message, IReadOnlyList<Finding> found) => Apply(message, found, Read(message), LearnedLimits.Default);

    public IReadOnlyList<Finding> Apply(Message message, IReadOnlyList<Finding> found, IReadOnlyList<Stretch> stretches, LearnedLimits limits)
    {
        var added = Added(message, found, stretches, limits);
        List<Finding> kept = [.. found.Where(f => !IsDoubted(f, stretches, limits))];
        if (added.Count == 0)
        {
            return kept.Count == found.Count ? found : kept;
        }
        var parts = message.Parts.Select((p, i) => (p.Where, i)).DistinctBy(p => p.Where).ToDictionary(p => p.Where, p => p.i, StringComparer.Ordinal);
        return [.. kept.Concat(added).OrderBy(f => parts[f.Where]).ThenBy(f => f.Offset).ThenByDescending(f => f.Length)];
    }

    /// <summary>Every sentence of body and attachments in which a person may be meant, alone and with the one before it. Subjects are too short to tell by.</summary>
    public List<Stretch> Read(Message message)
    {
        List<Stretch> stretches = [];
        List<LearnedFeature> features = [];
        foreach (Part part in message.Parts.Skip(1))
        {
            (Sentence Sentence, KnownFeature[]? Known) before = default;
            foreach (Sentence sentence in Sentences(part))
            {
                KnownFeature[]? known = null;
                if (MayTell(sentence))
                {
                    known = Recognise(part, sentence, features);
                    stretches.Add(Of(part, sentence, sentence, known));
                }
                if (before.Sentence is { } first && MayTell(first, sentence))
                {
                    known ??= Recognise(part, sentence, features);
                    stretches.Add(Of(part, first, sentence, [.. (before.Known ?? Recognise(part, first, features)).UnionBy(known, f => f.Index)]));
                }
                before = (sentence, known);
            }
        }
        return stretches;
    }

    private KnownFeature[] Recognise(Part part, Sentence sentence, List<LearnedFeature> features)
    {
        features.Clear();
        LearnedFeature.Of(part.Text, sentence.Words, features);
        return model.Recognise(features);
    }

    private Stretch Of(Part part, Sentence first, Sentence last, KnownFeature[] known) => new(part, first.Words[0].Start, last.Words[^1].End, model.Likely(known), known);

    /// <summary>Sentences of somebody's own: no signature, no disclaimer.</summary>
    public static IEnumerable<Sentence> Sentences(Part part)
    {
        string text = part.Text;
        int end = Math.Min(text.Length, FarEnough);
        int at = 0;
        while (at < end && !Letters.IsWord(text[at]))
        {
            at++;
        }
        while (at >= 0 && at < end)
        {
            Sentence sentence = Sentence.At(text, at, RuleBook.Shared.Context);
            if (sentence.Words.Length > 0 && part.StandingAt(at) is Standing.Own or Standing.Quoted)
            {
                yield return sentence;
            }
            at = sentence.PlaceAfter(text) is var next && next > at ? next : -1;
        }
    }

    /// <summary>Whether enough is said, and somebody meant.</summary>
    public static bool MayTell(Sentence sentence) => sentence.Words.Length >= LeastWords && sentence.Has(WordRoles.Person);

    public static bool MayTell(Sentence first, Sentence second) => first.Words.Length + second.Words.Length >= LeastWords && (first.Has(WordRoles.Person) || second.Has(WordRoles.Person));

    private List<Finding> Added(Message message, IReadOnlyList<Finding> found, IReadOnlyList<Stretch> stretches, LearnedLimits limits)
    {
        List<Finding> added = [];
        MessageContext? context = null;
        foreach (LearnedRule rule in Rules)
        {
            Stretch? best = null;
            foreach (Stretch stretch in stretches)
            {
                double likely = stretch.Likely[rule.Class];
                if (likely >= limits.Alone && (best is null || likely > best.Likely[rule.Class]) && (likely >= limits.Beside || found.Count == 0))
                {
                    best = stretch;
                }
            }
            if (best is null || found.Any(f => f.Category == rule.File.Category))
            {
                continue;
            }
            context ??= new MessageContext(message, RuleBook.Shared.Context, elected);
            bool office = rule.File.Category == Category.Politics && (context.SenderElected || elected.AreNamedIn(best.Part.Text.AsSpan(best.Start, best.End - best.Start)));
            if (!office && !context.Bulk)
            {
                added.Add(rule.Of(best, model));
            }
        }
        return added;
    }

    private static bool IsDoubted(Finding finding, IReadOnlyList<Stretch> stretches, LearnedLimits limits)
    {
        bool any = false;
        foreach (Stretch stretch in stretches)
        {
            if (stretch.Covers(finding))
            {
                if (stretch.Likely[LearnedModel.Nothing] < limits.Nothing)
                {
                    return false;
                }
                any = true;
            }
        }
        return any && LearnedModel.ClassOf(finding.Category) >= 0;
    }
}

/// <summary>What is said of a stretch that the words alone make clear.</summary>
internal sealed class LearnedRule(RuleFile file)
{
    private const int MostShown = 3;
    private const double LeastShown = 0.1;

    public RuleFile File { get; } = file;

    public int Class { get; } = LearnedModel.ClassOf(file.Category);

    public string Id { get; } = char.ToLowerInvariant(file.Category.ToString()[0]) + file.Category.ToString()[1..] + "-learned";

    public string Explanation { get; } = $"Ordvalet liknar meningar som berättar om {Name(file.Category)}.";

    public Citation Citation { get; } = RuleBook.Shared.Context.Citation(file.Cites);

    public Finding Of(Stretch stretch, LearnedModel model)
    {
        string text = stretch.Part.Text;
        var shown = Carrying(stretch, model).Select(f => $"”{text[f.Start..f.End].ReplaceLineEndings(" ")}”");
        return new Finding(
            File.Category,
            File.Severity,
            stretch.Part.Where,
            stretch.Start,
            stretch.End - stretch.Start,
            text[stretch.Start..stretch.End],
            stretch.Part.StandingAt(stretch.Start),
            Id,
            $"{Explanation} Inlärda ord: {string.Join(", ", shown)}. Skyddas av {File.Provision}.",
            Citation
        );
    }

    /// <summary>The words that speak most for it, in order of weight; none twice.</summary>
    private List<KnownFeature> Carrying(Stretch stretch, LearnedModel model)
    {
        var weighed = stretch
            .Features.Where(f => f.End > f.Start)
            .GroupBy(f => (f.Start, f.End))
            .Select(g => (Feature: g.First(), Gain: g.Sum(f => model.Weights(f.Index)[Class] - model.Weights(f.Index)[LearnedModel.Nothing])))
            .Where(f => f.Gain > LeastShown)
            .OrderByDescending(f => f.Gain)
            .ThenBy(f => f.Feature.Start);
        List<KnownFeature> shown = [];
        foreach (var (feature, _) in weighed)
        {
            if (shown.Count < MostShown && !shown.Exists(s => feature.Start < s.End && feature.End > s.Start))
            {
                shown.Add(feature);
            }
        }
        return shown;
    }

    private static string Name(Category category) =>
        category switch
        {
            Category.Health => "någons hälsa",
            Category.Religion => "någons tro",
            Category.Politics => "någons politiska åsikt",
            Category.Ethnicity => "någons etniska ursprung",
            Category.Union => "någons medlemskap i en fackförening",
            Category.SexLife => "någons sexualliv eller läggning",
            Category.Biometric => "någons biometriska eller genetiska uppgifter",
            Category.Crime => "brott eller misstanke om brott",
            Category.SocialServices => "någons stöd från socialtjänsten",
            Category.PupilWelfare => "en elevs stöd i skolan",
            Category.Economy => "någons privata ekonomi",
            Category.ProtectedIdentity => "någons skyddade personuppgifter",
            Category.Credentials => "lösenord eller koder",
            _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No category that is learned."),
        };
}
