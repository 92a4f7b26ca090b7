using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Assessments;

/// <summary>A message that was just received, read and judged. Its bytes are gone when it is disposed, unless they were kept.</summary>
/// <param name="Item">Where it lies; null for an uploaded file.</param>
/// <param name="ReceivedAt">When it reached the mailbox.</param>
/// <param name="Original">The bytes.</param>
/// <param name="Message">What they say.</param>
/// <param name="Key">Which message it is.</param>
/// <param name="Assessment">What the guideline says.</param>
internal sealed record IncomingMessage(
    ItemRef? Item,
    DateTimeOffset ReceivedAt,
    ReceivedOriginal Original,
    Message Message,
    MessageKey Key,
    Assessment Assessment
) : IDisposable
{
    /// <summary>A report under the whistleblowing act.</summary>
    public bool IsWhistleblowing { get; init; }

    /// <summary>It ends before its end: cut off on the way, or badly made by its sender.</summary>
    public bool IsCutOff => Message.Unread.Any(u => u.Cause is UnreadCause.CutOff);

    public void Dispose() => Original.Dispose();
}

/// <summary>The way in for a message: from a mailbox, with the person's own rights, or from a file. Whole, or not at all.</summary>
internal sealed class Incoming(IMailboxes mailboxes, Originals originals, Judge judge, Protection protection, IOptions<RegistrationOptions> options, TimeProvider clock)
{
    private long Limit => options.Value.MaxMessageMegabytes * 1024L * 1024L;

    /// <summary>Fetches and judges a message of a mailbox.</summary>
    /// <param name="item">Which.</param>
    /// <param name="fingerprint">What it must still say; null when anything will do.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IncomingMessage? Message, ProblemHttpResult? Problem)> FromMailboxAsync(ItemRef item, string? fingerprint, CancellationToken ct)
    {
        var found = await mailboxes.FindAsync(item, ct);
        if (found.Problem is { } missing)
            return (null, Problem.Of(missing));
        var place = new ItemRef(found.Value!.Mailbox.ToLowerInvariant(), found.Value.ItemId);
        var original = await mailboxes.OpenOriginalAsync(place, ct);
        if (original.Problem is { } unavailable)
            return (null, Problem.Of(unavailable));
        await using var stream = original.Value!;
        var (message, problem) = await ReceiveAsync(stream, place, place.Mailbox, found.Value.ReceivedAt, ct);
        if (message is null || fingerprint is null || message.Key.Fingerprint == fingerprint)
            return (message, problem);
        message.Dispose();
        return (null, Problem.ItemChanged());
    }

    /// <summary>Takes in a file. When it reached us nobody knows: the sender's date, if it isn't in the future.</summary>
    public async Task<(IncomingMessage? Message, ProblemHttpResult? Problem)> FromFileAsync(Stream body, string mailbox, CancellationToken ct)
    {
        var (message, problem) = await ReceiveAsync(body, null, mailbox.ToLowerInvariant(), clock.GetUtcNow(), ct);
        return message?.Message.Date is { } sent && sent < message.ReceivedAt
            ? (message with { ReceivedAt = sent, Assessment = judge.Assess(message.Message, mailbox, sent) }, null)
            : (message, problem);
    }

    private async Task<(IncomingMessage?, ProblemHttpResult?)> ReceiveAsync(
        Stream source,
        ItemRef? item,
        string mailbox,
        DateTimeOffset receivedAt,
        CancellationToken ct
    )
    {
        ReceivedOriginal? original;
        try
        {
            original = await originals.ReceiveAsync(source, Limit, ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problem.MessageTooLarge(options.Value.MaxMessageMegabytes));
        }
        catch (Exception e) when (item is null && e is BadHttpRequestException or ConnectionResetException)
        {
            return (null, Problem.MessageIncomplete()); // most often nobody is there to read it any longer
        }
        catch (Exception e) when (item is not null && e is IOException or HttpRequestException or TimeoutException)
        {
            return (null, Problem.Of(new MailboxProblem(MailboxFailure.Unavailable))); // broke off: what came is not the message
        }
        if (original is null)
            return (null, Problem.MessageTooLarge(options.Value.MaxMessageMegabytes));
        try
        {
            if (original.Size == 0)
                throw new UnreadableMessageException("empty");
            using var file = original.Open();
            var message = Judge.Read(file, ct);
            if (protection.IsProtectedBySecurity(message))
            {
                original.Dispose(); // nothing of it stays here
                return (null, Problem.ProtectiveSecurity(protection.SecurityContact));
            }
            return (
                new IncomingMessage(item, receivedAt, original, message, MessageKey.Of(message), judge.Assess(message, mailbox, receivedAt))
                {
                    IsWhistleblowing = protection.IsWhistleblowing(message, mailbox),
                },
                null
            );
        }
        catch (UnreadableMessageException)
        {
            original.Dispose();
            return (null, original.Size == 0 ? Problem.MessageEmpty() : Problem.MessageUnreadable());
        }
        catch
        {
            original.Dispose();
            throw;
        }
    }
}
