using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Identity;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>The built-in diary. What another authority has does not exist here (OSL 8:1).</summary>
internal static class DiaryApi
{
    private const int PageSize = 25;

    public static void MapDiary(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/diary").RequireAuthorization(Policies.DiaryReader).WithTags("Diary");
        group.MapGet("/cases", Cases).WithName("cases").WithSummary("Cases, the newest first");
        group
            .MapGet("/cases/{series}/{year:int}/{number:int}", Case)
            .WithName("case")
            .WithSummary("One case with its documents, voided ones too");
        group
            .MapPost("/entries/{id:guid}/void", Void)
            .WithName("voidEntry")
            .WithSummary("Voids a mistaken entry; it stays visible")
            .RequireAuthorization(Policies.Registrar);
        group
            .MapPost("/entries/{id:guid}/correct", Correct)
            .WithName("correctEntry")
            .WithSummary("Corrects what the diary says of a document; what it said stays visible")
            .RequireAuthorization(Policies.Registrar);
        app.MapDiaryExport();
    }

    private static async Task<Ok<CasePage>> Cases(
        VaramailDb db,
        DiaryNumbers numbers,
        Actor who,
        CancellationToken ct,
        [StringLength(20)] string? authority = null,
        [StringLength(200)] string? search = null,
        [Range(1, 100_000)] int page = 1
    )
    {
        IReadOnlyCollection<string> mine = [.. who.ReadsDiaryOf];
        IReadOnlyCollection<string> wanted = string.IsNullOrEmpty(authority) ? mine : [.. mine.Where(a => a == authority)];
        var cases = await db.Cases.AsNoTracking().Where(c => wanted.Contains(c.Series)).KnownTo(who, db).MatchingAsync(search, wanted, numbers, db, ct);
        var items = await cases
            .OrderByDescending(c => c.OpenedAt)
            .ThenByDescending(c => c.Ordinal)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);
        var total = string.IsNullOrWhiteSpace(search) ? await CountAsync(db, who, wanted, ct) : await cases.CountAsync(ct);
        return TypedResults.Ok(new CasePage([.. items.Select(c => View(c, numbers))], total));
    }

    /// <summary>Numbers have no gaps and no case is ever deleted: the last numbers tell how many there are, however many there are.</summary>
    private static async Task<int> CountAsync(VaramailDb db, Actor who, IReadOnlyCollection<string> series, CancellationToken ct)
    {
        var all = await db.Series.Where(s => series.Contains(s.Series)).SumAsync(s => s.Last, ct);
        return who.ReadsWhistleblowing ? all : all - await db.Cases.Where(c => series.Contains(c.Series)).WithReports(db).CountAsync(ct);
    }

    private static async Task<Results<Ok<CaseDetail>, ProblemHttpResult>> Case(
        string series,
        int year,
        int number,
        VaramailDb db,
        DiaryNumbers numbers,
        Actor who,
        CancellationToken ct
    )
    {
        if (!who.ReadsDiaryOf.Contains(series))
            return Problem.NotFound();
        var found = await db
            .Cases.AsNoTracking()
            .KnownTo(who, db)
            .SingleOrDefaultAsync(c => c.Series == series && c.Year == year && c.Ordinal == number, ct);
        return found is null
            ? Problem.NotFound()
            : TypedResults.Ok(new CaseDetail(View(found, numbers), [.. (await db.EntriesOfAsync(found.Id, ct)).Select(e => View(e, numbers))]));
    }

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> Void(
        Guid id,
        VoidRequest request,
        VaramailDb db,
        DiaryBook diary,
        DiaryNumbers numbers,
        Actor who,
        OutboxBell bell,
        CancellationToken ct
    )
    {
        var answer = await ChangeAsync(id, entry => diary.VoidAsync(entry, request.Reason, ct), db, numbers, who, ct);
        if (answer.Result is Ok<EntryView>)
            bell.Ring();
        return answer;
    }

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> Correct(
        Guid id,
        CorrectRequest request,
        VaramailDb db,
        DiaryBook diary,
        DiaryNumbers numbers,
        Actor who,
        CancellationToken ct
    ) => ChangeAsync(id, entry => diary.CorrectAsync(entry, request, ct), db, numbers, who, ct);

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        Func<DiaryEntry, Task<ProblemHttpResult?>> change,
        VaramailDb db,
        DiaryNumbers numbers,
        Actor who,
        CancellationToken ct
    )
    {
        var (entry, problem) = await db.AtOnceAsync<(DiaryEntry?, ProblemHttpResult?)>(
            async () =>
            {
                var entry = await db.Entries.Include(e => e.Case).SingleOrDefaultAsync(e => e.Id == id, ct);
                if (entry is null || !who.IsRegistrarFor(entry.Case.Series) || !await db.Cases.KnownTo(who, db).AnyAsync(c => c.Id == entry.CaseId, ct))
                    return (null, Problem.NotFound());
                return (entry, await change(entry));
            },
            ct,
            outcome => outcome.Item2 is not null
        );
        return problem is not null ? problem : TypedResults.Ok(View(await db.WholeAsync(entry!, ct), numbers));
    }

    private static CaseView View(DiaryCase c, DiaryNumbers numbers) =>
        new(numbers.Of(c), c.Series, c.Year, c.Ordinal, c.Title, c.PublicTitle, c.CaseOfficer, c.OpenedAt, c.Documents);

    private static EntryView View(WholeEntry whole, DiaryNumbers numbers)
    {
        var (e, text) = (whole.Entry, whole.Text);
        return new(
            e.Id,
            numbers.OfDocument(e.Case, e.Ordinal),
            numbers.Of(e.Case),
            text.Title,
            text.PublicTitle,
            e.Direction,
            text.DocumentType,
            text.ClassificationCode,
            text.ReceivedOn,
            text.Counterpart,
            text.HideCounterpart,
            text.ShowCounterpart,
            text.CaseOfficer,
            text.Secrecy,
            text.Note,
            e.EnteredBy,
            e.EnteredAt,
            e.RegistrationId,
            e.Voided,
            [.. whole.Parties.Select(p => new PartyEntry(p.Role, p.Name, p.Address, p.Hidden, p.Shown))],
            [.. whole.Appendices.Select(a => new AppendixView(a.Ordinal, a.Name, a.MediaType, a.Size, a.Sha256))],
            [.. whole.Corrections.Select(c => new CorrectionView(c.Field, c.Was, c.Is, c.Reason, c.By, c.At))]
        );
    }
}
