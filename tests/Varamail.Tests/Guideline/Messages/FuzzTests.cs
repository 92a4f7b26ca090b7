using System.Text;
using Varamail.Corpus;
using Varamail.Guideline;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>A bounded run of the fuzzer; the long one is a command (tests/Corpus/CORPUS.md).</summary>
internal sealed class FuzzTests
{
    private const int Rounds = 2_000;

    private static Fuzz Fuzz(int seed)
    {
        var own = new OutlookLetter().Text(0x0037, "Ansökan").Text(0x1000, "Hej").Attach("inre", new OutlookLetter().Text(0x0037, "Inre").Attach("a.txt", "innehåll"u8.ToArray())).ToFile();
        var rtf = Encoding.ASCII.GetBytes(@"{\rtf1\ansi{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'ef\'e0\par \u229?tta{\*\x y}}");
        var winmail = new TnefWriter().Subject("x").Property(0x1009, [16, 0, 0, 0, 4, 0, 0, 0, .. "MELA"u8, 0, 0, 0, 0, .. rtf]).Attach("brev.txt", "personnummer"u8.ToArray()).ToFile();
        IReadOnlyList<FuzzMaterial> material =
        [
            .. FuzzMaterial.Of(Repository.At("tests", "Corpus", "messages"), Repository.At("tests", "Varamail.Tests", "Guideline", "Messages", "vectors")),
            new FuzzMaterial("brev.msg", "application/vnd.ms-outlook", own), new FuzzMaterial("brev.rtf", "text/rtf", rtf), new FuzzMaterial("winmail.dat", "application/ms-tnef", winmail),
        ];
        return new Fuzz(material, new Assessor(Municipality.Parse(File.ReadAllText(Repository.At("tests", "Corpus", "vara.json")))), seed);
    }

    [Test]
    public void Damaged_messages_are_read_or_refused_and_nothing_unread_goes_untold()
    {
        var fuzz = Fuzz(4711);
        var failures = Enumerable.Range(0, Rounds).Select(fuzz.Try).Where(f => f is not null).Select(f => $"round {f!.Round}: {f.What}").Take(5);
        Assert.That(string.Join('\n', failures), Is.Empty);
    }

    [Test]
    public void The_same_seed_makes_the_same_messages() => Assert.That(Enumerable.Range(0, 50).Select(Fuzz(1).Make), Is.EqualTo(Enumerable.Range(0, 50).Select(Fuzz(1).Make)));

    [Test]
    public void What_the_reader_does_not_stand_is_noticed()
    {
        var judged_by_nobody = new Fuzz([], null!, 1);
        Assert.That(judged_by_nobody.Check("Subject: x\r\n\r\nHej"u8.ToArray()), Does.StartWith("NullReferenceException"));
    }
}
