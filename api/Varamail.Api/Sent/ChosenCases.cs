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
internal sealed class ChosenCases(
    VaramailDb db,
    DiaryNumbers numbers,
    OutsideCases outside,
    Municipality municipality,
    IOptions<SentOptions> options,
    Actor who
)
{
    private const int MostFound = 10;

    public bool MayEnter(string authority, bool isNew) => who.MayEnterFor(authority) || (options.Value.OfficialsMayEnter && !isNew);

    public async Task<OfferedCases> OfferAsync(CaseQuestion question, CancellationToken ct)
    {
        var all = AuthoritiesOf(question.Mailbox);
        HashSet<string> authorities = [.. all.Where(a => !outside.Holds(a))];
        var full = authorities.Where(who.MayEnterFor).ToHashSet();
        var answered = await EnteredAsync(MessageKey.Bare(question.InReplyTo), all, ct);
        var thread = answered.Select(r => numbers.Parse(r.Decision?.CaseNumber ?? "")).OfType<(string, int, int)>().Distinct().ToList();
        var mentioned = (question.Numbers ?? []).Select(numbers.Parse).OfType<(string Series, int Year, int Ordinal)>().ToList();
        var search = question.Search?.Trim() ?? "";
        List<(DiaryCase Case, CaseReason Reason)> offered =
        [
            .. (await FindAsync(thread, authorities, ct)).Select(c => (c, CaseReason.Thread)),
            .. (await FindAsync(mentioned, authorities, ct)).Select(c => (c, CaseReason.Mentioned)),
        ];
        if (search.Length > 0)
            offered.AddRange((await SearchAsync(search, authorities, full, ct)).Select(c => (c, CaseReason.Found)));
        var elsewhere = await Task.WhenAll(
            all.Where(outside.Holds).Select(a => OfferElsewhereAsync(a, answered, question.Numbers ?? [], search, ct))
        );
        return new OfferedCases(
            [
                .. offered
                    .DistinctBy(o => o.Case.Id)
                    .Select(o => new OfferedCase(
                        numbers.Of(o.Case),
                        full.Contains(o.Case.Series) ? o.Case.Title : o.Case.PublicTitle,
                        o.Reason,
                        MayEnter(o.Case.Series, isNew: false),
                        o.Case.Series
                    ))
                    .Concat(elsewhere.SelectMany(e => e.Cases))
                    .OrderBy(o => o.Reason),
            ],
            [.. all.Select(a => new NewCasePlace(a, municipality.FindAuthority(a)!.Committee, MayEnter(a, isNew: true)))],
            [.. elsewhere.Select(e => e.Diary)]
        );
    }

    /// <summary>What another system's diary offers. Its own words are kept: a number that it gave is never written anew.</summary>
    private async Task<(IReadOnlyList<OfferedCase> Cases, DiaryElsewhere Diary)> OfferElsewhereAsync(
        string authority,
        IReadOnlyList<Registration> answered,
        IReadOnlyList<string> mentioned,
        string search,
        CancellationToken ct
    )
    {
        var seesTitles = who.MayEnterFor(authority);
        List<(string Text, CaseReason Reason)> asked =
        [
            .. answered.Where(r => r.Authority == authority).Select(r => r.Decision?.CaseNumber).OfType<string>().Distinct().Select(n => (n, CaseReason.Thread)),
            .. mentioned.Where(n => numbers.Parse(n)?.Series == authority).Select(n => (n, CaseReason.Mentioned)),
        ];
        if (search.Length > 0)
            asked.Add((search, CaseReason.Found));
        List<OfferedCase> offered = [];
        IReadOnlyList<FoundCase>? found = [];
        foreach (var (text, reason) in asked)
        {
            // One that is silent isn't asked again for each.
            if (found is not null)
                found = await outside.SearchAsync(authority, text, seesTitles, ct);
            if (reason is CaseReason.Found)
                offered.AddRange((found ?? []).Select(f => Offered(f.Case.Number, f.Title, reason)));
            else if (found?.FirstOrDefault(f => f.Case.Number == text) is { } one)
                offered.Add(Offered(text, one.Title, reason));
            else if (reason is CaseReason.Thread || !outside.CanSearch(authority))
                offered.Add(Offered(text, "", reason));
        }
        return ([.. offered.DistinctBy(o => o.Number)], outside.Elsewhere(authority, found, MayEnter(authority, isNew: false)));

        OfferedCase Offered(string number, string title, CaseReason reason) =>
            new(number, title, reason, MayEnter(authority, isNew: false), authority, outside.NameOf(authority));
    }

    /// <summary>The authority whose diary is meant, and the case's number there; a problem when there is no such case, or none that she may choose.</summary>
    public async Task<(string? Authority, string? Number, ProblemHttpResult? Problem)> PlaceOfAsync(DispatchRequest request, CancellationToken ct)
    {
        var authorities = AuthoritiesOf(request.Mailbox);
        if (request.Case.Existing is null == string.IsNullOrWhiteSpace(request.Case.NewTitle))
            return Refused("case", "Ange antingen ett befintligt ärende eller en rubrik för ett nytt.");
        if (string.IsNullOrWhiteSpace(request.Title))
            return Refused("title", "Ange vad handlingen rör.");
        if (request.Case.Existing is not { } written)
            return request.Authority is { } wished && authorities.Contains(wished)
                ? (wished, null, null)
                : Refused("authority", "Det finns ingen sådan myndighet, eller så arbetar du inte för den.");
        var number = numbers.Parse(written);
        if ((request.Authority ?? number?.Series) is { } series && authorities.Contains(series) && outside.Holds(series))
        {
            var (theirs, problem) = await outside.NumberAsync(series, written, ct);
            return (theirs is null ? null : series, theirs, problem);
        }
        return number is { } known && !outside.Holds(known.Series) && (await FindAsync([known], authorities, ct)).Count > 0
            ? (known.Series, written.Trim(), null)
            : Refused("case.existing", "Det finns inget sådant ärende i ditt diarium.");
    }

    private static (string?, string?, ProblemHttpResult?) Refused(string field, string detail) => (null, null, Problem.Invalid(field, detail));

    /// <summary>Her own and the mailbox's; a registrar's all.</summary>
    private HashSet<string> AuthoritiesOf(string mailbox) =>
        [
            municipality.DepartmentOf(mailbox).DiarySeries,
            municipality.DepartmentOf(who.Person.Address).DiarySeries,
            .. who.Serves.Order(StringComparer.Ordinal),
            .. who.EntersFor,
        ];

    /// <summary>What was entered of the message that is answered, or of an earlier answer to it.</summary>
    private async Task<IReadOnlyList<Registration>> EnteredAsync(string answered, HashSet<string> authorities, CancellationToken ct)
    {
        if (answered.Length == 0)
            return [];
        var answers = db.Answers.Where(a => a.InternetMessageId == answered).Select(a => a.RegistrationId);
        return await db
            .Registrations.AsNoTracking()
            .Where(r => (r.InternetMessageId == answered || answers.Contains(r.Id)) && authorities.Contains(r.Authority) && r.State == RegistrationState.Entered)
            .OrderBy(r => r.CreatedAt)
            .ToListAsync(ct);
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
