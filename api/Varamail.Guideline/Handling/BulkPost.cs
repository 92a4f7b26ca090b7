namespace Varamail.Guideline.Rules;

/// <summary>Newsletters and mass mail.</summary>
internal static class BulkPost
{
    internal static readonly HandlingRule Rule = new(
        "handling.bulk",
        Strength.Information,
        "Nyhetsbrev och massutskick är av liten betydelse.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 4,
        Examples:
        [
            new(true, "Brev <brev@kampanj.example>", "gata@vara.se", "Nyhetsbrev", "Läs mer.", Headers: "List-Unsubscribe: <mailto:av@kampanj.example>"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När plogas det?"),
        ]
    )
    {
        Condition = c => c.IsBulk ? [] : null,
    };
}
