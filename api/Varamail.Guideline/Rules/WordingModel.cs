using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Varamail.Guideline.Cues;
using Varamail.Guideline.Findings;

namespace Varamail.Guideline.Rules;

/// <summary>
/// What the choice of words makes likely, learned from the labelled corpus by <c>dotnet run --project tests/Corpus -- train</c>: a weight for each beginning of
/// a word and each handling, nothing more, so every verdict can show the words that carried it. The rules say what the guideline demands; this only leans, where they
/// are silent or of two minds.
/// </summary>
internal sealed class WordingModel
{
    internal const int Handlings = 5;

    /// <summary>Letters of a word that count: ”ansöker” and ”ansökan” are one.</summary>
    internal const int StemLetters = 6;

    /// <summary>What a letter is about stands in its beginning.</summary>
    internal const int MostWords = 200;

    private static readonly Lazy<WordingModel> LazyDefault = new(ReadEmbedded);

    private readonly FrozenDictionary<ulong, int> features;
    private readonly float[] weights;

    /// <param name="weights">Of each feature, one weight for each <see cref="Handling"/> in its own order.</param>
    internal WordingModel(IReadOnlyList<(ulong Feature, float[] Weights)> weights)
    {
        features = weights.Select((w, i) => (w.Feature, i)).ToFrozenDictionary(p => p.Feature, p => p.i);
        this.weights = [.. weights.SelectMany(w => w.Weights)];
    }

    internal static WordingModel Default => LazyDefault.Value;

    /// <summary>How likely each handling is, and for each word that the model knows where it stands and what it says.</summary>
    internal Wording Read(Circumstances circumstances)
    {
        List<(WordingFeature Feature, int Index)> known = [];
        var seen = ArrayPool<bool>.Shared.Rent(features.Count);
        seen.AsSpan(0, features.Count).Clear();
        foreach (var feature in WordingFeature.Of(circumstances))
        {
            if (features.TryGetValue(feature.Key, out var index) && !seen[index])
            {
                seen[index] = true;
                known.Add((feature, index));
            }
        }
        ArrayPool<bool>.Shared.Return(seen);
        var scale = 1 / Math.Sqrt(Math.Max(1, known.Count));
        var likely = new double[Handlings];
        foreach (var (_, index) in known)
        {
            for (var h = 0; h < Handlings; h++)
            {
                likely[h] += weights[(index * Handlings) + h] * scale;
            }
        }
        RuleOut(circumstances.Boundary.Crosses, likely);
        LearnedWeights.ToProbabilities(likely);
        return new Wording(likely, [.. known.Where(k => k.Feature.Length > 0).Select(k => (k.Feature, weights[(k.Index * Handlings)..((k.Index + 1) * Handlings)]))]);
    }

    /// <summary>What crosses the border is never internal, and the records schedule exempts nothing that stays within it.</summary>
    internal static void RuleOut(bool crosses, Span<double> scores) => scores[(int)(crosses ? Handling.Internal : Handling.Routine)] = double.NegativeInfinity;

    private static WordingModel ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith("wording.tsv", StringComparison.Ordinal)))!);
        return new([.. Lines(reader.ReadToEnd()).Select(l => (WordingFeature.Parse(l.Feature), l.Weights))]);
    }

    /// <summary>The lines of a file as <c>train</c> writes it: a feature and its five weights; <c>#</c> begins a remark.</summary>
    internal static IEnumerable<(string Feature, float[] Weights)> Lines(string file) =>
        LearnedWeights.Rows(file).Select(c => (c[0], c[1..].Select(w => float.Parse(w, CultureInfo.InvariantCulture)).ToArray()));
}

/// <summary>What a message's words make likely.</summary>
/// <param name="Likely">The probability of each <see cref="Handling"/>.</param>
/// <param name="Words">The words that the model knows, with the weight of each for each handling.</param>
internal sealed record Wording(double[] Likely, IReadOnlyList<(WordingFeature Word, float[] Weights)> Words)
{
    private const int MostShown = 3;

    internal double For(Handling handling) => Likely[(int)handling];

    /// <summary>The words that speak most for a handling, in order of weight.</summary>
    internal IReadOnlyList<Evidence> Carrying(Handling handling, IReadOnlyList<Messages.Part> parts) =>
        [
            .. Words
                .Select(w => (w.Word, Gain: w.Weights[(int)handling] - w.Weights.Average()))
                .Where(w => w.Gain > 0.1)
                .OrderByDescending(w => w.Gain)
                .ThenBy(w => w.Word.Offset)
                .Take(MostShown)
                .Select(w => Circumstances.EvidenceAt(parts[w.Word.Part], w.Word.Offset, w.Word.Length)),
        ];
}

