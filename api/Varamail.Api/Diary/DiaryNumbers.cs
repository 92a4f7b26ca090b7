using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Diary;

/// <summary>Writes and reads diary numbers in the municipality's form.</summary>
internal sealed class DiaryNumbers(IOptions<DiaryOptions> options)
{
    private readonly Regex caseForm = new(
        "^"
            + Regex
                .Escape(options.Value.CaseForm)
                .Replace(@"\{series}", @"(?<series>\p{L}{1,20})", StringComparison.Ordinal)
                .Replace(@"\{year}", "(?<year>[0-9]{4})", StringComparison.Ordinal)
                .Replace(@"\{number}", "(?<number>[0-9]{1,9})", StringComparison.Ordinal)
            + "$",
        RegexOptions.CultureInvariant
    );

    public string Of(DiaryCase diaryCase) => OfCase(diaryCase.Series, diaryCase.Year, diaryCase.Ordinal);

    public string OfCase(string series, int year, int ordinal) =>
        options
            .Value.CaseForm.Replace("{series}", series, StringComparison.Ordinal)
            .Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{number}", ordinal.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public string OfDocument(DiaryCase diaryCase, int ordinal) => OfDocument(diaryCase.Series, diaryCase.Year, diaryCase.Ordinal, ordinal);

    public string OfDocument(string series, int year, int caseOrdinal, int ordinal) =>
        options
            .Value.DocumentForm.Replace("{case}", OfCase(series, year, caseOrdinal), StringComparison.Ordinal)
            .Replace("{document}", ordinal.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public (string Series, int Year, int Ordinal)? Parse(string written) =>
        caseForm.Match(written.Trim()) is { Success: true } match
            ? (match.Groups["series"].Value.ToUpperInvariant(), Number(match, "year"), Number(match, "number"))
            : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
