using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.PublicDiary;

/// <summary>The diary as anybody may read it: day lists, cases, a search in titles, a feed and files. Reads the public lines only, and doesn't
/// exist unless the municipality wants it.</summary>
internal static class PublicDiaryApi
{
    public const string Home = "/diary";
    private const string Limit = "publicDiary";
    private const int PageSize = 50;
    private const int LongestFile = 20_000;

    /// <summary>Routes that anybody may call.</summary>
    public static readonly IReadOnlyList<string> Routes =
    [
        Home,
        $"{Home}/case/{{series}}/{{year:int}}/{{number:int}}",
        $"{Home}/diary.css",
        $"{Home}/feed",
        $"{Home}/list.csv",
        $"{Home}/search",
    ];

    public static void MapPublicDiary(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Home).AllowAnonymous().RequireRateLimiting(Limit).ExcludeFromDescription();
        group.AddEndpointFilter(
            async (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<IOptions<PublicDiaryOptions>>().Value.Enabled ? await next(context) : Problem.NotFound()
        );
        group.MapGet("", Day);
        group.MapGet("/search", Search);
        group.MapGet("/case/{series}/{year:int}/{number:int}", Case);
        group.MapGet("/feed", Feed);
        group.MapGet("/list.csv", List);
        group.MapGet("/diary.css", () => Results.Text(PublicDiaryPage.Style, "text/css", Encoding.UTF8));
    }

    /// <summary>Counted per address, in memory only.</summary>
    public static void LimitPublicDiary(this RateLimiterOptions options) =>
        options.AddPolicy(
            Limit,
            context =>
                RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new()
                    {
                        PermitLimit = context.RequestServices.GetRequiredService<IOptions<PublicDiaryOptions>>().Value.CallsPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                    }
                )
        );

    private static async Task<IResult> Day(
        VaramailDb db,
        PublicDiaryPage page,
        Deadlines days,
        CancellationToken ct,
        DateOnly? day = null,
        [StringLength(20)] string? series = null
    )
    {
        var all = Lines(db, series);
        var shown = day ?? await all.MaxAsync(e => (DateOnly?)e.Day, ct) ?? days.Today;
        var found = await all.Where(e => e.Day == shown).OrderBy(e => e.Series).ThenBy(e => e.Place).Take(LongestFile).ToListAsync(ct);
        var before = await all.Where(e => e.Day < shown).MaxAsync(e => (DateOnly?)e.Day, ct);
        var after = await all.Where(e => e.Day > shown).MinAsync(e => (DateOnly?)e.Day, ct);
        return page.Day(shown, series, found, before, after);
    }

    private static async Task<IResult> Search(
        VaramailDb db,
        PublicDiaryPage page,
        DiaryNumbers numbers,
        CancellationToken ct,
        [StringLength(200)] string? q = null,
        [StringLength(20)] string? series = null,
        [Range(1, long.MaxValue)] long before = long.MaxValue
    )
    {
        if (q is not null && numbers.Parse(q) is var (ofCase, year, number))
            return Results.Redirect($"{Home}/case/{Uri.EscapeDataString(ofCase)}/{year}/{number}");
        var found = await db.FindPublicAsync(q ?? "", string.IsNullOrEmpty(series) ? null : series, before, PageSize + 1, ct);
        return page.Search(q ?? "", series, [.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Place : null);
    }

    private static async Task<IResult> Case(string series, int year, int number, VaramailDb db, PublicDiaryPage page, CancellationToken ct)
    {
        var found = await db
            .PublicEntries.AsNoTracking()
            .Where(e => e.Series == series && e.Year == year && e.CaseOrdinal == number)
            .OrderBy(e => e.Ordinal)
            .ToListAsync(ct);
        return found.Count == 0 ? page.NoCase(series, year, number) : page.Case(found);
    }

    private static async Task<IResult> Feed(VaramailDb db, PublicDiaryPage page, HttpRequest request, CancellationToken ct, [StringLength(20)] string? series = null) =>
        page.Feed(request, await Lines(db, series).OrderByDescending(e => e.Place).Take(PageSize).ToListAsync(ct));

    private static async Task<IResult> List(
        VaramailDb db,
        DiaryNumbers numbers,
        Deadlines days,
        CancellationToken ct,
        DateOnly? from = null,
        DateOnly? to = null,
        [StringLength(20)] string? series = null
    )
    {
        var last = to ?? from ?? days.Today;
        var first = from ?? last;
        if (first > last || first.AddYears(1) < last)
            return Problem.Invalid("from", "Välj högst ett år.");
        var found = await Lines(db, series).Where(e => e.Day >= first && e.Day <= last).OrderBy(e => e.Place).Take(LongestFile).ToListAsync(ct);
        var lines = found.Select(e =>
            Csv.Line(
                PublicDiaryPage.NumberOf(numbers, e),
                e.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                e.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                PublicDiaryPage.Way(e.Direction),
                e.IsVoided ? "Makulerad" : e.Title,
                e.CaseTitle,
                e.Counterpart,
                e.IsSecret ? "ja" : ""
            )
        );
        var text = Csv.Mark + Csv.Line("diarienummer", "diarieförd", "inkom eller upprättades", "riktning", "rubrik", "ärende", "avsändare eller mottagare", "sekretessmarkerad") + string.Concat(lines);
        return Results.File(Encoding.UTF8.GetBytes(text), Csv.MediaType, $"diarium-{first:yyyy-MM-dd}.csv");
    }

    private static IQueryable<PublicEntry> Lines(VaramailDb db, string? series) =>
        string.IsNullOrEmpty(series) ? db.PublicEntries.AsNoTracking() : db.PublicEntries.AsNoTracking().Where(e => e.Series == series);
}
