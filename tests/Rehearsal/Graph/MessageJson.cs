using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;

namespace Varamail.Rehearsal.Graph;

/// <summary>Mail in the words of Graph.</summary>
internal static class MessageJson
{
    public static JsonObject Of(RehearsedMailbox mailbox, RehearsedMessage message, bool immutable) =>
        message.Read(mime => Of(mailbox, message, mime, immutable));

    private static JsonObject Of(RehearsedMailbox mailbox, RehearsedMessage message, MimeMessage mime, bool immutable)
    {
        var isHtml = mime.HtmlBody is not null;
        var text = mime.TextBody ?? "";
        JsonObject json = new()
        {
            ["id"] = immutable ? message.ImmutableId : message.Id,
            ["createdDateTime"] = Time(message.ReceivedAt),
            ["lastModifiedDateTime"] = Time(message.ReceivedAt),
            ["changeKey"] = Ids.Item("CQAAABYA", message.ImmutableId, $"{message.Version}")[..40],
            ["categories"] = new JsonArray([.. message.Categories.Select(c => (JsonNode)c)]),
            ["receivedDateTime"] = Time(message.ReceivedAt),
            ["sentDateTime"] = Time(message.ReceivedAt),
            ["hasAttachments"] = mime.Attachments.Any(),
            ["internetMessageId"] = mime.MessageId is { Length: > 0 } id ? $"<{id}>" : null,
            ["subject"] = mime.Subject,
            ["bodyPreview"] = text.Length > 255 ? text[..255] : text,
            ["importance"] = mime.Importance == MessageImportance.High ? "high" : "normal",
            ["parentFolderId"] = FolderId(mailbox, message.Folder),
            ["conversationId"] = Ids.Item("AAQkAD", mailbox.Address, mime.References.FirstOrDefault() ?? mime.MessageId ?? message.ImmutableId),
            ["isDeliveryReceiptRequested"] = false,
            ["isReadReceiptRequested"] = false,
            ["isRead"] = message.IsRead,
            ["isDraft"] = message.Folder == "drafts",
            ["inferenceClassification"] = "focused",
            ["webLink"] = $"https://outlook.office365.com/owa/?ItemID={Uri.EscapeDataString(message.Id)}&exvsurl=1&viewmodel=ReadMessageItem",
            ["body"] = new JsonObject { ["contentType"] = isHtml ? "html" : "text", ["content"] = mime.HtmlBody ?? text },
            ["toRecipients"] = Recipients(mime.To),
            ["ccRecipients"] = Recipients(mime.Cc),
            ["bccRecipients"] = Recipients(mime.Bcc),
            ["replyTo"] = Recipients(mime.ReplyTo),
            ["flag"] = new JsonObject { ["flagStatus"] = "notFlagged" },
        };
        if (mime.From.Mailboxes.FirstOrDefault() is { } from)
        {
            json["from"] = Recipient(from);
            json["sender"] = Recipient(mime.Sender ?? from);
        }
        return json;
    }

    public static JsonArray Headers(RehearsedMessage message) =>
        message.Read(mime => new JsonArray([.. mime.Headers.Select(h => (JsonNode)new JsonObject { ["name"] = h.Field, ["value"] = h.Value })]));

    public static JsonObject Attachment(RehearsedMessage message, MimeEntity part, int index, bool withContent)
    {
        using MemoryStream content = new();
        if (part is MessagePart inner)
        {
            inner.Message?.WriteTo(content);
        }
        else
        {
            ((MimePart)part).Content?.DecodeTo(content);
        }
        JsonObject json = new()
        {
            ["@odata.type"] = part is MessagePart ? "#microsoft.graph.itemAttachment" : "#microsoft.graph.fileAttachment",
            ["id"] = AttachmentId(message, index),
            ["lastModifiedDateTime"] = Time(message.ReceivedAt),
            ["name"] = part.ContentDisposition?.FileName ?? part.ContentType.Name ?? (part as MessagePart)?.Message?.Subject ?? "",
            ["contentType"] = part is MessagePart ? null : part.ContentType.MimeType,
            ["size"] = content.Length,
            ["isInline"] = part.ContentDisposition?.Disposition == "inline",
        };
        if (part is MimePart)
        {
            json["contentId"] = part.ContentId;
            if (withContent)
            {
                json["contentBytes"] = Convert.ToBase64String(content.ToArray());
            }
        }
        return json;
    }

    public static string AttachmentId(RehearsedMessage message, int index) => Ids.Item("AAMkAD", message.ImmutableId, "attachment", $"{index}");

    public static string FolderId(RehearsedMailbox mailbox, string folder) => Ids.Item("AQMkAD", mailbox.Address, folder);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonArray Recipients(InternetAddressList list) => new([.. list.Mailboxes.Select(m => (JsonNode)Recipient(m))]);

    private static JsonObject Recipient(MailboxAddress address) =>
        new() { ["emailAddress"] = new JsonObject { ["name"] = address.Name is { Length: > 0 } name ? name : address.Address, ["address"] = address.Address } };
}
