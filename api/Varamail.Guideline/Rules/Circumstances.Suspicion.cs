using Varamail.Guideline.Cues;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Rules;

/// <summary>What speaks for deceit.</summary>
internal sealed partial class Circumstances
{
    private static readonly HashSet<string> Executable = new(
        [
            "exe", "scr", "com", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "lnk", "iso", "img", "msi", "msix", "ps1", "jar", "pif", "cpl", "reg", "vhd",
            "vhdx", "dll", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppam", "potm", "sldm", "xll", "appx", "chm", "application", "gadget", "scf", "url", "sh", "apk", "dmg",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Archives = ["zip", "rar", "7z", "gz", "tgz", "tar", "ace", "cab", "arj"];

    /// <summary>Parts of a domain that make a look-alike when they stand beside our own name.</summary>
    private static readonly string[] OfficialWords = ["kommun", "komun", "kommune", "se", "it", "support", "servicedesk", "helpdesk", "mail", "webmail", "intranet", "login", "logga", "admin", "ekonomi", "faktura", "hr", "lon"];

    private bool? hostile;

    /// <summary>Only wants to deceive: handling and questions don't count. An application with a macro is suspicious, but may be an application.</summary>
    internal bool IsHostile => hostile ??= Boundary.Sender == Place.Outside && !IsMechanicalAnswer && DecideHostile();

    private bool DecideHostile()
    {
        var dangerous = DangerousAttachment.Rule.Condition(this) is not null;
        var posing = Impersonates() is not null || LooksAlike() is not null;
        var lure = Rules.Lure.Rule.Condition(this) is not null;
        var failed = SenderCheck.Failed(Message, Municipality);
        var links = DeceptiveLinks() is not null;
        if (dangerous)
        {
            return failed || posing || !Has(ApplicationCue);
        }
        return posing || links || lure;
    }

    private static readonly Cue ApplicationCue = Cue.Named("application");

    internal IReadOnlyList<Evidence>? DangerousFiles()
    {
        List<Evidence>? found = null;
        foreach (var attachment in Message.Attachments)
        {
            var name = attachment.Name.TrimEnd('.', ' ');
            if (Executable.Contains(Extension(name)) || name.Contains('\u202e', StringComparison.Ordinal))
            {
                (found ??= []).Add(new Evidence("attachment:" + attachment.Name, 0, 0, attachment.Name));
            }
        }
        return found;
    }

    internal bool HasLockedArchive => Message.Attachments.Any(a => (a.Encrypted && Archives.Contains(Extension(a.Name))) || Extension(a.Name) is "7z" or "rar");

    internal IReadOnlyList<Evidence>? DeceptiveLinks()
    {
        List<Evidence>? found = null;
        foreach (var link in Message.Links)
        {
            if (Hosts.Shown(link.Text) is not { } shown || Hosts.Opened(link.Href) is not { } opened || Hosts.SameSite(shown, opened))
            {
                continue;
            }
            // a mailing tool counts clicks through a host of its own; that is deceit only in the name of the house
            if (!Kinds.Bulk || IsOfTheHouse(shown))
            {
                (found ??= []).Add(new Evidence("body", 0, 0, $"{link.Text} → {opened}"));
            }
        }
        return found;
    }

    /// <summary>An outsider who bears the name of one of our own, of a functional mailbox with the municipality's name, or of a related body.</summary>
    internal IReadOnlyList<Evidence>? Impersonates()
    {
        if (Boundary.Sender != Place.Outside || Message.From is not { } from)
        {
            return null;
        }
        if (Boundary.Impersonated)
        {
            return [];
        }
        var domain = from.Email[(from.Email.LastIndexOf('@') + 1)..];
        if (IsOfTheHouse(domain) || from.Name.Length < 4)
        {
            return null;
        }
        var poses =
            Municipality.Mailboxes.Any(m => m.Kind == MailboxKind.Individual && string.Equals(m.Name, from.Name.Trim(), StringComparison.OrdinalIgnoreCase))
            || from.Name.Contains(Municipality.Name, StringComparison.OrdinalIgnoreCase)
            || Municipality.Domains.Any(d => from.Name.Contains('@' + d, StringComparison.OrdinalIgnoreCase))
            || Municipality.RelatedBodies.Any(b => from.Name.Contains(b.Name.Replace(" AB", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        return poses ? [] : null;
    }

    internal IReadOnlyList<Evidence>? LooksAlike()
    {
        if (Boundary.Sender != Place.Outside || Message.From is not { } from)
        {
            return null;
        }
        return IsLookalike(from.Email[(from.Email.LastIndexOf('@') + 1)..]) || Message.ReplyTo.Any(r => IsLookalike(r.Email[(r.Email.LastIndexOf('@') + 1)..])) ? [] : null;
    }

    internal IReadOnlyList<Evidence>? Lure(Cue credentials, Cue gift, Cue macro, Cue account)
    {
        if (CountOf(gift) > 0 && (CountOf(gift) >= 2 || OwnWords < 60))
        {
            return Own(gift);
        }
        var failed = SenderCheck.Failed(Message, Municipality) || Message.ReplyTo.Any(r => !SameDomain(r.Email, Message.From?.Email));
        if (Has(macro))
        {
            return Own(macro);
        }
        if (Has(credentials) && (CountOf(credentials) >= 2 || failed || Message.Links.Count > 0 || OwnText.Contains("://", StringComparison.Ordinal)))
        {
            return Own(credentials);
        }
        return Has(account) && failed ? Own(account) : null;
    }

    private bool IsOfTheHouse(string domain) =>
        Municipality.Domains.Any(d => Hosts.Under(domain, d)) || Municipality.RelatedBodies.Any(b => Hosts.Under(domain, b.Domain));

    private bool IsLookalike(string domain)
    {
        if (domain.Length == 0 || IsOfTheHouse(domain))
        {
            return false;
        }
        var seen = Hosts.Plain(domain);
        foreach (var trusted in Municipality.Domains.Concat(Municipality.RelatedBodies.Select(b => b.Domain)))
        {
            if (seen.StartsWith(trusted + ".", StringComparison.Ordinal) || seen.Contains("." + trusted + ".", StringComparison.Ordinal) || seen == trusted)
            {
                return true;
            }
            var own = trusted[..trusted.LastIndexOf('.')];
            var label = Hosts.Label(seen);
            if (label == own || (own.Length >= 7 && Hosts.Distance(label, own) <= (own.Length >= 10 ? 2 : 1)))
            {
                return true;
            }
            var pieces = label.Split('-');
            if (pieces.Length > 1 && pieces.Contains(own) && pieces.Any(OfficialWords.Contains))
            {
                return true;
            }
        }
        var municipality = Hosts.Plain(Municipality.Name.Replace(" ", "", StringComparison.Ordinal));
        return Hosts.Distance(Hosts.Label(seen).Replace("-", "", StringComparison.Ordinal), municipality) <= 1;
    }

    private static bool SameDomain(string address, string? other) =>
        other is not null && Hosts.SameSite(address[(address.LastIndexOf('@') + 1)..], other[(other.LastIndexOf('@') + 1)..]);

    private static string Extension(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..].ToLowerInvariant() : "";
}
