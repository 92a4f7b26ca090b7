using Microsoft.EntityFrameworkCore;
using Varamail.Api.Diary;
using Varamail.Api.PublicDiary;
using Varamail.Api.Registrations;

namespace Varamail.Api.Storage;

/// <summary>Keeps what the diary is read by — the public lines and the words to search — in step with the diary, in the same transaction.</summary>
internal static class DiaryViews
{
    /// <summary>Writes anew what concerns cases in which something has just been saved.</summary>
    public static async Task FollowAsync(this VaramailDb db, IEnumerable<Guid> cases, Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct)
    {
        foreach (var id in cases.Order())
        {
            // Two that change the same case at once: the second waits, and sees what the first wrote. SQLite has one writer anyway.
            if (db is PostgresDb)
                await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Cases" WHERE "Id" = {id} FOR UPDATE""", ct);
            var diaryCase = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, ct);
            var entries = await db.EntriesOfAsync(id, ct);
            await PublishAsync(db, diaryCase, entries, dayOf, ct);
            await IndexAsync(db, diaryCase, entries, ct);
        }
        await db.SaveChangesAsync(ct);
    }

    /// <summary>For a diary that is older than its views.</summary>
    public static async Task CatchUpAsync(this VaramailDb db, Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct)
    {
        while (true)
        {
            var missing = await db
                .Entries.Where(e => !db.PublicEntries.Any(p => p.EntryId == e.Id))
                .OrderBy(e => e.EnteredAt)
                .ThenBy(e => e.Ordinal)
                .Select(e => e.CaseId)
                .Take(500)
                .ToListAsync(ct);
            if (missing.Count == 0)
                return;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.FollowAsync(missing.Distinct(), dayOf, ct);
            await transaction.CommitAsync(ct);
            db.Forget();
        }
    }

    private static async Task PublishAsync(VaramailDb db, DiaryCase diaryCase, IReadOnlyList<WholeEntry> entries, Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct)
    {
        var lines = await db
            .PublicEntries.Where(p => p.Series == diaryCase.Series && p.Year == diaryCase.Year && p.CaseOrdinal == diaryCase.Ordinal)
            .ToDictionaryAsync(p => p.EntryId, ct);
        var registrations = entries.Select(e => e.Entry.RegistrationId).ToList();
        var reports = await db.Registrations.Where(r => registrations.Contains(r.Id) && r.IsWhistleblowing).Select(r => r.Id).ToListAsync(ct);
        var hidden = WebNames.Hidden(entries);
        var caseTitle = WebTitle.Of(diaryCase.PublicTitle, hidden);
        foreach (var whole in entries)
        {
            var (entry, text) = (whole.Entry, whole.Text);
            if (!lines.TryGetValue(entry.Id, out var line))
                db.PublicEntries.Add(line = NewLine(diaryCase, entry, dayOf(entry.EnteredAt)));
            // A mistake may be why something stands in the title that mustn't: only that there was an entry remains. Of a report under the
            // whistleblowing act a title could tell who reports whom (OSL 32:3 b).
            line.IsVoided = entry.Voided is not null;
            var isBlank = line.IsVoided || reports.Contains(entry.RegistrationId);
            line.Title = isBlank ? "" : WebTitle.Of(text.PublicTitle, hidden);
            line.CaseTitle = isBlank || reports.Count > 0 ? "" : caseTitle;
            line.Counterpart = isBlank ? null : WebNames.Shown(whole);
            line.IsSecret = text.Secrecy is not null || reports.Contains(entry.RegistrationId);
            line.ReceivedOn = text.ReceivedOn;
        }
    }

    private static PublicEntry NewLine(DiaryCase diaryCase, DiaryEntry entry, DateOnly day) =>
        new()
        {
            EntryId = entry.Id,
            Series = diaryCase.Series,
            Year = diaryCase.Year,
            CaseOrdinal = diaryCase.Ordinal,
            Ordinal = entry.Ordinal,
            Day = day,
            EnteredAt = entry.EnteredAt,
            ReceivedOn = entry.ReceivedOn,
            Direction = entry.Direction,
            Title = "",
            CaseTitle = "",
        };

    /// <summary>The diary inside is found by everything that its titles and names say or said.</summary>
    private static async Task IndexAsync(VaramailDb db, DiaryCase diaryCase, IReadOnlyList<WholeEntry> entries, CancellationToken ct)
    {
        var rows = await db.DiaryWords.Where(w => w.CaseId == diaryCase.Id).ToListAsync(ct);
        Write(null, []);
        foreach (var whole in entries)
        {
            // What stood before a correction is found, too.
            var titles = whole.Corrections.Where(c => c.Field is "title" or "publicTitle").Select(c => c.Was).OfType<string>();
            Write(whole.Entry.Id, [whole.Text.Title, whole.Text.PublicTitle, .. titles, .. WebNames.All(whole)]);
        }

        void Write(Guid? entry, string[] more)
        {
            var text = string.Join(' ', new[] { diaryCase.Title, diaryCase.PublicTitle }.Concat(more).Distinct());
            if (rows.Find(w => w.EntryId == entry) is { } row)
                row.Text = text;
            else
                db.DiaryWords.Add(new DiaryWordRow { CaseId = diaryCase.Id, EntryId = entry, Series = diaryCase.Series, Text = text });
        }
    }
}
