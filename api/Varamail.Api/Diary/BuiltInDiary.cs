using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>The built-in diary as a system among others: what is sent to it stands in Varamail's own database, once, whoever repeats it.</summary>
internal sealed class BuiltInDiary(VaramailDb db, DiaryLedger ledger, DiaryNumbers numbers, Originals originals, TimeProvider clock) : IDiarySystem
{
    public string Name => "Varamail";

    public DiaryAbilities Abilities =>
        DiaryAbilities.SearchCases
        | DiaryAbilities.OpenCase
        | DiaryAbilities.AddDocument
        | DiaryAbilities.Secrecy
        | DiaryAbilities.Update
        | DiaryAbilities.Receipt
        | DiaryAbilities.KnowsKey
        | DiaryAbilities.CanBeAsked;

    public async Task<DiaryAnswer<IReadOnlyList<FoundCase>>> SearchCasesAsync(CaseSearch search, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().Where(c => c.Series == search.Authority).WithoutReports(db);
        var found = await (await cases.MatchingAsync(search.Text, [search.Authority], numbers, db, ct))
            .OrderByDescending(c => c.OpenedAt)
            .ThenByDescending(c => c.Ordinal)
            .Take(search.AtMost)
            .ToListAsync(ct);
        return DiaryAnswer.Done<IReadOnlyList<FoundCase>>([.. found.Select(c => new FoundCase(Reference(c), c.Title, c.CaseOfficer))]);
    }

    public async Task<DiaryAnswer<CaseReceipt>> OpenCaseAsync(NewCase newCase, CancellationToken ct) =>
        await db.AtOnceAsync(
            async () => DiaryAnswer.Done(new CaseReceipt(Reference(await CaseAsync(newCase.Key, ct) ?? await ledger.OpenCaseAsync(newCase, ct)))),
            ct
        );

    public async Task<DiaryAnswer<DocumentReceipt>> AddDocumentAsync(NewDocument document, CancellationToken ct)
    {
        var asked = await AskAboutDocumentAsync(document.Authority, document.Key, ct);
        if (asked.Outcome is DiaryOutcome.Done)
            return asked;
        var received = new List<ReceivedOriginal>();
        try
        {
            foreach (var file in document.Files)
            {
                await using var bytes = await file.OpenAsync(ct);
                received.Add((await originals.ReceiveAsync(bytes, long.MaxValue - 1, ct))!);
                if (received[^1].Sha256 != file.Sha256)
                    throw new InvalidDataException("A file is not what it was when it was registered.");
            }
            return await db.AtOnceAsync(() => AddAsync(document, received, ct), ct, answer => answer.Outcome is not DiaryOutcome.Done);
        }
        finally
        {
            received.ForEach(file => file.Dispose());
        }
    }

    public async Task<DiaryAnswer<DocumentReceipt>> UpdateAsync(DocumentUpdate update, CancellationToken ct)
    {
        var id = Guid.TryParse(update.DocumentId, out var parsed) ? parsed : Guid.Empty;
        return await db.AtOnceAsync(
            async () =>
            {
                var entry = await db.Entries.Include(e => e.Case).SingleOrDefaultAsync(e => e.Id == id && e.Case.Series == update.Authority, ct);
                if (entry is null)
                    return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound);
                if (entry.Voided is not null)
                    return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.Refused, "voided");
                var stands = EntryText.Of(entry, await db.CorrectionsOfAsync(entry.Id, ct));
                var changed = stands with
                {
                    Title = update.Title,
                    PublicTitle = update.PublicTitle,
                    DocumentType = update.DocumentType,
                    Secrecy = update.Secrecy,
                };
                await db.CorrectAsync(entry, stands, changed, update.By, update.Reason, clock.GetUtcNow(), ct);
                return DiaryAnswer.Done(Receipt(entry));
            },
            ct,
            answer => answer.Outcome is not DiaryOutcome.Done
        );
    }

    public async Task<DiaryAnswer<CaseReceipt>> AskAboutCaseAsync(string authority, Guid key, CancellationToken ct) =>
        await CaseAsync(key, ct) is { } found && found.Series == authority
            ? DiaryAnswer.Done(new CaseReceipt(Reference(found)))
            : DiaryAnswer.Failed<CaseReceipt>(DiaryOutcome.NotFound);

    public async Task<DiaryAnswer<DocumentReceipt>> AskAboutDocumentAsync(string authority, Guid key, CancellationToken ct)
    {
        var entry = await db.Entries.AsNoTracking().Include(e => e.Case).SingleOrDefaultAsync(e => e.Key == key && e.Case.Series == authority, ct);
        return entry is null ? DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound) : DiaryAnswer.Done(Receipt(entry));
    }

    private async Task<DiaryAnswer<DocumentReceipt>> AddAsync(NewDocument document, IEnumerable<ReceivedOriginal> received, CancellationToken ct)
    {
        // Somebody who sent the same at the same moment may have been faster.
        var asked = await AskAboutDocumentAsync(document.Authority, document.Key, ct);
        if (asked.Outcome is DiaryOutcome.Done)
            return asked;
        var diaryCase = document.Case.New is { } newCase
            ? await CaseAsync(newCase.Key, ct) ?? await ledger.OpenCaseAsync(newCase, ct)
            : await ledger.FindCaseAsync(document.Authority, document.Case.Existing!.Number, ct);
        if (diaryCase is null)
            return DiaryAnswer.Failed<DocumentReceipt>(DiaryOutcome.NotFound, "case");
        foreach (var file in received)
            await originals.KeepAsync(db, file, clock.GetUtcNow(), ct);
        var entry = await ledger.AddAsync(diaryCase, document, ct);
        await db.SaveChangesAsync(ct);
        return DiaryAnswer.Done(new DocumentReceipt(entry.Id.ToString(), Reference(diaryCase), numbers.OfDocument(diaryCase, entry.Ordinal), entry.Sha256));
    }

    private Task<DiaryCase?> CaseAsync(Guid key, CancellationToken ct) => db.Cases.SingleOrDefaultAsync(c => c.Key == key, ct);

    private CaseReference Reference(DiaryCase diaryCase) => new(diaryCase.Id.ToString(), numbers.Of(diaryCase));

    private DocumentReceipt Receipt(DiaryEntry entry) =>
        new(entry.Id.ToString(), Reference(entry.Case), numbers.OfDocument(entry.Case, entry.Ordinal), entry.Sha256);
}
