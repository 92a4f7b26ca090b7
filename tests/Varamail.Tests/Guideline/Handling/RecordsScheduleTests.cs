using System.IO.Compression;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Schedule;

namespace Varamail.Tests.Guideline.Handling;

internal sealed class RecordsScheduleTests
{
    [Test]
    public void The_sample_has_all_its_rows() => Assert.That(RecordsSchedule.Sample.Rows, Has.Count.EqualTo(111));

    [TestCase("Jag vill ansöka om bygglov för en carport", "Ansökan om bygglov med ritningar")]
    [TestCase("Jag överklagar beslutet om färdtjänst", "Överklagande av beslut")]
    [TestCase("Vi är oroliga för ett barn, orosanmälan", "Orosanmälan")]
    public void The_right_row_is_among_the_three_suggested_and_says_why(string text, string documentType)
    {
        var suggested = RecordsSchedule.Sample.Suggest(text);
        Assert.Multiple(() =>
        {
            Assert.That(suggested, Has.Count.LessThanOrEqualTo(3));
            Assert.That(suggested.Select(s => s.Row.DocumentType), Does.Contain(documentType));
            Assert.That(suggested[0].Reason, Does.StartWith("Meddelandet"));
        });
    }

    [Test]
    public void A_text_without_known_words_gets_no_suggestion() => Assert.That(RecordsSchedule.Sample.Suggest("xyzzy"), Is.Empty);

    [TestCase("Handling;Gallring;Förvaring;Kommentar")]
    [TestCase("Beskrivning;Gallringsfrist;System;Anmärkning")]
    public void Other_municipalities_headings_are_understood(string headings)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(headings + "\r\n\"Protokoll; justerat\";2 år;Evolution;obs\r\n"));
        var row = ScheduleReader.ReadCsv(csv).Single();
        Assert.That((row.DocumentType, row.Retention, row.Storage, row.Note), Is.EqualTo(("Protokoll; justerat", "2 år", "Evolution", "obs")));
    }

    [Test]
    public void A_workbook_is_read_by_its_cell_names()
    {
        using var workbook = new MemoryStream();
        using (var zip = new ZipArchive(workbook, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            sheet.Write(
                "<worksheet><sheetData><row><c r=\"A1\" t=\"inlineStr\"><is><t>Handlingstyp</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Registrering</t></is></c></row>"
                    + "<row><c r=\"A2\" t=\"inlineStr\"><is><t>Avtal</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>Diarieförs</t></is></c></row></sheetData></worksheet>"
            );
        }
        workbook.Position = 0;
        var row = ScheduleReader.ReadXlsx(workbook).Single();
        Assert.That((row.DocumentType, row.Target), Is.EqualTo(("Avtal", (Target?)Target.Evolution)));
    }

    [Test]
    public void A_file_without_document_types_is_refused()
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes("a;b\n1;2\n"));
        Assert.Throws<FormatException>(() => ScheduleReader.ReadCsv(csv));
    }
}
