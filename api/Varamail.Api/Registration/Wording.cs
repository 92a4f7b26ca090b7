using System.Globalization;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Registrations;

/// <summary>How alike two letters are worded, in a form that a database can look up.
/// <para>A letter is the set of its runs of three words. The smallest value that a hash function takes over the set (MinHash; Broder 1997) is the
/// same for two sets as often as they have in common: Jaccard's measure, intersection to union. Sixty functions are taken by threes; a band, three
/// minima together, is shared with probability s³ at likeness s. Of twenty bands two letters share 20·s³: from how many they share, s follows.</para>
/// </summary>
internal static class Wording
{
    public const int Bands = 20;

    /// <summary>Bands that near-identical letters share at least: a likeness of about two thirds.</summary>
    public const int NearlySame = 6;

    private const int Rows = 3;
    private const int Run = 3;

    /// <summary>With fewer runs, any two short thanks are alike.</summary>
    private const int FewestRuns = 8;

    private const int MostWords = 20_000;

    /// <summary>Jaccard's measure, estimated from the number of shared bands.</summary>
    public static double Likeness(int sharedBands) => Math.Cbrt((double)sharedBands / Bands);

    /// <summary>The bands of what the writer says herself, quotations and signature apart; none when that is too little.</summary>
    public static IReadOnlyList<string> Of(Part body)
    {
        var words = Words(body);
        if (words.Count < FewestRuns + Run - 1)
            return [];
        Span<ulong> minima = stackalloc ulong[Bands * Rows];
        minima.Fill(ulong.MaxValue);
        for (var at = 0; at + Run <= words.Count; at++)
        {
            var run = Mix(words[at]) ^ Mix(words[at + 1] + 1) ^ Mix(words[at + 2] + 2);
            for (var i = 0; i < minima.Length; i++)
                minima[i] = Math.Min(minima[i], Mix(run + (ulong)(i + 1) * 0x9E3779B97F4A7C15));
        }
        var bands = new string[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var together = minima[band * Rows];
            for (var row = 1; row < Rows; row++)
                together = Mix(together) ^ minima[band * Rows + row];
            bands[band] = string.Create(CultureInfo.InvariantCulture, $"{band:x2}{together:x16}");
        }
        return bands;
    }

    private static List<ulong> Words(Part body)
    {
        List<ulong> words = [];
        foreach (var own in body.Segments.Where(s => s.Standing is Standing.Own))
        {
            var hash = 0UL;
            foreach (var c in body.Text.AsSpan(own.Offset, own.Length))
            {
                if (char.IsLetterOrDigit(c))
                    hash = Mix(hash ^ char.ToLowerInvariant(c));
                else if (hash != 0)
                    End();
            }
            if (hash != 0)
                End();

            void End()
            {
                if (words.Count < MostWords)
                    words.Add(hash);
                hash = 0;
            }
        }
        return words;
    }

    // The finaliser of SplitMix64: every bit of the input moves every bit of the output.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
