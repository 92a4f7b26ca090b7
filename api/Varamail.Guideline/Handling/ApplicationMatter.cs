using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An application or what completes it.</summary>
internal static class ApplicationMatter
{
    private static readonly Cue Application = Cue.Named("application");

    internal static readonly HandlingRule Rule = new(
        "handling.application",
        Strength.Shall,
        "En ansökan, eller en komplettering av en, ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Carport", "Jag ansöker om bygglov för en carport, ritningar bifogas."),
            new(false, "Anna Ek <anna.ek@example.org>", "bygglov@vara.se", "Carport", "Hur ansöker man om bygglov?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Application) : null,
    };
}
