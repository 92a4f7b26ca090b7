using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>A tender, a quotation, a question in a procurement.</summary>
internal static class TenderMatter
{
    private static readonly Cue Tender = Cue.Named("tender");

    internal static readonly HandlingRule Rule = new(
        "handling.tender",
        Strength.Shall,
        "Ett anbud, en offert eller post i en upphandling ska registreras.",
        Coverage.Cite("R33"),
        Toward: Handling.Register,
        Weight: 2.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "upphandling@vara.se", "Anbud", "Bifogat översänds vårt anbud på städning."),
            new(false, "Anna Ek <anna.ek@example.org>", "upphandling@vara.se", "Katalog", "Vad kostar det att hyra hallen?"),
        ]
    )
    {
        Condition = c => c.IsLetter ? c.Own(Tender) : null,
    };
}
