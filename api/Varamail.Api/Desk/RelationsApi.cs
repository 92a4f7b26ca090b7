using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Assessments;
using Varamail.Api.Identity;
using Varamail.Guideline;

namespace Varamail.Api.Desk;

/// <summary>What the registrar is helped with before she writes.</summary>
/// <param name="Title">Made of the subject.</param>
/// <param name="Relations">Thread, duplicates and cases.</param>
public sealed record EntryHelp(SuggestedTitle Title, QueueRelations Relations);

/// <summary>The text of an attached file, as the server read it.</summary>
/// <param name="Text">On which the findings' offsets count; empty when it has none.</param>
/// <param name="IsWhole">False: cut off, because nobody reads more on a screen.</param>
public sealed record AttachmentText(string Text, bool IsWhole);

/// <summary>Reads a message for the registrar once more, beside what the queue tells: what it belongs to, and what its files say.</summary>
internal static class RelationsApi
{
    private const int LongestText = 200_000;

    public static void MapRelations(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/queue").RequireAuthorization(Policies.Registrar).WithTags("Desk");
        group.MapGet("/{id:guid}/relations", Help).WithName("relations").WithSummary("Thread, duplicates, cases and a title for a message");
        group.MapGet("/{id:guid}/attachments/{index:int}/text", Text).WithName("attachmentText").WithSummary("What an attached file says");
    }

    private static async Task<Results<Ok<EntryHelp>, ProblemHttpResult>> Help(
        Guid id,
        Queue queue,
        Relations relations,
        Judge judge,
        Municipality municipality,
        CancellationToken ct
    )
    {
        if (await queue.FindAsync(id, ct) is not { Letter.Sha256: { } sha256 } registration || await queue.IsClosedAsync(registration, ct))
            return Problem.NotFound();
        var message = queue.Read(sha256, ct);
        var mailbox = registration.Mailbox ?? "";
        var assessment = judge.Advise(judge.Assess(message, mailbox, registration.Letter.ReceivedAt), message, mailbox);
        return TypedResults.Ok(new EntryHelp(Titles.Of(message, assessment, municipality), await relations.OfAsync(registration, message, ct)));
    }

    private static async Task<Results<Ok<AttachmentText>, ProblemHttpResult>> Text(Guid id, int index, Queue queue, CancellationToken ct)
    {
        var (_, message, problem) = await queue.ReadAsync(id, "attachmentText", ct);
        if (message is null)
            return problem!;
        return message.Attachments.ElementAtOrDefault(index) is { } attachment
            ? TypedResults.Ok(
                new AttachmentText(
                    attachment.Text?.Text is { } text ? text[..Math.Min(text.Length, LongestText)] : "",
                    (attachment.Text?.Text.Length ?? 0) <= LongestText
                )
            )
            : Problem.NotFound();
    }
}
