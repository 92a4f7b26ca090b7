namespace Varamail.Api.Diary;

/// <summary>A system that holds a diary: the built-in one, Evolution, Platina or an archive that takes packages. What a system can't do
/// it says in <see cref="Abilities"/>, and answers <see cref="DiaryOutcome.Unsupported"/> when asked all the same. No method throws for what
/// goes wrong at the other end: the outcome says whether something may have been stored there.</summary>
internal interface IDiarySystem
{
    /// <summary>What people call it, for example <c>Evolution</c>.</summary>
    string Name { get; }

    DiaryAbilities Abilities { get; }

    Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct);

    /// <summary>Opens a case without a document. Where that can't be done a new case travels with its first document.</summary>
    Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct);

    Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct);

    /// <summary>Corrects what the diary says of a document. Its files never change.</summary>
    Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct);

    /// <summary>What became of the case with this key. <see cref="DiaryOutcome.NotFound"/>: it isn't there, and may be opened.</summary>
    Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct);

    /// <summary>What became of the document with this key. <see cref="DiaryOutcome.NotFound"/>: it isn't there, and may be sent.</summary>
    Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct);
}

/// <summary>What a diary system can do.</summary>
[Flags]
internal enum DiaryAbilities
{
    None = 0,
    SearchCases = 1,

    /// <summary>A case can be opened before its first document.</summary>
    OpenCase = 2,

    AddDocument = 4,

    /// <summary>It keeps a secrecy marking with the document.</summary>
    Secrecy = 8,

    /// <summary>What it says of a document can be corrected.</summary>
    Update = 16,

    /// <summary>It answers with the document's id, its diary number and the SHA-256 of what it stored.</summary>
    Receipt = 32,

    /// <summary>It knows our key: the same document sent twice is stored once.</summary>
    KnowsKey = 64,

    /// <summary>It can be asked what became of a key.</summary>
    CanBeAsked = 128,
}

/// <summary>How a call ended, seen from whoever must decide whether to call again.</summary>
internal enum DiaryOutcome
{
    /// <summary>Done; the answer has a value.</summary>
    Done,

    /// <summary>Handed over for good; the receipt comes later and must be asked for.</summary>
    Waiting,

    /// <summary>The other system says no, and will say so again. Nothing is stored.</summary>
    Refused,

    /// <summary>The case or the key isn't there.</summary>
    NotFound,

    /// <summary>We aren't let in. Nothing is stored.</summary>
    Denied,

    /// <summary>Not now. Nothing is stored.</summary>
    Busy,

    /// <summary>It was not reached. Nothing is stored.</summary>
    Unavailable,

    /// <summary>It may have been stored or not: the answer was lost, or made no sense.</summary>
    Uncertain,

    /// <summary>The system can't do this.</summary>
    Unsupported,
}

/// <summary>An answer from a diary system.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">Set when done.</param>
/// <param name="Reason">A code that tells a person where to look; never words of a document.</param>
/// <param name="RetryAfter">When the other system wants to be called again.</param>
internal sealed record DiaryAnswer<T>(DiaryOutcome Outcome, T? Value = null, string? Reason = null, TimeSpan? RetryAfter = null)
    where T : class
{
    /// <summary>The same failure as an answer to another question.</summary>
    public DiaryAnswer<TOther> As<TOther>()
        where TOther : class => new(Outcome, null, Reason, RetryAfter);
}

/// <summary>Makes answers.</summary>
internal static class DiaryAnswer
{
    public static DiaryAnswer<T> Done<T>(T value)
        where T : class => new(DiaryOutcome.Done, value);

    public static DiaryAnswer<T> Failed<T>(DiaryOutcome outcome, string? reason = null, TimeSpan? retryAfter = null)
        where T : class => new(outcome, null, Code(reason), retryAfter);

    public static Task<DiaryAnswer<T>> UnsupportedAsync<T>()
        where T : class => Task.FromResult(Failed<T>(DiaryOutcome.Unsupported));

    /// <summary>Another system's error text may quote a title or a name. Only what looks like a code is kept.</summary>
    private static string? Code(string? reason) =>
        reason is null || (reason.Length is > 0 and <= 60 && reason.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':'))
            ? reason
            : "unspecified";
}
