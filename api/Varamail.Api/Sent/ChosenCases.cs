using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Sent;

/// <summary>Cases that somebody may choose for what she sends: of the authorities that she serves or enters for, and of her own. Where she may not
/// enter she sees, and searches in, only what the public diary says.</summary>
internal sealed class ChosenCases(VaramailDb db, DiaryNumbers numbers, Municipality municipality, IOptions<SentOptions> options, Actor who)
{
    private const int MostFound = 10;

    public bool MayEnter(string authority, bool isNew) => who.MayEnterFor(authority) || (options.Value.OfficialsMayEnter && !isNew);

    public async Task<OfferedCases> OfferAsync(CaseQuestion question, CancellationToken ct)
    {
        var authorities = AuthoritiesOf(question.Mailbox);
        var full = authorities.Where(who.MayEnterFor).ToHashSet();
        var thread = await OfThreadAsync(MessageKey.Bare(question.InReplyTo), authorities, ct);
        var mentioned = (question.Numbers ?? []).Select(numbers.Parse).OfType<(string Series, int Year, int Ordinal)>().ToList();
        List<(DiaryCase Case, CaseReason Reason)> offered =
        [
            .. (await FindAsync(thread, authorities, ct)).Select(c => (c, CaseReason.Thread)),
            .. (await FindAsync(mentioned, authorities, ct)).Select(c => (c, CaseReason.Mentioned)),
        ];
        if (!string.IsNullOrWhiteSpace(question.Search))
            offered.AddRange((await SearchAsync(question.Search.Trim(), authorities, full, ct)).Select(c => (c, CaseReason.Found)));
        return new OfferedCases(
            [
                .. offered
                    .DistinctBy(o => o.Case.Id)
                    .Select(o => new OfferedCase(
                        numbers.Of(o.Case),
                        full.Contains(o.Case.Series) ? o.Case.Title : o.Case.PublicTitle,
                        o.Reason,
                        MayEnter(o.Case.Series, isNew: false)
                    )),
            ],
            [.. authorities.Select(a => new NewCasePlace(a, municipality.FindAuthority(a)!.Committee, MayEnter(a, isNew: true)))]
        );
    }

    /// <summary>The authority whose diary is meant; a problem when there is no such case, or none that she may choose.</summary>
    public async Task<(string? Authority, ProblemHttpResult? Problem)> AuthorityOfAsync(DispatchRequest request, CancellationToken ct)
    {
        var authorities = AuthoritiesOf(request.Mailbox);
        if (request.Case.Existing is null == string.IsNullOrWhiteSpace(request.Case.NewTitle))
            return (null, Problem.Invalid("case", "Ange antingen ett befintligt ärende eller en rubrik för ett nytt."));
        if (string.IsNullOrWhiteSpace(request.Title))
            return (null, Problem.Invalid("title", "Ange vad handlingen rör."));
        if (request.Case.Existing is not { } written)
            return request.Authority is { } wished && authorities.Contains(wished)
                ? (wished, null)
                : (null, Problem.Invalid("authority", "Det finns ingen sådan myndighet, eller så arbetar du inte för den."));
        var number = numbers.Parse(written);
        return number is { } known && (await FindAsync([known], authorities, ct)).Count > 0
            ? (known.Series, null)
            : (null, Problem.Invalid("case.existing", "Det finns inget sådant ärende i ditt diarium."));
    }

    /// <summary>Her own and the mailbox's; a registrar's all.</summary>
    private HashSet<string> AuthoritiesOf(string mailbox) =>
        [
            municipality.DepartmentOf(mailbox).DiarySeries,
            municipality.DepartmentOf(who.Person.Address).DiarySeries,
            .. who.Serves.Order(StringComparer.Ordinal),
            .. who.EntersFor,
        ];

    /// <summary>The case of the message that is answered, or of an earlier answer to it.</summary>
    private async Task<List<(string Series, int Year, int Ordinal)>> OfThreadAsync(string answered, HashSet<string> authorities, CancellationToken ct)
    {
        if (answered.Length == 0)
            return [];
        var answers = db.Answers.Where(a => a.InternetMessageId == answered).Select(a => a.RegistrationId);
        var registered = await db
            .Registrations.AsNoTracking()
            .Where(r => (r.InternetMessageId == answered || answers.Contains(r.Id)) && authorities.Contains(r.Authority) && r.State == RegistrationState.Entered)
            .OrderBy(r => r.CreatedAt)
            .ToListAsync(ct);
        return [.. registered.Select(r => numbers.Parse(r.Decision?.CaseNumber ?? "")).OfType<(string, int, int)>().Distinct()];
    }

    private async Task<List<DiaryCase>> FindAsync(
        IReadOnlyCollection<(string Series, int Year, int Ordinal)> wanted,
        HashSet<string> authorities,
        CancellationToken ct
    )
    {
        List<DiaryCase> found = [];
        foreach (var (series, year, ordinal) in wanted.Where(w => authorities.Contains(w.Series)))
            if (await db.Cases.AsNoTracking().KnownTo(who, db).SingleOrDefaultAsync(c => c.Series == series && c.Year == year && c.Ordinal == ordinal, ct) is { } one)
                found.Add(one);
        return found;
    }

    private Task<List<DiaryCase>> SearchAsync(string search, HashSet<string> authorities, HashSet<string> full, CancellationToken ct)
    {
        var words = search.ToLowerInvariant();
        var number = numbers.Parse(search);
        return db
            .Cases.AsNoTracking()
            .KnownTo(who, db)
            .Where(c => authorities.Contains(c.Series))
            .Where(c =>
                VaramailDb.Lower(c.PublicTitle).Contains(words)
                || (full.Contains(c.Series) && VaramailDb.Lower(c.Title).Contains(words))
                || (number != null && c.Series == number.Value.Series && c.Year == number.Value.Year && c.Ordinal == number.Value.Ordinal)
            )
            .OrderByDescending(c => c.OpenedAt)
            .ThenByDescending(c => c.Ordinal)
            .Take(MostFound)
            .ToListAsync(ct);
    }
}
