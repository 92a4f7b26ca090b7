using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Varamail.Api.Microsoft365;

namespace Varamail.Api;

/// <summary>Everything that can go wrong and that a person is told about: a code for programs, plain Swedish for people. Nothing of a message
/// ever stands in it.</summary>
internal static class Problem
{
    public const string TypePrefix = "urn:varamail:problem:";

    public static ProblemHttpResult NotFound() =>
        Of(404, "notFound", "Finns inte", "Det du söker finns inte, eller så har du inte behörighet att se det.");

    public static ProblemHttpResult Forbidden(string detail) => Of(403, "forbidden", "Du saknar behörighet", detail);

    public static ProblemHttpResult Invalid(string field, string detail) =>
        Of(
            400,
            "invalid",
            "Uppgifterna går inte att använda",
            detail,
            new() { ["errors"] = new Dictionary<string, string[]> { [field] = [detail] } }
        );

    public static ProblemHttpResult ItemChanged() =>
        Of(
            409,
            "itemChanged",
            "Meddelandet har ändrats",
            "Meddelandet är inte längre det som du såg. Inget har gjorts. Öppna det igen och försök på nytt."
        );

    public static ProblemHttpResult ChangedMeanwhile(string detail, object? registration = null) =>
        Of(409, "changedMeanwhile", "Någon hann före", detail, new() { ["registration"] = registration });

    public static ProblemHttpResult AlreadyDecided(string detail, object? registration = null) =>
        Of(409, "alreadyDecided", "Ärendet är redan avgjort", detail, new() { ["registration"] = registration });

    public static ProblemHttpResult ForwardBarred(Guideline.OfferedAction barred) =>
        Of(
            409,
            "forwardBarred",
            "Får inte skickas med e-post",
            barred.Reason,
            new() { ["reason"] = barred.Reason, ["citation"] = barred.Citation }
        );

    public static ProblemHttpResult MessageEmpty() =>
        Of(400, "messageEmpty", "Meddelandet är tomt", "Filen innehåller inget. Inget har sparats.");

    public static ProblemHttpResult MessageUnreadable() =>
        Of(
            422,
            "messageUnreadable",
            "Meddelandet går inte att läsa",
            "Det här är inget e-postmeddelande, eller så är det skadat eller ofullständigt. Inget har sparats."
        );

    /// <summary>Nothing is stored: the message may not be handled here.</summary>
    public static ProblemHttpResult ProtectiveSecurity(string contact) =>
        Of(
            409,
            "protectiveSecurity",
            "Kan omfattas av säkerhetsskydd",
            $"Meddelandet kan innehålla säkerhetsskyddsklassificerade uppgifter. Inget har sparats, registrerats eller skickats. Vidarebefordra det inte och svara inte. Ring {contact} nu."
        );

    public static ProblemHttpResult MessageIncomplete() =>
        Of(
            422,
            "messageIncomplete",
            "Meddelandet är inte helt",
            "Filen slutar innan meddelandet är slut. Inget har sparats. Spara meddelandet på nytt och ladda upp den filen."
        );

    public static ProblemHttpResult OriginalDamaged() =>
        Of(
            409,
            "originalDamaged",
            "Originalet är skadat",
            "Det lagrade originalet är inte längre det som togs emot. Inget har diarieförts. Kontakta IT: det måste återställas från säkerhetskopian."
        );

    public static ProblemHttpResult MessageTooLarge(long megabytes) =>
        Of(
            413,
            "messageTooLarge",
            "Meddelandet är för stort",
            $"Varamail tar emot meddelanden på högst {megabytes} MB. Lämna handlingen till registrator på annat sätt."
        );

    public static ProblemHttpResult Of(MailboxProblem problem) =>
        problem.Failure switch
        {
            MailboxFailure.NotFound => Of(
                404,
                "messageGone",
                "Meddelandet finns inte kvar",
                "Meddelandet har flyttats eller tagits bort ur brevlådan. Inget har gjorts."
            ),
            MailboxFailure.Denied => Of(
                403,
                "mailboxDenied",
                "Ingen åtkomst till brevlådan",
                "Du har inte behörighet till brevlådan. Inget har gjorts."
            ),
            MailboxFailure.Busy => Of(
                503,
                "mailboxBusy",
                "Brevlådan är upptagen",
                "Microsoft 365 ber oss vänta. Inget har gjorts. Försök igen om en stund.",
                new() { ["retryAfterSeconds"] = (int)Math.Ceiling((problem.RetryAfter ?? TimeSpan.FromSeconds(30)).TotalSeconds) }
            ),
            MailboxFailure.SignInExpired => Of(
                401,
                "mailboxSignInExpired",
                "Inloggningen har gått ut",
                "Logga in igen för att nå brevlådan. Inget har gjorts.",
                problem.Claims is { } claims ? new() { ["claims"] = claims } : null
            ),
            MailboxFailure.TooLarge => Of(
                413,
                "messageTooLarge",
                "Meddelandet är för stort",
                "Meddelandet är större än vad som går att hämta. Lämna handlingen till registrator på annat sätt."
            ),
            _ => Of(
                503,
                "mailboxUnavailable",
                "Brevlådan svarar inte",
                "Microsoft 365 svarar inte just nu. Inget har gjorts. Försök igen om en stund."
            ),
        };

    /// <summary>Gives what the framework itself refuses the same form: code, Swedish words, trace id, and nothing of the request.</summary>
    public static void Customize(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        details.Instance = null;
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        if (details.Extensions.ContainsKey("code"))
            return;
        var (code, title, detail) = context.HttpContext.Response.StatusCode switch
        {
            400 => ("invalid", "Uppgifterna går inte att använda", "Något i det som skickades saknas eller har fel form."),
            401 => ("unauthenticated", "Du är inte inloggad", "Logga in för att använda Varamail."),
            403 => ("forbidden", "Du saknar behörighet", "Din roll ger inte rätt att göra detta."),
            404 => ("notFound", "Finns inte", "Det du söker finns inte, eller så har du inte behörighet att se det."),
            405 => ("invalid", "Går inte att göra så", "Adressen finns men kan inte användas på det sättet."),
            413 => ("messageTooLarge", "Meddelandet är för stort", "Det som skickades är större än vad Varamail tar emot."),
            415 => ("invalid", "Fel slags innehåll", "Varamail väntade sig ett annat slags innehåll."),
            429 => ("busy", "För många anrop", "Vänta en stund och försök igen."),
            _ => ("unexpected", "Något gick fel", "Ett oväntat fel inträffade i Varamail. Försök igen, och ange spårnumret om det kvarstår."),
        };
        (details.Type, details.Title, details.Detail) = (TypePrefix + code, title, detail);
        details.Extensions["code"] = code;
        details.Extensions.Remove("exception");
    }

    private static ProblemHttpResult Of(int status, string code, string title, string detail, Dictionary<string, object?>? extensions = null)
    {
        var more = extensions ?? [];
        more["code"] = code;
        return TypedResults.Problem(detail, null, status, title, TypePrefix + code, more);
    }
}
