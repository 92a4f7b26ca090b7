using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Private errands.</summary>
internal static class PrivatePost
{
    private static readonly Cue Private = Cue.Named("private");

    internal static readonly HandlingRule Rule = new(
        "handling.private",
        Strength.Information,
        "Rent privat post är inte myndighetens.",
        Coverage.Cite("R15"),
        Toward: Handling.Private,
        Weight: 4.5,
        Examples:
        [
            new(true, "Frugan <sara@example.org>", "tomas.viklund@vara.se", "Hemväg", "Köper du mjölk på vägen hem? Puss"),
            new(true, "Frida Viklund <frida.viklund@hem.example>", "tomas.viklund@vara.se", "idag", "Hinner du till affären före sex?"),
            new(false, "Frida Viklund <frida.viklund@hem.example>", "va@vara.se", "Vatten", "Är vattnet avstängt i dag?"),
            new(false, "Anna Ek <anna.ek@example.org>", "hemtjanst@vara.se", "Mormor", "Min mormor behöver hemtjänst."),
        ]
    )
    {
        Condition = c => c.IsIndividual && c.Boundary.Crosses && !c.HasHeavyMatter ? c.Own(Private) ?? (c.IsFromNamesake ? [] : null) : null,
    };
}
