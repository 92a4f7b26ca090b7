using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>Searching among cases.</summary>
internal static class CaseSearching
{
    /// <summary>Cases whose number it is, or whose titles, documents' titles or corrections hold the words.</summary>
    public static IQueryable<DiaryCase> Matching(this IQueryable<DiaryCase> cases, string? text, DiaryNumbers numbers, VaramailDb db)
    {
        if (string.IsNullOrWhiteSpace(text))
            return cases;
        var words = text.Trim().ToLowerInvariant();
        var number = numbers.Parse(text);
        return cases.Where(c =>
            VaramailDb.Lower(c.Title).Contains(words)
            || VaramailDb.Lower(c.PublicTitle).Contains(words)
            || db.Entries.Any(e =>
                e.CaseId == c.Id && (VaramailDb.Lower(e.Title).Contains(words) || (e.Counterpart != null && VaramailDb.Lower(e.Counterpart).Contains(words)))
            )
            || db.Corrections.Any(k =>
                k.CaseId == c.Id
                && (k.Field == "title" || k.Field == "publicTitle" || k.Field == "counterpart")
                && k.Is != null
                && VaramailDb.Lower(k.Is).Contains(words)
            )
            || (number != null && c.Series == number.Value.Series && c.Year == number.Value.Year && c.Ordinal == number.Value.Ordinal)
        );
    }
}
