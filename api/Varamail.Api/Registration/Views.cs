using Microsoft.Extensions.Options;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Outbox;
using Varamail.Api.Storage;

namespace Varamail.Api.Registrations;

/// <summary>What each person may see of a registration.</summary>
internal sealed class Views(VaramailDb db, IOptions<RegistrationOptions> options, TimeProvider clock)
{
    public async Task<RegistrationView?> OfAsync(Registration? registration, Actor who, CancellationToken ct) =>
        registration is null ? null : (await OfAsync([registration], who, ct))[0];

    public async Task<IReadOnlyList<RegistrationView>> OfAsync(IReadOnlyCollection<Registration> registrations, Actor who, CancellationToken ct)
    {
        Guid[] ids = [.. registrations.Select(r => r.Id)];
        var markings = await db.MarkingsAsync(ids, ct);
        var deliveries = await db.DeliveriesAsync(ids, ct);
        var answered = await db.AnsweredAsync(registrations.Select(r => r.InternetMessageId), ct);
        return
        [
            .. registrations.Select(r =>
                Of(
                    r,
                    who,
                    markings.GetValueOrDefault(r.Id),
                    answered.GetValueOrDefault((r.Authority, r.InternetMessageId)),
                    deliveries.GetValueOrDefault(r.Id)
                )
            ),
        ];
    }

    public static Outcome? OutcomeOf(Registration registration) =>
        registration.Decision is { } decision
            ? new Outcome(decision.By, decision.At, decision.Comment, decision.Authority, decision.CaseNumber, decision.DiaryNumber, decision.System, decision.Reference)
            : null;

    private RegistrationView Of(Registration registration, Actor who, MarkingState marking, Answered? answered, DeliveryStanding? delivery) =>
        registration.IsVisibleTo(who)
            ? new RegistrationView(
                registration.Id,
                registration.Version,
                registration.State,
                registration.Authority,
                registration.Mailbox,
                registration.Letter.Subject,
                registration.IsRestricted,
                registration.CreatedBy,
                registration.CreatedAt,
                registration.Uploaded,
                registration.Comment,
                registration.ClaimedBy,
                OutcomeOf(registration),
                marking,
                registration.Letter.DueOn,
                registration.MayWithdraw(who, clock.GetUtcNow(), options.Value.WithdrawTime) is null,
                registration.MailCopy,
                answered,
                delivery
            )
            : new RegistrationView(
                registration.Id,
                registration.Version,
                registration.State,
                registration.Authority,
                Mailbox: null,
                Title: null,
                Restricted: true,
                CreatedBy: null,
                CreatedAt: null,
                Uploaded: false,
                Comment: null,
                ClaimedBy: null,
                Outcome: null,
                MarkingState.None,
                DueOn: null,
                MayWithdraw: false,
                MailCopy: null,
                Answered: null,
                Delivery: null
            );
}
