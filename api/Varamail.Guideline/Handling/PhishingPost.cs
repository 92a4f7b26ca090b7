namespace Varamail.Guideline.Rules;

/// <summary>What only wants to deceive.</summary>
internal static class PhishingPost
{
    internal static readonly HandlingRule Rule = new(
        "handling.phishing",
        Strength.Information,
        "Nätfiske är skräp; anmäl det till servicedesk, öppna inget.",
        Coverage.Cite("R35"),
        Toward: Handling.Ephemeral,
        Weight: 10,
        Examples:
        [
            new(true, "Bo Wallgren <bo@snabbmail.example>", "lisa.norling@vara.se", "Är du ledig?", "Köp presentkort till personalen och mejla koderna."),
            new(false, "Bo Wallgren <bo.wallgren@vara.se>", "lisa.norling@vara.se", "Presentkort", "Köp presentkort till personalen?"),
        ]
    )
    {
        Condition = c => c.IsHostile ? [] : null,
    };
}
