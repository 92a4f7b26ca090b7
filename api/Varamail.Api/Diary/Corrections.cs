using Microsoft.EntityFrameworkCore;
using Varamail.Api.Audit;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>One field of the diary that was written wrongly, as it stood and as it stands now. The entry itself is never changed: whoever reads
/// the diary sees both.</summary>
internal sealed class DiaryCorrection
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid CaseId { get; init; }

    /// <summary>Null when the case itself is corrected.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Counts the corrections of the case: two that were made at once can't both be the same.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Name of the field, as the API writes it.</summary>
    public required string Field { get; init; }

    public string? Was { get; init; }
    public string? Is { get; init; }
    public required string Reason { get; init; }
    public required Person By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What an entry says, with its corrections. What proves the document — number, hash, day of entering, registrar — can't be corrected.</summary>
internal sealed record EntryText(
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? ClassificationCode,
    DateOnly ReceivedOn,
    string? Counterpart,
    bool HideCounterpart,
    string? CaseOfficer,
    SecrecyMarking? Secrecy,
    string? Note,
    bool ShowCounterpart
)
{
    public static EntryText Of(DiaryEntry e, IEnumerable<DiaryCorrection> corrections) =>
        corrections.Aggregate(
            new EntryText(
                e.Title,
                e.PublicTitle,
                e.DocumentType,
                e.ClassificationCode,
                e.ReceivedOn,
                e.Counterpart,
                e.HideCounterpart,
                e.CaseOfficer,
                e.Secrecy,
                e.Note,
                e.ShowCounterpart
            ),
            (text, correction) => text.With(correction.Field, correction.Is)
        );

    /// <summary>Fields as they are written in a correction.</summary>
    public IEnumerable<(string Field, string? Value)> Fields =>
        [
            ("title", Title),
            ("publicTitle", PublicTitle),
            ("documentType", DocumentType),
            ("classificationCode", ClassificationCode),
            ("receivedOn", ReceivedOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            ("counterpart", Counterpart),
            ("hideCounterpart", HideCounterpart ? "true" : "false"),
            ("caseOfficer", CaseOfficer),
            ("secrecy", Secrecy is null ? null : System.Text.Json.JsonSerializer.Serialize(Secrecy, System.Text.Json.JsonSerializerOptions.Web)),
            ("note", Note),
            ("showCounterpart", ShowCounterpart ? "true" : "false"),
        ];

    private EntryText With(string field, string? value) =>
        field switch
        {
            "title" => this with { Title = value ?? "" },
            "publicTitle" => this with { PublicTitle = value ?? "" },
            "documentType" => this with { DocumentType = value },
            "classificationCode" => this with { ClassificationCode = value },
            "receivedOn" => this with { ReceivedOn = DateOnly.Parse(value!, System.Globalization.CultureInfo.InvariantCulture) },
            "counterpart" => this with { Counterpart = value },
            "hideCounterpart" => this with { HideCounterpart = value == "true" },
            "caseOfficer" => this with { CaseOfficer = value },
            "secrecy" => this with
            {
                Secrecy = value is null ? null : System.Text.Json.JsonSerializer.Deserialize<SecrecyMarking>(value, System.Text.Json.JsonSerializerOptions.Web),
            },
            "note" => this with { Note = value },
            "showCounterpart" => this with { ShowCounterpart = value == "true" },
            _ => this,
        };
}

/// <summary>Reads and writes corrections.</summary>
internal static class Corrections
{
    public static Task<List<DiaryCorrection>> CorrectionsOfAsync(this VaramailDb db, Guid entry, CancellationToken ct) =>
        db.Corrections.AsNoTracking().Where(c => c.EntryId == entry).OrderBy(c => c.Ordinal).ToListAsync(ct);

    /// <summary>Writes one row for each field that differs; the caller commits.</summary>
    /// <returns>Whether anything differed.</returns>
    public static async Task<bool> CorrectAsync(
        this VaramailDb db,
        DiaryEntry entry,
        EntryText stands,
        EntryText changed,
        Person by,
        string reason,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ordinal = await db.Corrections.Where(c => c.CaseId == entry.CaseId).MaxAsync(c => (int?)c.Ordinal, ct) ?? 0;
        var differing = stands.Fields.Zip(changed.Fields).Where(pair => pair.First.Value != pair.Second.Value).ToList();
        foreach (var (was, becomes) in differing)
            db.Corrections.Add(
                new DiaryCorrection
                {
                    CaseId = entry.CaseId,
                    EntryId = entry.Id,
                    Ordinal = ++ordinal,
                    Field = was.Field,
                    Was = was.Value,
                    Is = becomes.Value,
                    Reason = reason,
                    By = by,
                    At = now,
                }
            );
        if (differing.Count > 0)
            db.Record(new Act(AuditAct.Corrected, by, entry.Case.Series, entry.RegistrationId, string.Join(' ', differing.Select(pair => pair.First.Field)), reason));
        return differing.Count > 0;
    }
}
