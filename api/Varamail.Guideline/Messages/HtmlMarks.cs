namespace Varamail.Guideline.Messages;

/// <summary>What mail programs mark in their HTML: Gmail, Yahoo, Proton, Thunderbird, Apple Mail, Outlook.</summary>
internal static class HtmlMarks
{
    /// <summary>Outlook closes this element before the letter that it quotes begins.</summary>
    public static bool BeginsQuotedLetter(ReadOnlySpan<char> id, ReadOnlySpan<char> classes) =>
        id.EndsWith("divRplyFwdMsg") || id.EndsWith("OLK_SRC_BODY_SECTION") || classes.Contains("OutlookMessageHeader", StringComparison.Ordinal);

    public static Standing StandingOf(HtmlTag tag, in HtmlAttributes attributes, ReadOnlySpan<char> source)
    {
        var id = attributes.Id.In(source);
        var classes = attributes.Class.In(source);
        if (tag == HtmlTag.Quote)
        {
            // Gmail's "indent more" is a blockquote too
            var style = attributes.Style.In(source);
            var indented = attributes.Type.Length == 0 && classes.IsEmpty && style.Contains("40px", StringComparison.Ordinal) && style.Contains("border:none", StringComparison.Ordinal);
            return indented ? Standing.Own : Standing.Quoted;
        }
        if (!classes.IsEmpty)
        {
            if (classes.Contains("gmail_quote", StringComparison.Ordinal) || classes.Contains("gmail_attr", StringComparison.Ordinal) || classes.Contains("yahoo_quoted", StringComparison.Ordinal)
                || classes.Contains("protonmail_quote", StringComparison.Ordinal) || classes.Contains("moz-cite-prefix", StringComparison.Ordinal) || classes.Contains("moz-forward-container", StringComparison.Ordinal)
                || classes.Contains("moz-email-headers-table", StringComparison.Ordinal) || classes.Contains("tutanota_quote", StringComparison.Ordinal))
            {
                return Standing.Quoted;
            }
            if (classes.Contains("gmail_signature", StringComparison.Ordinal) || classes.Contains("moz-signature", StringComparison.Ordinal) || classes.Contains("protonmail_signature_block", StringComparison.Ordinal))
            {
                return Standing.Signature;
            }
        }
        return id is "Signature" or "ms-outlook-mobile-signature" or "AppleMailSignature" or "x_Signature" ? Standing.Signature : Standing.Own;
    }
}
