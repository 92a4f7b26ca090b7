using System.Collections.Frozen;
using System.Reflection;

namespace Varamail.Guideline.Cues;

/// <summary>A named group of cues, for example <c>appeal</c>.</summary>
internal readonly record struct Cue(int Index, string Name)
{
    internal static Cue Named(string name) => CueBook.Default.Find(name);
}

/// <summary>Words of a message that a cue recognised.</summary>
internal readonly record struct CueHit(int Cue, int Part, int Offset, int Length, Standing Standing);

/// <summary>
/// All cues, read once from the embedded <c>*.cues</c> files: <c>[name]</c> opens a group, then a pattern a line; a line that begins with <c>-</c> is a hard negative,
/// which silences the group where the two overlap.
/// </summary>
internal sealed class CueBook
{
    private static readonly Lazy<CueBook> LazyDefault = new(ReadEmbedded);

    private readonly FrozenDictionary<string, int> names;
    private readonly Dictionary<int, string> exact = [];
    private readonly string?[] spellings;

    private CueBook(IEnumerable<string> files)
    {
        var cues = new Dictionary<string, int>(StringComparer.Ordinal);
        var elements = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new WordTrieBuilder();
        var patterns = new List<CuePattern>();
        foreach (var file in files)
        {
            var cue = -1;
            foreach (var raw in file.Split('\n'))
            {
                var line = raw.Trim();
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }
                if (line[0] == '[')
                {
                    var name = line.Trim('[', ']');
                    if (!cues.TryGetValue(name, out cue))
                    {
                        cue = cues.Count;
                        cues.Add(name, cue);
                    }
                    continue;
                }
                var positive = line[0] != '-';
                var (atStart, variants) = CuePatternReader.Read(positive ? line : line[1..].Trim());
                foreach (var variant in variants)
                {
                    patterns.Add(new CuePattern(cue, positive, atStart, [.. variant.Select(v => Element(v, elements, words))]));
                }
            }
        }
        names = cues.ToFrozenDictionary(StringComparer.Ordinal);
        spellings = [.. Enumerable.Range(0, elements.Count).Select(e => exact.GetValueOrDefault(e))];
        Index = new CueIndex(patterns, words);
    }

    internal static CueBook Default => LazyDefault.Value;

    internal int Count => names.Count;

    /// <exception cref="ArgumentException">No such group.</exception>
    internal Cue Find(string name) =>
        names.TryGetValue(name, out var index) ? new Cue(index, name) : throw new ArgumentException($"No cues are called {name}.", nameof(name));

    internal CueIndex Index { get; }

    /// <summary>Whether an element that asks for the exact spelling gets it.</summary>
    internal bool IsSpelt(int element, ReadOnlySpan<char> word) => spellings[element] is not { } spelling || word.Equals(spelling, StringComparison.OrdinalIgnoreCase);

    private int Element(string[] alternatives, Dictionary<string, int> elements, WordTrieBuilder words)
    {
        if (alternatives is ["_"])
        {
            return CuePattern.AnyWord;
        }
        if (alternatives is [".."])
        {
            return CuePattern.Gap;
        }
        var key = string.Join('|', alternatives.Order(StringComparer.Ordinal));
        if (elements.TryGetValue(key, out var known))
        {
            return known;
        }
        var element = elements.Count;
        elements.Add(key, element);
        foreach (var alternative in alternatives)
        {
            if (alternative[0] == '=')
            {
                exact.Add(element, alternative[1..]);
                words.Add(alternative[1..], beginning: false, element);
            }
            else
            {
                if (alternative[0] == '*')
                {
                    throw new FormatException($"The end of a word (\"{alternative}\") can't be a cue.");
                }
                var beginning = alternative[^1] == '*';
                words.Add(beginning ? alternative[..^1] : alternative, beginning, element);
            }
        }
        return element;
    }

    private static CueBook ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new CueBook(
            assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".cues", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                    return reader.ReadToEnd();
                })
        );
    }
}
