using System.Runtime.CompilerServices;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>Where these tests' own files stand in the repository.</summary>
internal static class Sources
{
    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>A sentence and the categories that a careful reader sees in it.</summary>
internal sealed record LabelledSentence(int Line, string[] Categories, string Text);

/// <summary>
/// sentences.tsv: written before the rules, in many registers. Every third is held out: never looked at while the rules were written, only
/// counted.
/// </summary>
internal static class LabelledSentences
{
    public static IReadOnlyList<LabelledSentence> All { get; } =
        [.. File.ReadLines(Path.Combine(Sources.Folder(), "sentences.tsv")).Select((line, i) => Parse(line, i))];

    public static IEnumerable<LabelledSentence> HeldOut => All.Where(s => s.Line % 3 == 0);

    public static IEnumerable<LabelledSentence> Seen => All.Where(s => s.Line % 3 != 0);

    private static LabelledSentence Parse(string line, int number)
    {
        string[] fields = line.Split('\t');
        return new LabelledSentence(number, fields[0] == "none" ? [] : fields[0].Split(','), fields[1]);
    }
}
