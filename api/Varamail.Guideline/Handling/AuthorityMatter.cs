using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A supervision matter, a decision, a demand founded on law.</summary>
internal static class AuthorityMatter
{
    private static readonly Cue Authority = Cue.Named("authorityMatter");

    internal static readonly HandlingRule Rule = new(
        "handling.authority",
        Strength.Shall,
        "Post i ett ärende hos en annan myndighet, eller en skrivelse med stöd av lag, ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Tillsyn <tillsyn@skolmyndigheten.example>", "bildning@vara.se", "Tillsyn", "Vi begär yttrande från nämnden senast den 3 mars."),
            new(false, "Anna Ek <anna.ek@example.org>", "bildning@vara.se", "Öppet", "Har ni öppet på fredag?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Authority) : null,
    };
}
