namespace Varamail.Guideline.Rules;

/// <summary>Names a diary number of ours.</summary>
internal static class CaseReferred
{
    internal static readonly SignalRule Rule = new(
        "signal.caseReference",
        Strength.Information,
        "Nämner ett av våra diarienummer.",
        Coverage.Cite("R41"),
        Signal.CaseReference,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Ang BYN 2026-114", "Hej"),
            new(false, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Läsåret 2026/27", "SFS 2017:900"),
        ]
    )
    {
        Condition = c => c.CaseNumbers,
    };
}
