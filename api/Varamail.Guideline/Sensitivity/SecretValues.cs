namespace Varamail.Guideline.Findings;

/// <summary>The value after ”lösenordet är”: a cue without one is an instruction, not a secret.</summary>
internal static class SecretValues
{
    private const int Furthest = 60;
    private const int MostTokens = 8;

    private const string Symbols = "!#%&*@$?_=+";

    /// <summary>Finds the value that follows a cue.</summary>
    /// <returns>After its last character; -1 when none follows.</returns>
    public static int After(ReadOnlySpan<char> text, int at)
    {
        int limit = Math.Min(text.Length, at + Furthest);
        bool announced = false;
        for (int tokens = 0; at < limit && tokens < MostTokens; tokens++)
        {
            int from = at;
            while (at < limit && (char.IsWhiteSpace(text[at]) || text[at] is ':' or '=' or '"' or '”' or '(' or ',' or '\'' or '–' or '-'))
            {
                announced |= text[at] is ':' or '=' or '"' or '”';
                at++;
            }

            if (text[from..at].Count('\n') > 1)
            {
                return -1; // another paragraph
            }

            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '”' or ')' or ',' or '\'') && at - start < Furthest)
            {
                at++;
            }

            int end = at;
            while (end > start && text[end - 1] is '.' or ',' or ';' or '?' && end - start > 0)
            {
                end--;
            }

            ReadOnlySpan<char> token = text[start..end];
            if (IsValue(token, announced))
            {
                return end;
            }

            if (end < at || token.IsEmpty)
            {
                return -1;
            }

            announced = token is "är" or "is" or "e" or "on" or "ar" or "blir" or "heter";
        }

        return -1;
    }

    private static bool IsValue(ReadOnlySpan<char> token, bool announced)
    {
        int digits = 0;
        int letters = 0;
        int symbols = 0;
        bool upper = false;
        foreach (char c in token)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
            symbols += Symbols.Contains(c, StringComparison.Ordinal) ? 1 : 0;
            upper |= Letters.IsUpper(c);
        }

        bool address = token.Contains('@') && token.Contains('.');
        bool link = token.StartsWith("http", StringComparison.OrdinalIgnoreCase) || token.StartsWith("www", StringComparison.OrdinalIgnoreCase);
        if (address || link || token.Contains('/') || digits + letters + symbols < token.Length - 2)
        {
            return false;
        }

        return (letters == 0 && digits is >= 4 and <= 8)
            || (letters > 0 && digits > 0 && token.Length >= 6)
            || (letters > 0 && symbols > 0 && token.Length >= 6)
            || (announced && token.Length >= 4 && (digits > 0 || (upper && letters > 4)));
    }
}
