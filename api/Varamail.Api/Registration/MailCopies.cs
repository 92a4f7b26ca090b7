using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Assessments;
using Varamail.Api.Microsoft365;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>The copy by e-mail to the registrar, where the municipality wants one beside the queue. It leaves from the sender's own mailbox, within
/// her call: her right doesn't outlive it. A copy that can't leave never undoes the registration, and none ever leaves twice.</summary>
internal sealed partial class MailCopies(
    VaramailDb db,
    IMailboxes mailboxes,
    Originals originals,
    Municipality municipality,
    IOptions<RegistrationOptions> options,
    ILogger<MailCopies> log
)
{
    /// <summary>In the registering transaction: notes that a copy is about to leave, or that it may not. Nothing when no copy is wanted.</summary>
    /// <returns>Whether the caller shall send it when the transaction is committed.</returns>
    public bool Begin(Registration registration, IncomingMessage message) =>
        IsWanted(message) && !message.IsWhistleblowing && registration.BeginMailCopy(ActionOf(message));

    /// <summary>For a repeated call: begins anew with a copy that Microsoft 365 refused, once however many repeat.</summary>
    /// <returns>Whether the caller shall send it now.</returns>
    public async Task<bool> BeginAgainAsync(Registration registration, IncomingMessage message, CancellationToken ct)
    {
        if (!IsWanted(message) || message.IsWhistleblowing || registration is not { IsOpen: true, MailCopy.State: MailCopyState.Failed } || ActionOf(message) is not { Allowed: true })
            return false;
        return await db
                .Registrations.Where(r => r.Id == registration.Id && r.MailCopy!.State == MailCopyState.Failed)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.MailCopy!.State, MailCopyState.Uncertain), ct) == 1;
    }

    /// <summary>Sends, and notes how it went. Not cancelled with the call: whoever closes the pane has registered, and the copy belongs to that.</summary>
    public async Task SendAsync(Registration registration, Uri queue)
    {
        var isAttached = registration.Letter.Size <= NewLetter.LargestAttachment;
        var problem = await TryAsync(registration, isAttached, queue);
        var state = problem switch
        {
            null => isAttached ? MailCopyState.Sent : MailCopyState.Link,
            { Failure: MailboxFailure.Unavailable } => MailCopyState.Uncertain, // the answer may have been lost after the deed
            _ => MailCopyState.Failed,
        };
        await db
            .Registrations.Where(r => r.Id == registration.Id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.MailCopy!.State, state), CancellationToken.None);
        await db.Entry(registration).ReloadAsync(CancellationToken.None);
        if (problem is not null)
            Log.NotSent(log, registration.Id, problem.Failure);
    }

    private async Task<MailboxProblem?> TryAsync(Registration registration, bool isAttached, Uri queue)
    {
        try
        {
            await using var original = isAttached ? originals.Open(registration.Letter.Sha256!) : null;
            var letter = new NewLetter(
                municipality.RegistrarOf(registration.Authority),
                $"Registrering {registration.Authority}: {registration.Letter.Subject}",
                TextOf(registration, isAttached, queue),
                original
            );
            return (await mailboxes.SendAsync(letter, CancellationToken.None)).Problem;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new MailboxProblem(MailboxFailure.Unavailable);
        }
    }

    private static string TextOf(Registration registration, bool isAttached, Uri queue)
    {
        var place = new UriBuilder(queue) { Fragment = registration.Id.ToString() }.Uri;
        var content = isAttached ? "Meddelandet bifogas som fil." : "Meddelandet är större än 3 MB och bifogas inte: öppna det i kön.";
        var comment = string.IsNullOrWhiteSpace(registration.Comment) ? "" : $"\n\nKommentar: {registration.Comment}";
        return $"{registration.CreatedBy.Name} har lagt ett meddelande i registratorns kö:\n{place}\n\n{content}{comment}\n";
    }

    private bool IsWanted(IncomingMessage message) => options.Value.MailCopyToRegistrar && message.Item is not null;

    private static OfferedAction? ActionOf(IncomingMessage message) =>
        message.Assessment.Actions.FirstOrDefault(a => a.Kind is ActionKind.MailToRegistrar);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The copy of registration {Registration} could not be mailed: {Failure}.")]
        public static partial void NotSent(ILogger logger, Guid registration, MailboxFailure failure);
    }
}
