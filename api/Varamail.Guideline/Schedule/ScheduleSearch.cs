using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Varamail.Guideline.Schedule;

/// <summary>
/// Full-text search over the rows, with Swedish stemming and stop words (Lucene.NET), in memory. The search ranks; a row is offered only when the message holds a
/// whole keyword of it, or enough of its document type: single everyday words match too much.
/// </summary>
#pragma warning disable CA2000 // the index lives in memory as long as its schedule
internal sealed class ScheduleSearch
{
    /// <summary>Words of a message that are looked at: a letter's beginning tells what it is about.</summary>
    private const int MostWords = 600;

    /// <summary>Letters that tell an authority's name from another's.</summary>
    private const int Beginning = 7;

    /// <summary>Letters of a word that says something by itself, unless it is an abbreviation: LSS, MBL.</summary>
    private const int Telling = 5;

    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly SwedishAnalyzer Analyzer = new(Version);
    private readonly IndexSearcher searcher;
    private readonly IReadOnlyList<ScheduleRow> rows;
    private readonly IReadOnlyList<RowWords> words;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Each word is asked for in two fields.</summary>
    static ScheduleSearch() => BooleanQuery.MaxClauseCount = 2 * MostWords;

    internal ScheduleSearch(IReadOnlyList<ScheduleRow> rows)
    {
        this.rows = rows;
        words = [.. rows.Select(r => new RowWords(r))];
        foreach (var once in words.SelectMany(w => w.Type.Select(stem => (stem, row: w))).GroupBy(w => w.stem).Where(g => g.Take(2).Count() == 1))
        {
            once.First().row.Own.Add(once.Key);
        }
        foreach (var row in words)
        {
            known.UnionWith(row.Type.Concat(row.Keywords.SelectMany(k => k)));
        }
        var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, Analyzer)))
        {
            foreach (var row in rows)
            {
                writer.AddDocument([new TextField("keywords", row.Keywords, Field.Store.NO), new TextField("type", row.DocumentType, Field.Store.NO)]);
            }
        }
        searcher = new IndexSearcher(DirectoryReader.Open(directory));
    }

    internal IReadOnlyList<ScheduleSuggestion> Find(string text, string? authority, int count, bool registered)
    {
        var message = new MessageWords(text, known);
        if (message.Count == 0)
        {
            return [];
        }
        var query = new BooleanQuery();
        foreach (var (stem, places) in message.Places)
        {
            var boost = places.Exists(p => p.InSubject) ? 2 : 1;
            query.Add(new TermQuery(new Term("keywords", stem)) { Boost = 3 * boost }, Occur.SHOULD);
            query.Add(new TermQuery(new Term("type", stem)) { Boost = 2 * boost }, Occur.SHOULD);
        }
        var own = authority is null ? [] : NamesIn(authority);
        return
        [
            .. searcher
                .Search(query, rows.Count)
                .ScoreDocs.Where(hit => !registered || rows[hit.Doc].Target is not null)
                .Select(hit => (Row: hit.Doc, Score: hit.Score * (IsNear(hit.Doc, own) ? 1.5 : 1)))
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Row)
                .Select(hit => (hit.Row, hit.Score, Words: words[hit.Row].In(message)))
                .Where(hit => hit.Words.Count > 0)
                .Take(count)
                .Select(hit => new ScheduleSuggestion(rows[hit.Row], hit.Score, $"Meddelandet nämner {string.Join(", ", hit.Words.Take(4))}.")),
        ];
    }

    /// <summary>”Bildningsförvaltningen” and ”Bildningsnämnden”, ”Miljö- och byggnadsnämnden” and ”Byggnadsnämnden” have a beginning in common.</summary>
    private bool IsNear(int row, List<string> own) =>
        own.Count > 0 && words[row].Authority.Exists(one => own.Exists(other => one.AsSpan(0, Beginning).SequenceEqual(other.AsSpan(0, Beginning))));

    private static List<string> NamesIn(string authority) =>
        [
            .. authority
                .ToLowerInvariant()
                .Split([' ', '-', '/', ',', '&'], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length >= Beginning && !w.StartsWith("nämnd", StringComparison.Ordinal) && !w.StartsWith("förvalt", StringComparison.Ordinal)),
        ];

    /// <summary>Stems of a text with their places, stop words left out.</summary>
    private static IEnumerable<(string Stem, int Start, int End)> Stems(string text)
    {
        using var tokens = Analyzer.GetTokenStream("text", text);
        var term = tokens.GetAttribute<ICharTermAttribute>();
        var place = tokens.GetAttribute<IOffsetAttribute>();
        tokens.Reset();
        for (var read = 0; read < MostWords && tokens.IncrementToken(); read++)
        {
            yield return (term.ToString(), place.StartOffset, place.EndOffset);
        }
        tokens.End();
    }

    /// <summary>Where a word of the schedule stands in a message.</summary>
    private readonly record struct WordPlace(int Position, bool InSubject, string Text)
    {
        /// <summary>Says something by itself.</summary>
        internal bool Tells => InSubject && Text.Length > 3 || Text.Length >= Telling || Text.Length >= 3 && Text.All(char.IsUpper);
    }

    /// <summary>The words of a message that the schedule knows.</summary>
    private sealed class MessageWords
    {
        internal MessageWords(string text, HashSet<string> known)
        {
            var subject = text.IndexOf('\n', StringComparison.Ordinal);
            var position = 0;
            foreach (var (stem, start, end) in Stems(text))
            {
                position++;
                if (known.Contains(stem))
                {
                    (Places.TryGetValue(stem, out var places) ? places : Places[stem] = []).Add(new WordPlace(position, start < subject, text[start..end]));
                }
            }
        }

        internal Dictionary<string, List<WordPlace>> Places { get; } = new(StringComparer.Ordinal);

        internal int Count => Places.Count;

        /// <summary>The word, best where it tells most; null when it isn't there.</summary>
        internal WordPlace? Telling(string stem) => Places.TryGetValue(stem, out var places) && places.Find(p => p.Tells) is { Text: not null } place ? place : null;

        /// <summary>The words of a phrase near each other, in any order; null when they aren't.</summary>
        internal string[]? Near(string[] phrase)
        {
            if (!Places.TryGetValue(phrase[0], out var firsts))
            {
                return null;
            }
            foreach (var first in firsts)
            {
                string[] found =
                [
                    .. phrase.Select(stem => Places.TryGetValue(stem, out var places) ? places.Find(p => Math.Abs(p.Position - first.Position) <= phrase.Length + 1).Text : null).OfType<string>(),
                ];
                if (found.Length == phrase.Length)
                {
                    return found;
                }
            }
            return null;
        }
    }

    /// <summary>The words of a row.</summary>
    private sealed class RowWords(ScheduleRow row)
    {
        internal List<string> Authority { get; } = NamesIn(row.Authority);

        internal string[] Type { get; } = [.. Stems(row.DocumentType).Select(s => s.Stem).Distinct()];

        /// <summary>Words of the document type that no other row has: in a plan without keywords one of them is enough.</summary>
        internal HashSet<string> Own { get; } = new(StringComparer.Ordinal);

        /// <summary>A keyword may be a phrase: ”yttrande senast” is more than either word. One of which only a word is left (”säger upp mig”) says nothing.</summary>
        internal string[][] Keywords { get; } =
            [
                .. row
                    .Keywords.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(k => (Phrase: k, Stems: Stems(k).Select(s => s.Stem).ToArray()))
                    .Where(k => k.Stems.Length > 1 || (k.Stems.Length == 1 && !k.Phrase.Contains(' ', StringComparison.Ordinal)))
                    .Select(k => k.Stems),
            ];

        /// <summary>Words of the message, as it spells them, for which the row fits it; none when it doesn't.</summary>
        internal IReadOnlyList<string> In(MessageWords message)
        {
            var found = new List<string>();
            foreach (var keyword in Keywords)
            {
                if (keyword.Length > 1)
                {
                    found.AddRange(message.Near(keyword) ?? []);
                }
                else if (message.Telling(keyword[0]) is { } word)
                {
                    found.Add(word.Text);
                }
            }
            var type = Type.Select(stem => (Stem: stem, Word: message.Telling(stem))).Where(w => w.Word is not null).ToList();
            if (type.Count >= Math.Min(2, Type.Length) || (Keywords.Length == 0 && type.Exists(w => Own.Contains(w.Stem))))
            {
                found.AddRange(type.Select(w => w.Word!.Value.Text));
            }
            return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
        }
    }
}
