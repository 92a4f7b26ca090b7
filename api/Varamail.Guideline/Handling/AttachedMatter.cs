using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>The matter stands in what is attached.</summary>
internal static class AttachedMatter
{
    private static readonly Cue Appeal = Cue.Named("appeal");
    private static readonly Cue Application = Cue.Named("application");
    private static readonly Cue Statement = Cue.Named("statement");
    private static readonly Cue Tender = Cue.Named("tender");
    private static readonly Cue Agreement = Cue.Named("agreement");

    internal static readonly HandlingRule Rule = new(
        "handling.attachedMatter",
        Strength.Shall,
        "Bilagan eller det bifogade brevet är en ansökan, ett överklagande eller annan handling som ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "Dokument", "Se bilaga.", Headers: "X-Attachment: ansökan bygglov.txt"),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "Dokument", "Se bilaga.", Headers: "X-Attachment: karta.txt"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Attached(Appeal, Application, Statement, Tender, Agreement) ?? c.FileNames("ansok", "ansök", "overklag", "överklag", "yttrande", "anbud", "avtal", "fullmakt", "beslut", "intyg", "klagom", "begaran", "begäran", "remiss", "protokoll", "rapport", "utlåtande", "utlatande") : null,
    };
}
