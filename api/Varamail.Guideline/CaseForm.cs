using System.Globalization;
using System.Text.RegularExpressions;

namespace Varamail.Guideline;

/// <summary>A template of diary numbers: <c>{series} {year}/{number}</c>, or with zeros before the number <c>KS-{year}-{number:5}</c>.</summary>
public sealed partial class CaseForm
{
    private readonly string template;
    private readonly Regex whole;
    private readonly Regex anywhere;

    /// <exception cref="FormatException">The template has not one year and one number.</exception>
    public CaseForm(string template)
    {
        if (!IsForm(template))
            throw new FormatException("A form of diary numbers needs {year} and {number}, once each.");
        this.template = template;
        const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;
        var pattern = Pattern(@"(?<series>\p{L}{1,20})");
        whole = new Regex($"^{pattern}$", Options);
        anywhere = new Regex(pattern, Options);
    }

    /// <summary>Whether a template can be written and read.</summary>
    public static bool IsForm(string template)
    {
        var places = Place().Matches(template);
        return places.Count(m => m.Groups["name"].Value == "year") == 1
            && places.Count(m => m.Groups["name"].Value == "number") == 1
            && places.Count(m => m.Groups["name"].Value == "series") <= 1;
    }

    /// <summary>A number in this form.</summary>
    public string Write(string series, int year, int number) =>
        Place()
            .Replace(
                template,
                place =>
                    place.Groups["name"].Value switch
                    {
                        "series" => series,
                        "year" => year.ToString(CultureInfo.InvariantCulture),
                        _ => number.ToString("D" + Width(place), CultureInfo.InvariantCulture),
                    }
            );

    /// <summary>Null when that isn't a number in this form. The series is empty where the form doesn't say it.</summary>
    public (string Series, int Year, int Number)? Read(string written) =>
        whole.Match(written.Trim()) is { Success: true } match
            ? (match.Groups["series"].Value.ToUpperInvariant(), Int(match, "year"), Int(match, "number"))
            : null;

    /// <summary>Numbers in this form that stand in a text, not as a piece of a longer word.</summary>
    public IEnumerable<(string Series, int Year, int Number)> In(string text) =>
        anywhere
            .Matches(text)
            .Where(m => (m.Index == 0 || !char.IsLetterOrDigit(text[m.Index - 1])) && (m.Index + m.Length == text.Length || !char.IsLetterOrDigit(text[m.Index + m.Length])))
            .Select(m => (m.Groups["series"].Value.ToUpperInvariant(), Int(m, "year"), Int(m, "number")));

    /// <summary>As a regular expression, for finding numbers in a text.</summary>
    internal string Pattern(string series)
    {
        System.Text.StringBuilder pattern = new();
        var at = 0;
        foreach (Match place in Place().Matches(template))
        {
            pattern.Append(Regex.Escape(template[at..place.Index]));
            pattern.Append(
                place.Groups["name"].Value switch
                {
                    "series" => series,
                    "year" => "(?<year>(?:19|20)[0-9]{2})",
                    _ => $"(?<number>[0-9]{{{Width(place)},9}})",
                }
            );
            at = place.Index + place.Length;
        }
        return pattern.Append(Regex.Escape(template[at..])).ToString();
    }

    private static string Width(Match place) => place.Groups["width"] is { Success: true, Value: var width } ? width : "1";

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>series|year|number)(?::(?<width>[1-9]))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
