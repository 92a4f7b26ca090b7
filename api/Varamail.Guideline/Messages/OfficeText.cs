using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Varamail.Guideline.Messages;

/// <summary>Text of DOCX, XLSX, PPTX and ODF: the package's XML, DTD prohibited, unpacked within limits.</summary>
internal static class OfficeText
{
    public static string? Read(ZipArchive zip, Func<ZipArchiveEntry, byte[]> unpack, int limit)
    {
        var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        if (names.Contains("xl/workbook.xml"))
        {
            var shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings ? SharedStrings(unpack(strings)) : [];
            foreach (var sheet in zip.Entries.Where(e => Within(e, "xl/worksheets/")))
            {
                Sheet(unpack(sheet), shared, text, limit);
            }
            return text.ToString();
        }
        var parts = zip.Entries.Where(e => Within(e, "word/") && IsWord(e.Name) || Within(e, "ppt/slides/") || Within(e, "ppt/notesSlides/")).ToList();
        if (parts.Count == 0 && names.Contains("mimetype") && zip.GetEntry("content.xml") is { } content)
        {
            Flow(unpack(content), text, limit, true);
            return text.ToString();
        }
        foreach (var part in parts)
        {
            Flow(unpack(part), text, limit, false);
        }
        return parts.Count > 0 ? text.ToString() : null;
    }

    private static bool Within(ZipArchiveEntry entry, string folder) => entry.FullName.StartsWith(folder, StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal) && !entry.FullName[folder.Length..].Contains('/', StringComparison.Ordinal);

    private static bool IsWord(string name) =>
        name.StartsWith("document", StringComparison.Ordinal) || name.StartsWith("header", StringComparison.Ordinal) || name.StartsWith("footer", StringComparison.Ordinal) || name.StartsWith("footnotes", StringComparison.Ordinal)
        || name.StartsWith("endnotes", StringComparison.Ordinal) || name is "comments.xml";

    private static XmlReader Open(byte[] xml) =>
        XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });

    private static void Flow(byte[] xml, StringBuilder text, int limit, bool everything)
    {
        using var reader = Open(xml);
        var inText = false;
        while (text.Length < limit && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "t":
                    inText = !reader.IsEmptyElement;
                    break;
                case XmlNodeType.Element when reader.LocalName is "tab":
                    text.Append('\t');
                    break;
                case XmlNodeType.Element when reader.LocalName is "br" or "cr" or "line-break":
                    text.Append('\n');
                    break;
                case XmlNodeType.Element when reader.LocalName is "s" && everything:
                    text.Append(' ');
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA when inText || everything:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    EndOf(reader.LocalName, text, ref inText);
                    break;
                default:
                    break;
            }
        }
        text.Append('\n');
    }

    private static void EndOf(string name, StringBuilder text, ref bool inText)
    {
        switch (name)
        {
            case "t":
                inText = false;
                break;
            case "p" or "h" or "tr" or "table-row":
                text.Append('\n');
                break;
            case "tc" or "table-cell":
                if (text.Length > 0 && text[^1] == '\n')
                {
                    text.Length--;
                }
                text.Append('\t');
                break;
        }
    }

    private static List<string> SharedStrings(byte[] xml)
    {
        using var reader = Open(xml);
        return SharedStrings(reader);
    }

    /// <summary>The texts that a workbook's cells name by number.</summary>
    public static List<string> SharedStrings(XmlReader reader)
    {
        var strings = new List<string>();
        var one = new StringBuilder();
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
            {
                one.Append(reader.Value);
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "si" } or { NodeType: XmlNodeType.Element, LocalName: "si", IsEmptyElement: true })
            {
                strings.Add(one.ToString());
                one.Clear();
            }
        }
        return strings;
    }

    private static void Sheet(byte[] xml, List<string> shared, StringBuilder text, int limit)
    {
        using var reader = Open(xml);
        var kind = "";
        var value = false;
        while (text.Length < limit && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "c":
                    kind = reader.GetAttribute("t") ?? "";
                    break;
                case XmlNodeType.Element when reader.LocalName is "v" or "t":
                    value = true;
                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace when value:
                    text.Append(kind == "s" && int.TryParse(reader.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : reader.Value);
                    break;
                case XmlNodeType.EndElement when reader.LocalName is "v" or "t":
                    value = false;
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "c":
                    text.Append('\t');
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "row":
                    text.Append('\n');
                    break;
                default:
                    break;
            }
        }
    }
}
