using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Assessments;
using Varamail.Api.Audit;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;
using Varamail.Api.Outbox;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>Sends messages to the registrar, and tells how it goes.</summary>
internal static class RegistrationApi
{
    private const int PageSize = 25;

    /// <summary>In a list of receivers: the registrar's own mailbox.</summary>
    private const string Registrar = "registrar";

    public static void MapRegistration(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/registrations").RequireAuthorization(Policies.Official).WithTags("Registration");
        group.MapPost("/", Send).WithName("send").WithSummary("Sends a message to the registrar; 200 with what is there when somebody did already");
        group.MapPost("/upload", Upload).WithName("upload").WithSummary("Sends a message from a file").AcceptsMessage();
        group
            .MapPost("/enter", EnterNow)
            .WithName("enterNow")
            .WithSummary("Enters a message in the diary at once")
            .RequireAuthorization(Policies.DiaryOfficer);
        group.MapPost("/lookup", Lookup).WithName("lookup").WithSummary("Tells whether a message is registered");
        group.MapGet("/mine", Mine).WithName("mine").WithSummary("What you have sent, the newest first");
        group.MapPost("/{id:guid}/withdraw", Withdraw).WithName("withdraw").WithSummary("Takes back what nobody has begun with");
        app.MapPost("/api/v1/messages/forward", Forward)
            .RequireAuthorization(Policies.Official)
            .WithTags("Registration")
            .WithName("forward")
            .WithSummary("Mails a message on; 409 when it may not be sent by e-mail");
    }

    private static async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> Send(
        SendRequest request,
        HttpRequest http,
        IOptions<ManifestOptions> addin,
        Incoming incoming,
        Register register,
        CancellationToken ct
    )
    {
        var (message, problem) = await incoming.FromMailboxAsync(request.Item, request.Fingerprint, ct);
        using (message)
            return message is null ? problem! : await register.SendAsync(message, request.Authority, request.Comment, Pages.QueueOf(http, addin.Value), ct);
    }

    /// <remarks>A file that ends before its end may have been cut off while it was saved: it is refused. But senders exist who never write the end;
    /// whoever has made sure sends it <paramref name="asItIs"/>, and the assessment tells everybody that something may be missing.</remarks>
    private static async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> Upload(
        [Required, StringLength(320), EmailAddress] string mailbox,
        [StringLength(20)] string? authority,
        HttpRequest request,
        IOptions<ManifestOptions> addin,
        Incoming incoming,
        Register register,
        CancellationToken ct,
        bool asItIs = false
    )
    {
        var (message, problem) = await incoming.FromFileAsync(request.Body, mailbox, ct);
        using (message)
            return message is null ? problem!
                : message.IsCutOff && !asItIs ? Problem.MessageIncomplete()
                : await register.SendAsync(message, authority, null, Pages.QueueOf(request, addin.Value), ct);
    }

    private static async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> EnterNow(
        EnterNowRequest request,
        Incoming incoming,
        Register register,
        CancellationToken ct
    )
    {
        var (message, problem) = await incoming.FromMailboxAsync(request.Item, request.Fingerprint, ct);
        using (message)
            return message is null ? problem! : await register.EnterAsync(message, request.Authority, request.Entry, ct);
    }

    private static async Task<Results<Ok<RegistrationLookup>, ProblemHttpResult>> Lookup(
        ItemRef item,
        IMailboxes mailboxes,
        Incoming incoming,
        VaramailDb db,
        Actor who,
        Views views,
        CancellationToken ct
    )
    {
        var found = await mailboxes.FindAsync(item, ct);
        if (found.Problem is { } missing)
            return Problem.Of(missing);
        // Most messages aren't registered, and the id alone tells that: their bytes are never fetched.
        var id = MessageKey.Bare(found.Value!.InternetMessageId);
        if (!await db.Registrations.AnyAsync(r => r.InternetMessageId == id, ct))
            return TypedResults.Ok(new RegistrationLookup(null, null));
        var (message, problem) = await incoming.FromMailboxAsync(item, null, ct);
        using (message)
        {
            if (message is null)
                return problem!;
            var registered = await db.FindRegistrationAsync(message.Key, message.Assessment.Authority, who, ct);
            var other = await db.FindOtherContentAsync(message.Key, who, ct);
            return TypedResults.Ok(new RegistrationLookup(await views.OfAsync(registered, who, ct), await views.OfAsync(other, who, ct)));
        }
    }

