namespace Varamail.Guideline.Rules;

/// <summary>Poses as staff or as the municipality from outside.</summary>
internal static class Impersonation
{
    internal static readonly SignalRule Rule = new(
        "signal.impersonation",
        Strength.Shall,
        "Avsändaren utger sig för att vara någon i kommunen men skriver utifrån.",
        Coverage.Cite("R51"),
        Signal.Suspicious,
        Examples:
        [
            new(true, "Bo Wallgren <kanslichef@snabbmail.example>", "lisa.norling@vara.se", "Hej", "Är du ledig?"),
            new(false, "Bo Wallgren <bo.wallgren@vara.se>", "lisa.norling@vara.se", "Hej", "Är du ledig?"),
        ]
    )
    {
        Condition = c => c.Impersonates(),
    };
}
