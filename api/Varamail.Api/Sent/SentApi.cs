using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Sent;

/// <summary>“Skicka och diarieför”: the case is chosen before the message is sent; the sent copy is found and registered.</summary>
internal static class SentApi
{
    private const int MostShown = 20;
    private const int MostLookedForAtOnce = 5;

    public static void MapSent(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/sent").RequireAuthorization(Policies.Official).WithTags("Sent");
        group.MapPost("/cases", Cases).WithName("casesForDraft").WithSummary("Cases that a draft may belong to, the thread's own first");
        group.MapPost("/", Begin).WithName("beginDispatch").WithSummary("Wants a draft in the diary when it has been sent");
        group.MapPost("/{id:guid}/draft", Seen).WithName("draftSeen").WithSummary("Tells what a draft looks like now, without its words");
        group.MapPost("/{id:guid}/cancel", Cancel).WithName("cancelDispatch").WithSummary("Takes the wish back, before the message is found");
        group.MapPost("/{id:guid}/look", LookFor).WithName("lookForDispatch").WithSummary("Looks for one sent message, now");
        group.MapPost("/look", Look).WithName("lookForDispatches").WithSummary("Looks for your sent messages now; tells how it goes with them, the newest first");
    }

    private static async Task<Ok<OfferedCases>> Cases(CaseQuestion question, ChosenCases cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.OfferAsync(question, ct));

