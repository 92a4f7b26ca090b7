using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Statistics;
using Varamail.Api.Storage;

namespace Varamail.Api.Audit;

/// <summary>Shows the audit trail: rows to head registrars and archivists, counts to data protection officers, whether it is whole to all of them.</summary>
internal static class AuditApi
{
    private const int PageSize = 50;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/audit").RequireAuthorization(Policies.Official).WithTags("Audit");
        group.MapGet("/", Page).RequireAuthorization(Policies.AuditReader).WithName("audit").WithSummary("The audit trail, the newest first");
        group
            .MapGet("/export", Export)
            .RequireAuthorization(Policies.AuditReader)
            .WithName("auditExport")
            .WithSummary("The trail's rows as a file, the oldest first; taking them out is itself recorded")
            .Produces<byte[]>(200, "text/csv");
        group.MapGet("/counts", Counts).RequireAuthorization(Policies.AuditVerifier).WithName("auditCounts").WithSummary("How often what was done, month by month; nobody is named");
        group
            .MapGet("/verification", Verify)
            .RequireAuthorization(Policies.AuditVerifier)
            .WithName("auditVerification")
            .WithSummary("Reads the whole trail and tells whether it is whole");
    }

    private static async Task<Ok<AuditPage>> Page(
        VaramailDb db,
        Actor who,
        Deadlines days,
        CancellationToken ct,
        [OneOf<AuditAct>] string? act = null,
        [StringLength(20)] string? authority = null,
        Guid? registration = null,
        DateOnly? from = null,
        DateOnly? to = null,
        [Range(1, long.MaxValue)] long? before = null
    )
    {
        var rows = ByRow(db, who, days, authority, from, to).Where(r => before == null || r.Number < before);
        if (Enum.TryParse<AuditAct>(act, ignoreCase: true, out var wanted))
            rows = rows.Where(r => r.Act == wanted);
        if (registration is { } id)
            rows = rows.Where(r => r.Registration == id);
        var found = await rows.OrderByDescending(r => r.Number).Take(PageSize + 1).ToListAsync(ct);
        var items = found.Take(PageSize).Select(View).ToList();
        return TypedResults.Ok(new AuditPage(items, found.Count > PageSize ? items[^1].Number : null));
    }

    private static async Task<PushStreamHttpResult> Export(
        VaramailDb db,
        Actor who,
        Deadlines days,
        IOptions<JsonOptions> json,
        CancellationToken ct,
        [RegularExpression("^(csv|json)$")] string format = "csv",
        [StringLength(20)] string? authority = null,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        var period = string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}–{to:yyyy-MM-dd}");
        await db.RecordAsync(new Act(AuditAct.Exported, who.Person, authority, Detail: $"{format} {period}"), ct);
        var rows = ByRow(db, who, days, authority, from, to).OrderBy(r => r.Number).AsAsyncEnumerable();
        return TypedResults.Stream(
            stream => format == "json" ? JsonSerializer.SerializeAsync(stream, Views(rows), json.Value.SerializerOptions, ct) : WriteCsvAsync(stream, rows, ct),
            format == "json" ? "application/json" : Csv.MediaType,
            $"handelselogg.{format}"
        );
    }

    private static async Task<Results<Ok<List<AuditCount>>, ContentHttpResult, ProblemHttpResult>> Counts(
        VaramailDb db,
        Actor who,
        Deadlines days,
        IOptions<StatisticsOptions> options,
        CancellationToken ct,
        [RegularExpression("^(csv|json)$")] string format = "json",
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        var last = to ?? days.Today;
        var first = from ?? new DateOnly(last.Year, last.Month, 1).AddMonths(-11);
        if (first.AddYears(10) < last)
            return Problem.Invalid("from", "Välj högst tio år.");
        List<AuditCount> counts = [];
        for (var month = first; month <= last; month = new DateOnly(month.Year, month.Month, 1).AddMonths(1))
        {
            var end = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
            var counted = await Readable(db, who, days, null, month, end < last ? end : last)
                .GroupBy(r => r.Act)
                .Select(g => new { Act = g.Key, Count = g.Count() })
                .ToListAsync(ct);
            var name = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            counts.AddRange(counted.OrderBy(c => c.Act).Select(c => new AuditCount(name, c.Act, options.Value.OrNull(c.Count))));
        }
        return format == "json"
            ? TypedResults.Ok(counts)
            : TypedResults.Content(
                Csv.Mark + Csv.Line("månad", "händelse", "antal") + string.Concat(counts.Select(c => Csv.Line(c.Month, c.Act, c.Count?.ToString(CultureInfo.InvariantCulture) ?? options.Value.Few))),
                Csv.MediaType
            );
    }

    private static async Task<Ok<AuditVerification>> Verify(VaramailDb db, CancellationToken ct) => TypedResults.Ok(await AuditChain.VerifyAsync(db, null, ct));

    /// <summary>What the person may read: acts at the authorities that she follows up, and acts that concern none.</summary>
    private static IQueryable<AuditRow> Readable(VaramailDb db, Actor who, Deadlines days, string? authority, DateOnly? from, DateOnly? to)
    {
        var rows = db.Audit.AsNoTracking().Where(r => r.Authority == null || who.Overlooks.Contains(r.Authority));
        if (!string.IsNullOrEmpty(authority))
            rows = rows.Where(r => r.Authority == authority);
        if (from is { } first)
            rows = rows.Where(r => r.At >= days.StartOf(first));
        if (to is { } last)
            rows = rows.Where(r => r.At < days.StartOf(last.AddDays(1)));
        return rows;
    }

    /// <summary>Who sent in a report under the whistleblowing act is told to those alone who receive such reports (OSL 32:3 b); the others see that numbers are missing.</summary>
    private static IQueryable<AuditRow> ByRow(VaramailDb db, Actor who, Deadlines days, string? authority, DateOnly? from, DateOnly? to)
    {
        var rows = Readable(db, who, days, authority, from, to);
        return who.ReadsWhistleblowing
            ? rows
            : rows.Where(r => r.Registration == null || !db.Registrations.Where(x => x.IsWhistleblowing).Select(x => (Guid?)x.Id).Contains(r.Registration));
    }

    private static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<AuditRow> rows, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await writer.WriteAsync(Csv.Mark + Csv.Line("nummer", "tid", "händelse", "person-id", "person", "myndighet", "registrering", "uppgift", "skäl", "föregående", "hash"));
        await foreach (var row in rows.WithCancellation(ct))
        {
            var line = Csv.Line(
                row.Number,
                AuditChain.Write(row.At),
                row.Act,
                row.ById,
                row.ByName,
                row.Authority,
                row.Registration,
                row.Detail,
                row.Reason,
                row.Previous,
                row.Hash
            );
            await writer.WriteAsync(line.AsMemory(), ct);
        }
    }

    private static async IAsyncEnumerable<AuditRowView> Views(IAsyncEnumerable<AuditRow> rows)
    {
        await foreach (var row in rows)
            yield return View(row);
    }

    private static AuditRowView View(AuditRow r) => new(r.Number, r.At, r.Act, r.ById, r.ByName, r.Authority, r.Registration, r.Detail, r.Reason, r.Hash);
}
