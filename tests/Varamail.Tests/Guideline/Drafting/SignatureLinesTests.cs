using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Tests.Guideline.Drafting;

internal sealed class SignatureLinesTests
{
    private static readonly Department Bygg = new("bygg", "Samhällsbyggnad", "Byggnadsnämnden", "BYN", Telephone: "0512-310 02");
    private static readonly Department Kansli = new("kansli", "Kansliet", "Kommunstyrelsen", "KS");
    private static readonly Mailbox Henrik = new("henrik@vara.se", MailboxKind.Individual, "bygg", "Henrik Strand", Telephone: "+46 512 310 03");
    private static readonly Mailbox Karin = new("karin@vara.se", MailboxKind.Individual, "kansli", "Karin Ekdahl");
    private static readonly Mailbox Bygglov = new("bygglov@vara.se", MailboxKind.Functional, "bygg", "Bygglov");

    [Test]
    public void What_is_the_same_for_everybody_is_filled_in_and_what_nobody_knows_costs_its_line()
    {
        DraftOptions options = new() { Privacy = "Personuppgifter: www.vara.se/gdpr" };
        Assert.That(
            SignatureLines.Of(options, Vara("0512-310 00", "www.vara.se")),
            Is.EqualTo("Med vänlig hälsning\n\n{name}\n{title}\n{department}\n{mailbox}\nVara kommun\n{telephone}\nwww.vara.se\nPersonuppgifter: www.vara.se/gdpr")
        );
        Assert.That(
            SignatureLines.Of(new DraftOptions(), Vara(null, null) with { Departments = [Kansli], Mailboxes = [Karin] }),
            Is.EqualTo("Med vänlig hälsning\n\n{name}\n{title}\n{department}\n{mailbox}\nVara kommun")
        );
    }

    [Test]
    public void The_nearest_telephone_is_given()
    {
        var vara = Vara("0512-310 00", null);
        Assert.That(
            (vara.TelephoneOf(Bygglov, Karin), vara.TelephoneOf(Henrik, Henrik), vara.TelephoneOf(Karin, Karin), vara.TelephoneOf(Bygglov, Henrik)),
            Is.EqualTo(("0512-310 02", "+46 512 310 03", "0512-310 00", "+46 512 310 03"))
        );
    }

    [Test]
    public void Telephones_are_hashed_by_their_digits_however_they_are_written() =>
        Assert.That(
            SignatureLines.Telephones(Vara("0512-310 03", null)),
            Is.EqualTo(string.Concat(new[] { StaffNames.Hash("051231002"), StaffNames.Hash("051231003") }.Order(StringComparer.Ordinal)))
        );

    private static Municipality Vara(string? telephone, string? website) =>
        new("Vara kommun", ["vara.se"], "Europe/Stockholm", "karin@vara.se", "it@vara.se", "karin@vara.se", [Bygg, Kansli], [Henrik, Karin, Bygglov], [], null, telephone, website);
}
