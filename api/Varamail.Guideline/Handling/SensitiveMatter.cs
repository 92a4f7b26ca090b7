namespace Varamail.Guideline.Rules;

/// <summary>Sensitive data belong in a case or a file (R49), whatever else the message is about.</summary>
internal static class SensitiveMatter
{
    internal static readonly HandlingRule Rule = new(
        "handling.sensitive",
        Strength.Shall,
        "Känsliga uppgifter om en person ska in i ärendet eller akten, inte ligga kvar i e-posten.",
        Coverage.Cite("R49"),
        Toward: Handling.Register,
        Weight: 1.5,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "social@vara.se", "Hej", "Jag har fått diagnosen schizofreni och behöver prata med någon om vad som gäller."),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "När plogas gatan?"),
        ]
    )
    {
        Condition = c => c.IsLetter && c.IsSensitive ? [] : null,
    };
}
