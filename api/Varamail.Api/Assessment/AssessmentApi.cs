using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;
using Varamail.Guideline;

namespace Varamail.Api.Assessments;

/// <summary>Judges a message. Nothing of it is stored.</summary>
internal static class AssessmentApi
{
    public static void MapAssessment(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/assessments").RequireAuthorization(Policies.Official).WithTags("Assessment");
        group.MapPost("/", AssessFile).WithName("assessFile").WithSummary("Judges a message that is sent as a file").AcceptsMessage();
        group.MapPost("/item", AssessItem).WithName("assessItem").WithSummary("Judges a message that lies in a mailbox");
    }

    private static Task<Results<Ok<Assessment>, ProblemHttpResult>> AssessFile(string mailbox, HttpRequest request, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Results<Ok<ItemAssessment>, ProblemHttpResult>> AssessItem(ItemRef item, CancellationToken ct) =>
        throw new NotImplementedException();
}
