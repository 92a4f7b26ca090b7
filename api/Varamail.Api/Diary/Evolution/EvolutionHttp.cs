using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Outside;

namespace Varamail.Api.Diary.Evolution;

/// <summary>Section <c>DiarySystems:EvolutionHttp</c>: Evolution, or what stands before it, reached over HTTP. The interface is ours until the supplier's is known: docs/diary-systems.md describes it.</summary>
public sealed class EvolutionHttpOptions : OutsideSettings
{
    /// <summary>What people call the system.</summary>
    public override string Name { get; set; } = "Evolution";

    /// <summary>The other side does the same <c>Idempotency-Key</c> once. Without it an answer that was lost is left to a person unless <c>CanBeAsked</c>.</summary>
    public bool KnowsKey { get; set; } = true;

    /// <summary>The other side answers what became of a key.</summary>
    public bool CanBeAsked { get; set; } = true;

    /// <summary>The other side searches its cases.</summary>
    public bool CanSearch { get; set; } = true;

    /// <summary>The other side opens a case before its first document.</summary>
    public bool CanOpenCase { get; set; } = true;

    /// <summary>The other side takes corrections.</summary>
    public bool CanUpdate { get; set; } = true;

    /// <summary>Path of the cases.</summary>
    public string CasesPath { get; set; } = "cases";

    /// <summary>Path that answers what became of a case; <c>{key}</c> is filled in.</summary>
    public string CaseByKeyPath { get; set; } = "cases/by-key/{key}";

    /// <summary>Path that takes documents.</summary>
    public string DocumentsPath { get; set; } = "documents";

    /// <summary>Path that answers what became of a document; <c>{key}</c> is filled in.</summary>
    public string DocumentByKeyPath { get; set; } = "documents/by-key/{key}";

    /// <summary>Path that takes a correction (PATCH); <c>{id}</c> is filled in.</summary>
    public string DocumentPath { get; set; } = "documents/{id}";

    /// <summary>Our field → theirs, dotted: <c>secrecy.provision</c> = <c>sekretess.lagrum</c>. <c>-</c> leaves the field out. Fields of answers begin with <c>answer.</c></summary>
    public IDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Our value → theirs: <c>direction.incoming</c> = <c>I</c>.</summary>
    public IDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Evolution over HTTP, by the profile in docs/evolution-http.openapi.json.</summary>
internal sealed class EvolutionHttp(OutsideHttp http, IOptions<EvolutionHttpOptions> options) : IDiarySystem
{
    private readonly EvolutionHttpOptions settings = options.Value;
    private readonly FieldMap map = new(options.Value.Fields, options.Value.Values);

    public string Name => settings.Name;

    public DiaryAbilities Abilities =>
        DiaryAbilities.AddDocument
        | DiaryAbilities.Secrecy
        | DiaryAbilities.Receipt
        | (settings.CanSearch ? DiaryAbilities.SearchCases : 0)
        | (settings.CanOpenCase ? DiaryAbilities.OpenCase : 0)
        | (settings.CanUpdate ? DiaryAbilities.Update : 0)
        | (settings.KnowsKey ? DiaryAbilities.KnowsKey : 0)
        | (settings.CanBeAsked ? DiaryAbilities.CanBeAsked : 0);

    public async Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct)
    {
        if (!settings.CanSearch)
            return await DiaryAnswer.UnsupportedAsync<IReadOnlyList<FoundCase>>();
        var limit = search.AtMost.ToString(CultureInfo.InvariantCulture);
        var query = $"{settings.CasesPath}?diary={Uri.EscapeDataString(search.Authority)}&search={Uri.EscapeDataString(search.Text)}&limit={limit}";
        var answer = await http.SendAsync(HttpMethod.Get, query, null, null, canRepeat: true, ct);
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<IReadOnlyList<FoundCase>>();
        if (map.ReadMany(answer.Value, "items") is not { } items)
            return DiaryAnswer.Failed<IReadOnlyList<FoundCase>>(DiaryOutcome.Unavailable, "unreadable");
        return DiaryAnswer.Done<IReadOnlyList<FoundCase>>(
            [
                .. items
                    .Select(item => (Case: map.ReadCase(item, ""), Title: map.Read(item, "title"), Officer: map.Read(item, "caseOfficer")))
                    .Where(found => found.Case is not null)
                    .Select(found => new FoundCase(found.Case!, found.Title ?? "", found.Officer)),
            ]
        );
    }

