using System.Globalization;

namespace Varamail.Api;

/// <summary>Lines as Swedish Excel reads them: semicolons, UTF-8 with a mark.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv; charset=utf-8";
    public const string Mark = "\uFEFF";

    public static string Line(params IEnumerable<object?> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value)
    {
        var text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
        // A spreadsheet would run what begins like a formula; a sender chooses her own name.
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
