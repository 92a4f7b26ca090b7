using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;

namespace Varamail.Api.Desk;

/// <summary>The registrar's queue. What another authority has does not exist here (OSL 8:1).</summary>
internal static class DeskApi
{
    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/queue").RequireAuthorization(Policies.Registrar).WithTags("Desk");
        group.MapGet("/", Queue).WithName("queue").WithSummary("The queue, the most urgent first");
        group.MapGet("/{id:guid}", Detail).WithName("queueDetail").WithSummary("One message; a restricted one without its content until you have opened it");
        group.MapPost("/{id:guid}/open", Open).WithName("openRestricted").WithSummary("Opens a restricted message; who, when and why is logged");
        group.MapGet("/{id:guid}/original", Original).WithName("original").WithSummary("The message exactly as the mailbox gave it")
            .Produces<byte[]>(200, "message/rfc822");
        group.MapGet("/{id:guid}/attachments/{index:int}", Attachment).WithName("attachment").WithSummary("One attached file")
            .Produces<byte[]>(200, "application/octet-stream");
        group.MapPost("/{id:guid}/claim", Claim).WithName("claim").WithSummary("Takes a message");
        group.MapPost("/{id:guid}/release", Release).WithName("release").WithSummary("Puts a taken message back");
        group.MapPost("/{id:guid}/enter", Enter).WithName("enter").WithSummary("Enters a message in the diary");
        group.MapPost("/{id:guid}/return", Return).WithName("return").WithSummary("Returns a message to the official with a comment");
        group.MapPost("/{id:guid}/redirect", Redirect).WithName("redirect").WithSummary("Sends a message on to another authority's queue");
        group.MapPost("/{id:guid}/not-registered", NotRegister).WithName("notRegister").WithSummary("Decides that a message isn't to be registered");
    }

    private static Task<Ok<QueuePage>> Queue(
        CancellationToken ct,
        string? authority = null,
        RegistrationState? state = null,
        [StringLength(200)] string? search = null,
        [Range(1, 100_000)] int page = 1,
        [Range(1, 200)] int pageSize = 50
    ) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueDetail>, ProblemHttpResult>> Detail(Guid id, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueDetail>, ProblemHttpResult>> Open(Guid id, OpenRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Original(Guid id, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Attachment(Guid id, int index, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Claim(Guid id, ChangeRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Release(Guid id, ChangeRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Enter(Guid id, EntryRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Return(Guid id, ReturnRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Redirect(Guid id, RedirectRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> NotRegister(Guid id, NotRegisterRequest request, CancellationToken ct) =>
        throw new NotImplementedException();
}
