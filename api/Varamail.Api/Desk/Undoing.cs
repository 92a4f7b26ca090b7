using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Desk;

/// <summary>Mends a registrar's mistake while it is fresh. Nothing disappears: an entry is voided and stays, and the audit trail tells the rest.</summary>
internal sealed class Undoing(
    VaramailDb db,
    Deciding deciding,
    DiaryBook diary,
    Actor who,
    IOptions<RegistrationOptions> options,
    TimeProvider clock
)
{
    public Task<Results<Ok<QueueItem>, ProblemHttpResult>> UndoAsync(Guid id, int version, CancellationToken ct) =>
        deciding.ChangeAsync(
            id,
            version,
            async registration =>
            {
                var now = clock.GetUtcNow();
                if (registration.MayUndo(who, now, options.Value.RegretTime) is { } late)
                    return late.ToProblem(registration);
                if (registration.State is RegistrationState.Entered)
                    return await EntryAsync(registration, ct) is { } entry
                        ? await diary.VoidAsync(entry, "Ångrad", ct)
                        : ElsewhereProblem();
                if (registration is { State: RegistrationState.Redirected, Decision.Authority: { } other })
                {
                    // Only while nobody there has begun with it; afterwards it is theirs to send back.
                    var there = await db.Registrations.SingleOrDefaultAsync(r => r.Authority == other && r.Fingerprint == registration.Fingerprint, ct);
                    if (there?.TakeBackRedirected(who, now) is { })
                        return Problem.AlreadyDecided($"{other} har redan börjat med meddelandet. Be dem skicka tillbaka det.");
                }
                var was = Markings.CategoriesOf(registration);
                if (registration.Undo(who, now, options.Value.RegretTime) is { } refusal)
                    return refusal.ToProblem(registration);
                await db.MarkAsync(registration, was, now, ct);
                return null;
            },
            ct
        );

    public async Task<Results<Ok<QueueItem>, ProblemHttpResult>> MoveAsync(Guid id, int version, CaseChoice to, CancellationToken ct)
    {
        var (attached, damaged) = await deciding.FilesOfAsync(id, ct);
        if (damaged is not null)
            return damaged;
        return await deciding.ChangeAsync(
            id,
            version,
            async registration =>
            {
                if (registration.MayUndo(who, clock.GetUtcNow(), options.Value.RegretTime) is { } late)
                    return late.ToProblem(registration);
                if (registration.State is not RegistrationState.Entered || await EntryAsync(registration, ct) is not { } entry)
                    return ElsewhereProblem();
                var from = registration.Decision!.DiaryNumber;
                if (to.Existing is { } existing && existing.Trim() == registration.Decision.CaseNumber)
                    return Problem.Invalid("case.existing", "Handlingen ligger redan i det ärendet.");
                if (await diary.VoidAsync(entry, $"Flyttad till {to.Existing?.Trim() ?? "ett nytt ärende"}", ct) is { } refused)
                    return refused;
                return await diary.EnterAsync(registration, Again(await db.WholeAsync(entry, ct), to, $"Flyttad från {from}"), attached, ct);
            },
            ct
        );
    }

    /// <summary>The entry that stands in our own diary; null when another system has it.</summary>
    private async Task<DiaryEntry?> EntryAsync(Registration registration, CancellationToken ct) =>
        (await db.Entries.Include(e => e.Case).Where(e => e.RegistrationId == registration.Id).ToListAsync(ct)).SingleOrDefault(e => e.Voided is null);

    private static ProblemHttpResult ElsewhereProblem() =>
        Problem.AlreadyDecided("Handlingen ligger i ett annat systems diarium. Rätta den där.");

    /// <summary>As it stands now, corrections and all parties too.</summary>
    private static EntryRequest Again(WholeEntry whole, CaseChoice to, string trace)
    {
        var text = whole.Text;
        return new EntryRequest(
            null,
            to,
            text.Title,
            text.PublicTitle,
            whole.Entry.Direction,
            text.DocumentType,
            text.ClassificationCode,
            text.ReceivedOn,
            text.Counterpart,
            text.HideCounterpart,
            text.CaseOfficer,
            text.Secrecy,
            string.IsNullOrWhiteSpace(text.Note) ? trace : $"{trace}. {text.Note}",
            [.. whole.Parties.Skip(whole.Entry.Counterpart is null ? 0 : 1).Select(p => new PartyEntry(p.Role, p.Name, p.Address, p.Hidden))],
            text.ShowCounterpart
        );
    }
}
