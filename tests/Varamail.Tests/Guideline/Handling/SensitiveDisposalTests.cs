using System.Text.RegularExpressions;
using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>Nobody is told that sensitive mail may be disposed of: it goes to the registrar (R35, R56). The pane's own words are held by addin/tests/read.</summary>
internal sealed partial class SensitiveDisposalTests
{
    [Test]
    public void No_sensitive_message_of_any_corpus_is_offered_for_disposal_in_any_word()
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");
        var assessor = new Assessor(Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json"))));
        var own = Directory
            .EnumerateFiles(Path.Combine(folder, "own"), "*.txt")
            .Where(page => !Path.GetFileName(page).StartsWith("drafts", StringComparison.Ordinal)) // written, not received
            .SelectMany(Compact.Read).Select(m => (m.Label.Id, m.Label.Mailbox, m.Message));
        var shared = Label
            .Read(Path.Combine(folder, "labels.jsonl"))
            .Select(l => (l.Id, l.Mailbox, Message: File.ReadAllBytes(Path.Combine(folder, "messages", Path.GetFileName(l.File)))));
        var sensitive = own.Concat(shared)
            .Select(m => (m.Id, Verdict: assessor.Assess(MessageReader.Read(m.Message), m.Mailbox, DateTimeOffset.UnixEpoch)))
            .Where(m => m.Verdict.Sensitivity == Varamail.Guideline.Sensitivity.Sensitive)
            .ToList();

        Assert.That(sensitive, Has.Count.GreaterThan(50));
        Assert.That(sensitive.Select(m => m.Verdict.Handling).Distinct().Count(), Is.GreaterThan(2), "not only what is registered anyway");
        Assert.Multiple(() =>
        {
            foreach (var (id, verdict) in sensitive)
            {
                Assert.That(verdict.Actions.Single(a => a.Kind == ActionKind.Dispose).Allowed, Is.False, id);
                Assert.That(verdict.Actions.Single(a => a.Kind == ActionKind.SendToRegistrar).Allowed, Is.True, id);
                Assert.That(Shown(verdict).Where(text => Permission().IsMatch(text)), Is.Empty, id);
            }
        });
    }

    /// <summary>Every sentence of the verdict that the pane shows: reasons and their citations, explanations, actions.</summary>
    private static IEnumerable<string> Shown(Assessment verdict) =>
        verdict
            .Reasons.SelectMany(r => new[] { r.Text, r.Citation.Quote })
            .Concat(verdict.Findings.SelectMany(f => new[] { f.Explanation, f.Citation.Quote }))
            .Concat(verdict.Actions.SelectMany(a => new[] { a.Reason, a.Citation.Quote }));

    [GeneratedRegex(@"\b(får|kan|ska|bör) (du )?(gallra|rensa|slänga|kasta|radera)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Permission();
}
