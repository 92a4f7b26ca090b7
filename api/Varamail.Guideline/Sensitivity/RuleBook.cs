using System.Text.Json;
using System.Text.Json.Serialization;

namespace Varamail.Guideline.Findings;

/// <summary>All rules, read once from the embedded files, and the index that finds their terms.</summary>
internal sealed class RuleBook
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly string[] Files =
    [
        "health", "religion", "politics", "ethnicity", "union", "sexLife", "biometric", "crime", "socialServices", "pupilWelfare",
        "identityNumber", "economy", "protectedIdentity", "credentials",
    ];

    private readonly TermIndex index;

    private RuleBook()
    {
        Context = new ContextWords(Read<ContextFile>("context"));
        RuleFiles = [.. Files.Select(Read<RuleFile>)];
        Rules = [.. RuleFiles.SelectMany(f => f.Rules.Select(r => new FindingRule(f, r, Context.Citation(f.Cites), Specs(r.With), Specs(r.Also), Specs(r.Without))))];
        Patterns = [.. Rules.SelectMany(r => r.Text.Terms.Select(t => Pattern.Parse(t, r, Context.Sets)))];
        index = new TermIndex(Patterns);
    }

    public static RuleBook Shared { get; } = new();

    public ContextWords Context { get; }

    public IReadOnlyList<RuleFile> RuleFiles { get; }

    public IReadOnlyList<FindingRule> Rules { get; }

    public IReadOnlyList<Pattern> Patterns { get; }

    /// <summary>Finds a rule by its id, for what isn't found by words.</summary>
    public FindingRule Rule(string id) => Rules.First(r => r.Text.Id == id);

    /// <summary>One pass over a text: every phrase of every rule, wherever it stands. Allocates only when something is there.</summary>
    /// <param name="text">NFC, as a person sees it.</param>
    /// <param name="hits">Receives what was found; made when needed.</param>
    public void Scan(ReadOnlySpan<char> text, ref List<Hit>? hits) => index.Scan(text, ref hits);

    private static WordSet? Specs(string? words) => words is null ? null : new WordSet([.. words.Split(' ').Select(WordSpec.Parse)]);

    private static T Read<T>(string name)
    {
        using Stream file = typeof(RuleBook).Assembly.GetManifestResourceStream($"Varamail.Guideline.Sensitivity.{name}.json")!;
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}
