namespace Varamail.Api.Diary.Outside;

/// <summary>A system that watches a folder: it takes documents and answers with receipts, and can neither be searched nor corrected. A new case
/// travels with its first document.</summary>
internal abstract class WatchedFolder(string name, DropFolder folder) : IDiarySystem
{
    public string Name => name;

    public DiaryAbilities Abilities =>
        DiaryAbilities.AddDocument | DiaryAbilities.Secrecy | DiaryAbilities.Receipt | DiaryAbilities.KnowsKey | DiaryAbilities.CanBeAsked;

    public Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct) => folder.LayAsync(document, ct);

    public Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct) => folder.AskAsync(key, ct);

    public Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct) =>
        DiaryAnswer.UnsupportedAsync<IReadOnlyList<FoundCase>>();

    public Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct) => DiaryAnswer.UnsupportedAsync<CaseReceipt>();

    public Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct) => DiaryAnswer.UnsupportedAsync<DocumentReceipt>();

    public Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct) => DiaryAnswer.UnsupportedAsync<CaseReceipt>();
}
