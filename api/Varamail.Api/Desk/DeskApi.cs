using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Desk;

/// <summary>The registrar's queue. What another authority has does not exist here (OSL 8:1).</summary>
internal static class DeskApi
{
    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/queue").RequireAuthorization(Policies.Registrar).WithTags("Desk");
        group.MapGet("/", Page).WithName("queue").WithSummary("The queue, the most urgent first");
        group
            .MapGet("/{id:guid}", Detail)
            .WithName("queueDetail")
            .WithSummary("One message; a restricted one without its content until you have opened it");
        group.MapPost("/{id:guid}/open", Open).WithName("openRestricted").WithSummary("Opens a restricted message; who, when and why is logged");
        group
            .MapGet("/{id:guid}/original", Original)
            .WithName("original")
            .WithSummary("The message exactly as the mailbox gave it")
            .Produces<byte[]>(200, "message/rfc822");
        group
            .MapGet("/{id:guid}/attachments/{index:int}", Attachment)
            .WithName("attachment")
            .WithSummary("One attached file")
            .Produces<byte[]>(200, "application/octet-stream");
        group.MapPost("/{id:guid}/claim", Claim).WithName("claim").WithSummary("Takes a message");
        group.MapPost("/{id:guid}/release", Release).WithName("release").WithSummary("Puts a taken message back");
        group.MapPost("/{id:guid}/enter", Enter).WithName("enter").WithSummary("Enters a message in the diary");
        group.MapPost("/{id:guid}/return", Return).WithName("return").WithSummary("Returns a message to the official with a comment");
        group.MapPost("/{id:guid}/redirect", Redirect).WithName("redirect").WithSummary("Sends a message on to another authority's queue");
        group.MapPost("/{id:guid}/file", File).WithName("fileElsewhere").WithSummary("Hands a message to a personal file or another system");
        group.MapPost("/{id:guid}/receipt", Receipt).WithName("confirmFiled").WithSummary("Confirms that the other system has it");
        group.MapPost("/{id:guid}/undo", Undo).WithName("undo").WithSummary("Undoes a decision, within the time that the municipality sets");
        group.MapPost("/{id:guid}/move", Move).WithName("move").WithSummary("Moves a document to another case, within the same time");
        group
            .MapPost("/{id:guid}/not-registered", NotRegister)
            .WithName("notRegister")
            .WithSummary("Decides that a message isn't to be registered");
    }

    private static async Task<Results<Ok<QueuePage>, ProblemHttpResult>> Page(
        [AsParameters] QueueFilter filter,
        QueueSearch search,
        CancellationToken ct,
        [StringLength(200)] string? after = null,
        [Range(1, 100_000)] int page = 1,
        [Range(1, 200)] int pageSize = 50
    ) =>
        await search.PageAsync(filter, after, page, pageSize, ct) is { } found
            ? TypedResults.Ok(found)
            : Problem.Invalid("after", "Platsen i listan går inte att läsa.");

    private static async Task<Results<Ok<QueueDetail>, ProblemHttpResult>> Detail(Guid id, Queue queue, CancellationToken ct) =>
        await queue.FindAsync(id, ct) is { } registration ? TypedResults.Ok(await queue.DetailAsync(registration, ct)) : Problem.NotFound();

    private static async Task<Results<Ok<QueueDetail>, ProblemHttpResult>> Open(
        Guid id,
        OpenRequest request,
        Queue queue,
        VaramailDb db,
        Actor who,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var reason = request.Reason.Trim();
        var registration = await db.AtOnceAsync(
            async () =>
            {
                if (await queue.FindAsync(id, ct) is not { } registration)
                    return null;
                db.Readings.Add(new Reading { RegistrationId = id, Reader = who.Person, At = clock.GetUtcNow(), Reason = reason });
                registration.Open(who, reason);
                return registration;
            },
            ct
        );
        if (registration is null)
            return Problem.NotFound();
        return TypedResults.Ok(await queue.DetailAsync(registration, ct));
    }

    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Original(
        Guid id,
        Queue queue,
        Originals originals,
        CancellationToken ct
    ) =>
        WhenOpened(
            id,
            "original",
            queue,
#pragma warning disable CA2000 // the answer disposes it when it is sent
            sha256 => Task.FromResult<Results<FileStreamHttpResult, ProblemHttpResult>>(TypedResults.File(originals.Open(sha256), "message/rfc822", "original.eml")),
#pragma warning restore CA2000
            ct
        );

    /// <remarks>Always a download, whatever the sender calls it: nothing attached is shown by the browser on our own address.</remarks>
    private static Task<Results<FileStreamHttpResult, ProblemHttpResult>> Attachment(
        Guid id,
        int index,
        Queue queue,
        Originals originals,
        CancellationToken ct
    ) =>
        WhenOpened(
            id,
            $"attachment {index}",
            queue,
            async sha256 =>
            {
                if (queue.Read(sha256, ct).Attachments.ElementAtOrDefault(index) is not { Container: null } attachment)
                    return Problem.NotFound();
                await using var original = originals.Open(sha256);
                return await Attachments.FindAsync(original, attachment, ct) is { } bytes
                    ? TypedResults.File(bytes, "application/octet-stream", attachment.Name)
                    : Problem.NotFound();
            },
            ct
        );

    /// <summary>Answers with something of an original that the registrar may read now.</summary>
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> WhenOpened(
        Guid id,
        string what,
        Queue queue,
        Func<string, Task<Results<FileStreamHttpResult, ProblemHttpResult>>> answer,
        CancellationToken ct
    )
    {
        var (letter, problem) = await queue.OriginalOfAsync(id, what, ct);
        return letter is null ? problem! : await answer(letter.Sha256!);
    }

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Claim(
        Guid id, ClaimRequest request, Deciding deciding, Actor who, TimeProvider clock, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.Claim(who, clock.GetUtcNow(), request.TakeOver), ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Release(
        Guid id, ChangeRequest request, Deciding deciding, Actor who, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.Release(who), ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Enter(
        Guid id, EntryRequest request, Deciding deciding, CancellationToken ct
    ) => deciding.EnterAsync(id, request, ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Return(
        Guid id, ReturnRequest request, Deciding deciding, Actor who, TimeProvider clock, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.Return(who, clock.GetUtcNow(), request.Comment.Trim()), ct);

    private static async Task<Results<Ok<QueueItem>, ProblemHttpResult>> Redirect(
        Guid id, RedirectRequest request, Deciding deciding, Municipality municipality, CancellationToken ct
    ) =>
        municipality.FindAuthority(request.Authority) is { } authority
            ? await deciding.RedirectAsync(id, request.Version, authority.DiarySeries, request.Comment?.Trim(), ct)
            : Problem.Invalid("authority", "Det finns ingen sådan myndighet i kommunen.");

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> NotRegister(
        Guid id, NotRegisterRequest request, Deciding deciding, Actor who, TimeProvider clock, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.NotRegister(who, clock.GetUtcNow(), request.Reason.Trim()), ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> File(
        Guid id, FileRequest request, Deciding deciding, Actor who, TimeProvider clock, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.File(who, clock.GetUtcNow(), request.System.Trim(), Trimmed(request.Reference)), ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Receipt(
        Guid id, ReceiptRequest request, Deciding deciding, Actor who, TimeProvider clock, CancellationToken ct
    ) => deciding.DecideAsync(id, request.Version, r => r.ConfirmFiled(who, clock.GetUtcNow(), request.Reference.Trim()), ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Undo(Guid id, ChangeRequest request, Undoing undoing, CancellationToken ct) =>
        undoing.UndoAsync(id, request.Version, ct);

    private static Task<Results<Ok<QueueItem>, ProblemHttpResult>> Move(Guid id, MoveRequest request, Undoing undoing, CancellationToken ct) =>
        undoing.MoveAsync(id, request.Version, request.Case, ct);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
