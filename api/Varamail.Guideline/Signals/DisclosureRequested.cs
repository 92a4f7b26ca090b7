using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Asks to see or get documents, with or without the law’s words.</summary>
internal static class DisclosureRequested
{
    private static readonly Cue Disclosure = Cue.Named("disclosure");
    private static readonly Cue HandOver = Cue.Named("handOver");
    private static readonly Cue Papers = Cue.Named("ourPapers");

    /// <summary>In a longer letter the wish and the papers are seldom about the same.</summary>
    private const int ShortLetter = 120;

    internal static readonly SignalRule Rule = new(
        "signal.disclosureRequest",
        Strength.Information,
        "Begäran om att ta del av allmänna handlingar: det som den gäller får inte gallras förrän den är avslutad.",
        Coverage.Cite("R45"),
        Signal.DisclosureRequest,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "mejl", "kan jag få läsa mejlen mellan kommunchefen och bolaget"),
            new(true, "Anna Ek <anna.ek@example.org>", "va@vara.se", "Vattnet", "Hej, har ni provresultaten för 2025? Mejla dem till mig är du snäll."),
            new(true, "Anna Ek <anna.ek@example.org>", "hemtjanst@vara.se", "Pappa", "Vi syskon skulle vilja läsa det som personalen antecknade om honom."),
            new(false, "Anna Ek <anna.ek@example.org>", "va@vara.se", "Vattnet", "Hej, jag skickar provresultaten för 2025 till er."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Parken", "Vi vill se fler bänkar. Kan ni titta på saken?"),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "hej", "Enligt offentlighetsprincipen blir ditt mejl allmän handling."),
        ]
    )
    {
        Condition = c => c.MayRequest ? c.OwnOrAttachedMessage(Disclosure) ?? WishAndPapers(c) : null,
    };

    /// <summary>Few name the law, many not even a document: they want to have or to read, and somewhere near stands what only we keep.</summary>
    private static IReadOnlyList<Evidence>? WishAndPapers(Circumstances c) =>
        c.Boundary.Sender == Place.Outside && c.OwnWords <= ShortLetter && !c.IsSelling && !c.HasFiles && c.Has(HandOver) && c.Has(Papers)
            ? c.Own(HandOver, Papers)
            : null;
}
