using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Varamail.Guideline.Schedule;

/// <summary>Reads a records schedule from CSV or XLSX. Municipalities name their columns differently: every usual heading is known.</summary>
public static class ScheduleReader
{
    private const long LargestPart = 64 * 1024 * 1024;

    private static readonly (string Column, string[] Headings)[] Synonyms =
    [
        ("id", ["id", "nr", "radnr", "handlingsid"]),
        ("authority", ["nämnd/verksamhet", "nämnd", "verksamhet", "myndighet", "verksamhetsområde", "förvaltning"]),
        ("process", ["process", "processgrupp", "aktivitet", "delprocess", "rutin"]),
        ("code", ["klassificeringskod", "klassificering", "kod", "klassificeringsstruktur", "punktnotation"]),
        ("type", ["handlingstyp", "handling", "handlingar", "beskrivning", "rutin/handling", "handlingsslag", "benämning"]),
        ("registering", ["registrering", "registreras", "diarieföring", "diarieförs", "reg"]),
        ("disposal", ["bevaras/gallras", "bevara/gallra", "bevarande/gallring", "bevarande", "gallras/bevaras", "b/g"]),
        ("retention", ["gallringsfrist", "gallring", "gallras", "frist", "bevarandetid"]),
        ("secrecy", ["sekretess (osl-lagrum)", "sekretess", "lagrum", "osl"]),
        ("storage", ["förvaring/system", "förvaring", "förvaringsplats", "system", "plats", "media"]),
        ("keywords", ["nyckelord (e-post)", "nyckelord", "sökord"]),
        ("note", ["anmärkning", "kommentar", "kommentarer", "anm"]),
    ];

    /// <exception cref="FormatException">No column names document types.</exception>
    public static IReadOnlyList<ScheduleRow> ReadCsv(Stream csv)
    {
        using var reader = new StreamReader(csv, Encoding.UTF8);
        return Map(Split(reader.ReadToEnd()));
    }

    /// <summary>RFC 4180 with the delimiter that the first line uses most: Swedish spreadsheets write semicolons.</summary>
    private static List<string[]> Split(string text)
    {
        var line = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length);
        var delimiter = line.Count(';') >= Math.Max(line.Count(','), line.Count('\t')) ? ';' : line.Contains('\t') ? '\t' : ',';
        var rows = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && (c == delimiter || c == '\n'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. cells]);
                    cells.Clear();
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        cells.Add(cell.ToString());
        rows.Add([.. cells]);
        return rows;
    }

    /// <summary>The first sheet of a workbook.</summary>
    /// <exception cref="FormatException">No column names document types, or the file is no workbook.</exception>
    public static IReadOnlyList<ScheduleRow> ReadXlsx(Stream workbook)
    {
        try
        {
            using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
            var shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings ? ReadShared(strings) : [];
            var sheet =
                zip.GetEntry("xl/worksheets/sheet1.xml")
                ?? zip.Entries.FirstOrDefault(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                ?? throw new FormatException("The workbook has no sheet.");
            return Map(ReadSheet(sheet, shared));
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            throw new FormatException("The file is no workbook.", e);
        }
    }

    private static List<ScheduleRow> Map(List<string[]> table)
    {
        var heading = table.FindIndex(r => r.Any(c => Column(c) == "type"));
        if (heading < 0)
        {
            throw new FormatException("No column names document types (Handlingstyp, Handling, Beskrivning).");
        }
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < table[heading].Length; i++)
        {
            if (Column(table[heading][i]) is { } column)
            {
                columns.TryAdd(column, i);
            }
        }
        return
        [
            .. table
                .Skip(heading + 1)
                .Select(row =>
                {
                    string Cell(string column) => columns.TryGetValue(column, out var i) && i < row.Length ? row[i].Trim() : "";
                    return new ScheduleRow(
                        Cell("id"),
                        Cell("authority"),
                        Cell("process"),
                        Cell("code"),
                        Cell("type"),
                        ReadRegistering(Cell("registering"), Cell("storage")),
                        Cell("disposal"),
                        Cell("retention"),
                        Cell("secrecy"),
                        Cell("storage"),
                        Cell("keywords"),
                        Cell("note")
                    );
                })
                .Where(r => r.DocumentType.Length > 0),
        ];
    }

    private static string? Column(string heading)
    {
        var plain = heading.Trim().TrimStart('\ufeff').ToLowerInvariant();
        foreach (var (column, headings) in Synonyms)
        {
            if (headings.Contains(plain))
            {
                return column;
            }
        }
        return null;
    }

    private static Registering ReadRegistering(string text, string storage)
    {
        bool Says(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Says("ej") || Says("inte") || Says("nej"))
        {
            return Registering.NotRegistered;
        }
        if (Says("akt"))
        {
            return Registering.PersonalFile;
        }
        if (Says("system"))
        {
            return Registering.OtherSystem;
        }
        if (Says("ordn"))
        {
            return Registering.KeptOrdered;
        }
        return Says("diarie") || Says("ja") || storage.Contains("diari", StringComparison.OrdinalIgnoreCase) ? Registering.Diary : Registering.KeptOrdered;
    }

    private static List<string> ReadShared(ZipArchiveEntry entry)
    {
        var all = new List<string>();
        using var reader = Open(entry);
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "si")
            {
                all.Add(text.ToString());
                text.Clear();
            }
        }
        return all;
    }

    private static List<string[]> ReadSheet(ZipArchiveEntry entry, List<string> shared)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        var (column, kind, value) = (0, "", new StringBuilder());
        using var reader = Open(entry);
        while (reader.Read())
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "c"):
                    column = ColumnIndex(reader.GetAttribute("r"), cells.Count);
                    kind = reader.GetAttribute("t") ?? "";
                    value.Clear();
                    break;
                case (XmlNodeType.Text, _):
                    value.Append(reader.Value);
                    break;
                case (XmlNodeType.EndElement, "c"):
                    while (cells.Count < column)
                    {
                        cells.Add("");
                    }
                    var text = value.ToString();
                    cells.Add(kind == "s" && int.TryParse(text, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < shared.Count ? shared[i] : text);
                    break;
                case (XmlNodeType.EndElement, "row"):
                    rows.Add([.. cells]);
                    cells.Clear();
                    break;
                default:
                    break;
            }
        }
        return rows;
    }

    /// <summary>Letters of a cell's name, for example AB of AB12; the next free column when it has none.</summary>
    private static int ColumnIndex(string? reference, int next)
    {
        var index = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(c) || index > 1_000)
            {
                break;
            }
            index = (index * 26) + (c - 'A' + 1);
        }
        return index == 0 ? next : index - 1;
    }

    private static XmlReader Open(ZipArchiveEntry entry) =>
        entry.Length > LargestPart
            ? throw new FormatException("The workbook is too large.")
            : XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = LargestPart, CloseInput = true });
}
