namespace Varamail.Guideline.Rules;

/// <summary>A request for documents is a matter of its own.</summary>
internal static class DisclosureMatter
{
    internal static readonly HandlingRule Rule = new(
        "handling.disclosure",
        Strength.Shall,
        "En begäran om att få ut handlingar ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 4,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "protokoll", "Jag vill ha ut protokollet från nämnden."),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "hej", "Är ni öppna på fredag?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? DisclosureRequested.Rule.Condition(c) : null,
    };
}
