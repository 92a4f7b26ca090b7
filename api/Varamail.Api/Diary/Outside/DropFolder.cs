using System.Text.Json;

namespace Varamail.Api.Diary.Outside;

/// <summary>Writes the package of one document into an empty folder.</summary>
internal interface IPackageForm
{
    Task WriteAsync(NewDocument document, string folder, CancellationToken ct);
}

/// <summary>A folder that another system watches. A package is written apart, noted, and then moved into <c>in</c> in one step: the other
/// side never sees half a package, and Varamail never lays the same one twice, wherever a server dies.
/// <list type="bullet">
/// <item><c>writing</c>: ours alone, half-written packages.</item>
/// <item><c>sent</c>: ours alone, a note for each package that was handed over.</item>
/// <item><c>in</c>: whole packages, one folder each. The other side takes them away.</item>
/// <item><c>receipts</c>, <c>errors</c>: the other side's answers, named by the package.</item>
/// </list></summary>
internal sealed class DropFolder(string folder, IPackageForm form, TimeSpan uncertainAfter, TimeProvider clock)
{
    private string Writing => Path.Combine(folder, "writing");
    private string Sent => Path.Combine(folder, "sent");
    private string In => Path.Combine(folder, "in");
    private DropReceipts Receipts => new(Path.Combine(folder, "receipts"), Path.Combine(folder, "errors"), clock);

    /// <exception cref="InvalidDataException">A file is not what was registered.</exception>
    public async Task<DiaryAnswer<DocumentReceipt>> LayAsync(NewDocument document, CancellationToken ct)
    {
        try
        {
            foreach (var needed in new[] { Writing, Sent, In })
                Directory.CreateDirectory(needed);
            if (!File.Exists(NoteOf(document.Key)) && !await WriteAsync(document, ct))
                return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Busy, "writtenByAnother", TimeSpan.FromSeconds(5));
            await HandOverAsync(document.Key, ct);
            return await AskAsync(document.Key, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The note says whether the package was handed over: asking is always safe, and so is trying again.
            return Down(e);
        }
    }

    public async Task<DiaryAnswer<DocumentReceipt>> AskAsync(Guid key, CancellationToken ct)
    {
        try
        {
            if (await NoteAsync(key, ct) is not { } note)
                return Directory.Exists(folder)
                    ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound)
                    : DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Unavailable, "folderMissing");
            if (await Receipts.ReadAsync(key, ct) is { } answer)
                return answer;
            if (Directory.Exists(Path.Combine(Writing, note.Package)))
                return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound, "notHandedOver");
            return clock.GetUtcNow() - note.At > uncertainAfter && !Directory.Exists(Path.Combine(In, key.ToString()))
                ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, "takenWithoutReceipt")
                : DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Waiting);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Down(e);
        }
    }

    private static DiaryAnswer<DocumentReceipt> Down(Exception e) =>
        DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Unavailable, e is IOException ? "folderFailed" : "folderDenied");

    /// <returns>False when somebody else has noted the same package meanwhile.</returns>
    private async Task<bool> WriteAsync(NewDocument document, CancellationToken ct)
    {
        var package = $"{document.Key}.{Path.GetRandomFileName()}";
        var place = Path.Combine(Writing, package);
        Directory.CreateDirectory(place);
        try
        {
            await form.WriteAsync(document, place, ct);
            // The note appears whole or not at all, and for one of two writers only.
            var draft = Path.Combine(Writing, package + ".note");
            await NewFile.WriteAsync(draft, to => JsonSerializer.SerializeAsync(to, new Note(package, clock.GetUtcNow()), cancellationToken: ct), ct);
            try
            {
                File.Move(draft, NoteOf(document.Key), overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(NoteOf(document.Key)))
            {
                File.Delete(draft);
                Directory.Delete(place, recursive: true);
                return false;
            }
        }
        catch
        {
            if (!File.Exists(NoteOf(document.Key)) && Directory.Exists(place))
                Directory.Delete(place, recursive: true);
            throw;
        }
    }

    /// <summary>A server may have died between note and move: whoever comes next moves.</summary>
    private async Task HandOverAsync(Guid key, CancellationToken ct)
    {
        if (await NoteAsync(key, ct) is not { } note)
            return;
        var from = Path.Combine(Writing, note.Package);
        try
        {
            if (Directory.Exists(from))
                Directory.Move(from, Path.Combine(In, key.ToString()));
        }
        catch (IOException) when (!Directory.Exists(from))
        {
            // Another server moved it this very moment.
        }
    }

    private async Task<Note?> NoteAsync(Guid key, CancellationToken ct) =>
        File.Exists(NoteOf(key)) ? JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(NoteOf(key), ct)) : null;

    private string NoteOf(Guid key) => Path.Combine(Sent, key + ".json");

    private sealed record Note(string Package, DateTimeOffset At);
}
