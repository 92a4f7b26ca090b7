namespace Varamail.Guideline.Rules;

/// <summary>An invitation or its answer.</summary>
internal static class Scheduled
{
    internal static readonly SignalRule Rule = new(
        "signal.calendar",
        Strength.Information,
        "Kallelse, eller svar på en.",
        Coverage.Cite("R35"),
        Signal.Calendar,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Accepterat: Möte", "", Headers: "Content-Type: text/calendar; method=REPLY"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Möte", "Ska vi ses?"),
        ]
    )
    {
        Condition = c => c.IsCalendar ? [] : null,
    };
}
