using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Desk;

/// <summary>What a message has to do with others, as far as one registrar may know it.</summary>
/// <param name="Messages">How many messages of the thread are known, this one too.</param>
/// <param name="NotEntered">How many of them stand in no diary.</param>
/// <param name="Thread">Those of the thread that have come to the queue, the oldest first.</param>
/// <param name="SameFiles">Registrations that hold a file of this message, byte for byte.</param>
/// <param name="NearlySame">How many other messages in the queue are worded nearly the same.</param>
/// <param name="Cases">Cases that it may belong to, the best first.</param>
public sealed record QueueRelations(
    int Messages,
    int NotEntered,
    IReadOnlyList<RelatedMessage> Thread,
    IReadOnlyList<SameFile> SameFiles,
    int NearlySame,
    IReadOnlyList<SuggestedCase> Cases
);

/// <summary>Another message.</summary>
/// <param name="Id">Of its registration.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="DiaryNumber">Null where it has none.</param>
public sealed record RelatedMessage(Guid Id, string Authority, RegistrationState State, DateTimeOffset ReceivedAt, string? DiaryNumber);

/// <summary>A file that has come before.</summary>
/// <param name="Name">In this message.</param>
/// <param name="In">The registration that holds it too.</param>
public sealed record SameFile(string Name, RelatedMessage In);

/// <summary>A case that a message may belong to.</summary>
/// <param name="Number">For example <c>BYN 2026/1</c>.</param>
/// <param name="Title">Of the case.</param>
/// <param name="Reason">Plain Swedish: why.</param>
public sealed record SuggestedCase(string Number, string Title, string Reason);

/// <summary>Finds thread, duplicates and cases by the ties that messages have in common.</summary>
internal sealed partial class Relations(VaramailDb db, Queue queue, DiaryNumbers numbers)
{
    private const int MostCases = 5;

    /// <summary>A file in more registrations than this is a logotype or a form, and no news.</summary>
    private const int TooCommon = 20;

    private const int MostRelated = 200;

    public async Task<QueueRelations> OfAsync(Registration registration, Message message, CancellationToken ct)
    {
        var thread = await ThreadAsync(registration, message, ct);
        var cases = await CasesAsync(registration, message, [.. thread.Related], ct);
        return new QueueRelations(
            thread.Known,
            thread.NotEntered,
            [.. thread.Related.OrderBy(r => r.Letter.ReceivedAt).Select(Show)],
            await SameFilesAsync(registration, message, ct),
            (await NearlySameAsync(registration, ct)).Count,
            cases
        );
    }

    /// <summary>Others that wait in the same authority's queue and are worded nearly the same, with the number of bands that they share.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> NearlySameAsync(Registration registration, CancellationToken ct) =>
        await Alike(registration, queue.Registrations.Where(r => r.IsOpen && r.Authority == registration.Authority), ct);

