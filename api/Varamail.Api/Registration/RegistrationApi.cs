using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Assessments;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;

namespace Varamail.Api.Registrations;

/// <summary>Sends messages to the registrar, and tells how it goes.</summary>
internal static class RegistrationApi
{
    public static void MapRegistration(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/registrations").RequireAuthorization(Policies.Official).WithTags("Registration");
        group.MapPost("/", Send).WithName("send").WithSummary("Sends a message to the registrar; 200 with what is there when somebody did already");
        group.MapPost("/upload", Upload).WithName("upload").WithSummary("Sends a message from a file").AcceptsMessage();
        group.MapPost("/enter", EnterNow).WithName("enterNow").WithSummary("Enters a message in the diary at once").RequireAuthorization(Policies.DiaryOfficer);
        group.MapPost("/lookup", Lookup).WithName("lookup").WithSummary("Tells whether a message is registered");
        group.MapGet("/mine", Mine).WithName("mine").WithSummary("What you have sent, the newest first");
        group.MapPost("/{id:guid}/withdraw", Withdraw).WithName("withdraw").WithSummary("Takes back what nobody has begun with");
        app.MapPost("/api/v1/messages/forward", Forward)
            .RequireAuthorization(Policies.Official)
            .WithTags("Registration")
            .WithName("forward")
            .WithSummary("Mails a message on; 409 when it may not be sent by e-mail");
    }

    private static Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> Send(SendRequest request, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> Upload(
        string mailbox, string? authority, HttpRequest request, CancellationToken ct) => throw new NotImplementedException();

    private static Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> EnterNow(EnterNowRequest request, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Results<Ok<RegistrationLookup>, ProblemHttpResult>> Lookup(ItemRef item, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Ok<RegistrationPage>> Mine(CancellationToken ct, [Range(1, 100_000)] int page = 1) =>
        throw new NotImplementedException();

    private static Task<Results<Ok<RegistrationView>, ProblemHttpResult>> Withdraw(Guid id, CancellationToken ct) =>
        throw new NotImplementedException();

    private static Task<Results<Accepted, ProblemHttpResult>> Forward(ForwardRequest request, CancellationToken ct) =>
        throw new NotImplementedException();
}
