using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Rules;

/// <summary>Where somebody sits, seen from the mailbox's authority.</summary>
internal enum Place
{
    SameAuthority,
    OtherAuthority,

    /// <summary>Under the municipality's own domain, but not in the directory: a scanner, a list, a newcomer.</summary>
    UnknownInside,
    Outside,
}

/// <summary>Whether a message crosses the border of the authority (R36, R37), by the directory.</summary>
/// <param name="Direction">Seen from the mailbox.</param>
/// <param name="Sender">Where the writer sits; <see cref="Place.Outside"/> for one who only poses as somebody inside.</param>
/// <param name="Crosses">Somebody else than the authority's own people wrote it or gets it.</param>
/// <param name="Impersonated">The address is ours, but the mail server says that it came from outside.</param>
internal sealed record Boundary(Direction Direction, Place Sender, bool Crosses, bool Impersonated)
{
    internal static Boundary Draw(Message message, Municipality municipality, string mailbox)
    {
        var own = municipality.DepartmentOf(mailbox).Id;
        var from = message.From?.Email ?? message.Sender?.Email ?? "";
        var impersonated = municipality.IsOwnDomain(from) && SenderCheck.CameFromOutside(message, municipality);
        var sender = impersonated ? Place.Outside : PlaceOf(from, municipality, own);
        var sent = !impersonated && string.Equals(from, mailbox, StringComparison.OrdinalIgnoreCase);

        var anybodyElse = false;
        foreach (var recipient in message.Recipients)
        {
            anybodyElse |= PlaceOf(recipient.Email, municipality, own) is Place.OtherAuthority or Place.Outside;
        }
        var crosses = sender != Place.SameAuthority || anybodyElse;
        var direction = !crosses ? Direction.Internal : sent || (sender == Place.SameAuthority && anybodyElse) ? Direction.Outgoing : Direction.Incoming;
        return new Boundary(direction, sender, crosses, impersonated);
    }

    private static Place PlaceOf(string address, Municipality municipality, string own) =>
        municipality.FindMailbox(address) is { } mailbox
            ? mailbox.Department == own
                ? Place.SameAuthority
                : Place.OtherAuthority
            : municipality.IsOwnDomain(address)
                ? Place.UnknownInside
                : Place.Outside;
}

/// <summary>What the receiving mail servers found out about the sender. Only their own words count: a sender can write such headers too.</summary>
internal static class SenderCheck
{
    /// <summary>Whether a message that claims one of our own addresses came from outside after all.</summary>
    internal static bool CameFromOutside(Message message, Municipality municipality)
    {
        var authenticatedAs = message.Header("X-MS-Exchange-Organization-AuthAs");
        if (authenticatedAs is not null)
        {
            return string.Equals(authenticatedAs.Trim(), "Anonymous", StringComparison.OrdinalIgnoreCase);
        }
        return Failed(message, municipality) || ReceivedFromStranger(message, municipality);
    }

    /// <summary>Whether our own servers wrote that the sender's domain didn't vouch for the message.</summary>
    internal static bool Failed(Message message, Municipality municipality)
    {
        if (OurResults(message, municipality) is not { } results)
        {
            return false;
        }
        return results.Contains("dmarc=fail", StringComparison.OrdinalIgnoreCase)
            || results.Contains("compauth=fail", StringComparison.OrdinalIgnoreCase)
            || (results.Contains("spf=fail", StringComparison.OrdinalIgnoreCase) && !results.Contains("dkim=pass", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The <c>Authentication-Results</c> that our own server wrote (RFC 8601); null when the topmost isn't ours.</summary>
    internal static string? OurResults(Message message, Municipality municipality) =>
        message.Header("Authentication-Results") is { } results && IsOurs(results, municipality) ? results : null;

    /// <summary>The topmost field is written last, by the server nearest to the mailbox; Exchange Online leaves its own name out.</summary>
    private static bool IsOurs(string results, Municipality municipality)
    {
        var server = results.Split(';', 2)[0].Trim();
        return server.Contains('=', StringComparison.Ordinal) || server.Contains(' ', StringComparison.Ordinal) || IsOurHost(server, municipality);
    }

    private static bool ReceivedFromStranger(Message message, Municipality municipality) =>
        message
            .Headers.Where(h => string.Equals(h.Name, "Received", StringComparison.OrdinalIgnoreCase))
            .Any(h =>
                h.Value.StartsWith("from ", StringComparison.OrdinalIgnoreCase)
                && h.Value[5..].Split([' ', '(', ';'], 2)[0] is { } host
                && host.Contains('.', StringComparison.Ordinal)
                && !IsOurHost(host, municipality)
                && !IsMicrosofts(host)
                && !char.IsAsciiDigit(host[0])
            );

    private static bool IsMicrosofts(string host) =>
        host.EndsWith(".outlook.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".office365.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".exchangelabs.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>A host under the municipality's own domains, or under the body that runs its mail (the service desk's domain), or inside the house (<c>.local</c>).</summary>
    private static bool IsOurHost(string host, Municipality municipality)
    {
        if (host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".lan", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var provider = municipality.ServiceDesk[(municipality.ServiceDesk.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return Under(host, provider) || municipality.Domains.Any(d => Under(host, d));
    }

    private static bool Under(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');
}
