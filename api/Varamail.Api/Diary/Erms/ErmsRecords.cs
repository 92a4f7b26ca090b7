using System.Globalization;
using Varamail.Guideline;

namespace Varamail.Api.Diary.Erms;

/// <summary>Whose archive it is.</summary>
/// <param name="Creator">The archival creator's identity, for example an organisation number.</param>
/// <param name="Name">Its name.</param>
internal sealed record ErmsCreator(string Creator, string Name);

/// <summary>A case with its documents, as ERMS says it: an aggregation of type <c>caseFile</c>.</summary>
/// <param name="SystemId">In the system that it comes from.</param>
/// <param name="Number">Diary number; the system id where there is none yet.</param>
/// <param name="Series">Diary series.</param>
/// <param name="Title">Null where only the number is known.</param>
/// <param name="PublicTitle">What the public reads.</param>
/// <param name="CaseOfficer">Who handles it.</param>
/// <param name="ClassificationCode">Of the municipality's classification scheme.</param>
/// <param name="OpenedOn">Null where it isn't known.</param>
/// <param name="IsNew">The receiver is to open it.</param>
/// <param name="Records">Its documents.</param>
internal sealed record ErmsCase(
    string SystemId,
    string Number,
    string Series,
    string? Title,
    string? PublicTitle,
    string? CaseOfficer,
    string? ClassificationCode,
    DateOnly? OpenedOn,
    bool IsNew,
    IReadOnlyList<ErmsRecord> Records
);

/// <summary>A document, as ERMS says it: a record with its files as appendices.</summary>
internal sealed record ErmsRecord(
    string SystemId,
    string Number,
    int? Ordinal,
    string Title,
    string PublicTitle,
    string? DocumentType,
    string? ClassificationCode,
    Direction Direction,
    DateOnly ReceivedOn,
    DateTimeOffset EnteredAt,
    string EnteredBy,
    string? CaseOfficer,
    IReadOnlyList<Party> Parties,
    SecrecyMarking? Secrecy,
    string InternetMessageId,
    IReadOnlyList<ErmsNote> Notes,
    IReadOnlyList<ErmsFile> Files
);

/// <summary>Something said about a document: a note, a correction, that it was voided.</summary>
internal sealed record ErmsNote(string Kind, DateTimeOffset? At, string Text);

/// <summary>A file of a document and its place under the representation's data.</summary>
internal sealed record ErmsFile(string Path, DocumentFile File);

/// <summary>Makes ERMS' words of ours.</summary>
internal static class ErmsRecords
{
    public static ErmsCase Of(NewDocument document)
    {
        var into = document.Case;
        var id = into.New?.Key.ToString() ?? (into.Existing!.Id.Length > 0 ? into.Existing.Id : into.Existing.Number);
        ErmsRecord record = new(
            document.Key.ToString(),
            document.Key.ToString(),
            null,
            document.Title,
            document.PublicTitle,
            document.DocumentType,
            document.ClassificationCode,
            document.Direction,
            document.ReceivedOn,
            document.EnteredAt,
            document.EnteredBy.Name,
            document.CaseOfficer,
            document.Parties,
            document.Secrecy,
            document.InternetMessageId,
            document.Note is null ? [] : [new ErmsNote("note", null, document.Note)],
            Files("document", document.Files)
        );
        return new ErmsCase(
            id,
            into.Existing?.Number ?? id,
            document.Authority,
            into.New?.Title,
            into.New?.PublicTitle,
            into.New?.CaseOfficer,
            into.New?.ClassificationCode,
            into.New?.OpenedOn,
            into.New is not null,
            [record]
        );
    }

    /// <summary>The files of one document in a folder of their own. Names are plain, so that a path is its own address.</summary>
    public static IReadOnlyList<ErmsFile> Files(string folder, IEnumerable<DocumentFile> files) =>
        [.. files.Select((file, index) => new ErmsFile($"{PackageNames.Ascii(folder)}/{PackageNames.Ascii(PackageNames.Of(index, file.Name))}", file))];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00";

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
