using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Varamail.Guideline.Findings;

namespace Varamail.Benchmarks;

/// <summary>The straightforward ways to look for the same terms, to measure the engine against.</summary>
internal static class Rivals
{
    private static readonly string[][] TermsByRule =
    [
        .. RuleBook.Shared.Patterns.GroupBy(p => p.Rule.Text.Id).Select(g => g.SelectMany(p => p.Places[p.Anchor].Words).Where(w => w.Letters.Length > 0).Select(w => w.Letters).Distinct().ToArray()),
    ];

    private static readonly SearchValues<string> Terms = SearchValues.Create([.. TermsByRule.SelectMany(t => t).Distinct()], StringComparison.OrdinalIgnoreCase);

    /// <summary>Built when first asked for: many seconds of compilation.</summary>
    private static readonly Lazy<Regex[]> Regexes = new(() =>
        [.. TermsByRule.Select(t => new Regex($@"\b(?:{string.Join('|', t.Select(Regex.Escape))})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled))]
    );

    public static int TermCount => TermsByRule.SelectMany(t => t).Distinct().Count();

    /// <summary>One pass of .NET's own multi-string search; every hit counted, as the engine must look at every one.</summary>
    public static int SearchValuesPass(ReadOnlySpan<char> text)
    {
        int hits = 0;
        while (text.IndexOfAny(Terms) is var at and >= 0)
        {
            hits++;
            text = text[(at + 1)..];
        }

        return hits;
    }

    /// <summary>One compiled regex per group of terms, as Presidio does it.</summary>
    public static int CompiledRegexes(string text)
    {
        int hits = 0;
        foreach (Regex regex in Regexes.Value)
        {
            hits += regex.Count(text);
        }

        return hits;
    }

    /// <summary>A vectorised read of the whole text for a character that isn't there.</summary>
    public static int MemoryScan(ReadOnlySpan<char> text) => MemoryMarshal.Cast<char, ushort>(text).IndexOf((ushort)0xFFFE);
}
