using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Schedule;

/// <summary>Rows of cells out of CSV or the first sheet of a workbook, numbered as a spreadsheet numbers them.</summary>
internal static class ScheduleSheet
{
    private const long LargestPart = 64 * 1024 * 1024;

    /// <summary>RFC 4180 with the delimiter that the first line uses most: Swedish spreadsheets write semicolons, and often Windows-1252.</summary>
    internal static List<(int Number, string[] Cells)> ReadCsv(byte[] csv)
    {
        var text = Charsets.Decode(csv, null);
        var line = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length);
        var delimiter = line.Count(';') >= Math.Max(line.Count(','), line.Count('\t')) ? ';' : line.Contains('\t') ? '\t' : ',';
        var rows = new List<(int, string[])>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, opened) = (false, 0);
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
                opened = rows.Count + 1;
            }
            else if (!quoted && (c == delimiter || c == '\n'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add((rows.Count + 1, [.. cells]));
                    cells.Clear();
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        if (quoted)
        {
            throw new UnreadableScheduleException(new ScheduleFault(opened, "", "a quotation mark opens here and never closes."));
        }
        cells.Add(cell.ToString());
        rows.Add((rows.Count + 1, [.. cells]));
        return rows;
    }

    /// <exception cref="UnreadableScheduleException">The file is no workbook.</exception>
    internal static List<(int Number, string[] Cells)> ReadXlsx(Stream workbook)
    {
        try
        {
            using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
            var shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings ? ReadShared(strings) : [];
            var sheet =
                zip.GetEntry("xl/worksheets/sheet1.xml")
                ?? zip.Entries.FirstOrDefault(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                ?? throw new InvalidDataException();
            return ReadSheet(sheet, shared);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            throw new UnreadableScheduleException(new ScheduleFault(0, "", "The file is no Excel workbook."));
        }
    }

    private static List<string> ReadShared(ZipArchiveEntry entry)
    {
        using var reader = Open(entry);
        return OfficeText.SharedStrings(reader);
    }

    private static List<(int, string[])> ReadSheet(ZipArchiveEntry entry, List<string> shared)
    {
        var rows = new List<(int, string[])>();
        var cells = new List<string>();
        var (number, column, kind, formula, value) = (0, 0, "", false, new StringBuilder());
        using var reader = Open(entry);
        while (reader.Read())
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    number = int.TryParse(reader.GetAttribute("r"), CultureInfo.InvariantCulture, out var written) ? written : number + 1;
                    break;
                case (XmlNodeType.Element, "c"):
                    column = ColumnIndex(reader.GetAttribute("r"), cells.Count);
                    kind = reader.GetAttribute("t") ?? "";
                    value.Clear();
                    break;
                case (XmlNodeType.Element, "f") or (XmlNodeType.EndElement, "f"):
                    formula = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement; // its value stands beside it
                    break;
                case (XmlNodeType.Text, _):
                    value.Append(formula ? "" : reader.Value);
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
                    rows.Add((number, [.. cells]));
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
            ? throw new InvalidDataException()
            : XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = LargestPart, CloseInput = true });
}
