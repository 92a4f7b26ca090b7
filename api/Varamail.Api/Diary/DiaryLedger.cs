using Microsoft.EntityFrameworkCore;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>Gives numbers in the built-in diary. They are taken in the caller's transaction under a row's lock: they have no gaps and are
/// never given twice, however many write at once.</summary>
internal sealed class DiaryLedger(VaramailDb db, DiaryNumbers numbers, Deadlines deadlines, TimeProvider clock)
{
    public async Task<DiaryCase> OpenCaseAsync(NewCase newCase, CancellationToken ct)
    {
        var year = deadlines.Today.Year;
        var diaryCase = new DiaryCase
        {
            Key = newCase.Key,
            Series = newCase.Authority,
            Year = year,
            Ordinal = await NextAsync(
                db.Database.SqlQuery<int>(
                    $"""
                    INSERT INTO "Series" ("Series", "Year", "Last") VALUES ({newCase.Authority}, {year}, 1)
                    ON CONFLICT ("Series", "Year") DO UPDATE SET "Last" = "Series"."Last" + 1 RETURNING "Last"
                    """
                ),
                ct
            ),
            Title = newCase.Title,
            PublicTitle = newCase.PublicTitle,
            CaseOfficer = newCase.CaseOfficer,
            OpenedAt = clock.GetUtcNow(),
        };
        db.Cases.Add(diaryCase);
        await db.SaveChangesAsync(ct);
        return diaryCase;
    }

    public async Task<DiaryEntry> AddAsync(DiaryCase diaryCase, NewDocument document, CancellationToken ct)
    {
        var ordinal = await NextAsync(
            db.Database.SqlQuery<int>($"""UPDATE "Cases" SET "Documents" = "Documents" + 1 WHERE "Id" = {diaryCase.Id} RETURNING "Documents" """),
            ct
        );
        var counterpart = document.Parties.Count > 0 ? document.Parties[0] : null;
        var entry = new DiaryEntry
        {
            Key = document.Key,
            CaseId = diaryCase.Id,
            Ordinal = ordinal,
            RegistrationId = document.Registration,
            Sha256 = document.Main.Sha256,
            Title = document.Title,
            PublicTitle = document.PublicTitle,
            Direction = document.Direction,
            DocumentType = document.DocumentType,
            ClassificationCode = document.ClassificationCode,
            ReceivedOn = document.ReceivedOn,
            Counterpart = counterpart?.Name,
            HideCounterpart = counterpart?.Hidden ?? false,
            ShowCounterpart = counterpart?.Shown ?? false,
            CaseOfficer = document.CaseOfficer,
            Secrecy = document.Secrecy,
            Note = document.Note,
            EnteredBy = document.EnteredBy,
            EnteredAt = document.EnteredAt,
        };
        db.Entries.Add(entry);
        db.Parties.AddRange(document.Parties.Select((party, index) => DiaryParty.Of(entry.Id, index, party)));
        db.Appendices.AddRange(document.Appendices.Select((file, index) => DiaryAppendix.Of(entry.Id, index + 1, file)));
        return entry;
    }

    public Task<DiaryCase?> FindCaseAsync(string authority, string number, CancellationToken ct) =>
        numbers.Parse(number) is var (series, year, ordinal) && series == authority
            ? db.Cases.SingleOrDefaultAsync(c => c.Series == series && c.Year == year && c.Ordinal == ordinal, ct)
            : Task.FromResult<DiaryCase?>(null);

    private static async Task<int> NextAsync(IQueryable<int> counter, CancellationToken ct) => (await counter.ToListAsync(ct)).Single();
}
