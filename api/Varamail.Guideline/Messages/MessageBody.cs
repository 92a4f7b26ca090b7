using System.Text;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>What a person reads when the message is opened, and what is attached to it.</summary>
internal sealed record MessageBody(
    string Text,
    IReadOnlyList<Mark> Marks,
    string? Html,
    IReadOnlyList<Link> Links,
    IReadOnlyList<MimeEntity> Attachments,
    bool Cut,
    UnreadCause? Missed, // why the content could not be read; null when it could
    IReadOnlySet<MimeEntity> Opened // attachments whose content stands in the body and beside them, such as winmail.dat
)
{
    public static MessageBody Of(MimeEntity? root, int limit)
    {
        var parts = new BodyParts(limit);
        parts.Walk(root, 0);
        var plain = string.Join('\n', parts.Plain);
        var source = parts.Html.Count == 0 ? null : string.Join('\n', parts.Html);
        var body = Joined(plain, source, parts.Alternative, limit);
        if (parts.Rich.Count > 0)
        {
            // Outlook's RTF says once more what the plain text says
            var rich = VisibleText.Of(string.Join('\n', parts.Rich), limit).Trim('\n');
            var more = body.Text.Length == 0 ? rich : OnlyIn(rich, body.Text);
            body = body with { Text = body.Text.Length == 0 || more.Length == 0 ? body.Text + more : body.Text + "\n\n" + more };
        }
        var armoured = source is null && plain.Contains("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal);
        return new MessageBody(body.Text, body.Marks, source, body.Links, parts.Attachments, body.Cut, armoured ? UnreadCause.Encrypted : parts.Missed, parts.Opened);
    }

    /// <summary>The text of a body in both its forms: the HTML's, and what the plain text has beyond it.</summary>
    public static HtmlText Joined(string plain, string? source, bool alternative, int limit)
    {
        var cut = plain.Length > limit;
        plain = VisibleText.Of(plain, limit).Trim('\n');
        if (source is null)
        {
            return new HtmlText(plain, [], [], cut);
        }
        var html = HtmlText.Read(source, limit);
        var more = alternative ? OnlyIn(plain, html.Text) : plain;
        var text = more.Length == 0 ? html.Text : alternative ? html.Text + "\n\n" + more : html.Text + "\n" + more;
        return html with { Text = text, Cut = cut || html.Cut };
    }

    /// <summary>Lines of the text alternative with words that the HTML lacks: what one alternative hides is read nevertheless.</summary>
    private static string OnlyIn(string plain, string html)
    {
        if (plain.Length == 0)
        {
            return "";
        }
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in new Words(html))
        {
            seen.Add(word);
        }
        var result = new StringBuilder();
        foreach (var range in plain.AsSpan().Split('\n'))
        {
            var line = plain.AsSpan()[range];
            int missing = 0, all = 0;
            var number = false;
            foreach (var word in new Words(line))
            {
                all++;
                if (!seen.Contains(word))
                {
                    missing++;
                    number |= word.Length >= 4 && !word.ContainsAnyExceptInRange('0', '9');
                }
            }
            if (!line.Contains("://", StringComparison.Ordinal) && (number || (missing >= 3 && missing * 2 > all)))
            {
                result.Append(line).Append('\n');
            }
        }
        return result.ToString().TrimEnd();
    }

    /// <summary>Runs of letters and digits.</summary>
    private ref struct Words(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Words GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = 0;
            while (start < rest.Length && !char.IsLetterOrDigit(rest[start]))
            {
                start++;
            }
            var end = start;
            while (end < rest.Length && char.IsLetterOrDigit(rest[end]))
            {
                end++;
            }
            Current = rest[start..end];
            rest = rest[end..];
            return end > start;
        }
    }
}
