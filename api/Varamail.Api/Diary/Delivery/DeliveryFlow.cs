namespace Varamail.Api.Diary.Deliveries;

/// <summary>What a worker does next with a delivery.</summary>
internal enum DeliveryAct
{
    OpenCase,
    AddDocument,
    AskAboutCase,
    AskAboutDocument,

    /// <summary>Nothing can be known by machine: a person looks.</summary>
    LeaveToPerson,
}

/// <summary>The rules of delivery, apart from everything that is called: nothing twice, nothing lost, and where that can't be known a person decides.</summary>
internal static class DeliveryFlow
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>A call that was begun and whose end isn't known is asked about first. Where that can't be done it is repeated only to a system that
    /// tells a repeat by our key.</summary>
    public static DeliveryAct Next(Delivery delivery, DiaryAbilities can) =>
        (delivery.Step, IsUnanswered(delivery)) switch
        {
            (DeliveryStep.OpenCase, false) => DeliveryAct.OpenCase,
            (DeliveryStep.AddDocument, false) => DeliveryAct.AddDocument,
            (DeliveryStep.OpenCase, true) when can.HasFlag(DiaryAbilities.CanBeAsked) => DeliveryAct.AskAboutCase,
            (DeliveryStep.OpenCase, true) when can.HasFlag(DiaryAbilities.KnowsKey) => DeliveryAct.OpenCase,
            (DeliveryStep.AddDocument or DeliveryStep.AwaitReceipt, true) when can.HasFlag(DiaryAbilities.CanBeAsked) => DeliveryAct.AskAboutDocument,
            (DeliveryStep.AddDocument or DeliveryStep.AwaitReceipt, true) when can.HasFlag(DiaryAbilities.KnowsKey) => DeliveryAct.AddDocument,
            _ => DeliveryAct.LeaveToPerson,
        };

    private static bool ChangesSomething(DeliveryAct act) => act is DeliveryAct.OpenCase or DeliveryAct.AddDocument;

    /// <summary>A case answer; when done its reference is in <paramref name="answer"/>.</summary>
    public static void Take(Delivery delivery, DeliveryAct act, DiaryAnswer<CaseReceipt> answer, DiaryAbilities can, DeliveryOptions options, DateTimeOffset now)
    {
        if (answer is { Outcome: DiaryOutcome.Done, Value.Case: { } opened })
            delivery.Opened(opened, now);
        else
            TakeFailure(delivery, act, answer, can, options, now);
    }

    public static TimeSpan Backoff(int attempts, DeliveryOptions options) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, options.FirstWaitSeconds * Math.Pow(2, Math.Min(attempts, 20))));

    private static bool IsUnanswered(Delivery delivery) => delivery.Step is DeliveryStep.AwaitReceipt || delivery.BegunAt is not null;

    /// <summary>Anything but what was asked for.</summary>
    public static void TakeFailure<T>(Delivery delivery, DeliveryAct act, DiaryAnswer<T> answer, DiaryAbilities can, DeliveryOptions options, DateTimeOffset now)
        where T : class
    {
        var (outcome, reason) = (answer.Outcome, answer.Reason);
        var later = now + (answer.RetryAfter ?? Backoff(delivery.Attempts, options));
        switch (outcome, ChangesSomething(act))
        {
            case (DiaryOutcome.Waiting, _):
                Wait(delivery, act, options, now);
                break;
            case (DiaryOutcome.Busy or DiaryOutcome.Unavailable or DiaryOutcome.Denied, true):
                delivery.NothingStored();
                delivery.Later(later, reason ?? Code(outcome));
                break;
            case (DiaryOutcome.Busy or DiaryOutcome.Unavailable or DiaryOutcome.Denied or DiaryOutcome.Uncertain or DiaryOutcome.Done, false):
                delivery.Later(later, reason ?? Code(outcome));
                break;
            case (DiaryOutcome.NotFound, false):
                IsNotThere(delivery, can, options, now);
                break;
            case (DiaryOutcome.Uncertain or DiaryOutcome.Done, true):
                delivery.WentUnanswered();
                if (!can.HasFlag(DiaryAbilities.KnowsKey) && !can.HasFlag(DiaryAbilities.CanBeAsked))
                    delivery.Stop(DeliveryState.Uncertain, reason ?? "answerLost");
                else if (delivery.Unanswered >= options.MostUnanswered)
                    delivery.Stop(DeliveryState.Stopped, "unanswered");
                else
                    delivery.Later(later, reason ?? "answerLost");
                break;
            case (DiaryOutcome.Unsupported, false):
                delivery.Stop(DeliveryState.Uncertain, "cannotAsk");
                break;
            default:
                delivery.NothingStored();
                delivery.Stop(DeliveryState.Stopped, reason ?? Code(outcome));
                break;
        }
    }

    private static void Wait(Delivery delivery, DeliveryAct act, DeliveryOptions options, DateTimeOffset now)
    {
        if (act is DeliveryAct.OpenCase or DeliveryAct.AskAboutCase)
            delivery.Later(now + options.AskEvery, "waiting");
        else if (delivery.Step is not DeliveryStep.AwaitReceipt)
            delivery.HandedOver(now, options.AskEvery);
        else if (now - delivery.SentAt > TimeSpan.FromHours(options.ReceiptHours))
            delivery.Stop(DeliveryState.Stopped, "noReceipt");
        else
            delivery.Later(now + options.AskEvery, null);
    }

    /// <summary>What a slow call brings may still arrive there: only a system that knows our key can be believed at once.</summary>
    private static void IsNotThere(Delivery delivery, DiaryAbilities can, DeliveryOptions options, DateTimeOffset now)
    {
        var settledAt = (delivery.BegunAt ?? delivery.SentAt ?? now).AddSeconds(options.SettleSeconds);
        if (!can.HasFlag(DiaryAbilities.KnowsKey) && now < settledAt)
            delivery.Later(settledAt, "settling");
        else
            delivery.GoTo(delivery.Step is DeliveryStep.OpenCase ? DeliveryStep.OpenCase : DeliveryStep.AddDocument, now);
    }

    private static string Code(DiaryOutcome outcome) => char.ToLowerInvariant(outcome.ToString()[0]) + outcome.ToString()[1..];
}
