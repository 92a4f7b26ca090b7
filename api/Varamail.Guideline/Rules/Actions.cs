namespace Varamail.Guideline.Rules;

/// <summary>
/// What can be done with a message. Where the guideline's two instructions collide (forward to the registrar, R20; never forward what is sensitive, R57) the
/// second wins: the registrar's queue is no e-mail and takes everything.
/// </summary>
internal static class Actions
{
    internal static IReadOnlyList<OfferedAction> Offer(Handling handling, Sensitivity sensitivity, IReadOnlyList<Signal> signals, Municipality municipality)
    {
        var (mailBarred, reason, citation) = Bar(sensitivity, signals, municipality);
        return
        [
            new(ActionKind.SendToRegistrar, true, ToRegistrar(handling, sensitivity), Coverage.Cite("R20")),
            new(ActionKind.MailToRegistrar, !mailBarred, mailBarred ? reason : "Skickar en kopia till registratorns brevlåda.", mailBarred ? citation : Coverage.Cite("R20")),
            new(ActionKind.Forward, !mailBarred, mailBarred ? reason : "Meddelandet får vidarebefordras.", mailBarred ? citation : Coverage.Cite("R20")),
            new(ActionKind.Reply, !mailBarred, mailBarred ? ReplyReason(sensitivity, reason) : "Meddelandet får besvaras.", mailBarred ? citation : Coverage.Cite("R18")),
            Dispose(handling, sensitivity, signals),
        ];
    }

    private static (bool Barred, string Reason, Citation Citation) Bar(Sensitivity sensitivity, IReadOnlyList<Signal> signals, Municipality municipality) =>
        sensitivity switch
        {
            Sensitivity.Sensitive => (
                true,
                "Meddelandet rymmer känsliga uppgifter och får varken vidarebefordras eller besvaras med e-post. Lägg det i registratorns kö: den är inte e-post.",
                Coverage.Cite("R57")
            ),
            Sensitivity.Protected => (
                true,
                "Meddelandet rymmer uppgifter som kräver extra skydd och aldrig ska skickas med e-post. Lägg det i registratorns kö: den är inte e-post.",
                Coverage.Cite("R58")
            ),
            _ when signals.Contains(Signal.Suspicious) => (
                true,
                $"Meddelandet kan vara skadligt. Öppna inte filer eller länkar, och skicka det inte vidare förrän servicedesk ({municipality.ServiceDesk}) har gett besked.",
                Coverage.Cite("R51")
            ),
            _ => (false, "", Coverage.Cite("R20")),
        };

    private static string ToRegistrar(Handling handling, Sensitivity sensitivity) =>
        (handling, sensitivity) switch
        {
            (_, Sensitivity.Sensitive) => "Lägger meddelandet i registratorns kö, skyddat, så att det kan föras direkt till ärende eller akt.",
            (Handling.Register, _) => "Lägger meddelandet i registratorns kö.",
            _ => "Lägger meddelandet i registratorns kö, om du bedömer det annorlunda än Varamail.",
        };

    private static string ReplyReason(Sensitivity sensitivity, string reason) =>
        sensitivity == Sensitivity.None ? reason : reason + " Behöver du svara: ring, eller skriv ett nytt meddelande utan uppgifterna.";

    private static OfferedAction Dispose(Handling handling, Sensitivity sensitivity, IReadOnlyList<Signal> signals)
    {
        if (signals.Contains(Signal.DisclosureRequest))
        {
            return new(ActionKind.Dispose, false, "En begäran om handlingar måste finnas kvar, och det den gäller får inte gallras, tills den är avslutad.", Coverage.Cite("R45"));
        }
        if (signals.Contains(Signal.Threat))
        {
            return new(ActionKind.Dispose, false, "Hotfulla meddelanden sparas: de kan bli bevis. Informera närmaste chef och polisanmäl.", Coverage.Cite("R53"));
        }
        if (sensitivity == Sensitivity.Sensitive)
        {
            return new(
                ActionKind.Dispose,
                false,
                "Meddelandet rymmer känsliga uppgifter och gallras inte härifrån: lägg det hos registratorn, som avgör.",
                Coverage.Cite("R56")
            );
        }
        return handling switch
        {
            Handling.Ephemeral => new(ActionKind.Dispose, true, "Av liten eller tillfällig betydelse: får gallras enligt dokumenthanteringsplanen.", Coverage.Cite("R43")),
            Handling.Internal => new(ActionKind.Dispose, true, "Internt: kan gallras när det är inaktuellt.", Coverage.Cite("R44")),
            Handling.Private => new(ActionKind.Dispose, true, "Inte myndighetens post: ta bort eller flytta det.", Coverage.Cite("R15")),
            Handling.Routine => new(
                ActionKind.Dispose,
                false,
                "Hålls ordnat och gallras när dokumenthanteringsplanens frist har gått ut.",
                Coverage.Cite("R34")
            ),
            _ => new(ActionKind.Dispose, false, "Ska registreras. När det är gjort kan meddelandet tas bort ur brevlådan.", Coverage.Cite("R49")),
        };
    }
}
