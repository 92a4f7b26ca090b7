using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Platina;

/// <summary>Formpipe Platina by its Standard REST API (v7, v8). Opening a case follows the public description. What that doesn't show (deeds, their
/// files, searching) is done only where the municipality has written the addresses from its own server's description into the settings.</summary>
internal sealed class Platina(OutsideHttp http, IOptions<PlatinaOptions> options) : IDiarySystem
{
    /// <summary>The description says of the interface that it assumes no concurrent access: one call at a time from this server.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private readonly PlatinaOptions settings = options.Value;
    private readonly FieldMap map = new(options.Value.Fields, options.Value.Values);

    public string Name => settings.Name;

    public DiaryAbilities Abilities =>
        DiaryAbilities.OpenCase
        | DiaryAbilities.Secrecy
        | (settings.CaseSearchPath.Length > 0 ? DiaryAbilities.SearchCases : 0)
        | (settings.TakesDocuments ? DiaryAbilities.AddDocument : 0)
        | (settings is { TakesDocuments: true, FileContentPath.Length: > 0 } ? DiaryAbilities.Receipt : 0)
        | (settings is { DeedByKeyPath.Length: > 0, CaseByKeyPath.Length: > 0 } ? DiaryAbilities.CanBeAsked : 0);

    public async Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct)
    {
        if (settings.CaseSearchPath.Length == 0)
            return await DiaryAnswer.UnsupportedAsync<IReadOnlyList<FoundCase>>();
        var path = Fill(settings.CaseSearchPath, ("diary", settings.DiaryOf(search.Authority)), ("search", search.Text));
        var answer = await SendAsync(HttpMethod.Get, path, null, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<IReadOnlyList<FoundCase>>();
        if (map.ReadMany(answer.Value, "items") is not { } items)
            return DiaryAnswer.Failed<IReadOnlyList<FoundCase>>(DiaryOutcome.Unavailable, "unreadable");
        return DiaryAnswer.Done<IReadOnlyList<FoundCase>>(
            [.. items.Take(search.AtMost).Select(i => (Case: map.ReadCase(i, "case."), Title: map.Read(i, "title"))).Where(f => f.Case is not null).Select(f => new FoundCase(f.Case!, f.Title ?? "", null))]
        );
    }

    public async Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        if (settings.DiaryOf(newCase.Authority) is not { Length: > 0 } diary)
            return DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.Refused, "diaryUnknown");
        if (PlatinaWords.Case(newCase, settings) is not { } body)
            return DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.Refused, "provisionUnknown");
        using var content = map.Body(body);
        var answer = await SendAsync(HttpMethod.Post, $"diaries/{Uri.EscapeDataString(diary)}/journalized-cases", content, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<CaseReceipt>();
        return map.ReadCase(answer.Value, "case.") is { } opened
            ? DiaryAnswer.Done(new CaseReceipt(opened))
            : DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.Uncertain, "unreadable");
    }

    public async Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct)
    {
        if (!settings.TakesDocuments)
            return await DiaryAnswer.UnsupportedAsync<DocumentReceipt>();
        if (PlatinaWords.Deed(document, settings) is not { } body)
            return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Refused, "provisionUnknown");
        // What is sent there can't be taken back: a file that is damaged is found before.
        foreach (var file in document.Files)
            await file.CopyToAsync(Stream.Null, ct);
        var found = await IntoAsync(document, ct);
        if (found.Outcome is not DiaryOutcome.Done)
            return found.As<DocumentReceipt>();
        var into = found.Value!.Case;
        using var content = map.Body(body);
        var answer = await SendAsync(HttpMethod.Post, Fill(settings.DeedsPath, ("case", into.Id)), content, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            // A repeat would open the case again: that is a person's to see, unless it was there before.
            return document.Case.New is null || answer.Outcome is DiaryOutcome.Uncertain
                ? answer.As<DocumentReceipt>()
                : DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, "caseWithoutDeed");
        if (map.Read(answer.Value, "deed.id") is not { Length: > 0 } deed || map.Read(answer.Value, "deed.number") is not { Length: > 0 } number)
            return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, "unreadable");
        string? main = null;
        foreach (var file in document.Files)
        {
            var sent = await FileAsync(deed, file, ct);
            if (sent is null)
                return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, "deedWithoutFiles");
            main ??= sent;
        }
        return DiaryAnswer.Done(new DocumentReceipt(deed, into, number, await ProofAsync(main!, ct)));
    }

    public Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct) => DiaryAnswer.UnsupportedAsync<DocumentReceipt>();

    public async Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct)
    {
        if (!Abilities.HasFlag(DiaryAbilities.CanBeAsked))
            return await DiaryAnswer.UnsupportedAsync<CaseReceipt>();
        var answer = await FirstAsync(settings.CaseByKeyPath, authority, key, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<CaseReceipt>();
        return map.ReadCase(answer.Value, "case.") is { } found
            ? DiaryAnswer.Done(new CaseReceipt(found))
            : DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.Unavailable, "unreadable");
    }

    public async Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct)
    {
        if (!Abilities.HasFlag(DiaryAbilities.CanBeAsked))
            return await DiaryAnswer.UnsupportedAsync<DocumentReceipt>();
        var answer = await FirstAsync(settings.DeedByKeyPath, authority, key, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<DocumentReceipt>();
        var into = map.Read(answer.Value, "deed.case.id") is { } id && map.Read(answer.Value, "deed.case.number") is { } caseNumber ? new CaseReference(id, caseNumber) : null;
        if (into is null || map.Read(answer.Value, "deed.id") is not { } deed || map.Read(answer.Value, "deed.number") is not { } number)
            return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Unavailable, "unreadable");
        var main = map.ReadMany(answer.Value, "deed.files") is [var first, ..] ? map.Read(first, "file.id") : null;
        return main is null
            ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Uncertain, "deedWithoutFiles")
            : DiaryAnswer.Done(new DocumentReceipt(deed, into, number, await ProofAsync(main, ct)));
    }

    private async Task<DiaryAnswer<CaseReceipt>> IntoAsync(NewDocument document, CancellationToken ct)
    {
        if (document.Case.New is { } newCase)
        {
            var asked = await AskAboutCaseAsync(document.Authority, newCase.Key, ct);
            return asked.Outcome is DiaryOutcome.NotFound or DiaryOutcome.Unsupported ? await OpenCaseAsync(newCase, ct) : asked;
        }
        var existing = document.Case.Existing!;
        if (existing.Id.Length > 0)
            return DiaryAnswer.Done(new CaseReceipt(existing));
        var found = await SearchCasesAsync(new CaseSearch(document.Authority, existing.Number), ct);
        if (found.Outcome is not DiaryOutcome.Done)
            return found.As<CaseReceipt>();
        return found.Value!.Select(f => f.Case).FirstOrDefault(c => c.Number == existing.Number) is { } one
            ? DiaryAnswer.Done(new CaseReceipt(one))
            : DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.NotFound, "case");
    }

    /// <summary>The file's id there; null when it isn't certain that it came whole.</summary>
    private async Task<string?> FileAsync(string deed, DocumentFile file, CancellationToken ct)
    {
#pragma warning disable CA2000 // a multipart content disposes its parts
        using MultipartFormDataContent body = new($"varamail-{Guid.NewGuid():N}") { { new DocumentContent(file), settings.FileField, PackageNames.Of(0, file.Name) } };
#pragma warning restore CA2000
        var answer = await SendAsync(HttpMethod.Post, Fill(settings.FilesPath, ("deed", deed)), body, ct);
        return answer.Outcome is DiaryOutcome.Done ? map.Read(answer.Value, "file.id") : null;
    }

    /// <summary>Platina tells no hash: what it stored is read back and counted here.</summary>
    private async Task<string?> ProofAsync(string file, CancellationToken ct) =>
        settings.FileContentPath.Length == 0 ? null : await http.HashAsync(Fill(settings.FileContentPath, ("file", file)), ct);

    private async Task<DiaryAnswer<JsonNode>> FirstAsync(string path, string authority, Guid key, CancellationToken ct)
    {
        var answer = await SendAsync(HttpMethod.Get, Fill(path, ("diary", settings.DiaryOf(authority)), ("key", key.ToString())), null, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer;
        return map.ReadMany(answer.Value, "items") switch
        {
            [{ } first, ..] => DiaryAnswer.Done(first),
            { Count: 0 } => DiaryAnswer.Failed<JsonNode>(DiaryOutcome.NotFound),
            _ => DiaryAnswer.Failed<JsonNode>(DiaryOutcome.Unavailable, "unreadable"),
        };
    }

    private async Task<DiaryAnswer<JsonNode>> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        await OneAtATime.WaitAsync(ct);
        try
        {
            return await http.SendAsync(method, path, content, null, canRepeat: false, ct);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static string Fill(string path, params (string Name, string? Value)[] words) =>
        words.Aggregate(path, (filled, word) => filled.Replace($"{{{word.Name}}}", Uri.EscapeDataString(word.Value ?? ""), StringComparison.Ordinal));
}
