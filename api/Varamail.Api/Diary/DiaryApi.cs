using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Identity;

namespace Varamail.Api.Diary;

/// <summary>The built-in diary.</summary>
internal static class DiaryApi
{
    public static void MapDiary(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/diary").RequireAuthorization(Policies.DiaryOfficer).WithTags("Diary");
        group.MapGet("/cases", Cases).WithName("cases").WithSummary("Cases, the newest first");
        group.MapGet("/cases/{series}/{year:int}/{number:int}", Case).WithName("case").WithSummary("One case with its documents, voided ones too");
        group.MapPost("/entries/{id:guid}/void", Void).WithName("voidEntry").WithSummary("Voids a mistaken entry; it stays visible")
            .RequireAuthorization(Policies.Registrar);
    }

    private static Task<Ok<CasePage>> Cases(
        CancellationToken ct,
        string? authority = null,
        [StringLength(200)] string? search = null,
        [Range(1, 100_000)] int page = 1
    ) => throw new NotImplementedException();

    private static Task<Results<Ok<CaseDetail>, ProblemHttpResult>> Case(string series, int year, int number, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Results<Ok<EntryView>, ProblemHttpResult>> Void(Guid id, VoidRequest request, CancellationToken ct) =>
        throw new NotImplementedException();
}
