namespace Varamail.Guideline.Messages;

/// <summary>A message as a person sees it, read from its bytes. Never altered, never written back.</summary>
/// <param name="Id">Message-ID without angle brackets; null when the message has none.</param>
/// <param name="From">The writer; null when the header is missing or unreadable.</param>
/// <param name="Sender">Who sent it on the writer's behalf.</param>
/// <param name="ReplyTo">Where answers go, when not to <paramref name="From"/>.</param>
/// <param name="To">Receivers, groups flattened.</param>
/// <param name="Cc">Copies.</param>
/// <param name="Bcc">Blind copies; stand only in a sent item.</param>
/// <param name="Date">When the sender says that it was sent.</param>
/// <param name="InReplyTo">Message-ID that this one answers.</param>
/// <param name="References">Message-IDs of the thread, oldest first.</param>
/// <param name="Headers">Every header field, decoded, in order.</param>
/// <param name="Subject">Its <see cref="Part.Where"/> is <c>subject</c>.</param>
/// <param name="Body">Its <see cref="Part.Where"/> is <c>body</c>: the server's text, on which offsets count.</param>
/// <param name="Html">The HTML body as sent; null when there is none. Hostile.</param>
/// <param name="Links">Links of the HTML body: what they show and where they lead.</param>
/// <param name="Attachments">Files, attached messages and inline images, nested ones after the one that holds them.</param>
/// <param name="Unread">What could not be read.</param>
public sealed record Message(
    string? Id,
    Address? From,
    Address? Sender,
    IReadOnlyList<Address> ReplyTo,
    IReadOnlyList<Address> To,
    IReadOnlyList<Address> Cc,
    IReadOnlyList<Address> Bcc,
    DateTimeOffset? Date,
    string? InReplyTo,
    IReadOnlyList<string> References,
    IReadOnlyList<HeaderField> Headers,
    Part Subject,
    Part Body,
    string? Html,
    IReadOnlyList<Link> Links,
    IReadOnlyList<Attachment> Attachments,
    IReadOnlyList<Unread> Unread
)
{
    /// <summary>The first field of a name; null when missing. Names ignore case.</summary>
    public string? Header(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (string.Equals(Headers[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return Headers[i].Value;
            }
        }
        return null;
    }

    /// <summary>Everybody whom the message reaches, as far as it tells.</summary>
    public IEnumerable<Address> Recipients => To.Concat(Cc).Concat(Bcc);

    /// <summary>All text: subject, body, then the attachments' own.</summary>
    public IEnumerable<Part> Parts => new[] { Subject, Body }.Concat(Attachments.Where(a => a.Text is not null).Select(a => a.Text!));
}

/// <summary>A person's or function's address.</summary>
/// <param name="Name">As displayed; empty when none is given.</param>
/// <param name="Email">Lower case.</param>
public sealed record Address(string Name, string Email);

/// <summary>One header field.</summary>
/// <param name="Name">As written.</param>
/// <param name="Value">Unfolded and decoded (RFC 2047).</param>
public sealed record HeaderField(string Name, string Value);

/// <summary>A stretch of text that findings point into.</summary>
/// <param name="Where"><c>subject</c>, <c>body</c> or <c>attachment:NAME</c>.</param>
/// <param name="Text">As a person sees it: NFC, lines end in LF, no invisible characters.</param>
/// <param name="Segments">Whose words they are; together they cover the whole text, in order.</param>
public sealed record Part(string Where, string Text, IReadOnlyList<Segment> Segments)
{
    /// <summary>A text that is its writer's own throughout.</summary>
    public static Part Own(string where, string text) => new(where, text, [new Segment(0, text.Length, Standing.Own)]);

    /// <summary>Whose words stand at a place. A letter may have a segment for every line of it, and as many finds: hence no walk through them.</summary>
    public Standing StandingAt(int offset)
    {
        int low = 0, high = Segments.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Segments[middle].Offset <= offset ? (middle + 1, high) : (low, middle);
        }
        return low > 0 ? Segments[low - 1].Standing : Standing.Own;
    }
}

/// <summary>A run of text with one standing, in UTF-16 units.</summary>
public sealed record Segment(int Offset, int Length, Standing Standing);

/// <summary>A link: what it shows and where it leads.</summary>
public sealed record Link(string Text, string Href);

/// <summary>An attached file or message.</summary>
/// <param name="Name">File name; the content type of a nameless one, for example <c>message/rfc822</c>.</param>
/// <param name="ContentType">As declared, lower case, without parameters.</param>
/// <param name="Size">Decoded, in bytes.</param>
/// <param name="Sha256">Of the decoded bytes, lower-case hex.</param>
/// <param name="Inline">Shown in the body, such as a logotype.</param>
/// <param name="ContentId">Without angle brackets.</param>
/// <param name="Text">Its text; null when it has none or could not be read.</param>
/// <param name="Encrypted">The file says itself that it is encrypted.</param>
/// <param name="Container">Name of the attachment that holds it (an archive, a message); null at the top.</param>
public sealed record Attachment(
    string Name,
    string ContentType,
    long Size,
    string Sha256,
    bool Inline,
    string? ContentId,
    Part? Text,
    bool Encrypted = false,
    string? Container = null
);
