namespace Varamail.Guideline.Rules;

/// <summary>Post in one of our own cases.</summary>
internal static class CaseMatter
{
    internal static readonly HandlingRule Rule = new(
        "handling.caseReference",
        Strength.Shall,
        "Meddelandet hör till ett av våra ärenden.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 1.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "BYN 2026-114", "Här är det vi talade om i BYN 2026-114."),
            new(false, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Läsåret 2026/27", "När börjar läsåret 2026/27?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? CaseReferred.Rule.Condition(c) : null,
    };
}
