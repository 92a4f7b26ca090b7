using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Desk;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Evidence;

/// <summary>What shows that a message is the one that came: its hashes, what our own mail server noted of the sender, and a copy that anybody can read.</summary>
internal static class EvidenceApi
{
    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/queue/{id:guid}").RequireAuthorization(Policies.Registrar).WithTags("Evidence");
        group
            .MapGet("/evidence", Evidence)
            .WithName("evidence")
            .WithSummary("Hashes of a message and its files, and what our own mail server noted of the sender");
        group
            .MapGet("/rendering", Rendering)
            .WithName("rendering")
            .WithSummary("A message as a page that can be read without a mail program")
            .Produces<byte[]>(200, "text/html");
    }

    private static async Task<Results<Ok<EvidenceView>, ProblemHttpResult>> Evidence(
        Guid id,
        Queue queue,
        Municipality municipality,
        CancellationToken ct
    )
    {
        var (letter, message, problem) = await queue.ReadAsync(id, "evidence", ct);
        return message is null ? problem! : TypedResults.Ok(EvidenceView.Of(letter!, message, municipality));
    }

    /// <remarks>Always a download: nothing that a sender wrote is shown by the browser on our own address.</remarks>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Rendering(
        Guid id,
        Queue queue,
        Originals originals,
        Municipality municipality,
        Deadlines days,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (letter, message, problem) = await queue.ReadAsync(id, "rendering", ct);
        if (message is null)
            return problem!;
        var evidence = EvidenceView.Of(letter!, message, municipality);
        var pictures = await Pictures.OfAsync(message, () => originals.Open(evidence.Sha256), ct);
        var page = ReadableCopy.Write(message, evidence, pictures, days.Local, clock.GetUtcNow());
        return TypedResults.File(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", "meddelande.html");
    }
}
