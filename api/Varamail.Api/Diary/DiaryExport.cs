using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Audit;
using Varamail.Api.Diary.Erms;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>Takes a year of the built-in diary out, with everything in it: as tables and files, or as an FGS package for an e-archive. It is made on
/// disk, a file at a time; who took it out stands in the audit trail.</summary>
internal static class DiaryExport
{
    public static void MapDiaryExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/diary/export", Export)
            .RequireAuthorization(Policies.HeadRegistrar)
            .WithTags("Diary")
            .WithName("exportDiary")
            .WithSummary("A year of an authority's diary as a zip: tables, files and their hashes, or an FGS package")
            .Produces<byte[]>(200, "application/zip");

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Export(
        [Required, StringLength(20)] string authority,
        [Range(1900, 9999)] int year,
        VaramailDb db,
        DiaryNumbers numbers,
        Originals originals,
        Municipality municipality,
        IOptions<ErmsOptions> erms,
        Actor who,
        TimeProvider clock,
        CancellationToken ct,
        [RegularExpression("^(tables|fgs)$")] string form = "tables"
    )
    {
        if (!who.IsRegistrarFor(authority))
            return Problem.NotFound();
        await db.RecordAsync(new Act(AuditAct.Exported, who.Person, authority, Detail: string.Create(CultureInfo.InvariantCulture, $"diary {form} {year}")), ct);
        var name = string.Create(CultureInfo.InvariantCulture, $"{authority}-{year}");
        var now = clock.GetUtcNow();
        // Whole on disk before the first byte leaves: a damaged original is an error, not a zip that ends too early.
        var file = Scratch.Open();
        try
        {
            await using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            {
                ZipSink sink = new(zip, name);
                var cases = CasesAsync(db, authority, year, ct);
                if (form == "fgs")
                    await ErmsPackages.WriteAsync(name, sink, ErmsAsync(cases, numbers, originals, ct), erms.Value.Creator(municipality), erms.Value.SchemaFolder, now, ct);
                else
                    await TablesAsync(cases, numbers, originals, sink, ct);
            }
            file.Position = 0;
            return TypedResults.Stream(file, "application/zip", $"{name}.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<WholeCase> CasesAsync(
        VaramailDb db,
        string authority,
        int year,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var ids = await db.Cases.AsNoTracking().Where(c => c.Series == authority && c.Year == year).OrderBy(c => c.Ordinal).Select(c => c.Id).ToListAsync(ct);
        foreach (var id in ids)
        {
            var entries = await db.EntriesOfAsync(id, ct);
            var originals = entries.Select(e => e.Entry.Sha256).ToHashSet();
            var sizes = await db.Originals.Where(o => originals.Contains(o.Sha256)).ToDictionaryAsync(o => o.Sha256, o => o.Size, ct);
            yield return new WholeCase(await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, ct), entries, sizes);
        }
    }

    private static async Task TablesAsync(
        IAsyncEnumerable<WholeCase> cases,
        DiaryNumbers numbers,
        Originals originals,
        ZipSink sink,
        CancellationToken ct
    )
    {
        StringBuilder caseLines = new(Csv.Mark + Csv.Line("Diarienummer", "Ärendemening", "Offentlig ärendemening", "Handläggare", "Upplagt"));
        StringBuilder lines = new(Csv.Mark + Csv.Line(EntryHeadings));
        StringBuilder corrections = new(Csv.Mark + Csv.Line("Handling", "Fält", "Stod", "Rättat till", "Skäl", "Av", "När"));
        StringBuilder files = new(Csv.Mark + Csv.Line("Handling", "Nummer", "Namn", "Fil", "Typ", "Storlek", "SHA-256"));
        StringBuilder manifest = new();
        await foreach (var (diaryCase, entries, sizes) in cases)
        {
            caseLines.Append(Csv.Line(numbers.Of(diaryCase), diaryCase.Title, diaryCase.PublicTitle, diaryCase.CaseOfficer, diaryCase.OpenedAt.ToString("O", CultureInfo.InvariantCulture)));
            foreach (var whole in entries)
            {
                var number = numbers.OfDocument(diaryCase, whole.Entry.Ordinal);
                lines.Append(Csv.Line(EntryCells(number, numbers.Of(diaryCase), whole)));
                foreach (var c in whole.Corrections)
                    corrections.Append(Csv.Line(number, c.Field, c.Was, c.Is, c.Reason, c.By.Name, c.At.ToString("O", CultureInfo.InvariantCulture)));
                var index = 0;
                foreach (var file in Files(whole, sizes, originals))
                {
                    var path = $"files/{PackageNames.Ascii(number)}/{PackageNames.Ascii(PackageNames.Of(index, file.Name))}";
                    await sink.AddAsync(path, to => file.CopyToAsync(to, ct), ct);
                    manifest.Append(CultureInfo.InvariantCulture, $"{file.Sha256}  {path}\n");
                    files.Append(Csv.Line(number, index++, file.Name, path, file.MediaType, file.Size, file.Sha256));
                }
            }
        }
        foreach (var (path, text) in new[] { ("cases.csv", caseLines), ("documents.csv", lines), ("corrections.csv", corrections), ("files.csv", files) })
        {
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            await sink.AddAsync(path, to => to.WriteAsync(bytes, ct).AsTask(), ct);
            manifest.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {path}\n");
        }
        await sink.AddAsync("manifest.sha256", to => to.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToString()), ct).AsTask(), ct);
    }

    private static readonly string[] EntryHeadings =
    [
        "Nummer", "Ärende", "Rubrik", "Offentlig rubrik", "Riktning", "Handlingstyp", "Klassificering", "Kom in eller upprättades", "Parter", "Handläggare", "Sekretess", "Sekretess av",
        "Sekretess datum", "Anteckning", "Diarieförd av", "Diarieförd", "Makulerad", "Makulerad av", "Skäl",
    ];

    private static IEnumerable<object?> EntryCells(string number, string caseNumber, WholeEntry whole)
    {
        var (entry, text) = (whole.Entry, whole.Text);
        return
        [
            number,
            caseNumber,
            text.Title,
            text.PublicTitle,
            entry.Direction.ToString(),
            text.DocumentType,
            text.ClassificationCode,
            text.ReceivedOn.ToString("O", CultureInfo.InvariantCulture),
            string.Join(" | ", Parties(whole).Select(p => p.Hidden ? $"{p.Name} (visas inte)" : p.Name)),
            text.CaseOfficer,
            text.Secrecy?.Provision,
            text.Secrecy?.Authority,
            text.Secrecy?.Date.ToString("O", CultureInfo.InvariantCulture),
            text.Note,
            entry.EnteredBy.Name,
            entry.EnteredAt.ToString("O", CultureInfo.InvariantCulture),
            entry.Voided?.At.ToString("O", CultureInfo.InvariantCulture),
            entry.Voided?.By.Name,
            entry.Voided?.Reason,
        ];
    }

    private static async IAsyncEnumerable<ErmsCase> ErmsAsync(
        IAsyncEnumerable<WholeCase> cases,
        DiaryNumbers numbers,
        Originals originals,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var (c, entries, sizes) in cases.WithCancellation(ct))
            yield return new ErmsCase(
                c.Id.ToString(),
                numbers.Of(c),
                c.Series,
                c.Title,
                c.PublicTitle,
                c.CaseOfficer,
                null,
                DateOnly.FromDateTime(c.OpenedAt.UtcDateTime),
                IsNew: false,
                [.. entries.Select(whole => Record(whole, sizes, numbers.OfDocument(c, whole.Entry.Ordinal), originals))]
            );
    }

    private static ErmsRecord Record(WholeEntry whole, IReadOnlyDictionary<string, long> sizes, string number, Originals originals) =>
        new(
            whole.Entry.Id.ToString(),
            number,
            whole.Entry.Ordinal,
            whole.Text.Title,
            whole.Text.PublicTitle,
            whole.Text.DocumentType,
            whole.Text.ClassificationCode,
            whole.Entry.Direction,
            whole.Text.ReceivedOn,
            whole.Entry.EnteredAt,
            whole.Entry.EnteredBy.Name,
            whole.Text.CaseOfficer,
            Parties(whole),
            whole.Text.Secrecy,
            "",
            [
                .. whole.Text.Note is { } note ? [new ErmsNote("note", null, note)] : Array.Empty<ErmsNote>(),
                .. whole.Corrections.Select(c => new ErmsNote("correction", c.At, $"{c.Field}: ”{c.Was}” → ”{c.Is}” ({c.By.Name}: {c.Reason})")),
                .. whole.Entry.Voided is { } voided ? [new ErmsNote("voided", voided.At, $"Makulerad av {voided.By.Name}: {voided.Reason}")] : Array.Empty<ErmsNote>(),
            ],
            ErmsRecords.Files(number, Files(whole, sizes, originals))
        );

    /// <summary>The first party may have been corrected; entries from before parties were have only that one.</summary>
    private static List<Party> Parties(WholeEntry whole)
    {
        var role = whole.Entry.Direction is Direction.Outgoing ? PartyRole.Receiver : PartyRole.Sender;
        var first = whole.Text.Counterpart is { } name ? new[] { new Party(role, name, null, whole.Text.HideCounterpart) } : [];
        return [.. first, .. whole.Parties.Skip(1).Select(p => new Party(p.Role, p.Name, p.Address, p.Hidden))];
    }

    private static IEnumerable<DocumentFile> Files(WholeEntry whole, IReadOnlyDictionary<string, long> sizes, Originals originals)
    {
        var sha256 = whole.Entry.Sha256;
        yield return new DocumentFile("meddelande.eml", "message/rfc822", sizes.GetValueOrDefault(sha256), sha256, _ => Task.FromResult<Stream>(originals.Open(sha256)));
        foreach (var a in whole.Appendices)
            yield return new DocumentFile(a.Name, a.MediaType, a.Size, a.Sha256, ct => AttachedFiles.OpenAsync(originals, sha256, a, ct));
    }

    /// <summary>A case with its entries, and the sizes of their originals by digest.</summary>
    private sealed record WholeCase(DiaryCase Case, IReadOnlyList<WholeEntry> Entries, IReadOnlyDictionary<string, long> Sizes);

    private sealed class ZipSink(ZipArchive zip, string root) : IPackageSink
    {
        public async Task AddAsync(string path, Func<Stream, Task> write, CancellationToken ct)
        {
            await using var entry = await zip.CreateEntry($"{root}/{path}").OpenAsync(ct);
            await write(entry);
        }
    }
}
