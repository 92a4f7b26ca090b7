namespace Varamail.Guideline.Rules;

/// <summary>Host names as a person sees them, and how near two of them are.</summary>
internal static class Hosts
{
    /// <summary>The host that a link's text shows; null when it shows none.</summary>
    internal static string? Shown(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Contains(' ', StringComparison.Ordinal) || trimmed.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }
        var rest = trimmed.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? trimmed[(scheme + 3)..] : trimmed;
        var host = rest.Split('/', '?', '#', ':')[0].ToLowerInvariant();
        var top = host[(host.LastIndexOf('.') + 1)..];
        return host.Contains('.', StringComparison.Ordinal) && top.Length >= 2 && top.All(char.IsLetter) && (rest.Length != trimmed.Length || host.StartsWith("www.", StringComparison.Ordinal) || IsDomain(host))
            ? host
            : null;
    }

    /// <summary>The host that a link opens, seen through Microsoft's link protection; null for mail links and the like.</summary>
    internal static string? Opened(string href)
    {
        if (!Uri.TryCreate(href, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }
        if (uri.Host.EndsWith("safelinks.protection.outlook.com", StringComparison.OrdinalIgnoreCase) && uri.Query.IndexOf("url=", StringComparison.Ordinal) is >= 0 and var at)
        {
            return Opened(Uri.UnescapeDataString(uri.Query[(at + 4)..].Split('&')[0]));
        }
        return uri.Host.ToLowerInvariant();
    }

    /// <summary>Whether two hosts lie under the same registered domain (its last two labels).</summary>
    internal static bool SameSite(string one, string other) => string.Equals(Site(one), Site(other), StringComparison.OrdinalIgnoreCase);

    internal static bool Under(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    /// <summary>The label before the top domain: <c>vara</c> of <c>mail.vara.se</c>.</summary>
    internal static string Label(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length < 2 ? domain : labels[^2];
    }

    /// <summary>Letters and digits that look alike made one: 0 as o, 1 as l, rn as m, å and ä as a, Cyrillic as Latin.</summary>
    internal static string Plain(string domain)
    {
        var text = domain.ToLowerInvariant();
        if (text.Contains("xn--", StringComparison.Ordinal))
        {
            try
            {
                text = new System.Globalization.IdnMapping().GetUnicode(text);
            }
            catch (ArgumentException)
            {
                return text;
            }
        }
        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = source[i] switch
                {
                    '0' or 'ö' or 'ø' or 'о' or 'ο' => 'o',
                    '1' or 'і' => 'l',
                    '3' or 'е' or 'é' => 'e',
                    '5' or 'ѕ' => 's',
                    'å' or 'ä' or 'а' or 'α' or 'á' or 'à' or '4' => 'a',
                    'ν' => 'v',
                    'г' => 'r',
                    'с' => 'c',
                    'р' => 'p',
                    var other => other,
                };
            }
        }).Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);
    }

    /// <summary>Letters to add, drop or change to make one of the other (Levenshtein).</summary>
    internal static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (Math.Abs(one.Length - other.Length) > 2 || other.Length > 60)
        {
            return int.MaxValue;
        }
        Span<int> row = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }

    private static string Site(string host)
    {
        var labels = host.Split('.');
        return labels.Length <= 2 ? host : string.Join('.', labels[^2..]);
    }

    private static bool IsDomain(string host) => host.EndsWith(".se", StringComparison.Ordinal) || host.EndsWith(".com", StringComparison.Ordinal) || host.EndsWith(".nu", StringComparison.Ordinal) || host.EndsWith(".org", StringComparison.Ordinal) || host.EndsWith(".net", StringComparison.Ordinal);
}
