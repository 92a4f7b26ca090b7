using System.Globalization;
using Microsoft.Extensions.Options;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>Writes and reads diary numbers: in the authority's form where the directory tells one, else in the municipality's.</summary>
internal sealed class DiaryNumbers(IOptions<DiaryOptions> options, Municipality municipality)
{
    private readonly CaseForm ordinary = new(options.Value.CaseForm);
    private readonly Dictionary<string, CaseForm> own = municipality
        .Departments.Where(d => d.CaseForm is not null)
        .ToDictionary(d => d.DiarySeries, d => new CaseForm(d.CaseForm!), StringComparer.OrdinalIgnoreCase);

    public string Of(DiaryCase diaryCase) => OfCase(diaryCase.Series, diaryCase.Year, diaryCase.Ordinal);

    public string OfCase(string series, int year, int ordinal) => own.GetValueOrDefault(series, ordinary).Write(series, year, ordinal);

    public string OfDocument(DiaryCase diaryCase, int ordinal) => OfDocument(diaryCase.Series, diaryCase.Year, diaryCase.Ordinal, ordinal);

    public string OfDocument(string series, int year, int caseOrdinal, int ordinal) =>
        options
            .Value.DocumentForm.Replace("{case}", OfCase(series, year, caseOrdinal), StringComparison.Ordinal)
            .Replace("{document}", ordinal.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public (string Series, int Year, int Ordinal)? Parse(string written)
    {
        foreach (var (series, form) in own)
            if (form.Read(written) is { } read && (read.Series.Length == 0 || read.Series.Equals(series, StringComparison.OrdinalIgnoreCase)))
                return (series, read.Year, read.Number);
        return ordinary.Read(written);
    }

    /// <summary>Numbers of cases that stand in a text, each once.</summary>
    public IEnumerable<(string Series, int Year, int Ordinal)> In(string text) =>
        own.SelectMany(o =>
                o.Value.In(text).Where(n => n.Series.Length == 0 || n.Series.Equals(o.Key, StringComparison.OrdinalIgnoreCase)).Select(n => (o.Key, n.Year, n.Number))
            )
            .Concat(ordinary.In(text))
            .Distinct();
}
