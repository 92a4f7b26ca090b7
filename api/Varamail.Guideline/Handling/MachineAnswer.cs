namespace Varamail.Guideline.Rules;

/// <summary>Machines talking to machines.</summary>
internal static class MachineAnswer
{
    internal static readonly HandlingRule Rule = new(
        "handling.mechanical",
        Strength.Information,
        "Automatiska svar, leveransbesked och läskvitton är av liten eller tillfällig betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 6,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Automatiskt svar: Hej", "Jag är på semester till den 3 augusti.", Headers: "Auto-Submitted: auto-replied"),
            new(true, "Per Alm <per.alm@vara.se>", "karin.ekdahl@vara.se", "Läst: Handlingar", "Ditt meddelande lästes den 16 november 2026 08:41."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Jag är ledsen över hur jag blev bemött."),
        ]
    )
    {
        Condition = c => c.IsAutoReply || c.IsBounce || c.IsReadReceipt || c.IsReceipt ? [] : null,
    };
}
