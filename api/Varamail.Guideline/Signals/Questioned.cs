using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Asks something that the municipality should answer.</summary>
internal static class Questioned
{
    private static readonly Cue Asks = Cue.Named("questionWords");

    internal static readonly SignalRule Rule = new(
        "signal.question",
        Strength.Shall,
        "En fråga till kommunen: ska besvaras inom två arbetsdagar.",
        Coverage.Cite("R18"),
        Signal.Question,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Plogning", "När plogas Storgatan?"),
            new(false, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "Hej", "Tar du mötet?"),
        ]
    )
    {
        Condition = c => c.MayAsk ? c.QuestionSentence() ?? c.Own(Asks) : null,
    };
}
