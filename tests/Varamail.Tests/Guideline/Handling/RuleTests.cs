using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Rules;
using Varamail.Tests.Guideline.Messages;

namespace Varamail.Tests.Guideline.Handling;

/// <summary>What every rule about handling and signals must keep.</summary>
internal sealed class RuleTests
{
    private static readonly Municipality Vara = Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json")));

    private static IEnumerable<Rule> All => HandlingRules.All.Cast<Rule>().Concat(SignalRules.All);

    [TestCaseSource(nameof(All))]
    public void A_rule_cites_a_sentence_of_the_guideline_and_speaks_no_louder(Rule rule)
    {
        var sentence = Coverage.Sentence(rule.Citation.Rule);
        Assert.Multiple(() =>
        {
            Assert.That(rule.Citation.Quote, Is.EqualTo(sentence.Quote));
            Assert.That(rule.Strength, Is.LessThanOrEqualTo(sentence.Strength));
            Assert.That(rule.Message, Does.EndWith("."));
        });
    }

    [TestCaseSource(nameof(All))]
    public void A_rule_has_an_example_on_each_side(Rule rule)
    {
        Assert.Multiple(() =>
        {
            Assert.That(rule.Examples.Any(e => e.Holds), Is.True);
            Assert.That(rule.Examples.Any(e => !e.Holds), Is.True);
        });
    }

    [TestCaseSource(nameof(All))]
    public void A_rule_agrees_with_its_examples(Rule rule)
    {
        var engine = new FindingEngine(Vara);
        Assert.Multiple(() =>
        {
            foreach (var example in rule.Examples)
            {
                var message = Read(example);
                var circumstances = new Circumstances(message, Vara, example.Mailbox, engine.Find(message));
                var spoke = (rule as HandlingRule)?.Condition(circumstances) ?? (rule as SignalRule)?.Condition(circumstances);
                Assert.That(spoke is not null, Is.EqualTo(example.Holds), example.Subject + ": " + example.Body);
                foreach (var words in spoke?.Where(w => w.Length > 0) ?? [])
                {
                    var part = message.Parts.Single(p => p.Where == words.Where);
                    Assert.That(part.Text.Substring(words.Offset, words.Length), Is.EqualTo(words.Text));
                }
            }
        });
    }

    [TestCase("karin.ekdahl@vara.se", true)]
    [TestCase("anna.ek@example.org", false)]
    public void A_threat_in_a_letter_that_a_colleague_attaches_counts_whichever_program_saved_it(string sender, bool counts)
    {
        var saved = new OutlookLetter().Text(0x0037, "Hej").Text(0x1000, "Jag vet var du bor.").ToFile();
        (string Type, string Encoding, string Content)[] letters =
        [
            ("message/rfc822", "8bit", "From: b@example.org\r\nSubject: Hej\r\n\r\nJag vet var du bor."),
            ("application/vnd.ms-outlook; name=\"Hej.msg\"", "base64", Convert.ToBase64String(saved)),
            ("application/octet-stream; name=\"Hej.msg\"", "base64", Convert.ToBase64String(saved)),
            ("application/octet-stream; name=\"Hej.EML\"", "8bit", "From: b@example.org\r\nSubject: Hej\r\n\r\nJag vet var du bor."),
        ];
        Assert.That(
            letters.Select(l =>
                new Assessor(Vara)
                    .Assess(
                        MessageReader.Read(
                            System.Text.Encoding.ASCII.GetBytes(
                                $"From: {sender}\r\nTo: social@vara.se\r\nSubject: Se bifogat\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nDet kom i dag.\r\n"
                                    + $"--b\r\nContent-Type: {l.Type}\r\nContent-Transfer-Encoding: {l.Encoding}\r\n\r\n{l.Content}\r\n--b--\r\n"
                            )
                        ),
                        "social@vara.se",
                        DateTimeOffset.UnixEpoch
                    )
                    .Signals.Contains(Signal.Threat)
            ),
            Has.All.EqualTo(counts)
        );
    }

    [Test]
    public void No_two_rules_share_an_id() => Assert.That(All.Select(r => r.Id), Is.Unique);

    internal static Message Read(Example example)
    {
        var lines = example.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var files = lines.Where(l => l.StartsWith("X-Attachment: ", StringComparison.Ordinal)).Select(l => l["X-Attachment: ".Length..]).ToList();
        return MessageReader.Read(Compact.Build(example.From, example.To ?? example.Mailbox, example.Subject, example.Body, [.. lines.Where(l => !l.StartsWith("X-Att", StringComparison.Ordinal))], files));
    }
}
