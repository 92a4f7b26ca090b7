namespace Varamail.Guideline.Schedule;

/// <summary>A cell of a records schedule that can't be understood.</summary>
/// <param name="Row">Counted as the spreadsheet counts, from 1; 0: the file as a whole.</param>
/// <param name="Column">The heading as written; empty when no single column is meant.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record ScheduleFault(int Row, string Column, string What)
{
    public override string ToString() => Row == 0 ? What : Column.Length == 0 ? $"row {Row}: {What}" : $"row {Row}, column {Column}: {What}";
}

/// <summary>The file is no records schedule, or cells of it can't be understood. Nothing of it is used: half a schedule would say that documents need no registering.</summary>
public sealed class UnreadableScheduleException : FormatException
{
    private const int Shown = 20;

    public UnreadableScheduleException(params IReadOnlyList<ScheduleFault> faults)
        : base("The records schedule can't be read. " + string.Join("; ", faults.Take(Shown)) + (faults.Count > Shown ? $"; and {faults.Count - Shown} more" : "")) => Faults = faults;

    /// <summary>In order of place.</summary>
    public IReadOnlyList<ScheduleFault> Faults { get; }
}

/// <summary>
/// Reads a records schedule from CSV or XLSX. Municipalities name their columns differently: every usual heading is known, what stands above the headings is skipped,
/// and so are rows that only name a process.
/// </summary>
public static class ScheduleReader
{
    private static readonly (string Column, string[] Headings)[] Synonyms =
    [
        ("id", ["id", "nr", "radnr", "handlingsid", "löpnr"]),
        ("authority", ["nämnd/verksamhet", "nämnd", "verksamhet", "myndighet", "verksamhetsområde", "förvaltning"]),
        ("process", ["process", "processgrupp", "aktivitet", "delprocess", "rutin", "verksamhetsprocess"]),
        ("code", ["klassificeringskod", "klassificering", "kod", "klassificeringsstruktur", "punktnotation", "klass", "diarieplansbeteckning"]),
        ("type", ["handlingstyp", "handling", "handlingar", "handlingstyper", "beskrivning", "rutin/handling", "handlingsslag", "benämning"]),
        ("registering", ["registrering", "registreras", "diarieföring", "diarieförs", "reg", "reg."]),
        ("disposal", ["bevaras/gallras", "bevara/gallra", "bevarande/gallring", "bevarande", "gallras/bevaras", "b/g"]),
        ("retention", ["gallringsfrist", "gallring", "gallras", "frist", "bevarandetid", "gallringstid"]),
        ("secrecy", ["sekretess (osl-lagrum)", "sekretess", "lagrum", "osl", "sekretess/lagrum"]),
        ("storage", ["förvaring/system", "förvaring", "förvaringsplats", "system", "plats", "media", "medium"]),
        ("keywords", ["nyckelord (e-post)", "nyckelord", "sökord"]),
        ("note", ["anmärkning", "anmärkningar", "kommentar", "kommentarer", "anm", "anm."]),
    ];

    /// <summary>Reads a schedule, whichever of the two formats it has.</summary>
    /// <exception cref="UnreadableScheduleException">It can't be understood; says the rows and columns.</exception>
    public static IReadOnlyList<ScheduleRow> Read(Stream file)
    {
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        bytes.Position = 0;
        return Map(bytes.Length > 2 && bytes.GetBuffer() is [(byte)'P', (byte)'K', ..] ? ScheduleSheet.ReadXlsx(bytes) : ScheduleSheet.ReadCsv(bytes.ToArray()));
    }

