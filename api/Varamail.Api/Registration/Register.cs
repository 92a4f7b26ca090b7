using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Assessments;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Outbox;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>Registers a message that has just come in: into the queue, or straight into the diary.</summary>
internal sealed class Register(
    VaramailDb db,
    Originals originals,
    DiaryBook diary,
    MailCopies copies,
    DiaryRoutes routes,
    Municipality municipality,
    Deadlines deadlines,
    Actor who,
    Views views,
    OutboxBell bell,
    TimeProvider clock
)
{
    public async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> SendAsync(
        IncomingMessage message,
        string? authority,
        string? comment,
        Uri queue,
        CancellationToken ct
    )
    {
        if (AuthorityOf(message, authority) is not { } series)
            return UnknownAuthority();
        var (registration, isNew, isToCopy) = await db.AtOnceAsync(
            async () =>
            {
                var (registration, isNew) = await db.SendAsync(
                    originals,
                    message,
                    who.Person,
                    series,
                    comment,
                    deadlines.RegisterBy(message.ReceivedAt),
                    clock.GetUtcNow(),
                    ct
                );
                return (registration, isNew, isNew && copies.Begin(registration, message));
            },
            ct
        );
        if (isToCopy || await copies.BeginAgainAsync(registration, message, ct))
            await copies.SendAsync(registration, queue);
        return await AnswerAsync(registration, isNew, ct);
    }

    /// <summary>Somebody else's entry of the same message is answered as it stands: nobody gets a second number.</summary>
    public async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> EnterAsync(
        IncomingMessage message,
        string? authority,
        EntryRequest entry,
        CancellationToken ct
    )
    {
        if (AuthorityOf(message, authority) is not { } series)
            return UnknownAuthority();
        if (!who.MayEnterFor(series))
            return Problem.Forbidden($"Du får inte diarieföra hos {municipality.FindAuthority(series)!.Committee}.");
        var attached = await AttachedFiles.OfAsync(message, originals, ct);
        var (registration, isNew, problem) = await db.AtOnceAsync<(Registration, bool, ProblemHttpResult?)>(
            async () =>
            {
                var now = clock.GetUtcNow();
                var (registration, _) = await db.SendAsync(
                    originals,
                    message,
                    who.Person,
                    series,
                    null,
                    deadlines.RegisterBy(message.ReceivedAt),
                    now,
                    ct
                );
                if (registration.State is RegistrationState.Entered)
                    return (registration, false, null);
                var refused = await diary.EnterAsync(registration, entry, attached, ct);
                return (registration, refused is null, refused);
            },
            ct,
            outcome => outcome.Item3 is not null
        );
        return problem is null ? await AnswerAsync(registration, isNew, ct) : problem;
    }

    private async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> AnswerAsync(
        Registration registration,
        bool isNew,
        CancellationToken ct
    )
    {
        bell.Ring();
        var view = (await views.OfAsync(registration, who, ct))!;
        return isNew ? TypedResults.Created(uri: (Uri?)null, view) : TypedResults.Ok(view);
    }

    private string? AuthorityOf(IncomingMessage message, string? chosen) =>
        municipality.FindAuthority(chosen ?? routes.SeriesOf(message) ?? message.Assessment.Authority)?.DiarySeries;

    private static ProblemHttpResult UnknownAuthority() => Problem.Invalid("authority", "Det finns ingen sådan myndighet i kommunen.");
}
