using System.Runtime.CompilerServices;

namespace Varamail.Tests.Guideline.Sensitivity;

/// <summary>Where these tests' own files stand in the repository.</summary>
internal static class Sources
{
    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>A sentence and the categories that a careful reader sees in it.</summary>
internal sealed record LabelledSentence(int Line, string[] Categories, string Text, string[] Optional);

/// <summary>
/// sentences.tsv: written before the rules, in many registers. Every third is held out: never looked at while the rules were written, only
/// counted.
/// </summary>
internal static class LabelledSentences
{
    public static IReadOnlyList<LabelledSentence> All { get; } =
        Read("sentences.tsv");

    /// <summary>situations.tsv: sensitive matters told without their word, and everyday post that uses the same ones. Written before they were scored, then learned from.</summary>
    public static IReadOnlyList<LabelledSentence> Situations { get; } = Read("situations.tsv");

    /// <summary>situations-aside.tsv: the same, written by the same hand, and only ever counted.</summary>
    public static IReadOnlyList<LabelledSentence> SituationsAside { get; } = Read("situations-aside.tsv");

    private static IReadOnlyList<LabelledSentence> Read(string file) => [.. File.ReadLines(Path.Combine(Sources.Folder(), file)).Select(Parse)];

    public static IEnumerable<LabelledSentence> HeldOut => All.Where(s => s.Line % 3 == 0);

    public static IEnumerable<LabelledSentence> Seen => All.Where(s => s.Line % 3 != 0);

    private static LabelledSentence Parse(string line, int number)
    {
        string[] fields = line.Split('\t');
        return new LabelledSentence(number, fields[0] == "none" ? [] : fields[0].Split(','), fields[^1].Replace("\\n", "\n", StringComparison.Ordinal), fields.Length > 2 ? fields[1].Split(',') : []);
    }
}
