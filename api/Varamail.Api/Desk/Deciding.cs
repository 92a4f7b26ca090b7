using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Desk;

/// <summary>Changes a registration on behalf of somebody who saw a certain version of it: whoever was faster wins, and the other is told.</summary>
internal sealed class Deciding(VaramailDb db, Queue queue, DiaryBook diary, Originals originals, Actor who, OutboxBell bell, TimeProvider clock)
{
    public Task<Results<Ok<QueueItem>, ProblemHttpResult>> DecideAsync(
        Guid id,
        int version,
        Func<Registration, Refusal?> decide,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            version,
            async registration =>
            {
                var was = Markings.CategoriesOf(registration);
                if (decide(registration) is { } refusal)
                    return refusal.ToProblem(registration);
                await db.MarkAsync(registration, was, clock.GetUtcNow(), ct);
                return null;
            },
            ct
        );

    public async Task<Results<Ok<QueueItem>, ProblemHttpResult>> EnterAsync(Guid id, EntryRequest entry, CancellationToken ct)
    {
        var (attached, problem) = await FilesOfAsync(id, ct);
        if (problem is not null)
            return problem;
        return await ChangeAsync(id, entry.Version, registration => diary.EnterAsync(registration, entry, attached, ct), ct);
    }

    /// <summary>Files of a registration's original. It is read: do so outside a transaction.</summary>
    public async Task<(IReadOnlyList<DocumentFile> Files, ProblemHttpResult? Problem)> FilesOfAsync(Guid id, CancellationToken ct)
    {
        var sha256 = await queue.Registrations.Where(r => r.Id == id).Select(r => r.Letter.Sha256).SingleOrDefaultAsync(ct);
        try
        {
            return (await AttachedFiles.ReadAsync(originals, sha256, ct), null);
        }
        catch (InvalidDataException)
        {
            return ([], Problem.OriginalDamaged());
        }
    }

    /// <summary>The other authority gets a registration of its own, unless it has one of this message already.</summary>
    public Task<Results<Ok<QueueItem>, ProblemHttpResult>> RedirectAsync(
        Guid id,
        int version,
        string authority,
        string? comment,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            version,
            async registration =>
            {
                var now = clock.GetUtcNow();
                if (registration.Redirect(who, now, authority, comment) is { } refusal)
                    return refusal.ToProblem(registration);
                var there = await db.Registrations.SingleOrDefaultAsync(
                    r => r.Authority == authority && r.Fingerprint == registration.Fingerprint,
                    ct
                );
                if (there is null)
                {
                    db.Registrations.Add(there = registration.For(authority, comment));
                    foreach (var tie in await db.Ties.AsNoTracking().Where(t => t.RegistrationId == registration.Id).ToListAsync(ct))
                        db.Ties.Add(new Tie { RegistrationId = there.Id, Kind = tie.Kind, Value = tie.Value });
                }
                await CopyCopiesAsync(registration.Id, there.Id, ct);
                var was = Markings.CategoriesOf(there);
                if (there.ReceiveAgain(registration, comment) is null)
                    await db.MarkAsync(there, was, now, ct);
                return null;
            },
            ct
        );

    /// <summary>Does something with a registration, wholly or not at all.</summary>
    public async Task<Results<Ok<QueueItem>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        int? version,
        Func<Registration, Task<ProblemHttpResult?>> change,
        CancellationToken ct
    )
    {
        var (registration, problem) = await db.AtOnceAsync<(Registration?, ProblemHttpResult?)>(
            async () =>
            {
                if (await queue.FindAsync(id, ct) is not { } registration)
                    return (null, Problem.NotFound());
                if (version is { } seen && seen != registration.Version)
                    return (null, registration.ChangedMeanwhile());
                return (registration, await change(registration));
            },
            ct,
            outcome => outcome.Item2 is not null
        );
        if (problem is not null)
            return problem;
        bell.Ring();
        return TypedResults.Ok((await queue.ShowAsync([registration!], ct))[0]);
    }

    private async Task CopyCopiesAsync(Guid from, Guid to, CancellationToken ct)
    {
        var known = await db.Copies.Where(c => c.RegistrationId == to).Select(c => c.ItemId).ToListAsync(ct);
        foreach (var copy in await db.Copies.AsNoTracking().Where(c => c.RegistrationId == from && !known.Contains(c.ItemId)).ToListAsync(ct))
            db.Copies.Add(new MessageCopy { RegistrationId = to, Mailbox = copy.Mailbox, ItemId = copy.ItemId });
    }
}
