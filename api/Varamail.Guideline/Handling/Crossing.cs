namespace Varamail.Guideline.Rules;

/// <summary>The main rule, and the answer in doubt.</summary>
internal static class Crossing
{
    internal static readonly HandlingRule Rule = new(
        "handling.crossing",
        Strength.Shall,
        "Meddelandet passerar myndighetens gräns: allmän handling, som enligt huvudregeln registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 1,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Hej på er."),
            new(false, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "Hej", "Hej Nina."),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses ? [] : null,
    };
}
