using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>Writes in the diary what a registrar decides about a registration.</summary>
internal sealed class DiaryBook(
    VaramailDb db,
    DiaryLedger ledger,
    DiaryNumbers numbers,
    DiaryRoutes routes,
    DeliveryBook deliveries,
    Originals originals,
    Deadlines deadlines,
    Actor who,
    TimeProvider clock
)
{
    /// <summary>Enters a registration. On a problem the caller must roll back.</summary>
    /// <param name="registration">What.</param>
    /// <param name="request">What the diary shall say.</param>
    /// <param name="attached">Files of the original, read before the transaction began.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ProblemHttpResult?> EnterAsync(
        Registration registration,
        EntryRequest request,
        IReadOnlyList<DocumentFile> attached,
        CancellationToken ct
    )
    {
        if (registration.MayEnter(who) is { } refusal)
            return refusal.ToProblem(registration);
        var route = routes.Of(registration, request);
        if (Missing(request, registration, route) is { } missing)
            return missing;
        if (route is not null)
            return await deliveries.BeginAsync(registration, request, route, ct);
        var diaryCase = request.Case.Existing is { } existing
            ? await ledger.FindCaseAsync(registration.Authority, existing, ct)
            : await ledger.OpenCaseAsync(NewCase(registration.Authority, request, deadlines.Today), ct);
        if (diaryCase is null)
            return Problem.Invalid("case.existing", "Det finns inget sådant ärende i myndighetens diarium.");

        var now = clock.GetUtcNow();
        var entry = await ledger.AddAsync(diaryCase, Document(registration, request, new CaseTarget(Existing: new CaseReference("", numbers.Of(diaryCase))), attached, now), ct);
        var was = Markings.CategoriesOf(registration);
        registration.Enter(who, now, numbers.Of(diaryCase), numbers.OfDocument(diaryCase, entry.Ordinal));
        await db.MarkAsync(registration, was, now, ct);
        return null;
    }

    /// <summary>Voids the entry; the registration waits again. On a problem the caller must roll back.</summary>
    public async Task<ProblemHttpResult?> VoidAsync(DiaryEntry entry, string reason, CancellationToken ct)
    {
        var registration = await db.Registrations.SingleAsync(r => r.Id == entry.RegistrationId, ct);
        if (entry.Voided is not null)
            return Problem.AlreadyDecided("Posten är redan makulerad.");
        var was = Markings.CategoriesOf(registration);
        if (registration.Void(who, reason.Trim()) is { } refusal)
            return refusal.ToProblem(registration);
        var now = clock.GetUtcNow();
        entry.Voided = new Voided(who.Person, now, reason.Trim());
        await db.MarkAsync(registration, was, now, ct);
        return null;
    }

    /// <summary>Writes beside the entry what was wrong in it and what is right. On a problem the caller must roll back.</summary>
    public async Task<ProblemHttpResult?> CorrectAsync(DiaryEntry entry, CorrectRequest request, CancellationToken ct)
    {
        if (entry.Voided is not null)
            return Problem.AlreadyDecided("Posten är makulerad och rättas inte.");
        var registration = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == entry.RegistrationId, ct);
        if (Missing(request.PublicTitle, request.Secrecy, request.ReceivedOn, registration) is { } missing)
            return missing;
        EntryText right = new(
            request.Title.Trim(),
            Trimmed(request.PublicTitle) ?? request.Title.Trim(),
            Trimmed(request.DocumentType),
            Trimmed(request.ClassificationCode),
            request.ReceivedOn,
            Trimmed(request.Counterpart),
            request.HideCounterpart,
            Trimmed(request.CaseOfficer),
            request.Secrecy,
            Trimmed(request.Note),
            request.ShowCounterpart
        );
        var stands = EntryText.Of(entry, await db.CorrectionsOfAsync(entry.Id, ct));
        return await db.CorrectAsync(entry, stands, right, who.Person, request.Reason.Trim(), clock.GetUtcNow(), ct)
            ? null
            : Problem.Invalid("title", "Inget skiljer sig från det som redan står.");
    }

    private ProblemHttpResult? Missing(EntryRequest request, Registration registration, DiaryRoute? route)
    {
        if (!IsChosenOnce(request.Case, route))
            return Problem.Invalid("case", "Ange antingen ett befintligt ärende eller en rubrik för ett nytt.");
        if (string.IsNullOrWhiteSpace(request.Title))
            return Problem.Invalid("title", "Ange vad handlingen rör.");
        return Missing(request.PublicTitle, request.Secrecy, request.ReceivedOn, registration);
    }

    /// <summary>What an entry must say, also when it is corrected.</summary>
    private ProblemHttpResult? Missing(string? publicTitle, SecrecyMarking? marking, DateOnly receivedOn, Registration registration)
    {
        if (string.IsNullOrWhiteSpace(publicTitle) && (marking is not null || registration.IsRestricted))
            return Problem.Invalid("publicTitle", "Ange en rubrik som får stå i det offentliga diariet (OSL 5 kap. 2 §).");
        if (marking is not null && string.IsNullOrWhiteSpace(marking.Provision))
            return Problem.Invalid("secrecy.provision", "Ange den bestämmelse som sekretessmarkeringen stöder sig på (OSL 5 kap. 5 §).");
        return receivedOn > deadlines.Today || receivedOn.Year < 1900
            ? Problem.Invalid("receivedOn", "Ange dagen då handlingen kom in eller upprättades.")
            : null;
    }

    /// <summary>A case whose number hasn't come yet can be named by the registration that opens it, where another system gives the numbers.</summary>
    private static bool IsChosenOnce(CaseChoice chosen, DiaryRoute? route) =>
        (chosen.Existing is null ? 0 : 1) + (string.IsNullOrWhiteSpace(chosen.NewTitle) ? 0 : 1) + (chosen.OpenedBy is null ? 0 : 1) == 1
        && (chosen.OpenedBy is null || route is not null)
        && chosen.Existing?.Trim().Length is null or > 0;

    public static NewCase NewCase(string authority, EntryRequest request, DateOnly today) =>
        new(
            Guid.NewGuid(),
            authority,
            request.Case.NewTitle!.Trim(),
            Trimmed(request.Case.NewPublicTitle) ?? Trimmed(request.PublicTitle) ?? request.Case.NewTitle!.Trim(),
            Trimmed(request.CaseOfficer),
            Trimmed(request.ClassificationCode),
            today
        );

    private NewDocument Document(Registration registration, EntryRequest request, CaseTarget target, IReadOnlyList<DocumentFile> attached, DateTimeOffset now) =>
        new(
            Guid.NewGuid(),
            registration.Id,
            registration.Authority,
            target,
            request.Title.Trim(),
            Trimmed(request.PublicTitle) ?? request.Title.Trim(),
            Trimmed(request.DocumentType),
            Trimmed(request.ClassificationCode),
            request.Direction,
            request.ReceivedOn,
            now,
            who.Person,
            Trimmed(request.CaseOfficer),
            Parties(request),
            request.Secrecy,
            Trimmed(request.Note),
            registration.InternetMessageId,
            AttachedFiles.Original(originals, registration.Letter),
            attached
        );

    public static IReadOnlyList<Party> Parties(EntryRequest request)
    {
        var role = request.Direction is Direction.Outgoing ? PartyRole.Receiver : PartyRole.Sender;
        var first = Trimmed(request.Counterpart) is { } name ? new[] { new Party(role, name, null, request.HideCounterpart, request.ShowCounterpart) } : [];
        return [.. first, .. (request.Parties ?? []).Select(p => new Party(p.Role, p.Name.Trim(), Trimmed(p.Address), p.Hidden, p.Shown))];
    }

    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
