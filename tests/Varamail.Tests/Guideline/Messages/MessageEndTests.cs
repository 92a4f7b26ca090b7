using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

[TestFixture]
internal sealed class MessageEndTests
{
    private const string Whole = """
        From: a@example.org
        To: b@vara.se
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="yttre kant"

        --yttre kant
        Content-Type: multipart/alternative; boundary=inre

        --inre
        Content-Type: text/plain

        Hej
        --inre--

        --yttre kant
        Content-Type: application/octet-stream; name="ritning.bin"
        Content-Transfer-Encoding: base64

        QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=
        --yttre kant--

        """;

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("Skickat från min telefon\n")]
    public void A_message_with_its_last_boundary_is_whole(string after) => Assert.That(IsCutOff(Whole + after), Is.False);

    [Test]
    public void A_last_boundary_without_a_line_end_is_one() => Assert.That(IsCutOff(Whole.TrimEnd()), Is.False);

    [Test]
    public void A_long_text_after_the_last_boundary_hides_it_not() =>
        Assert.That(IsCutOff(Whole + string.Concat(Enumerable.Repeat("En rad efter slutet.\n", 1000))), Is.False);

    [Test]
    public void Wherever_it_is_cut_off_after_its_first_boundary_it_is_noticed()
    {
        var whole = Whole.TrimEnd();
        var first = whole.IndexOf("\n--yttre", StringComparison.Ordinal) + 15;

        var unnoticed = Enumerable.Range(first, whole.Length - first).Where(length => !IsCutOff(whole[..length]));

        Assert.That(unnoticed, Is.Empty);
    }

    [TestCase("QUJDREVG", false)]
    [TestCase("QUJDREVGRw==", false)]
    [TestCase("QUJDREV", true)]
    [TestCase("QUJDREVGRw=", true)]
    public void A_single_base64_part_ends_with_a_whole_group(string content, bool isCutOff) =>
        Assert.That(IsCutOff($"From: a@example.org\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{content}\n"), Is.EqualTo(isCutOff));

    [TestCase("From: a@example.org\n\nHej, det här är")]
    [TestCase("From: a@example.org\nContent-Type: multipart/mixed\n\nEn kant fattas helt")]
    public void What_nobody_can_tell_is_not_said(string message) => Assert.That(IsCutOff(message), Is.False);

    [Test]
    public void An_attached_message_alone_has_its_own_end()
    {
        var attached = "From: a@example.org\nContent-Type: message/rfc822\n\n" + Whole.TrimEnd();

        Assert.That(IsCutOff(attached), Is.False);
        Assert.That(IsCutOff(attached[..^3]), Is.True);
    }

    private static bool IsCutOff(string message) =>
        MessageReader.Read(Encoding.UTF8.GetBytes(message)).Unread.Any(u => u is { Where: "message", Cause: UnreadCause.CutOff });
}
