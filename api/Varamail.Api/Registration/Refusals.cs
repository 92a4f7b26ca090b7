using Microsoft.AspNetCore.Http.HttpResults;

namespace Varamail.Api.Registrations;

/// <summary>Tells people in plain words why something can't be done, and who did what instead.</summary>
internal static class Refusals
{
    public static ProblemHttpResult ToProblem(this Refusal refusal, Registration registration) =>
        refusal switch
        {
            Refusal.NotYours => Problem.NotFound(),
            Refusal.ClaimedByAnother => Problem.ChangedMeanwhile($"{registration.ClaimedBy?.Name ?? "En registrator"} har tagit ärendet."),
            Refusal.TooLate => Problem.AlreadyDecided("Tiden för att ångra har gått ut. Be registrator att skicka tillbaka meddelandet."),
            Refusal.TooLateToUndo => Problem.AlreadyDecided("Tiden för att ångra har gått ut. En diarieförd handling kan makuleras i diariet."),
            Refusal.SameAuthority => Problem.Invalid("authority", "Meddelandet ligger redan hos den myndigheten."),
            _ => Problem.AlreadyDecided(WhoDidWhat(registration)),
        };

    /// <summary>For somebody who saw an older version.</summary>
    public static ProblemHttpResult ChangedMeanwhile(this Registration registration) => Problem.ChangedMeanwhile(WhoDidWhat(registration));

    private static string WhoDidWhat(Registration registration)
    {
        var by = registration.Decision?.By.Name;
        return registration.State switch
        {
            RegistrationState.Entered => $"{by} har diariefört meddelandet som {registration.Decision!.DiaryNumber}.",
            RegistrationState.Returned => $"{by} har skickat tillbaka meddelandet.",
            RegistrationState.Redirected => $"{by} har skickat meddelandet vidare till {registration.Decision!.Authority}.",
            RegistrationState.NotRegistered => $"{by} har beslutat att meddelandet inte ska registreras.",
            RegistrationState.Withdrawn => $"{by} har tagit tillbaka meddelandet.",
            RegistrationState.AwaitingReceipt => $"{by} har lämnat meddelandet till {registration.Decision!.System}. Kvittensen väntas.",
            RegistrationState.Filed => $"{by} har lämnat meddelandet till {registration.Decision!.System} ({registration.Decision.Reference}).",
            RegistrationState.Claimed => $"{registration.ClaimedBy?.Name} har tagit ärendet.",
            _ => "Ärendet har lagts tillbaka i kön.",
        };
    }
}
