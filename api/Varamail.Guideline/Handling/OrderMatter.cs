using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An order and its delivery.</summary>
internal static class OrderMatter
{
    private static readonly Cue Order = Cue.Named("order");

    internal static readonly HandlingRule Rule = new(
        "handling.order",
        Strength.Information,
        "Beställningar och leveransuppgifter hålls ordnade och registreras inte.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 2.5,
        Examples:
        [
            new(true, "Bokleverans <order@bok.example>", "biblioteket@vara.se", "Leveransavisering", "Följande titlar skickades i dag, följesedel 1173."),
            new(false, "Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Hej", "När öppnar ni?"),
        ]
    )
    {
        Condition = c => c.Own(Order),
    };
}
