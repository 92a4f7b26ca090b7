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

    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly SwedishAnalyzer Analyzer = new(Version);
    private readonly IndexSearcher searcher;
    private readonly IReadOnlyList<ScheduleRow> rows;

    internal ScheduleSearch(IReadOnlyList<ScheduleRow> rows)
    {
        this.rows = rows;
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

    internal IReadOnlyList<ScheduleSuggestion> Find(string text, string? authority, int count)
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
        return
        [
            .. searcher
                .Search(query, rows.Count)
                .ScoreDocs.Select(hit =>
                {
                    var row = rows[hit.Doc];
                    var near = authority is not null && row.Authority.Length > 0 && Shares(row.Authority, authority) ? 1.25 : 1;
                    return new ScheduleSuggestion(row, hit.Score * near, Because(row, words));
                })
                .OrderByDescending(s => s.Score)
                .ThenBy(s => s.Row.Id, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    /// <summary>”Bildningsförvaltningen” and ”Bildningsnämnden” begin alike.</summary>
    private static bool Shares(string one, string other) => one.Length >= 5 && other.Length >= 5 && one.AsSpan(0, 5).Equals(other.AsSpan(0, 5), StringComparison.OrdinalIgnoreCase);

    private static string Because(ScheduleRow row, Dictionary<string, string> words)
    {
        var own = Stems(row.Keywords + " " + row.DocumentType);
        var common = words.Where(w => own.ContainsKey(w.Key)).Select(w => w.Value).Take(4).ToList();
        return common.Count > 0 ? $"Meddelandet nämner {string.Join(", ", common)}." : "Meddelandet liknar anmärkningen i planen.";
    }

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
