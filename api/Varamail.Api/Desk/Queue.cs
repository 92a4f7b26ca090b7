using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Assessments;
using Varamail.Api.Audit;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>The queue as one registrar sees it: her authorities only, restricted items closed until she has opened them.</summary>
internal sealed class Queue(VaramailDb db, Originals originals, Judge judge, Views views, Deadlines days, Actor who)
{
    public IQueryable<Registration> Registrations =>
        db.Registrations.Where(r => who.Serves.Contains(r.Authority) && (who.ReadsWhistleblowing || !r.IsWhistleblowing));

    public Task<Registration?> FindAsync(Guid id, CancellationToken ct) => Registrations.SingleOrDefaultAsync(r => r.Id == id, ct);

    public async Task<IReadOnlyList<QueueItem>> ShowAsync(IReadOnlyCollection<Registration> registrations, CancellationToken ct)
    {
        Guid[] ids = [.. registrations.Select(r => r.Id)];
        var markings = await db.MarkingsAsync(ids, ct);
        var deliveries = await db.DeliveriesAsync(ids, ct);
        var opened = await db
            .Readings.Where(o => ids.Contains(o.RegistrationId) && o.Reader.Id == who.Person.Id)
            .Select(o => o.RegistrationId)
            .Distinct()
            .ToListAsync(ct);
        return [.. registrations.Select(r => Item(r, opened.Contains(r.Id), markings.GetValueOrDefault(r.Id), deliveries.GetValueOrDefault(r.Id)))];
    }

    public async Task<QueueDetail> DetailAsync(Registration registration, CancellationToken ct)
    {
        var item = (await ShowAsync([registration], ct))[0];
        var content = IsClosed(item) || registration.Letter.Sha256 is not { } sha256 ? null : Content(registration, sha256, ct);
        if (content is not null && registration.IsRestricted)
            await RecordReadingAsync(registration, ct);
        var others = await db.FindOtherContentsAsync(registration.InternetMessageId, registration.Fingerprint, ct);
        return new QueueDetail(
            item,
            registration.IsRestricted,
            content,
            await views.OfAsync([.. others.Where(r => who.IsRegistrarFor(r.Authority))], who, ct),
            content is null ? null : await ChosenAsync(registration, ct)
        );
    }

    /// <summary>What its sender chose, while it waits in that authority's queue.</summary>
    private Task<SentChoice?> ChosenAsync(Registration registration, CancellationToken ct) =>
        db
            .Dispatches.Where(d => d.RegistrationId == registration.Id && d.Authority == registration.Authority)
            .OrderBy(d => d.CreatedAt)
            .Select(d => new SentChoice(d.CaseNumber, d.NewTitle, d.NewPublicTitle, d.Title, d.PublicTitle))
            .FirstOrDefaultAsync(ct);

    /// <summary>An item whose original is there and which the registrar may read now. That she takes something out of it is recorded.</summary>
    public async Task<(Letter? Letter, ProblemHttpResult? Problem)> OriginalOfAsync(Guid id, string what, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { Letter.Sha256: not null } registration)
            return (null, Problem.NotFound());
        if (IsClosed((await ShowAsync([registration], ct))[0]))
            return (null, Problem.Forbidden("Meddelandet har begränsad åtkomst. Öppna det först och ange varför."));
        await db.RecordAsync(new Act(AuditAct.Downloaded, who.Person, registration.Authority, id, what), ct);
        return (registration.Letter, null);
    }

    /// <summary>The message of an item that the registrar may read now. That she takes something out of it is recorded.</summary>
    public async Task<(Letter? Letter, Message? Message, ProblemHttpResult? Problem)> ReadAsync(Guid id, string what, CancellationToken ct)
    {
        var (letter, problem) = await OriginalOfAsync(id, what, ct);
        return (letter, letter is null ? null : Read(letter.Sha256!, ct), problem);
    }

    public Message Read(string sha256, CancellationToken ct)
    {
        using var file = originals.Open(sha256);
        return Judge.Read(file, ct);
    }

    /// <summary>Once a day is enough to tell who has read what; the day on which she opened it tells so itself.</summary>
    private async Task RecordReadingAsync(Registration registration, CancellationToken ct)
    {
        var today = days.StartOf(days.Today);
        var isRecorded = await db.Audit.AnyAsync(
            r => r.Registration == registration.Id && r.ById == who.Person.Id && r.At >= today && (r.Act == AuditAct.Opened || r.Act == AuditAct.Read),
            ct
        );
        if (!isRecorded)
            await db.RecordAsync(new Act(AuditAct.Read, who.Person, registration.Authority, registration.Id), ct);
    }

    /// <summary>Restricted, and she hasn't opened it.</summary>
    public async Task<bool> IsClosedAsync(Registration registration, CancellationToken ct) => IsClosed((await ShowAsync([registration], ct))[0]);

    private static bool IsClosed(QueueItem item) => item.Restricted && !item.Opened;

    private QueueContent Content(Registration registration, string sha256, CancellationToken ct)
    {
        var message = Read(sha256, ct);
        var mailbox = registration.Mailbox ?? "";
        return new QueueContent(
            message.Subject.Text,
            [.. message.To.Select(Correspondent)],
            [.. message.Cc.Select(Correspondent)],
            message.Date,
            message.Html is { } html ? SafeHtml.Of(html) : null,
            message.Body.Text,
            [.. message.Headers.Select(h => new Header(h.Name, h.Value))],
            [
                .. message.Attachments.Select(
                    (a, index) => new QueueAttachment(index, a.Name, a.ContentType, a.Size, a.Sha256, a.Inline, a.Container, a.Container is null)
                ),
            ],
            judge.Advise(judge.Assess(message, mailbox, registration.Letter.ReceivedAt), message, mailbox),
            sha256
        );
    }

    private static QueueItem Item(Registration registration, bool isOpened, MarkingState marking, DeliveryStanding? delivery)
    {
        var letter = registration.Letter;
        var isClosed = registration.IsRestricted && !isOpened;
        return new QueueItem(
            registration.Id,
            registration.Version,
            registration.State,
            registration.Authority,
            registration.Mailbox,
            registration.IsRestricted,
            isOpened || !registration.IsRestricted,
            isClosed ? null : letter.Subject,
            isClosed ? null : new Correspondent(letter.FromName, letter.FromAddress),
            letter.ReceivedAt,
            letter.Direction,
            letter.Attachments,
            letter.Handling,
            letter.Sensitivity,
            registration.CreatedBy,
            registration.CreatedAt,
            isClosed ? null : registration.Comment,
            registration.Uploaded,
            registration.ClaimedBy,
            registration.ClaimedAt,
            registration.TakenOverFrom,
            letter.AllSignals,
            registration.IsWhistleblowing,
            letter.DueOn,
            Views.OutcomeOf(registration),
            marking,
            delivery
        );
    }

    private static Correspondent Correspondent(Address address) => new(address.Name, address.Email);
}