/// <summary>A word of the sender's own, or a circumstance (then without a place).</summary>
internal readonly record struct WordingFeature(ulong Key, int Part, int Offset, int Length)
{
    private const int BitsOfLetter = 6;
    private const ulong InSubject = 1UL << 60;
    private const ulong IsCircumstance = 1UL << 61;

    /// <summary>All figures are alike.</summary>
    private const ulong Figure = 1UL << 62;

    private static readonly string[] Circumstance = [.. Enum.GetNames<Direction>(), .. Enum.GetNames<Place>(), "Individual", "Elected", "Reply", "Asks", "Files", "Mechanical", .. Enumerable.Range(0, 12).Select(n => "Length" + n)];

    /// <summary>The beginning of the message's own words, and who writes to whom.</summary>
    internal static IEnumerable<WordingFeature> Of(Circumstances c)
    {
        foreach (var name in CircumstancesOf(c))
        {
            yield return new(IsCircumstance | (uint)Array.IndexOf(Circumstance, name), 0, 0, 0);
        }
        foreach (var word in Words(c.Message.Subject, 0, 0, c.Message.Subject.Text.Length))
        {
            yield return word with { Key = word.Key | InSubject };
            yield return word;
        }
        var count = 0;
        foreach (var segment in c.Message.Body.Segments)
        {
            if (segment.Standing != Standing.Own)
            {
                continue;
            }
            foreach (var word in Words(c.Message.Body, 1, segment.Offset, segment.Offset + segment.Length))
            {
                if (count++ == WordingModel.MostWords)
                {
                    yield break;
                }
                yield return word;
            }
        }
    }

    private static IEnumerable<string> CircumstancesOf(Circumstances c)
    {
        yield return c.Boundary.Direction.ToString();
        yield return c.Boundary.Sender.ToString();
        if (c.IsIndividual)
        {
            yield return "Individual";
        }
        if (c.Owner is { Elected: true })
        {
            yield return "Elected";
        }
        if (c.IsReply)
        {
            yield return "Reply";
        }
        if (c.Asked is not null)
        {
            yield return "Asks";
        }
        if (c.HasFiles)
        {
            yield return "Files";
        }
        if (c.IsMechanical)
        {
            yield return "Mechanical";
        }
        yield return "Length" + Math.Min(11, (int)Math.Log2(c.OwnWords + 1));
    }

    private static IEnumerable<WordingFeature> Words(Messages.Part part, int index, int start, int end)
    {
        var text = part.Text;
        for (var at = start; at < end; )
        {
            if (!Letters.IsWord(text[at]))
            {
                at++;
                continue;
            }
            var word = at;
            while (at < end && Letters.IsWord(text[at]))
            {
                at++;
            }
            yield return new(Pack(text.AsSpan(word..at)), index, word, at - word);
        }
    }

    private static ulong Pack(ReadOnlySpan<char> word)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            return Figure;
        }
        var key = 0UL;
        foreach (var c in word[..Math.Min(word.Length, WordingModel.StemLetters)])
        {
            key = (key << BitsOfLetter) | (uint)(WordLetters.Fold(c) + 1);
        }
        return key;
    }

    /// <summary><c>ansok</c> a beginning of a word, <c>s:ansok</c> one in the subject, <c>0</c> any figure, <c>=Reply</c> a circumstance.</summary>
    internal static ulong Parse(string name) =>
        name[0] == '=' ? IsCircumstance | (uint)Array.IndexOf(Circumstance, name[1..])
        : name.StartsWith("s:", StringComparison.Ordinal) ? InSubject | Pack(name.AsSpan(2))
        : Pack(name);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    internal static string Name(ulong key)
    {
        if ((key & IsCircumstance) != 0)
        {
            return "=" + Circumstance[key ^ IsCircumstance];
        }
        var name = "";
        for (var rest = key & ~(InSubject | Figure); rest > 0; rest >>= BitsOfLetter)
        {
            var letter = (int)(rest & ((1 << BitsOfLetter) - 1)) - 1;
            name = (letter < 26 ? (char)('a' + letter) : letter < 36 ? (char)('0' + letter - 26) : '\u0180') + name;
        }
        return ((key & InSubject) != 0 ? "s:" : "") + ((key & Figure) != 0 ? "0" : name);
    }
}
