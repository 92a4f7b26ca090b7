using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Varamail.Guideline.Schedule;

/// <summary>Full-text search over the rows, with Swedish stemming and stop words (Lucene.NET), in memory.</summary>
#pragma warning disable CA2000 // the index lives in memory as long as its schedule
internal sealed class ScheduleSearch
{
    /// <summary>Distinct stems of a message that are asked for: a letter's beginning tells what it is about.</summary>
    private const int MostTerms = 120;

    /// <summary>Letters that tell an authority's name from another's.</summary>
    private const int Beginning = 7;

    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly SwedishAnalyzer Analyzer = new(Version);
    private readonly IndexSearcher searcher;
    private readonly IReadOnlyList<ScheduleRow> rows;
    private readonly IReadOnlyList<IReadOnlyList<string>> authorities;
    private readonly IReadOnlyList<HashSet<string>> stems;

    internal ScheduleSearch(IReadOnlyList<ScheduleRow> rows)
    {
        this.rows = rows;
        authorities = [.. rows.Select(r => NamesIn(r.Authority))];
        stems = [.. rows.Select(r => Stems(r.Keywords + " " + r.DocumentType).Keys.ToHashSet(StringComparer.Ordinal))];
        var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, Analyzer)))
        {
            foreach (var row in rows)
            {
                writer.AddDocument([
                    new TextField("keywords", row.Keywords, Field.Store.NO),
                    new TextField("type", row.DocumentType, Field.Store.NO),
                    new TextField("process", row.Process + " " + row.Note, Field.Store.NO),
                ]);
            }
        }
        searcher = new IndexSearcher(DirectoryReader.Open(directory));
    }

    internal IReadOnlyList<ScheduleSuggestion> Find(string text, string? authority, int count, bool registered)
    {
        var words = Stems(text);
        if (words.Count == 0 || rows.Count == 0)
        {
            return [];
        }
        var query = new BooleanQuery();
        foreach (var stem in words.Keys)
        {
            query.Add(new TermQuery(new Term("keywords", stem)) { Boost = 3 }, Occur.SHOULD);
            query.Add(new TermQuery(new Term("type", stem)) { Boost = 2 }, Occur.SHOULD);
            query.Add(new TermQuery(new Term("process", stem)) { Boost = 0.5f }, Occur.SHOULD);
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
                .Select(hit => (hit.Row, hit.Score, Words: Common(hit.Row, words)))
                .Where(hit => hit.Words.Count > 0)
                .Take(count)
                .Select(hit => new ScheduleSuggestion(rows[hit.Row], hit.Score, $"Meddelandet nämner {string.Join(", ", hit.Words)}.")),
        ];
    }

    /// <summary>”Bildningsförvaltningen” and ”Bildningsnämnden”, ”Miljö- och byggnadsnämnden” and ”Byggnadsnämnden” have a beginning in common.</summary>
    private bool IsNear(int row, List<string> own) =>
        own.Count > 0 && authorities[row].Any(one => own.Exists(other => one.AsSpan(0, Beginning).SequenceEqual(other.AsSpan(0, Beginning))));

    private static List<string> NamesIn(string authority) =>
        [
            .. authority
                .ToLowerInvariant()
                .Split([' ', '-', '/', ',', '&'], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Length >= Beginning && !w.StartsWith("nämnd", StringComparison.Ordinal) && !w.StartsWith("förvalt", StringComparison.Ordinal)),
        ];

    /// <summary>Words of the message that the row's keywords or document type hold too, as the message spells them.</summary>
    private List<string> Common(int row, Dictionary<string, string> words) => [.. words.Where(w => stems[row].Contains(w.Key)).Select(w => w.Value).Take(4)];

    /// <summary>Stems of a text, each with the word that it came from.</summary>
    private static Dictionary<string, string> Stems(string text)
    {
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        using var tokens = Analyzer.GetTokenStream("text", text);
        var term = tokens.GetAttribute<ICharTermAttribute>();
        var place = tokens.GetAttribute<IOffsetAttribute>();
        tokens.Reset();
        while (stems.Count < MostTerms && tokens.IncrementToken())
        {
            if (term.Length > 2)
            {
                stems.TryAdd(term.ToString(), text[place.StartOffset..place.EndOffset]);
            }
        }
        tokens.End();
        return stems;
    }
}
