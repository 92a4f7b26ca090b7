using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Varamail.Api.Outbox;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>Takes one delivery as far as it goes now. What is about to be done and what came of it are stored one by one, so that whoever takes over
/// knows as much as the one who died.</summary>
internal sealed partial class DeliveryRun(
    VaramailDb db,
    DiarySystems systems,
    DeliveryDocuments documents,
    DeliveryCalls calls,
    MailboxSteps mailbox,
    OutboxBell outbox,
    IOptions<DeliveryOptions> options,
    TimeProvider clock,
    ILogger<DeliveryRun> log
)
{
    /// <param name="number">Of the delivery.</param>
    /// <param name="worker">Who has it in hand.</param>
    /// <param name="ct">Cancelled when the server stops or the delivery was taken over: it stays as it was stored last.</param>
    public async Task GoOnAsync(long number, Guid worker, CancellationToken ct)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(d => d.Number == number, ct);
        while (delivery is not null && delivery.LeasedBy == worker && IsDue(delivery))
            delivery = await StepAsync(delivery, worker, ct);
        await db
            .Deliveries.Where(d => d.Number == number && d.LeasedBy == worker)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null).SetProperty(x => x.LeasedBy, (Guid?)null), ct);
    }

    private bool IsDue(Delivery delivery) =>
        delivery is { State: DeliveryState.Waiting or DeliveryState.Delivered, Step: not DeliveryStep.Finished } && delivery.DueAt <= clock.GetUtcNow();

    private Task<Delivery?> StepAsync(Delivery delivery, Guid worker, CancellationToken ct) =>
        delivery.Step switch
        {
            DeliveryStep.Mark or DeliveryStep.Move or DeliveryStep.Remove => TidyAsync(delivery, worker, ct),
            _ => DeliverAsync(delivery, worker, ct),
        };

    private async Task<Delivery?> DeliverAsync(Delivery delivery, Guid worker, CancellationToken ct)
    {
        var system = systems.Named(delivery.System);
        var act = DeliveryFlow.Next(delivery, system.Abilities);
        if (act is DeliveryAct.LeaveToPerson)
            return await StoreAsync(delivery, worker, d => d.Stop(DeliveryState.Uncertain, "answerLost"), ct);
        if (act is DeliveryAct.OpenCase or DeliveryAct.AskAboutCase)
        {
            if (act is DeliveryAct.OpenCase && await BeginAsync(delivery, worker, ct) is false)
                return null;
            var opened = await calls.CallAsync(
                delivery.System,
                limited =>
                    act is DeliveryAct.OpenCase
                        ? system.OpenCaseAsync(delivery.Content.Case.New!, limited)
                        : system.AskAboutCaseAsync(delivery.Authority, delivery.Content.Case.New!.Key, limited),
                ct
            );
            Note(delivery, act, opened.Outcome, opened.Reason);
            return await StoreAsync(delivery, worker, d => DeliveryFlow.Take(d, act, opened, system.Abilities, options.Value, clock.GetUtcNow()), ct);
        }
        DiaryAnswer<DocumentReceipt> answer;
        if (act is DeliveryAct.AskAboutDocument)
        {
            answer = await calls.CallAsync(delivery.System, limited => system.AskAboutDocumentAsync(delivery.Authority, delivery.Id, limited), ct);
        }
        else
        {
            NewDocument? document;
            try
            {
                document = await documents.OfAsync(delivery, ct);
            }
            catch (InvalidDataException) // trying again mends nothing
            {
                return await StoreAsync(delivery, worker, d => d.Stop(DeliveryState.Stopped, "originalDamaged"), ct);
            }
            if (document is null)
                return await StoreAsync(delivery, worker, d => d.Stop(DeliveryState.Stopped, "caseMissing"), ct);
            if (await BeginAsync(delivery, worker, ct) is false)
                return null;
            answer = await calls.CallAsync(delivery.System, limited => system.AddDocumentAsync(document, limited), ct);
        }
        Note(delivery, act, answer.Outcome, answer.Reason);
        if (answer is { Outcome: DiaryOutcome.Done, Value: { } receipt })
            return await ReceiveAsync(delivery, worker, receipt, ct);
        return await StoreAsync(delivery, worker, d => DeliveryFlow.TakeFailure(d, act, answer, system.Abilities, options.Value, clock.GetUtcNow()), ct);
    }

    /// <summary>Before the call, so that a death in the middle of it is seen afterwards. False when another has taken over.</summary>
    private async Task<bool> BeginAsync(Delivery delivery, Guid worker, CancellationToken ct) =>
        await StoreAsync(delivery, worker, d => d.Begin(clock.GetUtcNow()), ct) is not null;

    /// <summary>A receipt for other bytes than ours proves that something is wrong, not that the document is there.</summary>
    private async Task<Delivery?> ReceiveAsync(Delivery delivery, Guid worker, DocumentReceipt receipt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isOther = receipt.Sha256 is not null && !string.Equals(receipt.Sha256, delivery.Sha256, StringComparison.OrdinalIgnoreCase);
        if (isOther || receipt.Number.Length == 0 || receipt.Case.Number.Length == 0)
        {
            return await StoreAsync(
                delivery,
                worker,
                d =>
                {
                    d.HandedOver(now, TimeSpan.Zero);
                    d.Stop(DeliveryState.Stopped, isOther ? "receiptMismatch" : "receiptUnreadable");
                },
                ct
            );
        }
        var stored = await StoreAsync(
            delivery,
            worker,
            async d =>
            {
                d.Deliver(receipt, receipt.Proves(delivery.Sha256), now);
                await db.EnterDeliveredAsync(d, now, ct);
            },
            ct
        );
        outbox.Ring();
        return stored;
    }

    private async Task<Delivery?> TidyAsync(Delivery delivery, Guid worker, CancellationToken ct)
    {
        var change = await mailbox.GoOnAsync(delivery, ct);
        return await StoreAsync(delivery, worker, change, ct);
    }

    private Task<Delivery?> StoreAsync(Delivery delivery, Guid worker, Action<Delivery> change, CancellationToken ct) =>
        StoreAsync(
            delivery,
            worker,
            d =>
            {
                change(d);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Null when the delivery isn't this worker's any longer: then nothing is written.</summary>
    private Task<Delivery?> StoreAsync(Delivery delivery, Guid worker, Func<Delivery, Task> change, CancellationToken ct) =>
        db.AtOnceAsync(
            async () =>
            {
                var mine = await db.Deliveries.SingleOrDefaultAsync(d => d.Number == delivery.Number && d.LeasedBy == worker, ct);
                if (mine is not null)
                    await change(mine);
                return mine;
            },
            ct,
            mine => mine is null
        );

    private void Note(Delivery delivery, DeliveryAct act, DiaryOutcome outcome, string? reason)
    {
        if (outcome is not (DiaryOutcome.Done or DiaryOutcome.Waiting))
            Log.Failed(log, delivery.Number, delivery.System, act, outcome, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} to {System}: {Act} ended {Outcome} ({Reason}).")]
        public static partial void Failed(ILogger logger, long delivery, string system, DeliveryAct act, DiaryOutcome outcome, string? reason);
    }
}