    private static List<ScheduleRow> Map(List<(int Number, string[] Cells)> table)
    {
        var heading = table.Select((row, index) => (row, index)).FirstOrDefault(r => r.row.Cells.Any(c => Column(c) == "type"), (default, -1)).index;
        if (heading < 0)
        {
            throw new UnreadableScheduleException(new ScheduleFault(0, "", "No column names document types (Handlingstyp, Handling, Beskrivning)."));
        }
        var columns = new Dictionary<string, (int Index, string Heading)>(StringComparer.Ordinal);
        foreach (var (cell, index) in table[heading].Cells.Select((c, i) => (c, i)))
        {
            if (Column(cell) is { } column)
            {
                columns.TryAdd(column, (index, cell.Trim()));
            }
        }
        var faults = new List<ScheduleFault>();
        var rows = new List<ScheduleRow>();
        foreach (var (number, cells) in table.Skip(heading + 1))
        {
            string Cell(string column) => columns.TryGetValue(column, out var at) && at.Index < cells.Length ? cells[at.Index].Trim() : "";
            void Fault(string column, string what) => faults.Add(new ScheduleFault(number, columns.TryGetValue(column, out var at) ? at.Heading : "", what));

            foreach (var (column, at) in columns.Where(c => c.Value.Index < cells.Length && cells[c.Value.Index].StartsWith('#') && cells[c.Value.Index].TrimEnd().EndsWith('!')))
            {
                Fault(column, $"the spreadsheet could not compute the cell ({cells[at.Index].Trim()}).");
            }
            if (Cell("type").Length == 0)
            {
                if (Cell("registering").Length + Cell("disposal").Length + Cell("retention").Length > 0)
                {
                    Fault("type", "says what becomes of a document, but not of which.");
                }
                continue;
            }
            if (RegisteringOf(Cell("registering"), Cell("storage")) is not { } registering)
            {
                Fault("registering", $"”{Cell("registering")}” isn't understood. Known: Diarieförs, Personakt, Verksamhetssystem, Hålls ordnad, Registreras ej; Ja, Nej; or nothing.");
                continue;
            }
            rows.Add(
                new ScheduleRow(
                    Cell("id"),
                    Cell("authority"),
                    Cell("process"),
                    Cell("code"),
                    Cell("type"),
                    registering,
                    Cell("disposal"),
                    Cell("retention"),
                    Cell("secrecy"),
                    Cell("storage"),
                    Cell("keywords"),
                    Cell("note")
                )
            );
        }
        if (faults.Count > 0)
        {
            throw new UnreadableScheduleException(faults);
        }
        return rows.Count > 0 ? rows : throw new UnreadableScheduleException(new ScheduleFault(table[heading].Number, columns["type"].Heading, "no document type stands under the heading."));
    }

    private static string? Column(string heading)
    {
        var plain = string.Join(' ', heading.ToLowerInvariant().Split([' ', '\n', '\r', '\t', '\u00a0', '\ufeff'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd(':', '*');
        foreach (var (column, headings) in Synonyms)
        {
            if (headings.Contains(plain))
            {
                return column;
            }
        }
        return null;
    }

    /// <summary>Null: written in words that nobody told us.</summary>
    private static Registering? RegisteringOf(string text, string storage)
    {
        var words = LowerWords.Of(text);
        bool Begins(params ReadOnlySpan<string> beginnings)
        {
            foreach (var beginning in beginnings)
            {
                if (Array.Exists(words, w => w.StartsWith(beginning, StringComparison.Ordinal)))
                {
                    return true;
                }
            }
            return false;
        }

        if (words.Length == 0)
        {
            return storage.Contains("diari", StringComparison.OrdinalIgnoreCase) ? Registering.Diary : Registering.KeptOrdered;
        }
        if (words.Intersect(["ej", "inte", "nej", "n"]).Any())
        {
            return Registering.NotRegistered;
        }
        if (Begins("diari", "dnr", "diarium"))
        {
            return Registering.Diary;
        }
        if (Array.Exists(words, IsPersonalFile))
        {
            return Registering.PersonalFile;
        }
        if (Begins("verksamhetssystem") || Array.Exists(words, IsSystem))
        {
            return Registering.OtherSystem;
        }
        if (Begins("ordn", "systematisk", "kronolog", "alfabet", "pärm"))
        {
            return Registering.KeptOrdered;
        }
        return Begins("registr") || words.Intersect(["ja", "j", "x", "d"]).Any() ? Registering.Diary : null;
    }

    /// <summary>”Akt”, ”elevakten”, ”personalakter”; not ”aktuellt system”, ”kontakt”, ”byggakt”.</summary>
    private static bool IsPersonalFile(string word)
    {
        var file = word.LastIndexOf("akt", StringComparison.Ordinal);
        return file >= 0
            && word[(file + 3)..] is "" or "en" or "er" or "erna" or "s"
            && (file == 0 || Array.Exists(WhoseFile, w => word.StartsWith(w, StringComparison.Ordinal)));
    }

    private static readonly string[] WhoseFile = ["person", "elev", "barn", "klient", "brukar", "patient", "social", "familj", "anställ", "individ", "hälso"];

    private static bool IsSystem(string word) =>
        word.EndsWith("system", StringComparison.Ordinal)
        || word.EndsWith("systemet", StringComparison.Ordinal)
        || (word.StartsWith("system", StringComparison.Ordinal) && !word.StartsWith("systematisk", StringComparison.Ordinal));
}
