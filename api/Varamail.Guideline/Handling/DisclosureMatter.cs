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
        Weight: 8,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "protokoll", "Jag vill ha ut protokollet från nämnden."),
            new(
                true,
                "Bo Wallgren <bo.wallgren@vara.se>",
                "karin.ekdahl@vara.se",
                "VB: protokoll",
                "Tar du hand om detta?\n\nFrån: Anna Ek <anna.ek@example.org>\nSkickat: den 13 november 2026 16:20\nTill: Bo Wallgren\nÄmne: protokoll\n\nJag vill ha ut protokollet från nämnden."
            ),
            new(false, "Anna Ek <anna.ek@example.org>", "vara.kommun@vara.se", "hej", "Är ni öppna på fredag?"),
        ]
    )
    {
        Condition = c => c.IsLetter || c.IsPassedOn ? DisclosureRequested.Rule.Condition(c) : null,
    };
}