    private async Task<Dictionary<Guid, int>> Alike(Registration registration, IQueryable<Registration> among, CancellationToken ct)
    {
        var bands = await db.Ties.Where(t => t.RegistrationId == registration.Id && t.Kind == TieKind.Wording).Select(t => t.Value).ToListAsync(ct);
        return bands.Count == 0
            ? []
            : await db
                .Ties.Where(t => t.Kind == TieKind.Wording && bands.Contains(t.Value) && t.RegistrationId != registration.Id)
                .Where(t => among.Any(r => r.Id == t.RegistrationId))
                .GroupBy(t => t.RegistrationId)
                .Select(g => new { g.Key, Count = g.Count() })
                .Where(g => g.Count >= Wording.NearlySame)
                .OrderByDescending(g => g.Count)
                .Take(MostRelated)
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    private async Task<(int Known, int NotEntered, List<Registration> Related)> ThreadAsync(Registration registration, Message message, CancellationToken ct)
    {
        var own = Ties.Thread(message).Select(Ties.Hash).ToHashSet(StringComparer.Ordinal);
        var ids = await db
            .Ties.Where(t => t.Kind == TieKind.Thread && own.Contains(t.Value) && t.RegistrationId != registration.Id)
            .Select(t => t.RegistrationId)
            .Distinct()
            .Take(MostRelated)
            .ToListAsync(ct);
        // Some mail systems cut the thread off: then the same subject between the same people is the same thread.
        var subject = Ties.SubjectOf(message) is { } words ? Ties.Hash(words) : null;
        string[] people = [.. message.Recipients.Append(message.From).Where(a => a is { Email.Length: > 0 }).Select(a => a!.Email)];
        var related = await queue
            .Registrations.AsNoTracking()
            .Where(r => r.Id != registration.Id)
            .Where(r =>
                ids.Contains(r.Id)
                || (
                    subject != null
                    && r.Authority == registration.Authority
                    && people.Contains(r.Letter.FromAddress)
                    && db.Ties.Any(t => t.RegistrationId == r.Id && t.Kind == TieKind.Subject && t.Value == subject)
                )
            )
            .Take(MostRelated)
            .ToListAsync(ct);
        Guid[] all = [.. related.Select(r => r.Id)];
        own.UnionWith(await db.Ties.Where(t => t.Kind == TieKind.Thread && all.Contains(t.RegistrationId)).Select(t => t.Value).Distinct().ToListAsync(ct));
        var entered = related
            .Append(registration)
            .Where(r => r.State is RegistrationState.Entered or RegistrationState.Delivering)
            .Select(r => Ties.Hash(r.InternetMessageId))
            .ToHashSet(StringComparer.Ordinal);
        var known = Math.Max(1, own.Count);
        return (known, Math.Max(0, known - entered.Count(own.Contains)), related);
    }

    private async Task<List<SameFile>> SameFilesAsync(Registration registration, Message message, CancellationToken ct)
    {
        var files = Ties.Files(message).DistinctBy(a => a.Sha256).ToDictionary(a => a.Sha256, a => a.Name, StringComparer.Ordinal);
        var hashes = files.Keys.ToList();
        var ties = await db
            .Ties.Where(t => t.Kind == TieKind.File && hashes.Contains(t.Value) && t.RegistrationId != registration.Id)
            .Take(MostRelated)
            .ToListAsync(ct);
        var rare = ties.GroupBy(t => t.Value).Where(g => g.Count() <= TooCommon).SelectMany(g => g).ToList();
        Guid[] ids = [.. rare.Select(t => t.RegistrationId)];
        var holders = await queue.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        return [.. rare.Where(t => holders.ContainsKey(t.RegistrationId)).Select(t => new SameFile(files[t.Value], Show(holders[t.RegistrationId])))];
    }

    private async Task<List<SuggestedCase>> CasesAsync(Registration registration, Message message, IReadOnlyList<Registration> thread, CancellationToken ct)
    {
        List<(string Number, string Reason)> found = [];
        foreach (var one in thread.Where(r => r.Authority == registration.Authority && r.Decision?.CaseNumber is not null).OrderByDescending(r => r.Letter.ReceivedAt))
            found.Add((one.Decision!.CaseNumber!, $"Samma tråd som {one.Decision.DiaryNumber}"));
        foreach (var number in numbers.In(message.Subject.Text + "\n" + message.Body.Text).Where(n => n.Series == registration.Authority))
            found.Add((numbers.OfCase(number.Series, number.Year, number.Ordinal), "Diarienumret nämns i meddelandet"));
        var entered = queue.Registrations.Where(r => r.Authority == registration.Authority && r.State == RegistrationState.Entered);
        var alike = await Alike(registration, entered, ct);
        Guid[] alikeIds = [.. alike.Keys];
        foreach (var one in await entered.AsNoTracking().Where(r => alikeIds.Contains(r.Id)).Take(MostCases).ToListAsync(ct))
            found.Add((one.Decision!.CaseNumber!, "Nästan samma ordalydelse som " + one.Decision.DiaryNumber));
        foreach (var estate in Estate().Matches(message.Subject.Text + "\n" + message.Body.Text).Select(m => m.Value).Distinct().Take(3))
        {
            var lower = estate.ToLowerInvariant();
            foreach (var one in await db.Cases.AsNoTracking().Where(c => c.Series == registration.Authority && VaramailDb.Lower(c.Title).Contains(lower)).OrderByDescending(c => c.OpenedAt).Take(3).ToListAsync(ct))
                found.Add((numbers.Of(one), $"Ärendemeningen nämner {estate}"));
        }
        var sender = registration.Letter.FromAddress;
        if (sender.Length > 0)
            foreach (var one in await entered.AsNoTracking().Where(r => r.Letter.FromAddress == sender && r.Id != registration.Id).OrderByDescending(r => r.ChangedAt).Take(3).ToListAsync(ct))
                found.Add((one.Decision!.CaseNumber!, "Samma avsändare"));
        List<SuggestedCase> cases = [];
        foreach (var (number, reason) in found.DistinctBy(f => f.Number))
        {
            if (numbers.Parse(number) is not var (series, year, ordinal))
                continue;
            // Whoever sees a report receives reports; to the others its case doesn't exist.
            var mayKnow = registration.IsWhistleblowing ? db.Cases : db.Cases.WithoutReports(db);
            if (await mayKnow.AsNoTracking().SingleOrDefaultAsync(c => c.Series == series && c.Year == year && c.Ordinal == ordinal, ct) is { } known)
                cases.Add(new SuggestedCase(number, known.Title, reason));
            if (cases.Count == MostCases)
                break;
        }
        return cases;
    }

    private static RelatedMessage Show(Registration r) => new(r.Id, r.Authority, r.State, r.Letter.ReceivedAt, r.Decision?.DiaryNumber);

    // ”Kvänum 4:12”: a property keeps its name when people and words change.
    [GeneratedRegex(@"\b\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)? \d{1,3}:\d{1,4}\b")]
    private static partial Regex Estate();
}
