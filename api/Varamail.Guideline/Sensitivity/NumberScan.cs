namespace Varamail.Guideline.Findings;

/// <summary>A number that is somebody's, and the rule that says so.</summary>
internal readonly record struct NumberHit(string Rule, int Start, int End);

/// <summary>Numbers of a text: identity numbers, accounts, cards. One pass; what stands round a number is read only when its form fits.</summary>
internal static class NumberScan
{
    private const int Window = 48;

    /// <summary>A number that is somebody's by date and check digit is an order's only when that stands right before it.</summary>
    private const int RightBefore = 28;

    /// <summary>So far apart stand a company's account and what tells that it is one, in a letter head or foot.</summary>
    private const int LetterHead = 400;
    private const int Owner = 60;

    private static readonly NumberCues PersonCues = new(
        "personn", "persn", "pers.n", "pers. n", "pnr", "p-nr", "p.nr", "p nr", "född", "fodd", "födelse", "samordningsn", "mitt nummer", "social security", "ssn", "identity n",
        "identification", "personal n", "id-nummer", "id-nr", "idnr", "henkilötunnus", "fødselsn", "sökande", "barnets", "elevens", "klient"
    );

    private static readonly NumberCues OtherCues = new(
        "faktura", "ocr", "order", "beställ", "kundn", "kundnummer", "artik", "art.", "art ", "artnr", "mätar", "mätare", "följesedel", "ärende", "dnr", "diarie", "bokning", "bankgiro", "bg ", "bg:", "plusgiro",
        "pg ", "tel", "tfn", "mobil", "fax", "serien", "ref", "kolli", "medlemsn", "lånekort", "avtalsn", "kontrakt", "sändning", "paket", "iso", "isbn", "version", "mål nr", "projekt", "abonnemang", "anläggning",
        "reservdel", "modell", "ticket", "case", "invoice", "cvr", "swish"
    );

    /// <summary>So do telephone numbers of ten digits begin that are written without a space, and years of birth from 2000 on.</summary>
    private static readonly NumberCues CallCues = new("ring", "nås på", "sms");

    private static readonly NumberCues AccountCues = new("clearing", "konto", "account", "sparbank", "handelsbank", "nordea", "swedbank", "lönekonto", "tilinumero");
    private static readonly NumberCues CompanyCues = new("bankgiro", "plusgiro", "org.nr", "orgnr", "organisationsn", "org nr", "f-skatt", "föreningens", "bolagets", "företagets", "kommunens", "kontoplan", "kontering", "konteras", "bg ", " ab,", " ab\n", " ab ");
    private static readonly NumberCues InvoiceCues = new("moms", "förfallo", "betalningsvillkor", "fakturan", "ocr", "swift", "bic");
    private static readonly NumberCues OwnerCues = new("min ", "mitt ", "mig ", "privat", "lön", "hans ", "hennes ", "sonens", "dotterns");
    private static readonly NumberCues CardCues = new("kort", "card", "visa", "mastercard");
    private static readonly NumberCues ClearingCues = new("clearing");
    private static readonly NumberCues AccountWordCues = new("konto", "account");

    /// <summary>Every number of a text that is somebody's.</summary>
    /// <param name="text">NFC, as a person sees it.</param>
    /// <param name="day">Nobody is born after it.</param>
    /// <param name="hits">Receives what was found; made when needed.</param>
    public static void Scan(ReadOnlySpan<char> text, DateOnly day, ref List<NumberHit>? hits)
    {
        int at = 0;
        while (at < text.Length)
        {
            int step = text[at..].IndexOfAnyInRange('0', '9');
            if (step < 0)
            {
                return;
            }

            int start = at + step;
            if (Read(text, start, day) is { } hit)
            {
                (hits ??= []).Add(hit);
                at = hit.End;
                continue;
            }

            at = start;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }
    }

    private static NumberHit? Read(ReadOnlySpan<char> text, int start, DateOnly day)
    {
        if (start >= 2 && text[start - 1] is >= 'A' and <= 'Z')
        {
            int iban = Accounts.Iban(text, start - 2);
            if (iban > 0)
            {
                return IsCompanys(text, start) || IsInvoices(text, start) ? null : new NumberHit("economy-iban", start - 2, iban);
            }

            if (text[start - 2] == 'S' && text[start - 1] == 'E' && IsVat(text, start, day))
            {
                return new NumberHit("identity-sole-trader", start, start + 10);
            }
        }

        bool joined = start > 0 && (IdentityNumbers.IsDash(text[start - 1]) || text[start - 1] is '.' or ',' or '/') && start > 1 && Letters.IsWord(text[start - 2]);
        if ((joined && !(start > 1 && char.IsLetter(text[start - 2]) && IdentityNumbers.IsDash(text[start - 1]))) || (start > 0 && text[start - 1] == '+'))
        {
            return null;
        }

        bool letterBefore = start > 0 && Letters.IsWord(text[start - 1]);
        if (IdentityNumbers.At(text, start, day) is { } number && (!letterBefore || (number.Twelve && number.Kind == IdentityNumberKind.Valid)) && Judge(text, number) is { } rule)
        {
            return new NumberHit(rule, number.Start, number.End);
        }

        return letterBefore ? null : Account(text, start);
    }

