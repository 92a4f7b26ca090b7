namespace Varamail.Guideline.Rules;

/// <summary>Sent to many.</summary>
internal static class SentInBulk
{
    internal static readonly SignalRule Rule = new(
        "signal.bulk",
        Strength.Information,
        "Utskick till många.",
        Coverage.Cite("R35"),
        Signal.Bulk,
        Examples:
        [
            new(true, "Brev <b@kampanj.example>", "gata@vara.se", "Nytt", "Hej", Headers: "List-Id: <x.kampanj.example>"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Hej"),
        ]
    )
    {
        Condition = c => c.IsBulk ? [] : null,
    };
}
