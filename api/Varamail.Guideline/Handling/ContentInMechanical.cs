using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Ephemeral form around real content.</summary>
internal static class ContentInMechanical
{
    private static readonly Cue Formal = Cue.Named("formal");
    private static readonly Cue Ends = Cue.Named("ends");
    private static readonly Cue Decides = Cue.Named("decides");

    internal static readonly HandlingRule Rule = new(
        "handling.contentInMachinePost",
        Strength.Shall,
        "Post från en maskin eller ett utskick som också rymmer ett beslut eller en formell begäran bedöms efter innehållet.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 12,
        Examples:
        [
            new(true, "Kansliet <svar@kansliet.example>", "miljo@vara.se", "Autosvar", "Detta är ett automatiskt svar. Nämnden beviljar 40 000 kronor i stöd.", Headers: "Auto-Submitted: auto-replied"),
            new(true, "Tolkarna <svar@tolkarna.example>", "vara.kommun@vara.se", "Autosvar", "Jag är ledig till måndag. Vi säger samtidigt upp ramavtalet från den 1 mars.", Headers: "Auto-Submitted: auto-replied"),
            new(false, "Bladet <brev@bladet.example>", "vara.kommun@vara.se", "Veckobrev", "Nämnden har beslutat om nya regler. Läs mer på webben.", Headers: "List-Id: <brev.bladet.example>"),
            new(false, "Kansliet <svar@kansliet.example>", "miljo@vara.se", "Autosvar", "Vi har tagit emot ditt meddelande.", Headers: "Auto-Submitted: auto-replied"),
        ]
    )
    {
        Condition = c => c.IsMechanical && !c.Kinds.Bounce && !c.IsReadReceipt ? c.Own(Formal) ?? (c.IsAutoReply ? c.Own(Ends, Decides) : null) : null,
    };
}