    private static async Task<Ok<RegistrationPage>> Mine(
        VaramailDb db,
        Actor who,
        Views views,
        CancellationToken ct,
        [Range(1, 100_000)] int page = 1
    )
    {
        var mine = db.Registrations.AsNoTracking().Where(r => r.CreatedBy.Id == who.Person.Id);
        var items = await mine.OrderByDescending(r => r.CreatedAt).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return TypedResults.Ok(new RegistrationPage(await views.OfAsync(items, who, ct), await mine.CountAsync(ct)));
    }

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> Withdraw(
        Guid id,
        VaramailDb db,
        Actor who,
        Views views,
        IOptions<RegistrationOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (registration, problem) = await db.AtOnceAsync<(Registration?, ProblemHttpResult?)>(
            async () =>
            {
                var registration = await db.Registrations.SingleOrDefaultAsync(r => r.Id == id, ct);
                return registration?.Withdraw(who, clock.GetUtcNow(), options.Value.WithdrawTime) is { } refusal
                    ? (null, refusal.ToProblem(registration))
                    : (registration, null);
            },
            ct
        );
        return registration is null ? problem ?? Problem.NotFound() : TypedResults.Ok((await views.OfAsync(registration, who, ct))!);
    }

    /// <remarks>Sent within the call, not through the outbox: it leaves with the person's own right, which doesn't outlive her request, and a
    /// mail that can't be sent is told to her at once.</remarks>
    private static async Task<Results<Accepted, ProblemHttpResult>> Forward(
        ForwardRequest request,
        IMailboxes mailboxes,
        Incoming incoming,
        Municipality municipality,
        VaramailDb db,
        Actor who,
        CancellationToken ct
    )
    {
        if (request.To.Any(to => to != Registrar && !(MailAddress.TryCreate(to, out var address) && address.Address == to)))
            return Problem.Invalid("to", "Minst en mottagare är ingen e-postadress.");
        var (message, problem) = await incoming.FromMailboxAsync(request.Item, request.Fingerprint, ct);
        using (message)
        {
            if (message is null)
                return problem!;
            if (message.IsWhistleblowing)
                return Problem.Forbidden("Rapporter enligt visselblåsarlagen skickas inte med e-post. Lägg meddelandet i registratorns kö: bara de som tar emot rapporter ser det.");
            var kind = request.To.All(to => to == Registrar) ? ActionKind.MailToRegistrar : ActionKind.Forward;
            var action = message.Assessment.Actions.FirstOrDefault(a => a.Kind == kind);
            if (action is null) // what nobody has judged stays here
                return Problem.Forbidden("Varamail kunde inte avgöra om meddelandet får skickas med e-post. Lägg det i registratorns kö i stället.");
            if (!action.Allowed)
            {
                await db.RecordAsync(new Act(AuditAct.ForwardBarred, who.Person, message.Assessment.Authority, Detail: action.Citation?.Rule), ct);
                return Problem.ForwardBarred(action);
            }
            string[] to = [.. request.To.Select(to => to == Registrar ? municipality.RegistrarOf(message.Assessment.Authority) : to).Distinct(StringComparer.OrdinalIgnoreCase)];
            var sent = await mailboxes.ForwardAsync(message.Item!, to, request.Comment, ct);
            if (sent.Problem is { } failure)
                return Problem.Of(failure);
            // What has left can't be called back: it is told even if the caller has gone.
            var detail = kind is ActionKind.MailToRegistrar ? "registrar" : "others";
            await db.RecordAsync(new Act(AuditAct.Forwarded, who.Person, message.Assessment.Authority, Detail: detail), CancellationToken.None);
#pragma warning disable CA2234 // there is nothing to point at
            return TypedResults.Accepted((string?)null);
#pragma warning restore CA2234
        }
    }
}