    private static string? Judge(ReadOnlySpan<char> text, IdentityNumber number)
    {
        bool cued = Cued(text, number.Start, number.End, PersonCues);
        return number.Kind switch
        {
            IdentityNumberKind.Valid => cued || !(Precedes(OtherCues, text, number.Start) || IsCalled(text, number)) ? "identity-number" : null,
            IdentityNumberKind.Interim => "identity-interim",
            _ => cued && !(CuedNear(text, number.Start, OtherCues) > CuedNear(text, number.Start, PersonCues)) ? "identity-check-digit" : null,
        };
    }

    /// <summary>”Ring 0701790123”.</summary>
    private static bool IsCalled(ReadOnlySpan<char> text, IdentityNumber number) =>
        !number.Twelve && !number.Grouped && text[number.Start] == '0' && Precedes(CallCues, text, number.Start);

    private static bool Precedes(NumberCues cues, ReadOnlySpan<char> text, int start) => cues.LastIn(text, LineStart(text, start), start) >= 0;

    /// <summary>A sole trader's VAT number is SE, the personnummer and 01.</summary>
    private static bool IsVat(ReadOnlySpan<char> text, int start, DateOnly day) =>
        start + 12 <= text.Length
        && !text.Slice(start, 12).ContainsAnyExceptInRange('0', '9')
        && text.Slice(start + 10, 2) is "01"
        && (start + 12 == text.Length || !Letters.IsWord(text[start + 12]))
        && IdentityNumbers.IsValid(text.Slice(start, 10), day);

    private static NumberHit? Account(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[24];
        int count = 0;
        int end = start;
        bool grouped = false;
        int card = -1;
        for (int at = start; at < text.Length && count < digits.Length && at - end < 3; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                grouped |= at > end;
                digits[count++] = text[at];
                end = at + 1;
                bool last = end == text.Length || !Letters.IsWord(text[end]);
                card = last && count is >= 13 and <= 19 && Accounts.IsCard(digits[..count]) ? end : card;
            }
            else if (!(IdentityNumbers.IsDash(text[at]) || (IdentityNumbers.IsBlank(text[at]) && text[at] is not ('\n' or '\t')) || (text[at] is ',' or '.' && at == end)))
            {
                break;
            }
        }

        digits = digits[..count];
        if (card > 0 && (grouped || Cued(text, start, start, CardCues)) && !Cued(text, start, start, OtherCues))
        {
            return new NumberHit("economy-card", start, card);
        }

        if (count < 4 || (end < text.Length && Letters.IsWord(text[end])))
        {
            return null;
        }

        if (!Cued(text, start, start, AccountCues) || IsCompanys(text, start))
        {
            return null;
        }

        bool clearing = Cued(text, start, start, ClearingCues) && Accounts.IsClearing(int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture));
        bool account = count is >= 11 and <= 15 && Accounts.IsAccount(digits);
        return clearing || account || (count is >= 7 and <= 12 && digits[0] != '0' && Cued(text, start, start, AccountWordCues) && grouped && !Cued(text, start, start, OtherCues))
            ? new NumberHit("economy-account", start, end)
            : null;
    }

    private static bool IsCompanys(ReadOnlySpan<char> text, int start) => CompanyCues.LastIn(text, start - 120, start + 120) >= 0;

    /// <summary>An account in an invoice's foot, unless it is said to be somebody's.</summary>
    private static bool IsInvoices(ReadOnlySpan<char> text, int start) =>
        OwnerCues.LastIn(text, start - Owner, start) < 0
        && InvoiceCues.LastIn(text, start - LetterHead, start + LetterHead) >= 0
        && CompanyCues.LastIn(text, start - LetterHead, start + LetterHead) >= 0;

    private static int LineStart(ReadOnlySpan<char> text, int at)
    {
        int from = Math.Max(0, at - RightBefore);
        return from + text[from..at].LastIndexOf('\n') + 1;
    }

    /// <summary>Whether one of some words stands just before a number, or after it in brackets or on the same line.</summary>
    private static bool Cued(ReadOnlySpan<char> text, int start, int end, NumberCues cues) =>
        CuedNear(text, start, cues) >= 0 || (end > start && cues.LastIn(text, end, end + (Window / 2)) >= 0);

    private static int CuedNear(ReadOnlySpan<char> text, int start, NumberCues cues) => cues.LastIn(text, start - Window, start);
}
