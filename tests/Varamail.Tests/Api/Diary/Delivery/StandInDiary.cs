using System.Collections.Concurrent;
using System.Security.Cryptography;
using Varamail.Api.Diary;

namespace Varamail.Tests.Api.Diary.Deliveries;

/// <summary>What goes wrong with a call that writes.</summary>
internal enum Fault
{
    None,
    Busy,
    Unavailable,
    Denied,
    Refused,

    /// <summary>Stored; the answer is lost.</summary>
    LostAfter,

    /// <summary>Not stored; the answer is lost.</summary>
    LostBefore,

    /// <summary>Stored; the receipt comes later.</summary>
    Later,

    /// <summary>Stored; the receipt tells of other bytes.</summary>
    OtherBytes,
}

/// <summary>A diary in another system, in memory, with the abilities and the faults that a test gives it.</summary>
internal sealed class StandInDiary : IDiarySystem
{
    private readonly ConcurrentQueue<Fault> faults = new();
    private readonly ConcurrentDictionary<Guid, CaseReceipt> cases = new();
    private readonly ConcurrentQueue<(NewDocument Document, DocumentReceipt Receipt)> held = new();
    private readonly Lock one = new();
    private int numbers;
    private int calls;

    public string Name => "Evolution";

    public DiaryAbilities Abilities { get; set; } =
        DiaryAbilities.OpenCase | DiaryAbilities.AddDocument | DiaryAbilities.Secrecy | DiaryAbilities.Receipt | DiaryAbilities.KnowsKey | DiaryAbilities.CanBeAsked;

    /// <summary>Documents in the order that they came.</summary>
    public IReadOnlyList<(NewDocument Document, DocumentReceipt Receipt)> Held => [.. held];

    public int Cases => cases.Count;

    /// <summary>How often something was asked or sent.</summary>
    public int Calls => calls;

    /// <summary>Every write goes wrong like this, when set.</summary>
    public Fault Always { get; set; }

    /// <summary>A receipt that comes later has come.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Receipts say no hash.</summary>
    public bool ForgetsHash { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Happens in each write before it is answered, when set.</summary>
    public Func<CancellationToken, Task>? InCall { get; set; }

    /// <summary>Cases that a search may find, where it has the ability; null: it doesn't answer.</summary>
    public IReadOnlyList<FoundCase>? Known { get; set; } = [];

    public void Next(params Fault[] wrong)
    {
        foreach (var fault in wrong)
            faults.Enqueue(fault);
    }

    public Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct) =>
        !Abilities.HasFlag(DiaryAbilities.SearchCases) ? DiaryAnswer.UnsupportedAsync<IReadOnlyList<FoundCase>>()
        : Known is null ? Task.FromResult(DiaryAnswer.Failed<IReadOnlyList<FoundCase>>(DiaryOutcome.Unavailable))
        : Task.FromResult(
            DiaryAnswer.Done<IReadOnlyList<FoundCase>>(
                [.. Known.Where(c => $"{c.Case.Number} {c.Title}".Contains(search.Text, StringComparison.OrdinalIgnoreCase))]
            )
        );

    public Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct) => DiaryAnswer.UnsupportedAsync<DocumentReceipt>();

    public Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct) =>
        WriteAsync(() => DiaryAnswer.Done(Open(newCase)), ct);

    public async Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct)
    {
        using MemoryStream bytes = new();
        await document.Main.CopyToAsync(bytes, ct);
        foreach (var file in document.Appendices)
            await file.CopyToAsync(Stream.Null, ct);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        return await WriteAsync(() => DiaryAnswer.Done(Add(document, sha256)), ct);
    }

    public Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct)
    {
        Interlocked.Increment(ref calls);
        return Task.FromResult(cases.TryGetValue(key, out var found) ? DiaryAnswer.Done(found) : DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.NotFound));
    }

    public Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct)
    {
        Interlocked.Increment(ref calls);
        var found = held.FirstOrDefault(h => h.Document.Key == key).Receipt;
        return Task.FromResult(
            found is null ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound)
            : Always is Fault.Later && !HasAnswered ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Waiting)
            : DiaryAnswer.Done(found)
        );
    }

    private async Task<DiaryAnswer<T>> WriteAsync<T>(Func<DiaryAnswer<T>> write, CancellationToken ct)
        where T : class
    {
        Interlocked.Increment(ref calls);
        var fault = faults.TryDequeue(out var queued) ? queued : Always;
        if (InCall is { } inCall)
            await inCall(ct);
        switch (fault)
        {
            case Fault.Busy:
                return DiaryAnswer.Failed<T>(DiaryOutcome.Busy, null, RetryAfter);
            case Fault.Unavailable:
                return DiaryAnswer.Failed<T>(DiaryOutcome.Unavailable);
            case Fault.Denied:
                return DiaryAnswer.Failed<T>(DiaryOutcome.Denied);
            case Fault.Refused:
                return DiaryAnswer.Failed<T>(DiaryOutcome.Refused, "typeUnknown");
            case Fault.LostBefore:
                return DiaryAnswer.Failed<T>(DiaryOutcome.Uncertain, "timeout");
        }
        var answer = write();
        return fault switch
        {
            Fault.LostAfter => DiaryAnswer.Failed<T>(DiaryOutcome.Uncertain, "timeout"),
            Fault.Later when !HasAnswered && answer is DiaryAnswer<DocumentReceipt> => DiaryAnswer.Failed<T>(DiaryOutcome.Waiting),
            Fault.OtherBytes when answer is DiaryAnswer<DocumentReceipt> { Value: { } receipt } => (DiaryAnswer<T>)
                (object)DiaryAnswer.Done(receipt with { Sha256 = new string('0', 64) }),
            _ => answer,
        };
    }

    private CaseReceipt Open(NewCase newCase) =>
        Abilities.HasFlag(DiaryAbilities.KnowsKey) ? cases.GetOrAdd(newCase.Key, _ => NewCase()) : cases[Guid.NewGuid()] = NewCase();

    private DocumentReceipt Add(NewDocument document, string sha256)
    {
        lock (one)
        {
            if (Abilities.HasFlag(DiaryAbilities.KnowsKey) && held.FirstOrDefault(h => h.Document.Key == document.Key).Receipt is { } known)
                return known;
            var diaryCase = document.Case.Existing ?? Open(document.Case.New!).Case;
            var ordinal = held.Count(h => h.Receipt.Case.Number == diaryCase.Number) + 1;
            DocumentReceipt receipt = new($"doc-{held.Count + 1}", diaryCase, $"{diaryCase.Number}-{ordinal}", ForgetsHash ? null : sha256);
            held.Enqueue((document, receipt));
            return receipt;
        }
    }

    private CaseReceipt NewCase()
    {
        var number = Interlocked.Increment(ref numbers);
        return new(new CaseReference($"case-{number}", $"EVO-{number}"));
    }
}
