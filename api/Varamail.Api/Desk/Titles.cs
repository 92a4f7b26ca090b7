using System.Text.RegularExpressions;
using Varamail.Guideline;
using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>A title made of the subject.</summary>
/// <param name="Title">Without names of private persons and without sensitive words; fit for case and document.</param>
/// <param name="TakenOut">The words that were left out, for the registrar to see.</param>
/// <param name="IsSubject">It is made of the subject; otherwise too little was left, and it is the kind of document.</param>
public sealed record SuggestedTitle(string Title, IReadOnlyList<string> TakenOut, bool IsSubject);

/// <summary>Makes titles of subjects (OSL 5:2 second paragraph: what may be secret is left out of the diary).</summary>
internal static partial class Titles
{
    private const int FewestLetters = 5;

    public static SuggestedTitle Of(Message message, Assessment assessment, Municipality municipality)
    {
        var subject = message.Subject.Text;
        var spans = assessment
            .Findings.Where(f => f.Where == "subject" && f.Offset >= 0 && f.Offset + f.Length <= subject.Length)
            .Select(f => (f.Offset, f.Length))
            .Concat(PersonNames.In(subject, People(message, municipality)).Select(s => (s.Offset, s.Length)))
            .Concat(Contacts().Matches(subject).Select(m => (m.Index, m.Length)))
            .Concat(assessment.Findings.Where(f => f.Where != "subject").SelectMany(Telling).SelectMany(words => Occurrences(subject, words)))
            .Where(s => s.Item2 > 0)
            .OrderBy(s => s.Item1)
            .ToList();
        List<string> takenOut = [];
        var left = "";
        var at = 0;
        foreach (var (offset, length) in spans)
        {
            if (offset + length <= at)
                continue;
            var from = Math.Max(offset, at);
            left += subject[at..from] + " ";
            takenOut.Add(subject[from..(offset + length)]);
            at = offset + length;
        }
        var title = Tidy(left + subject[at..], takenOut.Count > 0);
        if (title.Count(char.IsLetter) >= FewestLetters)
            return new SuggestedTitle(title, takenOut, IsSubject: true);
        var kind = assessment.Suggestions is [{ DocumentType: var type }, ..] ? type : "Skrivelse";
        return new SuggestedTitle(kind, takenOut, IsSubject: false);
    }

    /// <summary>Those who write and are written to, save the municipality's own people and functions: their names are no private persons'.</summary>
    private static IEnumerable<string> People(Message message, Municipality municipality) =>
        message.Recipients.Append(message.From).Where(a => a is not null && municipality.FindMailbox(a.Email) is null).Select(a => a!.Name).Where(n => n.Contains(' ', StringComparison.Ordinal));

    /// <summary>What is sensitive in the letter tells the same in the subject, also when a single word of it stands there.</summary>
    private static IEnumerable<string> Telling(Finding finding) =>
        finding.Severity is Sensitivity.Sensitive
            ? finding.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= FewestLetters).Append(finding.Text)
            : [finding.Text];

    private static IEnumerable<(int, int)> Occurrences(string subject, string words)
    {
        if (words.Length < 3)
            yield break;
        for (var at = 0; (at = subject.IndexOf(words, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += words.Length)
            yield return (at, words.Length);
    }

    private static string Tidy(string text, bool hasHoles)
    {
        text = Prefixes().Replace(text, "");
        text = Spaces().Replace(text, " ").Trim(' ', ',', ';', ':', '-', '–', '(', ')', '/');
        if (hasHoles)
        {
            // ”Ansökan om stöd till [namn]”: what led to the missing word goes with it.
            for (var before = ""; before != text; )
            {
                before = text;
                text = Loose().Replace(text, "").Trim(' ', ',', ';', ':', '-', '–', '(', ')', '/');
            }
            text = EmptyBrackets().Replace(text, "").Trim();
        }
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex(@"^\s*(\[(extern\w*|external)\]\s*)?((sv|svar|vb|vs|re|fw|fwd|aw|wg)\s*(\[\d+\])?\s*:\s*)+|^\s*\[(extern\w*|external)\]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+|\b(\d{6}|\d{8})[-+ ]?\d{4}\b|(\+46|\b0)[\d -]{7,13}\d")]
    private static partial Regex Contacts();

    [GeneratedRegex(@"\s(för|om|till|av|från|angående|ang\.?|gällande|avseende|med|och|i|på|åt|vid|hos|samt|s|rörande|kring)$|^(för|om|till|av|från|angående|ang\.?|gällande|avseende|med|och|åt|hos|samt|s|rörande)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loose();

    [GeneratedRegex(@"\(\s*\)|\[\s*\]|""\s*""|”\s*”")]
    private static partial Regex EmptyBrackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
