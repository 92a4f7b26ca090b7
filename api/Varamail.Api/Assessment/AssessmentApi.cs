using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Assessments;

/// <summary>Judges a message. Nothing of it is stored.</summary>
internal static class AssessmentApi
{
    public static void MapAssessment(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/assessments").RequireAuthorization(Policies.Official).WithTags("Assessment");
        group.MapPost("/", AssessFile).WithName("assessFile").WithSummary("Judges a message that is sent as a file").AcceptsMessage();
        group.MapPost("/item", AssessItem).WithName("assessItem").WithSummary("Judges a message that lies in a mailbox");
    }

    private static async Task<Results<Ok<Assessment>, ProblemHttpResult>> AssessFile(
        [Required, StringLength(320), EmailAddress] string mailbox,
        HttpRequest request,
        Incoming incoming,
        Judge judge,
        CancellationToken ct
    )
    {
        var (message, problem) = await incoming.FromFileAsync(request.Body, mailbox, ct);
        using (message)
            return message is null ? problem! : TypedResults.Ok(judge.Advise(message.Assessment, message.Message, mailbox));
    }

    private static string Written(Address writer) => writer.Name.Length == 0 ? writer.Email : $"{writer.Name} <{writer.Email}>";

    private static async Task<Results<Ok<ItemAssessment>, ProblemHttpResult>> AssessItem(
        ItemRef item,
        Incoming incoming,
        Judge judge,
        VaramailDb db,
        Actor who,
        Views views,
        CancellationToken ct
    )
    {
        var (message, problem) = await incoming.FromMailboxAsync(item, null, ct);
        using (message)
        {
            if (message is null)
                return problem!;
            var registered = await db.FindRegistrationAsync(message.Key, message.Assessment.Authority, who, ct);
            var answered = await db.AnsweredAsync([message.Key.InternetMessageId], ct);
            return TypedResults.Ok(
                new ItemAssessment(
                    new ItemSummary(
                        message.Item!.Mailbox,
                        message.Item.ItemId,
                        message.Message.Id,
                        message.Message.Subject.Text,
                        message.Message.From is { } from ? Written(from) : null,
                        message.ReceivedAt,
                        message.Key.Fingerprint
                    ),
                    judge.Advise(message.Assessment, message.Message, message.Item.Mailbox),
                    await views.OfAsync(registered, who, ct),
                    await views.OfAsync(await db.FindOtherContentAsync(message.Key, who, ct), who, ct),
                    answered.GetValueOrDefault((registered?.Authority ?? message.Assessment.Authority, message.Key.InternetMessageId))
                )
            );
        }
    }
}
