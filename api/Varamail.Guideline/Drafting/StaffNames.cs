using System.Text;

namespace Varamail.Guideline.Drafting;

/// <summary>
/// The staff's names as the add-in's draft rules know them. Anybody may fetch the launch script, and staff may live under protected
/// identity, so it holds 24 bits of a hash of each name, never the name.
/// </summary>
public static class StaffNames
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Four letters for each full name and each family name, in no order that tells anything.</summary>
    public static string Of(Municipality municipality)
    {
        var names = municipality
            .Mailboxes.Where(m => m.Kind == MailboxKind.Individual && !m.Elected)
            .Select(m => m.Name.Trim().Normalize().ToLowerInvariant())
            .Where(n => n.Contains(' ', StringComparison.Ordinal))
            .SelectMany(n => new[] { n, n[(n.LastIndexOf(' ') + 1)..] });
        return string.Concat(names.Select(Hash).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>FNV-1a over UTF-16, folded to 24 bits. The same in names.ts.</summary>
    internal static string Hash(string name)
    {
        var hash = 0x811c9dc5;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 0x01000193);
        }
        var folded = ((hash >> 24) ^ hash) & 0xffffff;
        var letters = new StringBuilder(4);
        for (var shift = 18; shift >= 0; shift -= 6)
        {
            letters.Append(Digits[(int)((folded >> shift) & 63)]);
        }
        return letters.ToString();
    }
}
