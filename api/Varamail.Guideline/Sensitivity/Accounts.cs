namespace Varamail.Guideline.Findings;

/// <summary>Bank accounts, IBAN and payment cards by their check rules.</summary>
internal static class Accounts
{
    /// <summary>Length of the account part by clearing number. Source: Bankgirot, ”Clearingnummer och bankkontonummer”, 2024-02-22.</summary>
    private static readonly (int From, int To, int Shortest, int Longest)[] Clearing =
    [
        (1000, 1099, 7, 7), (1100, 3299, 7, 7), (3300, 3300, 10, 10), (3301, 3781, 7, 7), (3782, 3782, 10, 10), (3783, 4999, 7, 7), (5000, 5999, 7, 7),
        (6000, 6999, 8, 9), (7000, 7999, 7, 7), (8000, 8999, 6, 10), (9020, 9179, 7, 7), (9180, 9189, 10, 10), (9190, 9289, 7, 7), (9300, 9349, 10, 10),
        (9390, 9449, 7, 7), (9460, 9479, 7, 7), (9500, 9549, 2, 10), (9550, 9569, 7, 7), (9570, 9579, 10, 10), (9580, 9599, 7, 7), (9630, 9799, 7, 7),
        (9860, 9869, 7, 7), (9880, 9899, 7, 7), (9960, 9969, 2, 10),
    ];

    private static readonly string[] IbanCountries =
    [
        "AD24", "AE23", "AL28", "AT20", "AZ28", "BA20", "BE16", "BG22", "BH22", "BR29", "BY28", "CH21", "CR22", "CY28", "CZ24", "DE22", "DK18", "DO28",
        "EE20", "ES24", "FI18", "FO18", "FR27", "GB22", "GE22", "GI23", "GL18", "GR27", "GT28", "HR21", "HU28", "IE22", "IL23", "IS26", "IT27", "JO30",
        "KW30", "KZ20", "LB28", "LI21", "LT20", "LU20", "LV21", "MC27", "MD24", "ME22", "MK19", "MR27", "MT31", "MU30", "NL18", "NO15", "PK24", "PL28",
        "PS29", "PT25", "QA29", "RO24", "RS22", "SA24", "SC31", "SE24", "SI19", "SK24", "SM27", "TN24", "TR26", "UA29", "VG24", "XK20", "IQ23", "LC32",
        "ST25", "SV28", "TL23", "EG29", "VA22", "BI27", "DJ27", "FK18", "HN28", "LY25", "MN20", "NI28", "OM23", "RU33", "SD18", "SO23", "YE30",
    ];

    /// <summary>Whether digits may be a Swedish account with its clearing number.</summary>
    /// <param name="digits">Clearing number (four, or five at Swedbank) and account.</param>
    public static bool IsAccount(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 6)
        {
            return false;
        }

        int clearing = int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (from, to, shortest, longest) in Clearing)
        {
            if (clearing >= from && clearing <= to)
            {
                int left = digits.Length - 4;
                bool fifth = clearing is >= 8000 and < 9000;
                return (left >= shortest && left <= longest) || (fifth && left - 1 >= shortest && left - 1 <= longest);
            }
        }

        return false;
    }

    /// <summary>Whether four digits are a bank's clearing number.</summary>
    public static bool IsClearing(int number)
    {
        foreach (var (from, to, _, _) in Clearing)
        {
            if (number >= from && number <= to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads an IBAN that begins at a place.</summary>
    /// <returns>After its last character; -1 when there is none.</returns>
    public static int Iban(ReadOnlySpan<char> text, int start)
    {
        if (start + 15 > text.Length || (start > 0 && Letters.IsWord(text[start - 1])))
        {
            return -1;
        }

        int length = 0;
        foreach (string country in IbanCountries)
        {
            if (text[start] == country[0] && text[start + 1] == country[1])
            {
                length = ((country[2] - '0') * 10) + country[3] - '0';
            }
        }

        if (length == 0)
        {
            return -1;
        }

        Span<char> iban = stackalloc char[34];
        int count = 0;
        int at = start;
        while (at < text.Length && count < length)
        {
            char c = text[at];
            if (char.IsAsciiDigit(c) || c is >= 'A' and <= 'Z')
            {
                iban[count++] = c;
            }
            else if (!IdentityNumbers.IsBlank(c) && c != '-')
            {
                return -1;
            }

            at++;
        }

        return count == length && (at >= text.Length || !Letters.IsWord(text[at])) && Mod97(iban[..length]) == 1 ? at : -1;
    }

    /// <summary>Whether digits are a payment card's: issuer, length and check digit (ISO/IEC 7812-1).</summary>
    public static bool IsCard(ReadOnlySpan<char> digits)
    {
        int first = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + digits[3] - '0';
        bool issuer = digits.Length switch
        {
            16 => digits[0] == '4' || first is (>= 5100 and < 5600) or (>= 2221 and < 2721) or 6011 or (>= 6440 and < 6600) or (>= 3528 and < 3590) or (>= 5600 and < 5900) or (>= 6700 and < 6800) or 5019,
            15 => first / 100 is 34 or 37 || digits[0] == '1',
            14 => first / 100 is 36 or 38 || first is >= 3000 and < 3060,
            13 or 19 => digits[0] == '4',
            _ => false,
        };
        return issuer && digits.ContainsAnyExcept(digits[0]) && IdentityNumbers.Luhn(digits);
    }

    private static int Mod97(ReadOnlySpan<char> iban)
    {
        int rest = 0;
        for (int i = 0; i < iban.Length; i++)
        {
            char c = iban[(i + 4) % iban.Length];
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest;
    }
}
