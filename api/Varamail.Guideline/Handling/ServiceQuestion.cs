using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A plain question about service, or its answer.</summary>
internal static class ServiceQuestion
{
    private static readonly Cue Service = Cue.Named("serviceQuestion");

    internal static readonly HandlingRule Rule = new(
        "handling.serviceQuestion",
        Strength.Information,
        "En enkel fråga om kommunens service, eller svaret på den, registreras inte enligt dokumenthanteringsplanen.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 3,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Återvinningen", "Hej! När har återvinningen öppet på lördag?"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hål", "Jag kräver ersättning för min fälg."),
        ]
    )
    {
        Condition = c => c.IsFromPerson && c.Boundary.Crosses && c.OwnWords < 120 && !c.IsSensitive && c.CaseNumbers is null && (c.Boundary.Direction == Direction.Outgoing || c.Asks) ? c.Own(Service) : null,
    };
}
