using System.Buffers;

namespace Varamail.Guideline;

/// <summary>
/// The longest run without accents out of each of some phrases: only such are sought many letters at a time. A text without any of them holds none of the phrases.
/// </summary>
internal static class PhraseHints
{
    public static SearchValues<string> Of(IEnumerable<string> phrases) => SearchValues.Create([.. phrases.Select(Plain).Distinct()], StringComparison.OrdinalIgnoreCase);

    private static string Plain(string phrase)
    {
        ReadOnlySpan<char> rest = phrase;
        ReadOnlySpan<char> longest = [];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAnyExceptInRange(' ', '~');
            var run = end < 0 ? rest : rest[..end];
            longest = run.Length > longest.Length ? run : longest;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        return longest.ToString();
    }
}
