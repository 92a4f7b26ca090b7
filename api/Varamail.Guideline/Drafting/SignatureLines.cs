namespace Varamail.Guideline.Drafting;

/// <summary>The template of the common signature, with what is the same for everybody filled in.</summary>
public static class SignatureLines
{
    /// <summary>A line whose field the municipality doesn't know is left out.</summary>
    public static string Of(DraftOptions options, Municipality municipality)
    {
        (string Field, string Text)[] known =
        [
            ("{municipality}", municipality.Name),
            ("{website}", municipality.Website ?? ""),
            ("{privacy}", options.Privacy.Trim()),
            ("{telephone}", Numbers(municipality).Any() ? "{telephone}" : ""),
        ];
        return string.Join(
            '\n',
            options
                .Signature.Split('\n')
                .Where(line => !known.Any(k => k.Text.Length == 0 && line.Contains(k.Field, StringComparison.Ordinal)))
                .Select(line => known.Aggregate(line, (filled, k) => filled.Replace(k.Field, k.Text, StringComparison.Ordinal)))
        );
    }

    /// <summary>The telephones that a signature may give, hashed as the staff's names are: anybody may fetch the launch script.</summary>
    public static string Telephones(Municipality municipality) =>
        string.Concat(Numbers(municipality).Select(Digits).Select(StaffNames.Hash).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Numbers(Municipality municipality) =>
        municipality
            .Mailboxes.Select(m => m.Telephone)
            .Concat(municipality.Departments.Select(d => d.Telephone))
            .Append(municipality.Telephone)
            .Where(n => !string.IsNullOrWhiteSpace(n))
            .OfType<string>();

    /// <summary>The same in signature.ts.</summary>
    private static string Digits(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.StartsWith("46", StringComparison.Ordinal) ? $"0{digits[2..]}" : digits;
    }
}
