namespace Varamail.Guideline.Findings;

/// <summary>What a number in the form of an identity number turned out to be.</summary>
internal enum IdentityNumberKind
{
    /// <summary>Valid date and check digit.</summary>
    Valid,

    /// <summary>A letter among the last four: given out before the real number (interimspersonnummer).</summary>
    Interim,

    /// <summary>Right form and date, wrong check digit.</summary>
    WrongCheckDigit,
}

/// <summary>An identity number in a text.</summary>
internal readonly record struct IdentityNumber(int Start, int End, IdentityNumberKind Kind, bool Twelve, bool Grouped);

/// <summary>
/// Personnummer and samordningsnummer in any usual way of writing: ten or twelve digits; hyphen, plus, minus sign, dashes, blanks or a line
/// break before the last four; year, month and day apart. Form and check digit: Skatteverket, SKV 704 and SKV 707.
/// </summary>
internal static class IdentityNumbers
{
    private const int MostBetween = 3;
    private const string InterimLetters = "TRSUWXJKLMN";

    /// <summary>Reads a number that begins at a digit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Its first digit.</param>
    /// <param name="day">Nobody is born after it.</param>
    /// <returns>Null: not in the form of an identity number.</returns>
    public static IdentityNumber? At(ReadOnlySpan<char> text, int start, DateOnly day)
    {
        Span<char> digits = stackalloc char[12];
        Span<int> ends = stackalloc int[12];
        Span<char> before = stackalloc char[12];
        int count = Collect(text, start, digits, ends, before);
        if (count >= 12 && !Continues(text, ends[11]) && Twelve(digits, before, day) is { } twelve)
        {
            return new IdentityNumber(start, ends[11], twelve, true, IsGrouped(before[..12]));
        }

        return count >= 10 && !Continues(text, ends[9]) && Ten(digits[..10], before[..10], day) is { } ten
            ? new IdentityNumber(start, ends[9], ten, false, IsGrouped(before[..10]))
            : null;
    }

    /// <summary>Valid by date and check digit, written as ten digits: what a sole trader's organisation number or VAT number holds.</summary>
    public static bool IsValid(ReadOnlySpan<char> tenDigits, DateOnly day) => Century(tenDigits, false, day) > 0 && Luhn(tenDigits);

