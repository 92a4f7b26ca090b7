using System.Collections.Frozen;
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

    private const int HashBits = 19;
    private const int AnyCode = 32;

    private static readonly string[] Files =
    [
        "health", "religion", "politics", "ethnicity", "union", "sexLife", "biometric", "crime", "socialServices", "pupilWelfare",
        "identityNumber", "economy", "protectedIdentity", "credentials",
    ];

    private readonly uint[] seen = new uint[(Grams.Mask + 1) / 32];

    /// <summary>A run and the code before it, hashed: most of what <see cref="seen"/> lets through stops here.</summary>
    private readonly uint[] seenWithBefore = new uint[(1 << HashBits) / 32];
    private readonly FrozenDictionary<int, (WordSpec Word, Pattern Pattern)[]> patterns;

    private RuleBook()
    {
        Context = new ContextWords(Read<ContextFile>("context"));
        RuleFiles = [.. Files.Select(Read<RuleFile>)];
        Rules = [.. RuleFiles.SelectMany(f => f.Rules.Select(r => new FindingRule(f, r, Context.Citation(f.Cites), Specs(r.With), Specs(r.Without))))];
        var index = new Dictionary<int, List<(WordSpec, Pattern)>>();
        foreach (FindingRule rule in Rules)
        {
            foreach (Pattern pattern in rule.Text.Terms.Select(t => Pattern.Parse(t, rule, Context.Sets)))
            {
                Patterns.Add(pattern);
                foreach (WordSpec word in pattern.Places[pattern.Anchor].Words)
                {
                    int gram = Grams.Rarest(word, out int before);
                    for (int code = 0; code < AnyCode; code++)
                    {
                        uint hash = Hash((code << 20) | gram);
                        seenWithBefore[hash >> 5] |= before < 0 || before == code ? 1u << (int)(hash & 31) : 0;
                    }

                    (index.TryGetValue(gram, out var list) ? list : index[gram] = []).Add((word, pattern));
                    seen[gram >> 5] |= 1u << (gram & 31);
                }
            }
        }

        patterns = index.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray());
    }

    public static RuleBook Shared { get; } = new();

    public ContextWords Context { get; }

    public IReadOnlyList<RuleFile> RuleFiles { get; }

    public IReadOnlyList<FindingRule> Rules { get; }

    public List<Pattern> Patterns { get; } = [];

    /// <summary>Finds a rule by its id, for what isn't found by words.</summary>
    public FindingRule Rule(string id) => Rules.First(r => r.Text.Id == id);

    /// <summary>One pass over a text: every phrase of every rule, wherever it stands. Allocates only when something is there.</summary>
    /// <param name="text">NFC, as a person sees it.</param>
    /// <param name="hits">Receives what was found; made when needed.</param>
    public void Scan(ReadOnlySpan<char> text, ref List<Hit>? hits)
    {
        ReadOnlySpan<byte> table = Letters.Table;
        ReadOnlySpan<uint> bits = seen;
        ReadOnlySpan<uint> withBefore = seenWithBefore;
        int five = 0;
        int last = Letters.Separator;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int code = c < table.Length ? table[c] : Letters.Code(c);
            if (code == last)
            {
                continue;
            }

            last = code;
            five = ((five << 5) | code) & FiveMask;
            int gram = five & Grams.Mask;
            if ((bits[gram >> 5] & (1u << gram)) != 0)
            {
                uint hash = Hash(five);
                if ((withBefore[(int)(hash >> 5)] & (1u << (int)hash)) != 0)
                {
                    Verify(text, gram, code == Letters.Separator ? i - 1 : i, ref hits);
                }
            }
        }

        int final = (five << 5) & Grams.Mask;
        if (last != Letters.Separator && (bits[final >> 5] & (1u << final)) != 0)
        {
            Verify(text, final, text.Length - 1, ref hits);
        }
    }

    private const int FiveMask = (1 << 25) - 1;

    private static uint Hash(int fiveCodes) => ((uint)fiveCodes * 2654435761u) >> (32 - HashBits);

    private void Verify(ReadOnlySpan<char> text, int gram, int at, ref List<Hit>? hits)
    {
        if (!Pattern.WordAt(text, at, out int start, out int end))
        {
            return;
        }

        ReadOnlySpan<char> found = text[start..end];
        foreach (var (word, pattern) in patterns[gram])
        {
            if (word.Matches(found) && pattern.Match(text, start, end) is var (first, last))
            {
                (hits ??= []).Add(new Hit(pattern.Rule, first, last));
            }
        }
    }

    private static WordSpec[] Specs(string? words) => words is null ? [] : [.. words.Split(' ').Select(WordSpec.Parse)];

    private static T Read<T>(string name)
    {
        using Stream file = typeof(RuleBook).Assembly.GetManifestResourceStream($"Varamail.Guideline.Sensitivity.{name}.json")!;
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}

/// <summary>A phrase of a rule, found in a text.</summary>
internal readonly record struct Hit(FindingRule Rule, int Start, int End);
