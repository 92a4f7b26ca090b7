using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A short question in which no matter is heard.</summary>
internal static class PlainQuestion
{
    private static readonly Cue Social = Cue.Named("social");

    internal static readonly HandlingRule Rule = new(
        "handling.plainQuestion",
        Strength.Information,
        "En kort fråga utan ärende i sig är en serviceförfrågan, som inte registreras enligt dokumenthanteringsplanen.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 2,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Hej, var går reningsverkets promenadstig?"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Varför struntar ni i oss? Jag vill klaga."),
        ]
    )
    {
        Condition = c => c.IsFromPerson && c.Boundary.Sender != Place.SameAuthority && c.OwnWords <= 60 && !c.HasMatter && !c.IsSelling && !(c.IsIndividual && c.Has(Social)) && c.CaseNumbers is null && !c.IsSensitive && !c.HasFiles ? c.AskedPlainly : null,
    };
}
