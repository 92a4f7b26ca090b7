using System.Text.RegularExpressions;
using Varamail.Api.Diary;
using Varamail.Guideline;

namespace Varamail.Api.PublicDiary;

/// <summary>A line of the public diary: exactly what anybody may read on the web, and nothing else. The pages, the search, the feed and the files
/// know no other table, so what isn't here can't leak from them.</summary>
internal sealed class PublicEntry
{
    /// <summary>In the order of entering.</summary>
    public long Place { get; private init; }
    public required Guid EntryId { get; init; }
    public required string Series { get; init; }
    public required int Year { get; init; }
    public required int CaseOrdinal { get; init; }
    public required int Ordinal { get; init; }

    /// <summary>The day on which it was entered.</summary>
    public required DateOnly Day { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public required DateOnly ReceivedOn { get; set; }
    public required Direction Direction { get; init; }
    public required string Title { get; set; }
    public required string CaseTitle { get; set; }

    /// <summary>Null unless a registrar shows it.</summary>
    public string? Counterpart { get; set; }

    /// <summary>A secrecy marking stands in the diary; its provision isn't told here.</summary>
    public bool IsSecret { get; set; }
    public bool IsVoided { get; set; }
}

/// <summary>Takes out of a public title what doesn't belong on the web, in case the registrar didn't.</summary>
internal static partial class WebTitle
{
    private const string Gone = "…";

    /// <summary>The title without the names of people who aren't shown, identity numbers and addresses.</summary>
    public static string Of(string title, IEnumerable<string> hidden)
    {
        title = Numbers().Replace(title, Gone);
        title = Addresses().Replace(title, Gone);
        var gone = hidden.SelectMany(PartsOf).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(part => part.Length).Select(Regex.Escape).ToList();
        if (gone.Count > 0)
            title = Regex.Replace(title, $@"(?<!\p{{L}})({string.Join('|', gone)})s?(?!\p{{L}})", Gone, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return Again().Replace(title, Gone).Trim();
    }

    /// <summary>The whole name, and each word of it that is long enough to be one. Who writes all in small letters has names in them too.</summary>
    private static IEnumerable<string> PartsOf(string name)
    {
        var words = Words().Matches(name).Select(m => m.Value).Where(word => word.Length > 2);
        return (name.Any(char.IsUpper) ? words.Where(word => char.IsUpper(word[0])) : words.Where(word => word.Length > 3)).Prepend(name.Trim());
    }

    [GeneratedRegex(@"\b([0-9]{2})?[0-9]{6}[-+ ]?[0-9]{4}\b")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\s<>()]+@[^\s<>()]+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    [GeneratedRegex("…([ ,]*…)+")]
    private static partial Regex Again();
}