    /// <summary>The check digit of identity numbers, organisation numbers, cards and most accounts (ISO/IEC 7812-1).</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int value = (digits[^(i + 1)] - '0') << (i & 1);
            sum += value > 9 ? value - 9 : value;
        }

        return sum % 10 == 0;
    }

    public static bool IsDash(char c) => c is '-' or '+' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uFE63' or '\uFF0D';

    public static bool IsBlank(char c) => c is ' ' or '\u00A0' or '\u2009' or '\u202F' or '\u2007' or '\n' or '\t';

    private static int Collect(ReadOnlySpan<char> text, int start, Span<char> digits, Span<int> ends, Span<char> before)
    {
        int count = 0;
        int at = start;
        while (count < 12)
        {
            int between = at;
            char kind = '\0';
            while (count > 0 && at < text.Length && at - between < MostBetween && (IsDash(text[at]) || IsBlank(text[at]) || (text[at] is '.' or '/' && count is 4 or 6)))
            {
                kind = IsDash(text[at]) || kind == '-' ? '-' : ' ';
                kind = text[at] == '+' ? '+' : kind;
                at++;
            }

            bool interim = count is 6 or 8 && at < text.Length && InterimLetters.Contains(char.ToUpperInvariant(text[at]), StringComparison.Ordinal)
                && at + 3 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]);
            if (at >= text.Length || !(char.IsAsciiDigit(text[at]) || interim))
            {
                break;
            }

            (digits[count], before[count], ends[count]) = (char.ToUpperInvariant(text[at]), kind, at + 1);
            count++;
            at++;
        }

        return count;
    }

    private static bool Continues(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length)
        {
            return false;
        }

        return Letters.IsWord(text[end]) || (end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && (IsDash(text[end]) || text[end] is '.' or ',' or '/' or ':'));
    }

    private static bool IsGrouped(ReadOnlySpan<char> before)
    {
        foreach (char c in before)
        {
            if (c != '\0')
            {
                return true;
            }
        }

        return false;
    }

    private static IdentityNumberKind? Twelve(Span<char> digits, ReadOnlySpan<char> before, DateOnly day)
    {
        if (digits[..8].ContainsAnyExceptInRange('0', '9') || !AllowedGroups(before, 2))
        {
            return null;
        }

        int year = Number(digits[..4]);
        return year is >= 1800 and < 2100 && IsDate(year, digits[4..8]) && !IsFuture(year, digits[4..8], day) ? Judge(digits[2..12]) : null;
    }

    private static IdentityNumberKind? Ten(Span<char> digits, ReadOnlySpan<char> before, DateOnly day) =>
        !digits[..6].ContainsAnyExceptInRange('0', '9') && AllowedGroups(before, 0) && Century(digits, before[6] == '+', day) > 0 ? Judge(digits) : null;

    /// <summary>Year, month, day and the last four may stand apart, and after a dash blanks may part the last four (”850101-9 802”); nothing else.</summary>
    private static bool AllowedGroups(ReadOnlySpan<char> before, int century)
    {
        bool dash = before[6 + century] is '-' or '+';
        for (int i = 1; i < 10 + century; i++)
        {
            int place = i - century;
            if (before[i] != '\0' && place is not (2 or 4 or 6 or 8) && i != 2 && !(dash && place > 6 && before[i] == ' '))
            {
                return false;
            }
        }

        // "19 85" and "98 98" are groups of two digits only when all are
        return (before[6 + century] != '\0' || before[8 + century] == '\0') && (before[2] == '\0' || century == 0 || before[4] != '\0')
            && (before[8 + century] == '\0' || (dash && before[8 + century] == ' ') || (before[2 + century] != '\0' && before[4 + century] != '\0'))
            && (before[2 + century] == '\0') == (before[4 + century] == '\0');
    }

    private static IdentityNumberKind? Judge(Span<char> ten)
    {
        if (ten[6] > '9')
        {
            Span<char> counted = stackalloc char[10];
            ten.CopyTo(counted);
            counted[6] = '1';
            return Luhn(counted) ? IdentityNumberKind.Interim : null;
        }

        // Birth number 000 was never given out
        bool serial = ten[6] != '0' || ten[7] != '0' || ten[8] != '0';
        return !serial ? null : Luhn(ten) ? IdentityNumberKind.Valid : IdentityNumberKind.WrongCheckDigit;
    }

    private static int Century(ReadOnlySpan<char> ten, bool over, DateOnly day)
    {
        int short_ = Number(ten[..2]);
        int year = (day.Year / 100 * 100) + short_;
        for (int left = over ? 1 : 0; year >= 1800; year -= 100)
        {
            if (year > day.Year || IsFuture(year, ten[2..6], day))
            {
                continue;
            }

            if (left-- == 0)
            {
                return IsDate(year, ten[2..6]) ? year : 0;
            }
        }

        return 0;
    }

    /// <summary>A calendar day, or one of a samordningsnummer: day plus 60, where month 00 and day 60 mean unknown; 31 April has been given out too.</summary>
    private static bool IsDate(int year, ReadOnlySpan<char> monthDay)
    {
        int month = Number(monthDay[..2]);
        int date = Number(monthDay[2..]);
        bool coordination = date >= 60;
        date = coordination ? date - 60 : date;
        if (coordination)
        {
            return month <= 12 && date <= 31;
        }

        return month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsFuture(int year, ReadOnlySpan<char> monthDay, DateOnly day)
    {
        int date = Number(monthDay[2..]);
        return (year * 10000) + (Number(monthDay[..2]) * 100) + (date >= 60 ? date - 60 : date) > (day.Year * 10000) + (day.Month * 100) + day.Day;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        int value = 0;
        foreach (char c in digits)
        {
            value = (value * 10) + c - '0';
        }

        return value;
    }
}
