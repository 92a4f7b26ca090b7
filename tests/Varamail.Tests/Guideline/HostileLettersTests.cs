using System.Diagnostics;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline;

/// <summary>Letters made to hold the judge up: whatever they repeat, from bytes to verdict their cost grows with their length.</summary>
[NonParallelizable]
internal sealed class HostileLettersTests
{
    private const int Short = 150_000;
    private const int Longer = 8;

    /// <summary>What grows with the square takes 64 times as long for eight times the text. The rest of the room is for other work on the machine.</summary>
    private const double Allowed = 24;
    private const int Attempts = 8;

    private static readonly Assessor Assessor = new(Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json"))));

    [TestCase("0123456789")]
    [TestCase("0123456789 ")]
    [TestCase("1900-01-01 ")]
    [TestCase("19820667-9881 ")]
    [TestCase("2026 ")]
    [TestCase("KS 2026/1 ")]
    [TestCase("a")]
    [TestCase(" ")]
    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("@")]
    [TestCase("a@b.se ")]
    [TestCase("ANNA EK ")]
    [TestCase("?")]
    [TestCase("vad är det? ")]
    [TestCase(". ")]
    [TestCase(">")]
    [TestCase("> > >\n")]
    [TestCase("> jag\njag har cancer\n")]
    [TestCase("Den 3 maj skrev A:\n> x\n\n")]
    [TestCase("Från: a\nx\n")]
    [TestCase("mvh\nAnna\n\nHej igen alla glada kamrater där ute i världen, vad ni är bra.\n\n")]
    [TestCase("Från: a\n")]
    [TestCase("Från: a\nTill: b\nx\nx\n")]
    [TestCase("jag har cancer. ")]
    [TestCase("cancer ")]
    [TestCase("lösenord är: ")]
    [TestCase("jag vill överklaga ")]
    [TestCase("hur överklagar man ")]
    [TestCase("intended only ")]
    [TestCase("a\u0301")]
    [TestCase("\u200d")]
    public void A_text_costs_its_length(string repeated) => CostsItsLength("text/plain", "", repeated);

    [TestCase("", "<div>")]
    [TestCase("", "<div>a</div>")]
    [TestCase("", "</b><b>")]
    [TestCase("", "<a href='x")]
    [TestCase("", "<a href='http://a.se/x'>http://b.se</a> ")]
    [TestCase("", "<p style='")]
    [TestCase("", "<table><tr><td>x")]
    [TestCase("<i><i><i><i>", "<td>x<i>")]
    [TestCase("", "<blockquote>jag har cancer")]
    [TestCase("", "&amp")]
    [TestCase("", "&ab;")]
    [TestCase("", "&abcdefgh;")]
    [TestCase("", "<!--")]
    [TestCase("<style>", "@a{}")]
    [TestCase("<style>", "@a;")]
    [TestCase("<style>", "a,b{color:red}")]
    public void Html_costs_its_length(string first, string repeated) => CostsItsLength("text/html", first, repeated);

    [Test]
    public void A_header_bomb_costs_its_length() =>
        CostsItsLength(length => Encoding.UTF8.GetBytes("From: a@example.org\r\nTo: " + Repeat("a@b.se, ", length / 2) + "b@vara.se\r\n" + Repeat("X-A: =?utf-8?q?=C3=A5?=\r\n", length / 2) + "\r\nHej"));

    [Test]
    public void Ten_thousand_multiparts_within_each_other_are_read_and_what_lies_too_deep_is_told()
    {
        var nested = new StringBuilder("From: a@example.org\r\n");
        for (var depth = 0; depth < 10_000; depth++)
        {
            nested.Append("Content-Type: multipart/mixed; boundary=b").Append(depth).Append("\r\n\r\n--b").Append(depth).Append("\r\n");
        }

        var message = MessageReader.Read(Encoding.UTF8.GetBytes(nested.Append("\r\nHej").ToString()));
        Assert.That(Judge(message).Reasons, Is.Not.Empty);
    }

    private static void CostsItsLength(string type, string first, string repeated) =>
        CostsItsLength(length => Encoding.UTF8.GetBytes($"From: Anna Ek <a@example.org>\r\nTo: bygglov@vara.se\r\nSubject: x\r\nContent-Type: {type}; charset=utf-8\r\n\r\n" + first + Repeat(repeated, length)));

    private static void CostsItsLength(Func<int, byte[]> letter)
    {
        var (little, much) = (letter(Short), letter(Short * Longer));
        Cost(little);
        var (least, most) = (Cost(little), double.MaxValue);
        for (var attempt = 0; attempt < Attempts && most > least * Allowed; attempt++)
        {
            least = Math.Min(least, Cost(little));
            most = Math.Min(most, Cost(much));
        }

        Assert.That(most, Is.LessThanOrEqualTo(least * Allowed), $"{Longer} times the length");
    }

    /// <summary>In any unit; at least that of a letter that no clock can tell from nothing.</summary>
    private static double Cost(byte[] letter)
    {
        var since = Stopwatch.GetTimestamp();
        var verdict = Judge(MessageReader.Read(letter));
        var cost = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        Assert.That(verdict.Reasons, Is.Not.Empty);
        return Math.Max(cost, 2);
    }

    private static Assessment Judge(Message message) => Assessor.Assess(message, "bygglov@vara.se", DateTimeOffset.UnixEpoch);

    private static string Repeat(string unit, int length) => new StringBuilder().Insert(0, unit, length / unit.Length).ToString();
}