    private static async Task<Results<Created<DispatchView>, ProblemHttpResult>> Begin(
        DispatchRequest request,
        VaramailDb db,
        ChosenCases cases,
        OutsideCases outside,
        Actor who,
        IMailboxes mailboxes,
        LentRights rights,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (authority, number, problem) = await cases.PlaceOfAsync(request, ct);
        if (authority is null)
            return problem!;
        var now = clock.GetUtcNow();
        Dispatch dispatch = new()
        {
            By = who.Person,
            Mailbox = request.Mailbox.ToLowerInvariant(),
            Authority = authority,
            MayEnter = cases.MayEnter(authority, isNew: request.Case.Existing is null),
            CaseNumber = number,
            NewTitle = request.Case.NewTitle,
            NewPublicTitle = request.Case.NewPublicTitle,
            Title = request.Title.Trim(),
            PublicTitle = request.PublicTitle,
            CreatedAt = now,
            InReplyTo = MessageKey.Bare(request.InReplyTo),
            SubjectDigest = "",
            RecipientsDigest = "",
            SeenAt = now,
            LookAt = now,
        };
        db.Dispatches.Add(dispatch);
        await db.SaveChangesAsync(ct);
        await LendAsync(mailboxes, rights, who, ct);
        return TypedResults.Created(uri: (Uri?)null, ViewOf(dispatch, null, outside));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Seen(
        Guid id,
        DraftSeenRequest request,
        VaramailDb db,
        Actor who,
        IMailboxes mailboxes,
        LentRights rights,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await FindAsync(db, id, who, ct) is not { IsLookedFor: true } dispatch)
            return Problem.NotFound();
        var now = clock.GetUtcNow();
        // Not through the version: what is registered meanwhile stays so.
        await db
            .Dispatches.Where(d => d.Id == dispatch.Id)
            .ExecuteUpdateAsync(
                d =>
                    d.SetProperty(x => x.Mailbox, request.Mailbox.ToLowerInvariant())
                        .SetProperty(x => x.InReplyTo, MessageKey.Bare(request.InReplyTo))
                        .SetProperty(x => x.SubjectDigest, request.SubjectDigest)
                        .SetProperty(x => x.RecipientsDigest, request.RecipientsDigest)
                        .SetProperty(x => x.SeenAt, now),
                ct
            );
        await LendAsync(mailboxes, rights, who, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Cancel(Guid id, VaramailDb db, Actor who, CancellationToken ct)
    {
        var problem = await db.AtOnceAsync(
            async () =>
            {
                var dispatch = await db.Dispatches.SingleOrDefaultAsync(d => d.Id == id, ct);
                if (dispatch?.By.Id != who.Person.Id)
                    return Problem.NotFound();
                if (dispatch.State is DispatchState.Registered)
                    return Problem.AlreadyDecided("Meddelandet är skickat och registrerat.");
                dispatch.Cancel();
                return null;
            },
            ct,
            refused => refused is not null
        );
        return problem is null ? TypedResults.NoContent() : problem;
    }

    private static async Task<Results<Ok<DispatchView>, ProblemHttpResult>> LookFor(
        Guid id,
        VaramailDb db,
        Actor who,
        SentSearch search,
        OutsideCases outside,
        IMailboxes mailboxes,
        LentRights rights,
        Views views,
        CancellationToken ct
    )
    {
        if (await FindAsync(db, id, who, ct) is not { } dispatch)
            return Problem.NotFound();
        await LendAsync(mailboxes, rights, who, ct);
        if (dispatch.IsLookedFor && await search.LookAsync(dispatch, ct) is { } problem)
            return Problem.Of(problem);
        return TypedResults.Ok((await ShowAsync(db, views, outside, who, db.Dispatches.Where(d => d.Id == id), ct))[0]);
    }

    private static async Task<Ok<IReadOnlyList<DispatchView>>> Look(
        VaramailDb db,
        Actor who,
        SentSearch search,
        OutsideCases outside,
        IMailboxes mailboxes,
        LentRights rights,
        Views views,
        IOptions<SentOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var mine = db.Dispatches.AsNoTracking().Where(d => d.By.Id == who.Person.Id);
        var waiting = await mine.Where(d => d.State == DispatchState.Waiting).OrderByDescending(d => d.CreatedAt).Take(MostLookedForAtOnce).ToListAsync(ct);
        if (waiting.Count > 0)
            await LendAsync(mailboxes, rights, who, ct);
        foreach (var dispatch in waiting)
            if (await search.LookAsync(dispatch, ct) is not null)
                break; // what is true now is told all the same, and the worker goes on
        var since = clock.GetUtcNow() - options.Value.WaitTime;
        var shown = mine.Where(d => d.State != DispatchState.Cancelled && (d.State != DispatchState.Registered || d.FoundAt > since));
        return TypedResults.Ok(await ShowAsync(db, views, outside, who, shown.OrderByDescending(d => d.CreatedAt).Take(MostShown), ct));
    }

    private static Task<Dispatch?> FindAsync(VaramailDb db, Guid id, Actor who, CancellationToken ct) =>
        db.Dispatches.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.By.Id == who.Person.Id, ct);

    /// <summary>A right that can't be had now is had at the next call.</summary>
    private static async Task LendAsync(IMailboxes mailboxes, LentRights rights, Actor who, CancellationToken ct)
    {
        if ((await mailboxes.LendAsync(ct)).Value is { } right)
            rights.Keep(who.Person.Id, right);
    }

    private static async Task<IReadOnlyList<DispatchView>> ShowAsync(
        VaramailDb db,
        Views views,
        OutsideCases outside,
        Actor who,
        IQueryable<Dispatch> dispatches,
        CancellationToken ct
    )
    {
        var all = await dispatches.AsNoTracking().ToListAsync(ct);
        var ids = all.Select(d => d.RegistrationId).OfType<Guid>().ToList();
        var found = await views.OfAsync(await db.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct), who, ct);
        return [.. all.Select(d => ViewOf(d, found.FirstOrDefault(r => r.Id == d.RegistrationId), outside))];
    }

    private static DispatchView ViewOf(Dispatch d, RegistrationView? registration, OutsideCases outside) =>
        new(
            d.Id,
            d.State,
            d.Mailbox,
            d.Authority,
            d.CaseNumber,
            d.NewTitle,
            d.Title,
            d.MayEnter,
            d.CreatedAt,
            registration,
            d.Others,
            d.Hindrance,
            outside.Holds(d.Authority) ? outside.NameOf(d.Authority) : null,
            outside.IsUnchecked(d.Authority, d.CaseNumber)
        );
}
