using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Microsoft365;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>What a delivery does in the mailboxes when its receipt has come: waits until the message is marked, takes it out of the inbox, and removes it
/// when that is proven to be safe. Each step may be done anew; where Varamail isn't let in the message stays.</summary>
internal sealed partial class MailboxSteps(
    VaramailDb db,
    IMailboxMarking mailboxes,
    IOptions<DeliveryOptions> options,
    IOptions<RegistrationOptions> registrations,
    TimeProvider clock,
    ILogger<MailboxSteps> log
)
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>Does what the delivery stands at, and says what it becomes.</summary>
    public async Task<Action<Delivery>> GoOnAsync(Delivery delivery, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (delivery.Step is DeliveryStep.Mark)
        {
            var isPending = await db.Outbox.AnyAsync(r => r.RegistrationId == delivery.RegistrationId && r.State == OutboxState.Pending, ct);
            return isPending ? Later(null, null) : d => d.GoTo(After(d), now);
        }
        // Undone meanwhile: then it is somebody's work again.
        if (!await db.Registrations.AnyAsync(r => r.Id == delivery.RegistrationId && r.State == RegistrationState.Entered, ct))
            return d => d.GoTo(DeliveryStep.Finished, now);
        if (delivery.Step is DeliveryStep.Move)
            return await MoveAsync(delivery, MailboxFolder.Archive, ct);
        if (delivery.DeliveredAt + registrations.Value.UndoTime is { } over && now < over)
            return d => d.Later(over, null);
        if (await db.IsHeldAsync(delivery.RegistrationId, ct))
            return d => d.Later(now + LookAgain, "held");
        return await MoveAsync(delivery, MailboxFolder.DeletedItems, ct);
    }

    private async Task<Action<Delivery>> MoveAsync(Delivery delivery, MailboxFolder folder, CancellationToken ct)
    {
        foreach (var copy in await db.Copies.AsNoTracking().Where(c => c.RegistrationId == delivery.RegistrationId).ToListAsync(ct))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(LongestCall);
            var problem = await TryAsync(copy, folder, limit.Token, ct);
            if (problem is { Failure: MailboxFailure.Busy or MailboxFailure.Unavailable or MailboxFailure.SignInExpired })
                return Later(problem.RetryAfter, problem.Failure.ToString());
            if (problem is not null)
                Log.Stays(log, delivery.Number, folder, problem.Failure);
        }
        var now = clock.GetUtcNow();
        return d => d.GoTo(After(d), now);
    }

    private async Task<MailboxProblem?> TryAsync(MessageCopy copy, MailboxFolder folder, CancellationToken limited, CancellationToken ct)
    {
        try
        {
            return (await mailboxes.MoveAsync(new ItemRef(copy.Mailbox, copy.ItemId), folder, limited)).Problem;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new MailboxProblem(MailboxFailure.Unavailable);
        }
    }

    /// <summary>Only what the other system itself has proven is removed.</summary>
    private DeliveryStep After(Delivery delivery) =>
        delivery.Step is DeliveryStep.Mark && options.Value.ArchiveMessages ? DeliveryStep.Move
        : delivery.Step is not DeliveryStep.Remove && options.Value.RemoveMessages && delivery.IsVerified ? DeliveryStep.Remove
        : DeliveryStep.Finished;

    private Action<Delivery> Later(TimeSpan? retryAfter, string? failure)
    {
        var now = clock.GetUtcNow();
        return d => d.Later(now + (retryAfter ?? DeliveryFlow.Backoff(d.Attempts, options.Value)), failure);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A message of delivery {Delivery} stays where it is, and not in {Folder}: {Failure}.")]
        public static partial void Stays(ILogger logger, long delivery, MailboxFolder folder, MailboxFailure failure);
    }
}
