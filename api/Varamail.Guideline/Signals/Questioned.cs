using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Asks something that the municipality should answer.</summary>
internal static class Questioned
{
    private static readonly Cue Asks = Cue.Named("questionWords");
    private static readonly Cue Confirm = Cue.Named("confirmPlease");

    internal static readonly SignalRule Rule = new(
        "signal.question",
        Strength.Shall,
        "En fråga till kommunen: ska besvaras inom två arbetsdagar.",
        Coverage.Cite("R18"),
        Signal.Question,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Plogning", "När plogas Storgatan?"),
            new(true, "Elfirman <info@elfirman.example>", "gata@vara.se", "Tillägg", "Merarbetet blir 84 000 kr utöver avtalet. Godkänn tack."),
            new(false, "Anna Ek <anna.ek@example.org>", "social@vara.se", "Du", "Jag vet var du bor. Då får vi se hur kaxig du är."),
            new(false, "Syrran <eva.mork@hem.example>", "stefan.mork@vara.se", "ikväll", "Kommer du till mamma ikväll? Puss"),
            new(false, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "Hej", "Tar du mötet?"),
        ]
    )
    {
        Condition = c => c.MayAsk && c.Decided is not (Handling.Private or Handling.Ephemeral) ? c.Asked ?? (Threatening.Rule.Condition(c) is null ? c.Own(Asks, Confirm) ?? c.BareQuestions : null) : null,
    };
}
