using System.Globalization;
using System.Text.Json;

namespace Varamail.Rehearsal.Evolution;

/// <summary>A case in the rehearsed Evolution.</summary>
public sealed record EvolutionCase(string Id, string Number, string Diary, Guid? Key, string Title, string PublicTitle, string? CaseOfficer);

/// <summary>A file as it lies there.</summary>
public sealed record EvolutionFile(string Name, string Path, long Size, string Sha256);

/// <summary>A document in the rehearsed Evolution.</summary>
public sealed record EvolutionDocument(
    string Id,
    string Number,
    Guid Key,
    string CaseId,
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? Provision,
    IReadOnlyList<string> Parties,
    IReadOnlyList<EvolutionFile> Files
);

/// <summary>
/// What the rehearsed Evolution has entered. It lies on disk, a line for each act: a host that is started anew on the same folder knows
/// everything that an earlier one stored.
/// </summary>
public sealed class EvolutionRegister
{
    private readonly Lock one = new();
    private readonly string folder;
    private readonly bool knowsKeys;
    private readonly List<EvolutionCase> cases = [];
    private readonly List<EvolutionDocument> documents = [];

    /// <param name="folder">Where it lies.</param>
    /// <param name="knowsKeys">The same key twice is one document; otherwise it is two, as in a system that knows no keys.</param>
    public EvolutionRegister(string folder, bool knowsKeys = true)
    {
        (this.folder, this.knowsKeys) = (folder, knowsKeys);
        Directory.CreateDirectory(Path.Combine(folder, "files"));
        if (File.Exists(Log))
        {
            foreach (var line in File.ReadLines(Log))
            {
                Apply(JsonSerializer.Deserialize<Act>(line)!);
            }
        }
    }

    public IReadOnlyList<EvolutionCase> Cases
    {
        get
        {
            lock (one)
            {
                return [.. cases];
            }
        }
    }

    /// <summary>In the order that they came.</summary>
    public IReadOnlyList<EvolutionDocument> Documents
    {
        get
        {
            lock (one)
            {
                return [.. documents];
            }
        }
    }

    private string Log => Path.Combine(folder, "register.jsonl");

    /// <summary>A new file under the register, for bytes that are on their way in.</summary>
    public string NewFile() => Path.Combine(folder, "files", Guid.NewGuid().ToString("N"));

    public EvolutionCase? CaseByKey(string diary, Guid key) => Cases.FirstOrDefault(c => c.Key == key && c.Diary == diary);

    public EvolutionDocument? DocumentByKey(string diary, Guid key) => Documents.FirstOrDefault(d => d.Key == key && CaseOf(d).Diary == diary);

    public EvolutionCase CaseOf(EvolutionDocument document) => Cases.Single(c => c.Id == document.CaseId);

    public EvolutionCase? Find(string diary, string? id, string? number) =>
        Cases.FirstOrDefault(c => c.Diary == diary && (id is null ? c.Number == number : c.Id == id));

    public EvolutionCase Open(string diary, Guid? key, string title, string publicTitle, string? caseOfficer)
    {
        lock (one)
        {
            if (knowsKeys && key is { } known && cases.FirstOrDefault(c => c.Key == known && c.Diary == diary) is { } there)
            {
                return there;
            }
            var ordinal = cases.Count(c => c.Diary == diary) + 1;
            var number = string.Create(CultureInfo.InvariantCulture, $"{diary} 2026-{ordinal:00000}");
            EvolutionCase opened = new($"A{cases.Count + 1}", number, diary, key, title, publicTitle, caseOfficer);
            Record(new(opened, null));
            return opened;
        }
    }

    /// <summary>Enters a document. One that is there under its key is answered as it stands.</summary>
    public EvolutionDocument Enter(EvolutionCase into, EvolutionDocument document)
    {
        lock (one)
        {
            if (knowsKeys && documents.FirstOrDefault(d => d.Key == document.Key) is { } there)
            {
                return there;
            }
            var ordinal = documents.Count(d => d.CaseId == into.Id) + 1;
            var entered = document with
            {
                Id = $"H{documents.Count + 1}",
                CaseId = into.Id,
                Number = string.Create(CultureInfo.InvariantCulture, $"{into.Number}:{ordinal}"),
            };
            Record(new(null, entered));
            return entered;
        }
    }

    public EvolutionDocument? Correct(string diary, string id, Func<EvolutionDocument, EvolutionDocument> change)
    {
        lock (one)
        {
            if (documents.FirstOrDefault(d => d.Id == id) is not { } document || cases.Single(c => c.Id == document.CaseId).Diary != diary)
            {
                return null;
            }
            var corrected = change(document);
            Record(new(null, corrected));
            return corrected;
        }
    }

    private void Record(Act act)
    {
        using (FileStream log = new(Log, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            JsonSerializer.Serialize(log, act);
            log.WriteByte((byte)'\n');
            log.Flush(flushToDisk: true);
        }
        Apply(act);
    }

    private void Apply(Act act)
    {
        if (act.Case is { } opened)
        {
            cases.Add(opened);
        }
        if (act.Document is { } document)
        {
            var at = documents.FindIndex(d => d.Id == document.Id);
            if (at < 0)
            {
                documents.Add(document);
            }
            else
            {
                documents[at] = document;
            }
        }
    }

    private sealed record Act(EvolutionCase? Case, EvolutionDocument? Document);
}