    public async Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        if (!settings.CanOpenCase)
            return await DiaryAnswer.UnsupportedAsync<CaseReceipt>();
        using var body = map.Body(EvolutionDocuments.Case(newCase));
        var answer = await http.SendAsync(HttpMethod.Post, settings.CasesPath, body, newCase.Key, settings.KnowsKey, ct);
        return CaseReceipt(answer, DiaryOutcome.Uncertain, newCase.Key);
    }

    public async Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct)
    {
        using var body = Body(document);
        var answer = await http.SendAsync(HttpMethod.Post, settings.DocumentsPath, body, document.Key, settings.KnowsKey, ct);
        return Receipt(answer, DiaryOutcome.Uncertain, document.Key);
    }

    public async Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct)
    {
        if (!settings.CanUpdate)
            return await DiaryAnswer.UnsupportedAsync<DocumentReceipt>();
        using var body = map.Body(EvolutionDocuments.Update(update));
        var path = settings.DocumentPath.Replace("{id}", Uri.EscapeDataString(update.DocumentId), StringComparison.Ordinal);
        return Receipt(await http.SendAsync(HttpMethod.Patch, path, body, null, canRepeat: true, ct), DiaryOutcome.Uncertain, null);
    }

    public async Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct) =>
        settings is { CanBeAsked: true, CanOpenCase: true }
            ? CaseReceipt(await AskAsync(settings.CaseByKeyPath, authority, key, ct), DiaryOutcome.Unavailable, key)
            : await DiaryAnswer.UnsupportedAsync<CaseReceipt>();

    public async Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct) =>
        settings.CanBeAsked
            ? Receipt(await AskAsync(settings.DocumentByKeyPath, authority, key, ct), DiaryOutcome.Unavailable, key)
            : await DiaryAnswer.UnsupportedAsync<DocumentReceipt>();

#pragma warning disable CA2000 // a multipart content disposes its parts
    private MultipartFormDataContent Body(NewDocument document)
    {
        MultipartFormDataContent body = new($"varamail-{document.Key:N}") { { map.Body(EvolutionDocuments.Document(document)), "metadata" } };
        var number = 0;
        foreach (var file in document.Files)
            body.Add(new DocumentContent(file), number == 0 ? "main" : "appendix", PackageNames.Of(number++, file.Name));
        return body;
    }
#pragma warning restore CA2000

    private Task<DiaryAnswer<JsonNode>> AskAsync(string path, string authority, Guid key, CancellationToken ct) =>
        http.SendAsync(
            HttpMethod.Get,
            $"{path.Replace("{key}", key.ToString(), StringComparison.Ordinal)}?diary={Uri.EscapeDataString(authority)}",
            null,
            null,
            canRepeat: true,
            ct
        );

    /// <summary>An answer that names another key, or no number, tells nothing about ours.</summary>
    private DiaryAnswer<DocumentReceipt> Receipt(DiaryAnswer<JsonNode> answer, DiaryOutcome ifUnreadable, Guid? key)
    {
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<DocumentReceipt>();
        return
            IsAnswerTo(answer.Value, key)
            && map.ReadCase(answer.Value, "case.") is { } diaryCase
            && map.Read(answer.Value, "id") is { Length: > 0 } id
            && map.Read(answer.Value, "number") is { Length: > 0 } number
            ? DiaryAnswer.Done(new DocumentReceipt(id, diaryCase, number, map.Read(answer.Value, "sha256")?.ToLowerInvariant()))
            : DiaryAnswer.Failed<DocumentReceipt>(ifUnreadable, "unreadable");
    }

    private DiaryAnswer<CaseReceipt> CaseReceipt(DiaryAnswer<JsonNode> answer, DiaryOutcome ifUnreadable, Guid key)
    {
        if (answer.Outcome is not DiaryOutcome.Done)
            return answer.As<CaseReceipt>();
        return IsAnswerTo(answer.Value, key) && map.ReadCase(answer.Value, "") is { } diaryCase
            ? DiaryAnswer.Done(new CaseReceipt(diaryCase))
            : DiaryAnswer.Failed<CaseReceipt>(ifUnreadable, "unreadable");
    }

    private bool IsAnswerTo(JsonNode? answer, Guid? key) =>
        key is null || map.Read(answer, "key") is not { } named || (Guid.TryParse(named, out var theirs) && theirs == key);
}
