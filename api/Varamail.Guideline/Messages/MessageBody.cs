using System.Text;
using MimeKit;

namespace Varamail.Guideline.Messages;

/// <summary>What a person reads when the message is opened, and what is attached to it.</summary>
internal sealed record MessageBody(string Text, IReadOnlyList<Mark> Marks, string? Html, IReadOnlyList<Link> Links, IReadOnlyList<MimeEntity> Attachments, bool Cut, bool Encrypted)
{
    private const int MaxDepth = 64;

    public static MessageBody Of(MimeEntity? root, int limit)
    {
        var gathering = new Gathering();
        gathering.Walk(root, 0);
        var plain = string.Join('\n', gathering.Plain.Select(Decode));
        var source = gathering.Html.Count == 0 ? null : string.Join('\n', gathering.Html.Select(Decode));
        var body = Joined(plain, source, gathering.Alternative, limit);
        var armoured = source is null && plain.Contains("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal);
        return new MessageBody(body.Text, body.Marks, source, body.Links, gathering.Attachments, body.Cut, gathering.Encrypted || armoured);
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

    private static string Decode(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        var text = Charsets.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), part.ContentType.Charset);
        return part.IsFlowed ? VisibleText.Unflowed(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase)) : text;
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

    private sealed class Gathering
    {
        public List<TextPart> Plain { get; } = [];
        public List<TextPart> Html { get; } = [];
        public List<MimeEntity> Attachments { get; } = [];
        public bool Alternative { get; private set; }
        public bool Encrypted { get; private set; }

        public void Walk(MimeEntity? entity, int depth)
        {
            switch (entity)
            {
                case null:
                    break;
                case Multipart multipart when depth < MaxDepth:
                    Alternative |= multipart.ContentType.IsMimeType("multipart", "alternative");
                    Encrypted |= multipart.ContentType.IsMimeType("multipart", "encrypted");
                    foreach (var part in multipart)
                    {
                        Walk(part, depth + 1);
                    }
                    break;
                case TextPart { IsAttachment: false } text when text.FileName is null && text.IsHtml:
                    Html.Add(text);
                    break;
                case TextPart { IsAttachment: false } text when text.FileName is null && text.IsPlain:
                    Plain.Add(text);
                    break;
                case MimeKit.Tnef.TnefPart tnef:
                    Attachments.Add(tnef);
                    Unwrap(() => tnef.ConvertToMessage().Body, depth);
                    break;
                case MimePart part when part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime"):
                    if (!Unwrap(() => Signed(part), depth))
                    {
                        Encrypted = true;
                        Attachments.Add(part);
                    }
                    break;
                default:
                    Attachments.Add(entity);
                    break;
            }
        }

        private bool Unwrap(Func<MimeEntity?> open, int depth)
        {
            try
            {
                var inner = open();
                Walk(inner, depth + 1);
                return inner is not null;
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                return false; // damaged or encrypted: it stays an attachment that could not be read
            }
        }

        // The content of a signed message stands in the clear within the signature.
        private static MimeEntity? Signed(MimePart part)
        {
            using var bytes = new MemoryStream();
            part.Content?.DecodeTo(bytes);
            var content = new Org.BouncyCastle.Cms.CmsSignedData(bytes.ToArray()).SignedContent;
            if (content is null)
            {
                return null;
            }
            using var clear = new MemoryStream();
            content.Write(clear);
            return MimeEntity.Load(new MemoryStream(clear.ToArray()));
        }
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
