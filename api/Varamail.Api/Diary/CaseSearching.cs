using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>Searching among cases, in the same time however many there are.</summary>
internal static class CaseSearching
{
    /// <summary>More documents than this a search doesn't look at: whoever gets so many writes another word.</summary>
    private const int Documents = 500;

    /// <summary>Cases whose number it is, or where words that begin so stand in titles, documents' titles, names or corrections. All cases when
    /// nothing is searched.</summary>
    public static async Task<IQueryable<DiaryCase>> MatchingAsync(
        this IQueryable<DiaryCase> cases,
        string? text,
        IReadOnlyCollection<string> series,
        DiaryNumbers numbers,
        VaramailDb db,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(text))
            return cases;
        if (numbers.Parse(text) is var (ofCase, year, ordinal))
            return cases.Where(c => c.Series == ofCase && c.Year == year && c.Ordinal == ordinal);
        var found = await db.FindCasesAsync(text, series, Documents, ct);
        return cases.Where(c => found.Contains(c.Id));
    }
}
