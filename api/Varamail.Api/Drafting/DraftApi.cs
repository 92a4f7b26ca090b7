using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Api.Drafting;

/// <summary>Whose signature it is.</summary>
/// <param name="Mailbox">The address that the draft is sent from.</param>
public sealed record SenderRequest([property: Required, StringLength(320), EmailAddress] string Mailbox);

/// <summary>What the common signature says of a sender; empty where the directory doesn't know.</summary>
/// <param name="Name">The signed-in person's; of a functional mailbox too, since a person writes.</param>
/// <param name="Title">Of the person.</param>
/// <param name="Department">Of the mailbox.</param>
/// <param name="Mailbox">The functional mailbox; empty when the draft is sent from one's own.</param>
/// <param name="Telephone">Of the mailbox, the person, the department or the switchboard: the first that the directory knows.</param>
public sealed record DraftSender(string Name, string Title, string Department, string Mailbox, string Telephone);

/// <summary>A draft is sent in spite of what was found. Nothing of the draft is told.</summary>
/// <param name="Reason">Why: <c>danger</c>, <c>safeChannel</c>, <c>consent</c> or <c>wrongFinding</c>.</param>
/// <param name="Codes">What was found, for example <c>protectedContent</c>.</param>
public sealed record SentAnywayRequest(
    [property: Required, RegularExpression("danger|safeChannel|consent|wrongFinding")] string Reason,
    [property: Required, MinLength(1), MaxLength(13)] IReadOnlyList<string> Codes
);

/// <summary>Counts what is sent anyway: which reason, against which rule. Exported by whatever the municipality collects metrics with.</summary>
internal sealed class SentAnyway : IDisposable
{
    public const string Name = "varamail.drafts.sent_anyway";

    private readonly Meter meter = new("Varamail.Drafts");
    private readonly Counter<long> sent;

    public SentAnyway() => sent = meter.CreateCounter<long>(Name);

    public void Count(string reason, string code) => sent.Add(1, new("reason", reason), new KeyValuePair<string, object?>("code", code));

    public void Dispose() => meter.Dispose();
}

/// <summary>Messages that are being written. Their text never comes here: only a file that the pane may show, and a count.</summary>
internal static class DraftApi
{
    public static void MapDrafts(this WebApplication app)
    {
        app.MapGet(LaunchScript.Address, (LaunchScript script, HttpContext context) => script.Answer(context)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(LaunchScript.Settings, (LaunchScript script) => TypedResults.Content(script.PaneSettingsJson, "application/json; charset=utf-8"))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(LaunchScript.WellKnown, Allowed).AllowAnonymous().ExcludeFromDescription();

        var group = app.MapGroup("/api/v1/drafts").RequireAuthorization(Policies.Official).WithTags("Drafts");
        group
            .MapPost("/file", CheckFile)
            .WithName("checkFile")
            .WithSummary("Says what stands in a file that is about to be sent; keeps and logs nothing")
            .Accepts<byte[]>("application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        group.MapPost("/sender", Sender).WithName("draftSender").WithSummary("What the common signature says of a sender");
        group.MapPost("/sent-anyway", CountSent).WithName("sentAnyway").WithSummary("Counts a draft that is sent in spite of what was found");
    }

    private const long MostBytes = 64L * 1024 * 1024;

    /// <summary>Classic Outlook for Windows runs a script only when this file names it, at exactly the manifest's address.</summary>
    private static JsonHttpResult<Dictionary<string, string[]>> Allowed(HttpRequest request, IOptions<ManifestOptions> options) =>
        TypedResults.Json(new Dictionary<string, string[]> { ["allowed"] = [options.Value.HomeOf(request) + LaunchScript.Address] });

    private static async Task<Results<Ok<FileCheck>, ProblemHttpResult>> CheckFile(
        [Required, RegularExpression("[A-Za-z0-9]{1,10}")] string kind,
        HttpRequest request,
        DraftFiles files,
        IOptions<SendCheckOptions> options,
        CancellationToken ct
    )
    {
        var limit = options.Value.MaxAttachmentMegabytes;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await request.Body.ReadAsync(buffer, ct)) > 0; )
        {
            await content.WriteAsync(buffer.AsMemory(0, count), ct);
            if (content.Length > limit * 1024L * 1024L)
                return Problem.MessageTooLarge(limit);
        }
        return TypedResults.Ok(files.Check(content.ToArray(), kind, ct));
    }

    private static Ok<DraftSender> Sender(SenderRequest from, Actor who, Municipality municipality)
    {
        var person = municipality.FindMailbox(who.Person.Address);
        var mailbox = municipality.FindMailbox(from.Mailbox) ?? person;
        return TypedResults.Ok(
            new DraftSender(
                person?.Name ?? who.Person.Name,
                person?.Title ?? "",
                mailbox is null ? "" : municipality.DepartmentOf(mailbox.Address).Name,
                mailbox is { Kind: MailboxKind.Functional } ? mailbox.Address : "",
                municipality.TelephoneOf(mailbox, person)
            )
        );
    }

    private static Results<NoContent, ProblemHttpResult> CountSent(SentAnywayRequest request, SentAnyway counter, IOptions<DraftOptions> options)
    {
        if (!request.Codes.All(code => DraftCodes.Stops(code, options.Value)))
            return Problem.Invalid("codes", "Okänd kod.");
        foreach (var code in request.Codes)
            counter.Count(request.Reason, code);
        return TypedResults.NoContent();
    }
}
