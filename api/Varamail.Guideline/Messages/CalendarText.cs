using System.Text;

namespace Varamail.Guideline.Messages;

/// <summary>What a person sees of an invitation (iCalendar, RFC 5545): its properties in words, not the machinery of zones and identifiers.</summary>
internal static class CalendarText
{
    public static string Read(string calendar)
    {
        var unfolded = calendar.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);
        var text = new StringBuilder();
        foreach (var range in unfolded.AsSpan().Split('\n'))
        {
            var line = unfolded.AsSpan()[range];
            var end = line.IndexOfAny(':', ';');
            var value = ValueAt(line);
            if (end <= 0 || value < 0)
            {
                continue;
            }
            switch (line[..end].ToString().ToUpperInvariant())
            {
                case "SUMMARY" or "DESCRIPTION" or "LOCATION" or "COMMENT" or "CONTACT" or "CATEGORIES" or "RESOURCES":
                    text.Append(Unescaped(line[value..])).Append('\n');
                    break;
                case "X-ALT-DESC":
                    text.Append(HtmlText.Read(Unescaped(line[value..]), 1_000_000).Text).Append('\n');
                    break;
                case "ORGANIZER" or "ATTENDEE":
                    text.Append(Name(line[..value])).Append(' ').Append(line[value..]).Append('\n');
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>Where a property's value begins: after the first colon outside quotation marks.</summary>
    private static int ValueAt(ReadOnlySpan<char> line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ':' && !quoted)
            {
                return i + 1;
            }
        }
        return -1;
    }

    private static string Name(ReadOnlySpan<char> parameters)
    {
        var at = parameters.IndexOf("CN=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }
        var name = parameters[(at + 3)..];
        var end = name.StartsWith("\"") ? name[1..].IndexOf('"') + 1 : name.IndexOfAny(';', ':');
        return name[..Math.Max(0, end)].Trim('"').ToString();
    }

    private static string Unescaped(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] == '\\' && i + 1 < value.Length;
            text.Append(!escaped ? value[i] : value[++i] is 'n' or 'N' ? '\n' : value[i]);
        }
        return text.ToString();
    }
}
