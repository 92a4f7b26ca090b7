namespace Varamail.Guideline.Rules;

/// <summary>What the words alone make likely, one rule for each handling: leans where the demands of the guideline are silent or of two minds.</summary>
internal static class WordingLeans
{
    /// <summary>Measured: docs/assessment.md.</summary>
    internal const double Weight = 4;

    /// <summary>Below this the words tell nothing that is worth showing.</summary>
    private const double Least = 0.25;

    internal static readonly HandlingRule[] Rules =
    [
        Lean(
            Handling.Register,
            "Ordvalet liknar handlingar som ska registreras.",
            "R33",
            new(true, "Anna Ek <anna.ek@example.org>", "miljo@vara.se", "Avloppet", "Hej, jag vill anmäla att grannens avlopp rinner rakt ut i diket. Ni måste göra något åt det."),
            new(false, "Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Öppet", "Hej! Har ni öppet på lördag?")
        ),
        Lean(
            Handling.Routine,
            "Ordvalet liknar enkla frågor och praktiska besked, som inte registreras.",
            "R34",
            new(true, "Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Öppet", "Hej! Har ni öppet på lördag, och vad kostar ett lånekort?"),
            new(false, "Anna Ek <anna.ek@example.org>", "miljo@vara.se", "Avloppet", "Hej, jag vill anmäla att grannens avlopp rinner rakt ut i diket. Ni måste göra något åt det.")
        ),
        Lean(
            Handling.Ephemeral,
            "Ordvalet liknar sådant som är av liten eller tillfällig betydelse.",
            "R35",
            new(true, "Säljaren <salj@example.com>", "upphandling@vara.se", "Nyhet: boka en demo", "Nu lanserar vi höstens erbjudande. Boka en demo så bjuder vi på fika!"),
            new(false, "Anna Ek <anna.ek@example.org>", "miljo@vara.se", "Avloppet", "Hej, jag vill anmäla att grannens avlopp rinner rakt ut i diket. Ni måste göra något åt det.")
        ),
        Lean(
            Handling.Internal,
            "Ordvalet liknar kollegors samtal inom förvaltningen.",
            "R37",
            new(true, "Anna Qvist <anna.qvist@vara.se>", "nina.oberg@vara.se", "APT", "Hej! Tar du med pärmen till mötet på torsdag? /Anna"),
            new(false, "Anna Ek <anna.ek@example.org>", "miljo@vara.se", "Avloppet", "Hej, jag vill anmäla att grannens avlopp rinner rakt ut i diket.")
        ),
        Lean(
            Handling.Private,
            "Ordvalet liknar privat post, partipost och facklig post.",
            "R15",
            new(true, "Sara <sara@example.org>", "tomas.viklund@vara.se", "ikväll", "Hej älskling, köper du mjölk på vägen hem? Mamma kommer till oss ikväll. Puss"),
            new(false, "Anna Ek <anna.ek@example.org>", "miljo@vara.se", "Avloppet", "Hej, jag vill anmäla att grannens avlopp rinner rakt ut i diket.")
        ),
    ];

    private static HandlingRule Lean(Handling toward, string message, string cites, params Example[] examples) =>
        new("handling.wording" + toward, Strength.Information, message, Coverage.Cite(cites), toward, Weight, examples)
        {
            Condition = c => c.Wording.For(toward) >= Least ? c.Wording.Carrying(toward, c.Parts) : null,
            Share = c => c.Wording.For(toward),
        };
}
