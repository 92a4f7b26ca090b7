using System.Text;
using MimeKit.Cryptography;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Rules;

namespace Varamail.Guideline;

/// <summary>How a server checked who sent a message.</summary>
public enum AuthenticationMethod
{
    /// <summary>May the sending server send for the domain (RFC 7208)?</summary>
    Spf,

    /// <summary>Does the domain's signature fit the message (RFC 6376)?</summary>
    Dkim,

    /// <summary>Does one of these belong to the domain that the reader sees (RFC 7489)?</summary>
    Dmarc,

    /// <summary>Exchange Online's own sum of the others.</summary>
    Compauth,
}

/// <summary>What it found (RFC 8601).</summary>
public enum AuthenticationVerdict
{
    Pass,

    /// <summary>Also softfail: the domain says that it doubts.</summary>
    Fail,

    /// <summary>The domain says nothing, or the check could not be made.</summary>
    Unknown,
}

/// <summary>One check.</summary>
/// <param name="Method">How.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Domain">For which domain; null when the server doesn't tell.</param>
public sealed record AuthenticationNote(AuthenticationMethod Method, AuthenticationVerdict Verdict, string? Domain);

/// <summary>What the municipality's own mail server noted of the sender when the message came. What a sender writes himself, and what any other
/// server says, is left out: anybody can write such a header.</summary>
public static class SenderAuthentication
{
    /// <returns>Empty when our own server noted nothing.</returns>
    public static IReadOnlyList<AuthenticationNote> Of(Message message, Municipality municipality)
    {
        if (SenderCheck.OurResults(message, municipality) is not { } header)
        {
            return [];
        }
        return AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(header), out var results)
            ? [.. results.Results.Select(NoteOf).OfType<AuthenticationNote>()]
            : [];
    }

    private static AuthenticationNote? NoteOf(AuthenticationMethodResult result) =>
        Enum.TryParse<AuthenticationMethod>(result.Method, ignoreCase: true, out var method) && Enum.IsDefined(method)
            ? new(method, VerdictOf(result.Result), DomainOf(result))
            : null;

    private static AuthenticationVerdict VerdictOf(string word) =>
        word.ToUpperInvariant() switch
        {
            "PASS" or "BESTGUESSPASS" => AuthenticationVerdict.Pass,
            "FAIL" or "SOFTFAIL" or "HARDFAIL" => AuthenticationVerdict.Fail,
            _ => AuthenticationVerdict.Unknown,
        };

    private static string? DomainOf(AuthenticationMethodResult result) =>
        result.Properties.FirstOrDefault(p => p.Property is "mailfrom" or "d" or "from")?.Value is { Length: > 0 } value
            ? value[(value.LastIndexOf('@') + 1)..]
            : null;
}
