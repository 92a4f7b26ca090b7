using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Asks to see or get documents, with or without the law’s words.</summary>
internal static class DisclosureRequested
{
    private static readonly Cue Disclosure = Cue.Named("disclosure");

    internal static readonly SignalRule Rule = new(
        "signal.disclosureRequest",
        Strength.Information,
        "Begäran om att ta del av allmänna handlingar: det som den gäller får inte gallras förrän den är avslutad.",
        Coverage.Cite("R45"),
        Signal.DisclosureRequest,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "mejl", "kan jag få läsa mejlen mellan kommunchefen och bolaget"),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "hej", "Enligt offentlighetsprincipen blir ditt mejl allmän handling."),
        ]
    )
    {
        Condition = c => c.MayRequest ? c.OwnOrAttachedMessage(Disclosure) : null,
    };
}
