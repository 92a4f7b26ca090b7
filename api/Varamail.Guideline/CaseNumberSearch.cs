using System.Text.RegularExpressions;

namespace Varamail.Guideline;

/// <summary>Finds an authority's diary numbers in a text, in the forms that the directory of the municipality tells of. The forms may be wide: what is
/// a school year, a date, a law or a paragraph is no number all the same.</summary>
internal sealed class CaseNumberSearch
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;
    private static readonly string[] OthersBefore = ["sfs", "§", "§§", "läsår", "läsåret", "prop.", "sou", "bet."];

    private readonly Regex[] forms;

    public CaseNumberSearch(IEnumerable<Department> departments) => forms = [.. departments.SelectMany(Forms)];

    /// <summary>Whether an expression can be searched for in time that grows with the text only.</summary>
    public static bool IsForm(string pattern)
    {
        try
        {
            return !new Regex(pattern, Options).IsMatch("");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>The places, at most so many.</summary>
    public IEnumerable<(int Start, int End)> Find(string text, int most)
    {
        List<(int Start, int End)> found = [];
        foreach (var form in forms)
            foreach (var match in form.EnumerateMatches(text))
            {
                var (start, end) = (match.Index, match.Index + match.Length);
                if (IsWhole(text, start, end) && !IsAnother(text, start, end))
                    found.Add((start, end));
                if (found.Count >= most)
                    return found;
            }
        return found;
    }

    private static IEnumerable<Regex> Forms(Department department)
    {
        if (department.CaseForm is { } form)
            yield return new Regex(new CaseForm(form).Pattern(Regex.Escape(department.DiarySeries)), Options);
        foreach (var pattern in department.CasePatterns ?? [])
            yield return new Regex(pattern, Options);
    }

    /// <summary>Not a piece of a longer word or number.</summary>
    private static bool IsWhole(string text, int start, int end) =>
        (start == 0 || !(char.IsLetterOrDigit(text[start - 1]) || (text[start - 1] is '-' or '/' or ':' && start > 1 && char.IsLetterOrDigit(text[start - 2]))))
        && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static bool IsAnother(string text, int start, int end)
    {
        var word = text.AsSpan(start, end - start);
        if (word.Length == 10 && DateOnly.TryParseExact(word, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd"], out _))
            return true;
        if (word.Length == 7 && word[4] is '/' or '-' or '–' && int.TryParse(word[..4], out var year) && int.TryParse(word[5..], out var next) && next == (year + 1) % 100)
            return true;
        var before = text.AsSpan(Math.Max(0, start - 12), Math.Min(12, start)).TrimEnd();
        foreach (var other in OthersBefore)
            if (before.EndsWith(other, StringComparison.OrdinalIgnoreCase) && (before.Length == other.Length || !char.IsLetterOrDigit(before[before.Length - other.Length - 1])))
                return true;
        return false;
    }
}
