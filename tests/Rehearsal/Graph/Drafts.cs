using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MimeKit;

namespace Varamail.Rehearsal.Graph;

/// <summary>Messages that are being written: attachments one by one or in parts, then sent.</summary>
internal sealed class Drafts(World world, TimeProvider clock)
{
    /// <summary>Upload sessions lie at Outlook itself, and carry their right in their address.</summary>
    public const string UploadHost = "outlook.office.com";

    private const int LargestAttachment = 3_000_000;
    private const int LargestPart = 4 * 1024 * 1024;
    private const long LargestUpload = 150L * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Draft> drafts = new();
    private readonly ConcurrentDictionary<string, Upload> uploads = new();

    private sealed record Draft(RehearsedMailbox Mailbox, MimeMessage Head, string Text, bool IsHtml, List<(string Name, string Type, byte[] Bytes)> Attachments);

    private sealed record Upload(Draft Draft, string Name, long Size, MemoryStream Bytes);

    public int Count => drafts.Count;

    public GraphAnswer Begin(RehearsedMailbox mailbox, JsonObject body, bool immutable) => Keep(Read(mailbox, body), immutable);

    public GraphAnswer BeginForward(RehearsedMailbox mailbox, RehearsedMessage original, JsonObject? body, bool immutable)
    {
        JsonObject wished = original.Read(mime => new JsonObject
        {
            ["subject"] = $"VB: {mime.Subject}",
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = $"{(body is null ? "" : MailboxRequest.Text(body, "comment"))}\n\n{mime.TextBody}" },
        });
        if (body?.FirstOrDefault(p => p.Key.Equals("toRecipients", StringComparison.OrdinalIgnoreCase)).Value is { } to)
        {
            wished["toRecipients"] = to.DeepClone();
        }
        var draft = Read(mailbox, wished);
        draft.Attachments.AddRange(original.Read(mime => mime.Attachments.OfType<MimePart>().Select(Copy).ToList()));
        return Keep(draft, immutable);
    }

    private static (string Name, string Type, byte[] Bytes) Copy(MimePart part)
    {
        using MemoryStream bytes = new();
        part.Content?.DecodeTo(bytes);
        return (part.FileName ?? "bilaga", part.ContentType.MimeType, bytes.ToArray());
    }

    public GraphAnswer SendAtOnce(RehearsedMailbox mailbox, JsonObject body)
    {
        var draft = Read(mailbox, body.First(p => p.Key.Equals("message", StringComparison.OrdinalIgnoreCase)).Value!.AsObject());
        return Send(draft);
    }

    public GraphAnswer Attach(RehearsedMailbox mailbox, string id, JsonObject body)
    {
        if (Find(mailbox, id) is not { } draft)
        {
            return GraphAnswer.ItemNotFound();
        }
        var attachment = ReadAttachment(body);
        if (attachment.Bytes.Length > LargestAttachment)
        {
            return GraphAnswer.Error(413, "ErrorMessageSizeExceeded", "The attachment is larger than 3 MB: use an upload session.");
        }
        draft.Attachments.Add(attachment);
        return GraphAnswer.Of(
            new()
            {
                ["@odata.type"] = "#microsoft.graph.fileAttachment",
                ["id"] = Ids.Item("AAMkAD", id, $"{draft.Attachments.Count}"),
                ["name"] = attachment.Name,
                ["contentType"] = attachment.Type,
                ["size"] = attachment.Bytes.Length,
                ["isInline"] = false,
            },
            201
        );
    }

    public GraphAnswer BeginUpload(RehearsedMailbox mailbox, string id, JsonObject body)
    {
        var item = body.First(p => p.Key.Equals("attachmentItem", StringComparison.OrdinalIgnoreCase)).Value!.AsObject();
        var size = item["size"]?.GetValue<long>() ?? 0;
        if (Find(mailbox, id) is not { } draft)
        {
            return GraphAnswer.ItemNotFound();
        }
        if (size is < LargestAttachment or > LargestUpload || MailboxRequest.Text(item, "name") is not { Length: > 0 } name)
        {
            return GraphAnswer.Error(400, "ErrorInvalidArgument", "An upload session takes attachments between 3 and 150 MB, with a name.");
        }
        var key = Guid.NewGuid().ToString("N");
        uploads[key] = new(draft, name, size, new MemoryStream());
        return GraphAnswer.Of(
            new()
            {
                ["@odata.context"] = $"https://{GraphApi.Host}/v1.0/$metadata#microsoft.graph.uploadSession",
                ["uploadUrl"] = $"https://{UploadHost}/api/v2.0/AttachmentSessions('{key}')?authtoken={Guid.NewGuid():N}",
                ["expirationDateTime"] = MessageJson.Time(clock.GetUtcNow().AddHours(1)),
                ["nextExpectedRanges"] = new JsonArray("0-"),
            },
            201
        );
    }

    public async Task<GraphAnswer> UploadAsync(HttpRequest request)
    {
        var key = request.Path.Value!.Split('\'') is { Length: 3 } parts ? parts[1] : "";
        if (request.Method != "PUT" || !uploads.TryGetValue(key, out var upload))
        {
            return GraphAnswer.ItemNotFound();
        }
        if (request.Headers.Authorization.Count > 0)
        {
            return GraphAnswer.Error(401, "ErrorAccessDenied", "The address carries its right; no Authorization header belongs here.");
        }
        if (!ContentRangeHeaderValue.TryParse(request.Headers.ContentRange, out var range) || range.From != upload.Bytes.Length || range.Length != upload.Size)
        {
            return GraphAnswer.Error(416, "ErrorInvalidRange", "Ranges come in order and tell the whole size.");
        }
        using MemoryStream part = new();
        await request.Body.CopyToAsync(part);
        if (part.Length > LargestPart || part.Length != range.To - range.From + 1)
        {
            return GraphAnswer.Error(400, "ErrorInvalidArgument", "A part is at most 4 MB and as long as its range.");
        }
        part.WriteTo(upload.Bytes);
        if (upload.Bytes.Length < upload.Size)
        {
            return GraphAnswer.Of(
                new()
                {
                    ["expirationDateTime"] = MessageJson.Time(clock.GetUtcNow().AddHours(1)),
                    ["nextExpectedRanges"] = new JsonArray($"{upload.Bytes.Length}-"),
                }
            );
        }
        uploads.TryRemove(key, out _);
        upload.Draft.Attachments.Add((upload.Name, "application/octet-stream", upload.Bytes.ToArray()));
        return new(201, Location: $"https://{UploadHost}/api/v2.0/Attachments('{key}')");
    }

    public GraphAnswer Send(RehearsedMailbox mailbox, string id) =>
        Find(mailbox, id) is { } draft && drafts.TryRemove(id, out _) ? Send(draft) : GraphAnswer.ItemNotFound();

    public bool Discard(RehearsedMailbox mailbox, string id) => Find(mailbox, id) is not null && drafts.TryRemove(id, out _);

    private Draft? Find(RehearsedMailbox mailbox, string id) => drafts.TryGetValue(id, out var draft) && draft.Mailbox == mailbox ? draft : null;

    private GraphAnswer Keep(Draft draft, bool immutable)
    {
        var id = Ids.Item(immutable ? "AAkALgAA" : "AAMkAD", draft.Mailbox.Address, Guid.NewGuid().ToString());
        drafts[id] = draft;
        return GraphAnswer.Of(
            new()
            {
                ["id"] = id,
                ["subject"] = draft.Head.Subject,
                ["isDraft"] = true,
                ["hasAttachments"] = draft.Attachments.Count > 0,
                ["categories"] = new JsonArray(),
            },
            201
        );
    }

    private GraphAnswer Send(Draft draft)
    {
        if (!draft.Head.To.Mailboxes.Any() && !draft.Head.Cc.Mailboxes.Any() && !draft.Head.Bcc.Mailboxes.Any())
        {
            return GraphAnswer.Error(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }
        BodyBuilder content = new() { TextBody = draft.IsHtml ? null : draft.Text, HtmlBody = draft.IsHtml ? draft.Text : null };
        foreach (var (name, type, bytes) in draft.Attachments)
        {
            // Not by its name or type: an attached .eml stays the very bytes that were uploaded.
            content.Attachments.Add(new MimePart(type is "message/rfc822" ? "application/octet-stream" : type)
            {
                Content = new MimeContent(new MemoryStream(bytes)),
                ContentTransferEncoding = ContentEncoding.Base64,
                ContentDisposition = new(ContentDisposition.Attachment),
                FileName = name,
            });
        }
        draft.Head.Body = content.ToMessageBody();
        world.Send(draft.Mailbox, draft.Head, clock.GetUtcNow());
        return GraphAnswer.Nothing(202);
    }

    private Draft Read(RehearsedMailbox mailbox, JsonObject json)
    {
        MimeMessage head = new() { Subject = MailboxRequest.Text(json, "subject") ?? "", Date = clock.GetUtcNow() };
        head.From.Add(new MailboxAddress(mailbox.Name, mailbox.Address));
        foreach (var (name, list) in new[] { ("toRecipients", head.To), ("ccRecipients", head.Cc), ("bccRecipients", head.Bcc) })
        {
            foreach (var recipient in json[name] as JsonArray ?? [])
            {
                var address = recipient!["emailAddress"]!.AsObject();
                list.Add(new MailboxAddress(MailboxRequest.Text(address, "name"), MailboxRequest.Text(address, "address") ?? ""));
            }
        }
        var body = json["body"] as JsonObject;
        var isHtml = string.Equals(body is null ? null : MailboxRequest.Text(body, "contentType"), "html", StringComparison.OrdinalIgnoreCase);
        Draft draft = new(mailbox, head, body is null ? "" : MailboxRequest.Text(body, "content") ?? "", isHtml, []);
        draft.Attachments.AddRange((json["attachments"] as JsonArray ?? []).Select(a => ReadAttachment(a!.AsObject())));
        return draft;
    }

    private static (string Name, string Type, byte[] Bytes) ReadAttachment(JsonObject json) =>
        (
            MailboxRequest.Text(json, "name") ?? "",
            MailboxRequest.Text(json, "contentType") ?? "application/octet-stream",
            Convert.FromBase64String(MailboxRequest.Text(json, "contentBytes") ?? "")
        );
}
