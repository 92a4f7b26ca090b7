using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Guideline.Rules;

namespace Varamail.Api.Feedback;

/// <summary>Takes what officials think of verdicts, and shows registrars which rules they dispute. No person is remembered, so none is ranked.</summary>
internal static class FeedbackApi
{
    /// <summary>Answers that one person can give in <see cref="Period"/>: more than anybody reads messages, fewer than would drown the others'.</summary>
    public const int Limit = 30;

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private const string Name = "feedback";

    public static void MapFeedback(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/feedback", Disagree)
            .RequireAuthorization(Policies.Official)
            .RequireRateLimiting(Name)
            .WithTags("Feedback")
            .WithName("disagree")
            .WithSummary("Tells that you judge a message otherwise; neither you nor the message is remembered");
        app.MapGet("/api/v1/desk/feedback", Summary)
            .RequireAuthorization(Policies.Registrar)
            .WithTags("Feedback")
            .WithName("feedback")
            .WithSummary("What people think of the rules, the most disputed first");
    }

    /// <summary>Counted per person, in memory only.</summary>
    public static void LimitFeedback(this RateLimiterOptions options) =>
        options.AddPolicy(
            Name,
            context => RateLimitPartition.GetFixedWindowLimiter(SignedIn.IdOf(context.User) ?? "", _ => new() { PermitLimit = Limit, Window = Period })
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> Disagree(
        DisagreeRequest request,
        VaramailDb db,
        Deadlines days,
        GuidelineText guideline,
        CancellationToken ct
    )
    {
        // Only names that we know: no word of a message can stand here.
        if (request.Rules.Any(id => RuleList.Find(id) is null))
            return Problem.Invalid("rules", "Minst en regel är okänd.");
        if (request.OwnHandling == request.Handling && request.OwnSensitivity == request.Sensitivity)
            return Problem.Invalid("ownHandling", "Svaret är detsamma som bedömningen.");
        db.Disagreements.Add(
            new Disagreement
            {
                Month = days.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                GuidelineVersion = guideline.Version,
                Rules = string.Join(' ', request.Rules.Distinct().Order(StringComparer.Ordinal)),
                Handling = request.Handling,
                OwnHandling = request.OwnHandling,
                Sensitivity = request.Sensitivity,
                OwnSensitivity = request.OwnSensitivity,
            }
        );
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<FeedbackSummary>> Summary(VaramailDb db, CancellationToken ct)
    {
        var answers = await db
            .Disagreements.GroupBy(d => new { d.Rules, d.Handling, d.OwnHandling, d.Sensitivity, d.OwnSensitivity })
            .Select(g => new AnswerCount(g.Key.Rules, g.Key.Handling, g.Key.OwnHandling, g.Key.Sensitivity, g.Key.OwnSensitivity, g.Count()))
            .ToListAsync(ct);
        var since = await db.Disagreements.MinAsync(d => (string?)d.Month, ct);
        return TypedResults.Ok(new FeedbackSummary(answers.Sum(a => a.Count), since, Tally.PerRule(answers)));
    }
}
