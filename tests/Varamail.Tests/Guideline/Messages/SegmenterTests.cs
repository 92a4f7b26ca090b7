using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>Whose words they are, in the languages that a Swedish municipality gets mail in.</summary>
internal sealed class SegmenterTests
{
    private static Standing At(string text, string words)
    {
        var segments = Segmenter.Of(text);
        Assert.That(segments.Sum(s => s.Length), Is.EqualTo(text.Length));
        return new Part("body", text, segments).StandingAt(text.IndexOf(words, StringComparison.Ordinal));
    }

    [TestCase("Från: Anna Ek <anna@example.org>\nSkickat: den 10 november 2026 09:58\nTill: Bo\nÄmne: X")]
    [TestCase("Från: Anna Ek\nDatum: tisdag 10 november 2026\nTill: Bo\nKopia: Cecilia\nÄmne: X")]
    [TestCase("*Från:* Anna Ek\n*Skickat:* den 10 november 2026\n*Till:* Bo\n*Ämne:* X")]
    [TestCase("From: Anna Ek <anna@example.org>\nSent: Tuesday, 10 November 2026 09:58\nTo: Bo\nSubject: X")]
    [TestCase("Lähettäjä: Anna Ek\nLähetetty: tiistai 10. marraskuuta 2026 9.58\nVastaanottaja: Bo\nAihe: X")]
    [TestCase("Von: Anna Ek <anna@example.org>\nGesendet: Dienstag, 10. November 2026 09:58\nAn: Bo\nBetreff: X")]
    [TestCase("Fra: Anna Ek <anna@example.org>\nSendt: tirsdag 10. november 2026 09:58\nTil: Bo\nEmne: X")]
    [TestCase("Fra: Anna Ek\nDato: tirsdag den 10. november 2026\nTil: Bo\nKopi: Carl\nEmne: X")]
    [TestCase("-----Ursprungligt meddelande-----")]
    [TestCase("-------- Originalmeddelande --------")]
    [TestCase("-----Original Message-----")]
    [TestCase("-----Alkuperäinen viesti-----")]
    [TestCase("-----Ursprüngliche Nachricht-----")]
    [TestCase("-----Opprinnelig melding-----")]
    [TestCase("-----Oprindelig meddelelse-----")]
    [TestCase("________________________________\nFrån: Anna Ek\nSkickat: den 10 november 2026\nTill: Bo\nÄmne: X")]
    [TestCase("---------- Forwarded message ---------")]
    [TestCase("---------- Vidarebefordrat meddelande ---------")]
    [TestCase("---------- Weitergeleitete Nachricht ---------")]
    [TestCase("---------- Edelleenlähetetty viesti ---------")]
    [TestCase("---------- Videresendt melding ---------")]
    [TestCase("---------- Videresendt besked ---------")]
    [TestCase("Begin forwarded message:")]
    [TestCase("Vidarebefordrat brev:")]
    [TestCase("Anfang der weitergeleiteten Nachricht:")]
    [TestCase("Start på videresendt besked:")]
    [TestCase("Den tis 10 nov. 2026 kl 09:58 skrev Anna Ek <anna@example.org>:")]
    [TestCase("10 nov. 2026 kl. 09:58 skrev Anna Ek <anna@example.org>:")]
    [TestCase("Bo Ek skrev den 2026-11-10 09:58:")]
    [TestCase("Den tis 10 nov. 2026 kl 09:58 skrev Anna Ek\n<anna.med.en.lang.adress@example.org>:")]
    [TestCase("On Tue, 10 Nov 2026 at 09:58, Anna Ek <anna@example.org> wrote:")]
    [TestCase("On Tue, 10 Nov 2026 at 09:58, Anna Ek <\nanna@example.org> wrote:")]
    [TestCase("Am 10.11.2026 um 09:58 schrieb Anna Ek <anna@example.org>:")]
    [TestCase("ti 10. marrask. 2026 klo 9.58 Anna Ek (anna@example.org) kirjoitti:")]
    [TestCase("tir. 10. nov. 2026 kl. 09:58 skrev Anna Ek <anna@example.org>:")]
    [TestCase("Den tirs. 10. nov. 2026 kl. 09.58 skrev Anna Ek <anna@example.org>:")]
    public void The_older_letter_is_quoted(string introduction)
    {
        var text = $"Mitt svar.\n\n{introduction}\n\nDet äldre brevet.";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(text, "Mitt svar"), Is.EqualTo(Standing.Own));
            Assert.That(At(text, introduction.Split('\n')[^1]), Is.EqualTo(Standing.Quoted));
            Assert.That(At(text, "Det äldre brevet"), Is.EqualTo(Standing.Quoted));
        }
    }

    [TestCase("Den 3 maj skrev jag till er:")]
    [TestCase("I wrote to you on 10 May 2026:")]
    [TestCase("Så här skrev kommunen:")]
    [TestCase("Från: Vara station")]
    [TestCase("Namn: Anna Ek\nE-post: anna@example.org\nTelefon: 0512-310 00")]
    [TestCase("------------------")]
    [TestCase("---- Program ----")]
    [TestCase("Datum: 10 november 2026\nTid: 09:00")]
    public void The_writers_own_words_are_not_taken_for_quotation(string own)
    {
        var text = $"Hej!\n\n{own}\n\nMin son har diagnosen autism.";
        Assert.That(At(text, "Min son"), Is.EqualTo(Standing.Own));
    }

    [Test]
    public void Answers_between_quoted_lines_are_the_writers_own()
    {
        const string text = "Den tis 10 nov. 2026 kl 09:58 skrev Anna Ek <anna@example.org>:\n> Fråga ett?\nSvar ett.\n>> Fråga två?\nSvar två.";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(text, "Den tis"), Is.EqualTo(Standing.Quoted));
            Assert.That(At(text, "> Fråga ett"), Is.EqualTo(Standing.Quoted));
            Assert.That(At(text, "Svar ett"), Is.EqualTo(Standing.Own));
            Assert.That(At(text, ">> Fråga"), Is.EqualTo(Standing.Quoted));
            Assert.That(At(text, "Svar två"), Is.EqualTo(Standing.Own));
        }
    }

    [TestCase("Med vänlig hälsning")]
    [TestCase("Med vänliga hälsningar,")]
    [TestCase("Mvh")]
    [TestCase("Bästa hälsningar")]
    [TestCase("Best regards,")]
    [TestCase("Yours faithfully")]
    [TestCase("Mit freundlichen Grüßen")]
    [TestCase("Viele Grüße")]
    [TestCase("Med venlig hilsen")]
    [TestCase("Vennlig hilsen")]
    [TestCase("Hilsen")]
    [TestCase("Ystävällisin terveisin")]
    public void What_follows_a_closing_is_signature(string closing)
    {
        var text = $"Hej!\n\nBrevet.\n\n{closing}\n\nAnna Ek\nHandläggare\n0512-310 00";
        Assert.That(At(text, "Anna Ek"), Is.EqualTo(Standing.Signature));
        Assert.That(At(text, "Brevet"), Is.EqualTo(Standing.Own));
    }

    [Test]
    public void A_postscript_is_the_writers_own() => Assert.That(At("Brevet.\n\nMvh\nAnna\n\nPS Min son har diagnosen autism.", "Min son"), Is.EqualTo(Standing.Own));

    [TestCase("/Kontaktcenter")]
    [TestCase("/ Anna")]
    public void A_name_after_a_stroke_is_signature(string name) => Assert.That(At($"Hej, tar ni det?\n\n{name}", name), Is.EqualTo(Standing.Signature));

    [TestCase("/")]
    [TestCase("/Anna/Bo/Cecilia går dit")]
    public void Not_every_stroke_is(string line) => Assert.That(At($"Hej!\n\n{line}\n\nMin son har diagnosen autism, och det vill jag berätta om.", line), Is.EqualTo(Standing.Own));

    [TestCase("Skickat från min iPhone")]
    [TestCase("Skickat från Outlook för iOS")]
    [TestCase("Skickat från min Samsung Galaxy-smartphone.")]
    [TestCase("Skickat från Yahoo Mail för iPad")]
    [TestCase("Hämta Outlook för Android")]
    [TestCase("Sent from my iPhone")]
    [TestCase("Sent from Mail for Windows")]
    [TestCase("Get Outlook for iOS")]
    [TestCase("Von meinem iPhone gesendet")]
    [TestCase("Gesendet von Outlook für Android")]
    [TestCase("Lähetetty iPhonesta")]
    [TestCase("Hanki Outlook for iOS")]
    [TestCase("Sendt fra min iPhone")]
    [TestCase("Hent Outlook til iOS")]
    public void A_devices_line_is_signature(string line) => Assert.That(At($"Brevet.\n\n{line}", line), Is.EqualTo(Standing.Signature));

    [TestCase("Jag har tappat min iPhone och vill skicka in en anmälan.")]
    [TestCase("Kan ni skicka fakturan till min iPhone?")]
    public void A_line_about_a_device_is_not(string line) => Assert.That(At($"Hej!\n\n{line}", line), Is.EqualTo(Standing.Own));

    [TestCase("Detta meddelande är endast avsett för adressaten och kan innehålla konfidentiell information.")]
    [TestCase("När du skickar e-post till Vara kommun behandlar vi dina personuppgifter.")]
    [TestCase("Detta mejl kan innehålla sekretessbelagda uppgifter.")]
    [TestCase("This e-mail is confidential and intended for the addressee only.")]
    [TestCase("Diese E-Mail enthält vertrauliche Informationen.")]
    [TestCase("Denne e-mail kan indeholde fortrolig information.")]
    [TestCase("Denne e-posten kan inneholde fortrolig informasjon.")]
    [TestCase("Tämä viesti saattaa sisältää luottamuksellista tietoa.")]
    [TestCase("Du får inte ofta e-post från anna@example.org. Läs om varför detta är viktigt")]
    [TestCase("Tänk på miljön innan du skriver ut det här mejlet")]
    public void A_disclaimer_is_told_apart(string disclaimer)
    {
        var text = $"Min son har diagnosen autism.\n\n{disclaimer}";
        Assert.That(At(text, disclaimer), Is.EqualTo(Standing.Disclaimer));
        Assert.That(At(text, "Min son"), Is.EqualTo(Standing.Own));
    }

    [TestCase("Min son har diagnosen autism.\nMed vänlig hälsning\nAnna Ek\nEks Bygg AB\nDetta meddelande är endast avsett för adressaten.")]
    [TestCase("Min son har diagnosen autism.\nDetta meddelande kan vara hemligt enligt den lag som gäller och är därför\nendast avsett för adressaten.")]
    public void A_disclaimer_takes_no_letter_that_stands_close_above_it(string text)
    {
        Assert.That(At(text, "Min son"), Is.EqualTo(Standing.Own));
        Assert.That(At(text, "Detta meddelande"), Is.EqualTo(Standing.Disclaimer));
    }

    [Test]
    public void Outlooks_html_tells_the_older_letter_by_its_mark()
    {
        const string html = "<p>Svar</p><div id=\"divRplyFwdMsg\"><b>Från:</b> A<br><b>Skickat:</b> x</div><div>Det äldre brevet.</div>";
        var body = MessageReader.Read(Encoding.UTF8.GetBytes("From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html)).Body;
        Assert.That(body.StandingAt(0), Is.EqualTo(Standing.Own));
        Assert.That(body.StandingAt(body.Text.IndexOf("Det äldre", StringComparison.Ordinal)), Is.EqualTo(Standing.Quoted));
    }
}
