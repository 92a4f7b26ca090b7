using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>An ordinary invoice: the finance system takes it.</summary>
internal static class InvoiceMatter
{
    private static readonly Cue Invoice = Cue.Named("invoice");

    internal static readonly HandlingRule Rule = new(
        "handling.invoice",
        Strength.Information,
        "En vanlig faktura går till ekonomisystemet och registreras inte i diariet.",
        Coverage.Cite("R34"),
        Toward: Handling.Routine,
        Weight: 3,
        Examples:
        [
            new(true, "Ekonomi <ekonomi@grus.example>", "gata@vara.se", "Faktura 118", "Bifogat finns vår faktura, förfallodatum 30 november."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När öppnar ni?"),
        ]
    )
    {
        Condition = c => c.Own(Invoice) ?? c.FileNames("faktura", "invoice"),
    };
}
