namespace Varamail.Guideline.Rules;

/// <summary>Answered by a machine.</summary>
internal static class MachineReplied
{
    internal static readonly SignalRule Rule = new(
        "signal.autoReply",
        Strength.Information,
        "Automatiskt svar.",
        Coverage.Cite("R35"),
        Signal.AutoReply,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Autosvar", "Åter måndag.", Headers: "Auto-Submitted: auto-replied"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Åter på måndag hoppas jag."),
        ]
    )
    {
        Condition = c => c.IsAutoReply ? [] : null,
    };
}
