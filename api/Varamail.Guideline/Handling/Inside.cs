namespace Varamail.Guideline.Rules;

/// <summary>Between colleagues of one department.</summary>
internal static class Inside
{
    internal static readonly HandlingRule Rule = new(
        "handling.internal",
        Strength.Shall,
        "Avsändare och mottagare sitter på samma förvaltning: ännu inte allmän handling.",
        Coverage.Cite("R37"),
        Toward: Handling.Internal,
        Weight: 3,
        Examples:
        [
            new(true, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "Hej", "Tar du mötet?"),
            new(false, "Anna Qvist <anna.qvist@vara.se>", "eva.lundmark@vara.se", "Hej", "Tar du mötet?"),
        ]
    )
    {
        Condition = c => c.Boundary.Crosses ? null : [],
    };
}
