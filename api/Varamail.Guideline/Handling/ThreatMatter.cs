namespace Varamail.Guideline.Rules;

/// <summary>Threats are kept.</summary>
internal static class ThreatMatter
{
    internal static readonly HandlingRule Rule = new(
        "handling.threat",
        Strength.Shall,
        "Ett hot sparas och registreras: det kan bli bevis.",
        Coverage.Cite("R53"),
        Toward: Handling.Register,
        Weight: 9,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "social@vara.se", "Eva", "Jag vet var du bor och du ska få ångra dig."),
            new(false, "Anna Ek <anna.ek@example.org>", "social@vara.se", "Eva", "Jag är så arg på er att jag baxnar."),
        ]
    )
    {
        Condition = c => Threatening.Rule.Condition(c),
    };
}
