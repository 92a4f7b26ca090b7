using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Ephemeral form around real content.</summary>
internal static class ContentInMechanical
{
    private static readonly Cue Authority = Cue.Named("formal");

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
            new(false, "Kansliet <svar@kansliet.example>", "miljo@vara.se", "Autosvar", "Vi har tagit emot ditt meddelande.", Headers: "Auto-Submitted: auto-replied"),
        ]
    )
    {
        Condition = c => c.IsMechanical && !c.Kinds.Bounce && !c.Kinds.Receipt ? c.Own(Authority) : null,
    };
}
