using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Identity;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Desk;

/// <summary>A message that is worded nearly the same as another.</summary>
/// <param name="Item">The message.</param>
/// <param name="Likeness">How much of the wording they have in common, 0–1 (Jaccard's measure of runs of three words, estimated).</param>
public sealed record LikeMessage(QueueItem Item, double Likeness);

/// <summary>Enters several messages in one case, each with its own sender.</summary>
/// <param name="Entry">Case, titles and all that they have in common. Sender and day are each message's own, so what stands there isn't used.</param>
/// <param name="Items">Which, and the version of each that you saw.</param>
public sealed record CampaignRequest([Required] EntryRequest Entry, [Required, MinLength(2), MaxLength(200)] IReadOnlyList<CampaignItem> Items);

/// <summary>One of the messages.</summary>
public sealed record CampaignItem(Guid Id, int Version);

/// <summary>What has become of them.</summary>
/// <param name="CaseNumber">The case that holds them all.</param>
/// <param name="Items">As they are now.</param>
public sealed record CampaignEntered(string CaseNumber, IReadOnlyList<QueueItem> Items);

/// <summary>Forty nearly identical letters are one case with forty parties.</summary>
internal static class CampaignApi
{
    public static void MapCampaign(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk").RequireAuthorization(Policies.Registrar).WithTags("Desk");
        group.MapGet("/queue/{id:guid}/similar", Similar).WithName("similar").WithSummary("Messages that wait and are worded nearly the same");
        group.MapPost("/campaign", Enter).WithName("enterCampaign").WithSummary("Enters several messages in one case, wholly or not at all");
    }

    private static async Task<Results<Ok<List<LikeMessage>>, ProblemHttpResult>> Similar(Guid id, Queue queue, Relations relations, CancellationToken ct)
    {
        if (await queue.FindAsync(id, ct) is not { } registration || await queue.IsClosedAsync(registration, ct))
            return Problem.NotFound();
        var alike = await relations.NearlySameAsync(registration, ct);
        Guid[] ids = [.. alike.Keys];
        var items = await queue.ShowAsync(await queue.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct), ct);
        return TypedResults.Ok(
            items
                .Where(i => i.Opened)
                .Select(i => new LikeMessage(i, Math.Round(Wording.Likeness(alike[i.Id]), 2)))
                .OrderByDescending(l => l.Likeness)
                .ThenBy(l => l.Item.ReceivedAt)
                .ToList()
        );
    }

    private static async Task<Results<Ok<CampaignEntered>, ProblemHttpResult>> Enter(
        CampaignRequest request,
        VaramailDb db,
        Queue queue,
        Deciding deciding,
        DiaryBook diary,
        DiaryRoutes routes,
        Deadlines days,
        OutboxBell bell,
        CancellationToken ct
    )
    {
        Dictionary<Guid, IReadOnlyList<DocumentFile>> attached = [];
        foreach (var item in request.Items)
        {
            var (files, damaged) = await deciding.FilesOfAsync(item.Id, ct);
            if (damaged is not null)
                return damaged;
            attached[item.Id] = files;
        }
        var (entered, problem) = await db.AtOnceAsync<(List<Registration>, ProblemHttpResult?)>(
            async () =>
            {
                List<Registration> entered = [];
                foreach (var item in request.Items.DistinctBy(i => i.Id))
                {
                    if (await queue.FindAsync(item.Id, ct) is not { } registration || await queue.IsClosedAsync(registration, ct))
                        return ([], Problem.NotFound());
                    if (registration.Version != item.Version)
                        return ([], registration.ChangedMeanwhile());
                    if (entered is [var other, ..] && other.Authority != registration.Authority)
                        return ([], Problem.Invalid("items", "Meddelandena ligger i olika diarier. Samla dem som hör till samma."));
                    var letter = registration.Letter;
                    var entry = request.Entry with
                    {
                        Version = item.Version,
                        Case = entered is [{ Decision.CaseNumber: { } number }, ..] ? new CaseChoice(number) : request.Entry.Case,
                        Counterpart = letter.FromName.Length > 0 ? letter.FromName : letter.FromAddress,
                        ReceivedOn = days.DayOf(letter.ReceivedAt),
                        Direction = letter.Direction,
                    };
                    if (routes.Of(registration, entry) is not null)
                        return ([], Problem.Invalid("items", "Numret ges av ett annat system. Där registreras meddelandena ett i taget."));
                    if (await diary.EnterAsync(registration, entry, attached[item.Id], ct) is { } refused)
                        return ([], refused);
                    entered.Add(registration);
                }
                return (entered, null);
            },
            ct,
            outcome => outcome.Item2 is not null
        );
        if (problem is not null)
            return problem;
        bell.Ring();
        return TypedResults.Ok(new CampaignEntered(entered[0].Decision!.CaseNumber!, await queue.ShowAsync(entered, ct)));
    }
}
