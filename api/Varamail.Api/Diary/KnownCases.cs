using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary;

/// <summary>A case that holds a report under the whistleblowing act (2021:890) exists for those alone who receive such reports (OSL 32:3 b).</summary>
internal static class KnownCases
{
    public static IQueryable<DiaryCase> KnownTo(this IQueryable<DiaryCase> cases, Actor who, VaramailDb db) =>
        who.ReadsWhistleblowing ? cases : cases.WithoutReports(db);

    public static IQueryable<DiaryCase> WithoutReports(this IQueryable<DiaryCase> cases, VaramailDb db)
    {
        var reports = Reports(db);
        return cases.Where(c => !reports.Contains(c.Id));
    }

    public static IQueryable<DiaryCase> WithReports(this IQueryable<DiaryCase> cases, VaramailDb db)
    {
        var reports = Reports(db);
        return cases.Where(c => reports.Contains(c.Id));
    }

    private static IQueryable<Guid> Reports(VaramailDb db) =>
        db.Registrations.Where(r => r.IsWhistleblowing).Join(db.Entries, r => r.Id, e => e.RegistrationId, (r, e) => e.CaseId);
}
