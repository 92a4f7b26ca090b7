using System.IO.Compression;
using System.Text;
using Varamail.Guideline;
using Varamail.Guideline.Schedule;

namespace Varamail.Tests.Guideline.Handling;

internal sealed class RecordsScheduleTests
{
    /// <summary>As another municipality writes it: a title above, other headings, rows that only name a process, commas, Windows-1252.</summary>
    private const string Other = """
        Dokumenthanteringsplan för Norrsjö kommun,,,,,
        Antagen 2024-02-12,,,,,

        Klassificering,Handling,Diarieförs,Bevara/Gallra,Gallring,Sekretess,Förvaringsplats,Kommentarer
        2.1,Trafik och gator,,,,,,
        2.1.1,"Felanmälan, hål i gata",Nej,Gallras,1 år,,E-post,
        2.1.2,Trafikföreskrift – begäran från enskild,Ja,Bevaras,,,Platina,
        2.1.3,Skadeståndskrav,D,Gallras,10 år efter avslut,,Diariet,krav på ersättning för skada
        2.2,,,,,,,Rubrik
        2.2.1,Elevärende,Elevakt,Bevaras,,23:2,Skolsystemet,
        2.2.2,Ansökan om parkeringstillstånd,Verksamhetssystem,Gallras,2 år,26:1,Trafiksystemet,

        """;

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
            Assert.That(suggested[0].Reason, Does.StartWith("Meddelandet nämner "));
        });
    }

    [Test]
    public void A_text_without_known_words_gets_no_suggestion() => Assert.That(RecordsSchedule.Sample.Suggest("xyzzy"), Is.Empty);

    [Test]
    public void What_is_to_be_registered_is_never_offered_a_row_that_is_not()
    {
        const string Text = "När har ni öppet, var finns blanketten för klagomål?";
        Assert.That(RecordsSchedule.Sample.Suggest(Text).Select(s => s.Row.Target), Has.Some.Null);
        Assert.That(RecordsSchedule.Sample.Suggest(Text, registered: true).Select(s => s.Row.Target), Is.Not.Empty.And.None.Null);
    }

    [Test]
    public void Rows_of_the_mailboxs_own_committee_come_first_among_equals()
    {
        ScheduleRow Row(string authority) => new("", authority, "", "", "Ansökan", Registering.Diary, "", "", "", "", "", "");
        var schedule = new RecordsSchedule([Row("Kultur- och fritidsnämnden"), Row("Byggnadsnämnden")]);
        Assert.Multiple(() =>
        {
            Assert.That(schedule.Suggest("ansökan")[0].Row.Authority, Does.StartWith("Kultur"));
            Assert.That(schedule.Suggest("ansökan", "Miljö- och byggnadsnämnden")[0].Row.Authority, Does.StartWith("Bygg"));
        });
    }

    [Test]
    public void Another_municipalitys_plan_is_understood()
    {
        using var file = new MemoryStream(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Other));
        var schedule = new RecordsSchedule(ScheduleReader.Read(file));
        Assert.Multiple(() =>
        {
            Assert.That(
                schedule.Rows.Where(r => r.ClassificationCode.Length > 3).Select(r => (r.DocumentType, r.Target)),
                Is.EqualTo(
                    new (string, Target?)[]
                    {
                        ("Felanmälan, hål i gata", null),
                        ("Trafikföreskrift – begäran från enskild", Target.Evolution),
                        ("Skadeståndskrav", Target.Evolution),
                        ("Elevärende", Target.PersonalFile),
                        ("Ansökan om parkeringstillstånd", Target.OtherSystem),
                    }
                )
            );
            var found = schedule.Suggest("Jag vill ansöka om parkeringstillstånd för rörelsehindrad")[0].Row;
            Assert.That((found.ClassificationCode, found.Retention, found.Secrecy, found.Storage), Is.EqualTo(("2.2.2", "2 år", "26:1", "Trafiksystemet")));
        });
    }

    [TestCase("Handling;Gallring;Förvaring;Kommentar")]
    [TestCase("Beskrivning;Gallringsfrist;System;Anmärkning")]
    [TestCase("Rutin/handling;Gallringstid;Förvaringsplats;Anm.")]
    public void Other_municipalities_headings_are_understood(string headings)
    {
        var row = ReadCsv(headings + "\r\n\"Protokoll; justerat\";2 år;Evolution;obs\r\n").Single();
        Assert.That((row.DocumentType, row.Retention, row.Storage, row.Note), Is.EqualTo(("Protokoll; justerat", "2 år", "Evolution", "obs")));
    }

    [TestCase("Diarieförs", Registering.Diary)]
    [TestCase("Diarieförs i ärendehanteringssystemet", Registering.Diary)]
    [TestCase("Registreras", Registering.Diary)]
    [TestCase("Ja", Registering.Diary)]
    [TestCase("Diarieförs ej", Registering.NotRegistered)]
    [TestCase("Personakt", Registering.PersonalFile)]
    [TestCase("Barn- och elevakt", Registering.PersonalFile)]
    [TestCase("Förs till akten", Registering.PersonalFile)]
    [TestCase("Personalakter", Registering.PersonalFile)]
    [TestCase("Aktuellt verksamhetssystem", Registering.OtherSystem)]
    [TestCase("Registreras, kontakta registrator", Registering.Diary)]
    [TestCase("Registreras i Ekonomisystem", Registering.OtherSystem)]
    [TestCase("Hålls ordnad kronologiskt", Registering.KeptOrdered)]
    [TestCase("Förvaras systematiskt", Registering.KeptOrdered)]
    [TestCase("", Registering.KeptOrdered)]
    public void The_usual_words_about_registering_are_understood(string text, Registering expected) =>
        Assert.That(ReadCsv($"Handling;Registrering\nAvtal;{text}\n").Single().Registering, Is.EqualTo(expected));

    [Test]
    public void A_workbook_is_read_by_its_cell_names_and_by_values_not_formulas()
    {
        using var workbook = Workbook(
            """<row r="3"><c r="A3" t="inlineStr"><is><t>Handlingstyp</t></is></c><c r="C3" t="s"><v>0</v></c><c r="D3" t="inlineStr"><is><t>Gallringsfrist</t></is></c></row>"""
                + """<row r="4"><c r="A4" t="inlineStr"><is><t>Avtal</t></is></c><c r="B4"/><c r="C4" t="s"><v>1</v></c><c r="D4" t="str"><f>CONCATENATE(2," år")</f><v>2 år</v></c></row>"""
        );
        var row = ScheduleReader.Read(workbook).Single();
        Assert.That((row.DocumentType, row.Target, row.Retention), Is.EqualTo(("Avtal", (Target?)Target.Evolution, "2 år")));
    }

    [Test]
    public void What_can_not_be_understood_is_told_by_row_and_column()
    {
        var csv = "Plan;;\n;;\nHandling;Registrering;Gallring\nAvtal;Kanske;2 år\n;Diarieförs;2 år\nProtokoll;Diarieförs;#REF!\nBrev;Diarieförs;\n";
        var faults = Assert.Throws<UnreadableScheduleException>(() => ReadCsv(csv))!.Faults;
        Assert.That(
            faults.Select(f => (f.Row, f.Column)),
            Is.EqualTo(new[] { (4, "Registrering"), (5, "Handling"), (6, "Gallring") })
        );
        Assert.That(faults[0].ToString(), Does.StartWith("row 4, column Registrering: ”Kanske” isn't understood."));
    }

    [Test]
    public void In_a_workbook_the_row_is_the_spreadsheets_own()
    {
        using var workbook = Workbook(
            """<row r="2"><c r="A2" t="inlineStr"><is><t>Handling</t></is></c><c r="B2" t="inlineStr"><is><t>Registrering</t></is></c></row>"""
                + """<row r="9"><c r="A9" t="inlineStr"><is><t>Avtal</t></is></c><c r="B9" t="inlineStr"><is><t>Kanske</t></is></c></row>"""
        );
        Assert.That(() => ScheduleReader.Read(workbook), Throws.TypeOf<UnreadableScheduleException>().With.Message.Contains("row 9, column Registrering"));
    }

    [Test]
    public void An_empty_text_that_the_workbook_shares_keeps_its_number()
    {
        using var workbook = Workbook(
            """<row r="1"><c r="A1" t="inlineStr"><is><t>Handling</t></is></c></row><row r="2"><c r="A2" t="s"><v>3</v></c></row>"""
        );
        Assert.That(ScheduleReader.Read(workbook).Single().DocumentType, Is.EqualTo("Avtal"));
    }

    [Test]
    public void A_plan_that_the_spreadsheet_saved_in_utf_16_is_read()
    {
        using var file = new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Handling\tGallring\nAnsökan\t2 år\n")]);
        Assert.That(ScheduleReader.Read(file).Single().DocumentType, Is.EqualTo("Ansökan"));
    }

    [Test]
    public void A_message_that_is_nothing_but_words_of_the_plan_is_searched_for_all_of_them()
    {
        var words = Enumerable.Range(1, 700).Select(n => $"kvarn{n}").ToList();
        var schedule = new RecordsSchedule([new ScheduleRow("", "", "", "", "Kvarnar", Registering.Diary, "", "", "", "", string.Join(", ", words), "")]);
        Assert.That(schedule.Suggest(string.Join(' ', words)).Single().Row.DocumentType, Is.EqualTo("Kvarnar"));
    }

    [TestCase("a;b\n1;2\n", "No column names document types")]
    [TestCase("Handling;Gallring\n", "row 1, column Handling: no document type")]
    [TestCase("Handling;Gallring\nAvtal;\"2 år\nBrev;1 år\n", "row 2: a quotation mark opens here and never closes")]
    [TestCase("PK\u0003\u0004nonsense", "no Excel workbook")]
    public void A_file_that_is_no_schedule_is_refused_with_the_reason(string text, string reason) =>
        Assert.That(() => ReadCsv(text), Throws.TypeOf<UnreadableScheduleException>().With.Message.Contains(reason));

    private static IReadOnlyList<ScheduleRow> ReadCsv(string text)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ScheduleReader.Read(csv);
    }

    private static MemoryStream Workbook(string rows)
    {
        var workbook = new MemoryStream();
        using (var zip = new ZipArchive(workbook, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "xl/sharedStrings.xml", "<sst><si><t>Registrering</t></si><si><r><t>Diarie</t></r><r><t>förs</t></r></si><si/><si><t>Avtal</t></si></sst>");
            Write(zip, "xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>");
        }
        workbook.Position = 0;
        return workbook;

        static void Write(ZipArchive zip, string name, string text)
        {
            using var entry = new StreamWriter(zip.CreateEntry(name).Open());
            entry.Write(text);
        }
    }
}
