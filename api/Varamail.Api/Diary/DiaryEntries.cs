using Microsoft.EntityFrameworkCore;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>An entry with all that belongs to it.</summary>
internal sealed record WholeEntry(
    DiaryEntry Entry,
    EntryText Text,
    IReadOnlyList<DiaryParty> Parties,
    IReadOnlyList<DiaryAppendix> Appendices,
    IReadOnlyList<DiaryCorrection> Corrections
);

/// <summary>Reads entries with their parties, files and corrections, in the order of their numbers.</summary>
internal static class DiaryEntries
{
    public static async Task<IReadOnlyList<WholeEntry>> EntriesOfAsync(this VaramailDb db, Guid diaryCase, CancellationToken ct)
    {
        var entries = await db.Entries.AsNoTracking().Include(e => e.Case).Where(e => e.CaseId == diaryCase).OrderBy(e => e.Ordinal).ToListAsync(ct);
        return await db.WholeAsync(entries, ct);
    }

    public static async Task<WholeEntry> WholeAsync(this VaramailDb db, DiaryEntry entry, CancellationToken ct) => (await db.WholeAsync([entry], ct))[0];

    private static async Task<IReadOnlyList<WholeEntry>> WholeAsync(this VaramailDb db, IReadOnlyList<DiaryEntry> entries, CancellationToken ct)
    {
        var ids = entries.Select(e => e.Id).ToList();
        var parties = (await db.Parties.AsNoTracking().Where(p => ids.Contains(p.EntryId)).OrderBy(p => p.Ordinal).ToListAsync(ct)).ToLookup(p => p.EntryId);
        var files = (await db.Appendices.AsNoTracking().Where(a => ids.Contains(a.EntryId)).OrderBy(a => a.Ordinal).ToListAsync(ct)).ToLookup(a => a.EntryId);
        var corrections = (
            await db.Corrections.AsNoTracking().Where(c => c.EntryId != null && ids.Contains(c.EntryId.Value)).OrderBy(c => c.Ordinal).ToListAsync(ct)
        ).ToLookup(c => c.EntryId!.Value);
        return
        [
            .. entries.Select(e => new WholeEntry(e, EntryText.Of(e, corrections[e.Id]), [.. parties[e.Id]], [.. files[e.Id]], [.. corrections[e.Id]])),
        ];
    }
}
