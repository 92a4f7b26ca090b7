namespace Varamail.Guideline.Rules;

/// <summary>Calendar noise.</summary>
internal static class CalendarNoise
{
    internal static readonly HandlingRule Rule = new(
        "handling.calendar",
        Strength.Information,
        "Svar på kallelser och ändrade mötestider är av tillfällig betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 4,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Accepterat: Byggmöte", "", Headers: "Content-Type: text/calendar; method=REPLY"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Byggmöte", "Jag accepterar inte beslutet."),
        ]
    )
    {
        Condition = c => c.IsCalendar ? [] : null,
    };
}
