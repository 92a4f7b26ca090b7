using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>To somebody as union officer.</summary>
internal static class UnionPost
{
    private static readonly Cue Union = Cue.Named("unionOffice");

    internal static readonly HandlingRule Rule = new(
        "handling.unionPost",
        Strength.Information,
        "Facklig post till någon som ombud är inte myndighetens post.",
        Coverage.Cite("R15"),
        Toward: Handling.Private,
        Weight: 7,
        Examples:
        [
            new(true, "Facket <anneli@facket.example>", "jonas.rydell@vara.se", "Medlem", "Du som är vårt ombud på skolan: en medlem har hört av sig."),
            new(false, "Facket <anneli@facket.example>", "personal@vara.se", "Förhandling", "Vi begär förhandling enligt MBL."),
        ]
    )
    {
        Condition = c => IsForOfficer(c) && c.Boundary.Sender == Place.Outside && !c.IsBulk ? c.Own(Union) : null,
    };

    /// <summary>What a union writes to the employer's side is the municipality's post.</summary>
    private static bool IsForOfficer(Circumstances c) => c.WorksWith(FieldOfWork.Union) || (c.IsIndividual && !c.WorksWith(FieldOfWork.Personnel));
}
