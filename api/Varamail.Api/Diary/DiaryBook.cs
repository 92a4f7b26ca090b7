using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>Writes in the diary. Numbers are taken in the caller's transaction under a row's lock: they have no gaps and are never given twice,
/// however many write at once.</summary>
internal sealed class DiaryBook(VaramailDb db, DiaryNumbers numbers, Deadlines deadlines, Actor who, TimeProvider clock)
{
    /// <summary>Enters a registration. On a problem the caller must roll back.</summary>
    public async Task<ProblemHttpResult?> EnterAsync(Registration registration, EntryRequest request, CancellationToken ct)
    {
        if (registration.MayEnter(who) is { } refusal)
            return refusal.ToProblem(registration);
        if (Missing(request, registration) is { } missing)
            return missing;
        var diaryCase = request.Case.Existing is { } existing
            ? await FindCaseAsync(registration.Authority, existing, ct)
            : await OpenCaseAsync(registration.Authority, request, ct);
        if (diaryCase is null)
            return Problem.Invalid("case.existing", "Det finns inget sådant ärende i myndighetens diarium.");

        var now = clock.GetUtcNow();
        var ordinal = await NextAsync(
            db.Database.SqlQuery<int>($"""UPDATE "Cases" SET "Documents" = "Documents" + 1 WHERE "Id" = {diaryCase.Id} RETURNING "Documents" """),
            ct
        );
        db.Entries.Add(
            new DiaryEntry
            {
                CaseId = diaryCase.Id,
                Ordinal = ordinal,
                RegistrationId = registration.Id,
                Sha256 = registration.Letter.Sha256!,
                Title = request.Title.Trim(),
                PublicTitle = Trimmed(request.PublicTitle) ?? request.Title.Trim(),
                Direction = request.Direction,
                DocumentType = Trimmed(request.DocumentType),
                ClassificationCode = Trimmed(request.ClassificationCode),
                ReceivedOn = request.ReceivedOn,
                Counterpart = Trimmed(request.Counterpart),
                HideCounterpart = request.HideCounterpart,
                CaseOfficer = Trimmed(request.CaseOfficer),
                Secrecy = request.Secrecy,
                Note = Trimmed(request.Note),
                EnteredBy = who.Person,
                EnteredAt = now,
            }
        );
        var was = Markings.CategoriesOf(registration);
        registration.Enter(who, now, numbers.Of(diaryCase), numbers.OfDocument(diaryCase, ordinal));
        await db.MarkAsync(registration, was, now, ct);
        return null;
    }

    /// <summary>Voids the entry; the registration waits again. On a problem the caller must roll back.</summary>
    public async Task<ProblemHttpResult?> VoidAsync(DiaryEntry entry, string reason, CancellationToken ct)
    {
        var registration = await db.Registrations.SingleAsync(r => r.Id == entry.RegistrationId, ct);
        if (entry.Voided is not null)
            return Problem.AlreadyDecided("Posten är redan makulerad.");
        var was = Markings.CategoriesOf(registration);
        if (registration.Void(who) is { } refusal)
            return refusal.ToProblem(registration);
        var now = clock.GetUtcNow();
        entry.Voided = new Voided(who.Person, now, reason.Trim());
        await db.MarkAsync(registration, was, now, ct);
        return null;
    }

    private ProblemHttpResult? Missing(EntryRequest request, Registration registration)
    {
        if (request.Case.Existing is null == string.IsNullOrWhiteSpace(request.Case.NewTitle))
            return Problem.Invalid("case", "Ange antingen ett befintligt ärende eller en rubrik för ett nytt.");
        if (string.IsNullOrWhiteSpace(request.Title))
            return Problem.Invalid("title", "Ange vad handlingen rör.");
        if (string.IsNullOrWhiteSpace(request.PublicTitle) && (request.Secrecy is not null || registration.IsRestricted))
            return Problem.Invalid("publicTitle", "Ange en rubrik som får stå i det offentliga diariet (OSL 5 kap. 2 §).");
        if (request.Secrecy is { } secrecy && string.IsNullOrWhiteSpace(secrecy.Provision))
            return Problem.Invalid("secrecy.provision", "Ange den bestämmelse som sekretessmarkeringen stöder sig på (OSL 5 kap. 5 §).");
        return request.ReceivedOn > deadlines.Today || request.ReceivedOn.Year < 1900
            ? Problem.Invalid("receivedOn", "Ange dagen då handlingen kom in eller upprättades.")
            : null;
    }

    private async Task<DiaryCase?> FindCaseAsync(string authority, string written, CancellationToken ct) =>
        numbers.Parse(written) is var (series, year, ordinal) && series == authority
            ? await db.Cases.SingleOrDefaultAsync(c => c.Series == series && c.Year == year && c.Ordinal == ordinal, ct)
            : null;

    private async Task<DiaryCase> OpenCaseAsync(string series, EntryRequest request, CancellationToken ct)
    {
        var year = deadlines.Today.Year;
        var diaryCase = new DiaryCase
        {
            Series = series,
            Year = year,
            Ordinal = await NextAsync(
                db.Database.SqlQuery<int>(
                    $"""
                    INSERT INTO "Series" ("Series", "Year", "Last") VALUES ({series}, {year}, 1)
                    ON CONFLICT ("Series", "Year") DO UPDATE SET "Last" = "Series"."Last" + 1 RETURNING "Last"
                    """
                ),
                ct
            ),
            Title = request.Case.NewTitle!.Trim(),
            PublicTitle = Trimmed(request.Case.NewPublicTitle) ?? Trimmed(request.PublicTitle) ?? request.Case.NewTitle!.Trim(),
            CaseOfficer = Trimmed(request.CaseOfficer),
            OpenedAt = clock.GetUtcNow(),
        };
        db.Cases.Add(diaryCase);
        await db.SaveChangesAsync(ct);
        return diaryCase;
    }

    private static async Task<int> NextAsync(IQueryable<int> counter, CancellationToken ct) => (await counter.ToListAsync(ct)).Single();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
