using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Assessments;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Microsoft365;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Sent;

/// <summary>Looks for a sent message, and puts it where its writer chose. Several may look at once: it is registered once.</summary>
internal sealed class SentSearch(
    VaramailDb db,
    IMailboxes mailboxes,
    SentHeads heads,
    Incoming incoming,
    Originals originals,
    DiaryLedger ledger,
    DiaryNumbers numbers,
    DiaryRoutes routes,
    DiarySystems systems,
    Deadlines deadlines,
    OutboxBell bell,
    TimeProvider clock
)
{
    /// <returns>Why nobody could look; null when somebody could, found or not.</returns>
    public async Task<MailboxProblem?> LookAsync(Dispatch wanted, CancellationToken ct)
    {
        var (sent, problem) = await ListAsync(wanted, ct);
        if (problem is not null)
            return problem;
        var (copies, others) = Matching.Find(wanted, sent!);
        if (copies.Count == 0)
            return null;
        List<ItemRef> places = [.. copies.OrderByDescending(c => c.Mailbox == wanted.Mailbox).Select(c => new ItemRef(c.Mailbox, c.Item.ItemId))];
        var (message, unread) = await incoming.FromMailboxAsync(places[0], null, ct);
        using (message)
        {
            if (message is null)
                return new MailboxProblem(unread?.StatusCode == StatusCodes.Status404NotFound ? MailboxFailure.NotFound : MailboxFailure.Unavailable);
            var attached = wanted.MayEnter ? await AttachedFiles.OfAsync(message, originals, ct) : null;
            var refused = await RegisterAsync(wanted.Id, message, places, others, attached, hindrance: null, ct);
            if (refused is not null)
                await RegisterAsync(wanted.Id, message, places, others, attached: null, refused.ProblemDetails.Detail, ct);
        }
        bell.Ring();
        return null;
    }

    /// <summary>Whether what was found has been sent once more since: from a copy of the draft, or by “Skicka igen”.</summary>
    /// <returns>Why nobody could look; null when somebody could.</returns>
    public async Task<MailboxProblem?> LookAgainAsync(Dispatch found, CancellationToken ct)
    {
        var (sent, problem) = await ListAsync(found, ct);
        if (problem is not null)
            return problem;
        var others = Matching.Others(found, sent!);
        // Copies that somebody has moved or deleted since were sent all the same.
        if (others > found.Others)
            await db.Dispatches.Where(d => d.Id == found.Id && d.Others < others).ExecuteUpdateAsync(d => d.SetProperty(x => x.Others, others), ct);
        return null;
    }

    /// <summary>The mailbox that it is sent from, and the writer's own: Exchange lays the copy in either or in both.</summary>
    private async Task<MailboxResult<List<SentHead>>> ListAsync(Dispatch wanted, CancellationToken ct)
    {
        List<SentHead> found = [];
        MailboxProblem? problem = null;
        var isRead = false;
        foreach (var mailbox in new[] { wanted.Mailbox, wanted.By.Address }.Distinct())
        {
            var (items, fault) = await mailboxes.ListSentAsync(mailbox, wanted.CreatedAt - Matching.Slack, ct);
            // Out of order for now: the copy there would never be marked.
            if (fault is { Failure: not (MailboxFailure.Denied or MailboxFailure.NotFound) })
                return fault;
            isRead |= fault is null;
            problem ??= fault;
            foreach (var item in items ?? [])
            {
                var (head, unread) = await heads.ReadAsync(mailboxes, mailbox, item, ct);
                if (unread is { Failure: not MailboxFailure.NotFound })
                    return unread;
                if (head is not null)
                    found.Add(head);
            }
        }
        return isRead ? found : problem!;
    }

    /// <param name="id">Of the dispatch.</param>
    /// <param name="message">The sent message.</param>
    /// <param name="places">Where its copies lie; it is registered from the first.</param>
    /// <param name="others">Further messages with the same header.</param>
    /// <param name="attached">Its files, to enter it with; null: the registrar enters it.</param>
    /// <param name="hindrance">Why she does, although the writer may.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<ProblemHttpResult?> RegisterAsync(
        Guid id,
        IncomingMessage message,
        IReadOnlyList<ItemRef> places,
        int others,
        IReadOnlyList<DocumentFile>? attached,
        string? hindrance,
        CancellationToken ct
    ) =>
        await db.AtOnceAsync(
            async () =>
            {
                var dispatch = await db.Dispatches.SingleAsync(d => d.Id == id, ct);
                if (!dispatch.IsLookedFor)
                    return null;
                var now = clock.GetUtcNow();
                var due = deadlines.RegisterBy(message.ReceivedAt);
                var (registration, _) = await db.SendAsync(originals, message, dispatch.By, dispatch.Authority, WishOf(dispatch), due, now, ct);
                if (attached is not null && registration.IsOpen && await EnterAsync(dispatch, registration, message, attached, ct) is { } refused)
                    return refused;
                foreach (var place in places.Skip(1))
                    await db.SendAsync(originals, message with { Item = place }, dispatch.By, dispatch.Authority, null, due, now, ct);
                dispatch.Found(registration.Id, now, others, hindrance);
                return null;
            },
            ct,
            refused => refused is not null
        );

    private Task<ProblemHttpResult?> EnterAsync(
        Dispatch dispatch,
        Registration registration,
        IncomingMessage message,
        IReadOnlyList<DocumentFile> attached,
        CancellationToken ct
    )
    {
        Actor writer = new(dispatch.By, new HashSet<string>(), IsHeadRegistrar: false, new HashSet<string> { dispatch.Authority });
        DiaryBook diary = new(db, ledger, numbers, routes, new DeliveryBook(db, systems, deadlines, writer, clock), originals, deadlines, writer, clock);
        var receivers = message.Message.To.Concat(message.Message.Cc).Select(r => r.Name is { Length: > 0 } name ? name : r.Email).Distinct().ToList();
        EntryRequest entry = new(
            Version: null,
            new CaseChoice(dispatch.CaseNumber, dispatch.NewTitle, dispatch.NewPublicTitle),
            dispatch.Title,
            dispatch.PublicTitle,
            message.Assessment.Direction,
            DocumentType: null,
            ClassificationCode: null,
            deadlines.DayOf(message.ReceivedAt),
            Shortened(string.Join(", ", receivers), 300),
            HideCounterpart: registration.IsRestricted,
            dispatch.By.Name,
            Secrecy: null,
            Note: null
        );
        return diary.EnterAsync(registration, entry, attached, ct);
    }

    /// <summary>To the registrar, who sees the comment beside the message.</summary>
    private static string WishOf(Dispatch dispatch) =>
        dispatch.CaseNumber is { } number ? $"Skickat i ärende {number}: {dispatch.Title}" : $"Skickat, nytt ärende ”{dispatch.NewTitle}”: {dispatch.Title}";

    private static string Shortened(string text, int longest) => text.Length <= longest ? text : text[..(longest - 2)] + " …";
}
