using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Varamail.Guideline;

namespace Varamail.Rehearsal.Graph;

/// <summary>One request in one mailbox, let in and well formed.</summary>
internal sealed partial class MailboxRequest(
    RehearsedMailbox mailbox,
    GraphCaller caller,
    Operation operation,
    HttpRequest request,
    JsonObject? body,
    bool immutable,
    Drafts drafts
)
{
    private const int DefaultPage = 10;

    public GraphAnswer Answer() =>
        (request.Method, operation.Template) switch
        {
            ("GET", "/messages") => List(mailbox.Messages),
            ("GET", "/mailFolders/{mailFolder-id}/messages") => Folder() is { } folder
                ? List([.. mailbox.Messages.Where(m => m.Folder == folder.Id)])
                : GraphAnswer.Error(404, "ErrorItemNotFound", "The specified folder could not be found in the store."),
            ("GET", "/mailFolders") => Collection(mailbox.Folders.Select(FolderJson)),
            ("GET", "/mailFolders/{mailFolder-id}") => Folder() is { } folder ? GraphAnswer.Of(FolderJson(folder)) : GraphAnswer.ItemNotFound(),
            ("GET", "/outlook/masterCategories") => Collection(mailbox.MasterCategories.Select(CategoryJson)),
            ("POST", "/outlook/masterCategories") => AddCategory(),
            ("POST", "/sendMail") => drafts.SendAtOnce(mailbox, body!),
            ("POST", "/messages") => drafts.Begin(mailbox, body!, immutable),
            ("POST", "/messages/{message-id}/attachments") => drafts.Attach(mailbox, operation["message-id"], body!),
            ("POST", "/messages/{message-id}/attachments/createUploadSession") => drafts.BeginUpload(mailbox, operation["message-id"], body!),
            ("POST", "/messages/{message-id}/send") => drafts.Send(mailbox, operation["message-id"]),
            ("DELETE", "/messages/{message-id}") when drafts.Discard(mailbox, operation["message-id"]) => GraphAnswer.Nothing(204),
            _ => OnMessage(),
        };

    private GraphAnswer OnMessage()
    {
        if (!operation.Values.TryGetValue("message-id", out var id))
        {
            return NotRehearsed();
        }
        if (!ItemId().IsMatch(id))
        {
            return GraphAnswer.Error(400, "ErrorInvalidIdMalformed", "Id is malformed.");
        }
        return mailbox.Find(id) is { } message ? OnMessage(message) : GraphAnswer.ItemNotFound();
    }

    private GraphAnswer OnMessage(RehearsedMessage message)
    {
        switch (request.Method, operation.Template)
        {
            case ("GET", "/messages/{message-id}" or "/mailFolders/{mailFolder-id}/messages/{message-id}"):
                return GraphAnswer.Of(Selected(message));
            case ("GET", "/messages/{message-id}/$value" or "/mailFolders/{mailFolder-id}/messages/{message-id}/$value"):
                return new(200, Bytes: message.Open, Size: message.Size);
            case ("PATCH", "/messages/{message-id}"):
                Patch(message);
                return GraphAnswer.Of(Selected(message));
            case ("DELETE", "/messages/{message-id}"):
                mailbox.Move(message, "deleteditems");
                return GraphAnswer.Nothing(204);
            case ("POST", "/messages/{message-id}/move"):
                var target = FindFolder(Text(body!, "destinationId") ?? "");
                if (target is null)
                {
                    return GraphAnswer.ItemNotFound();
                }
                mailbox.Move(message, target.Id);
                return GraphAnswer.Of(Selected(message), 201);
            case ("GET", "/messages/{message-id}/attachments"):
                return Collection(Attachments(message, withContent: true));
            case ("GET", "/messages/{message-id}/attachments/{attachment-id}"):
                return Attachments(message, withContent: true).FirstOrDefault(a => (string?)a["id"] == operation["attachment-id"]) is { } found
                    ? GraphAnswer.Of(found)
                    : GraphAnswer.ItemNotFound();
            case ("POST", "/messages/{message-id}/createForward"):
                return drafts.BeginForward(mailbox, message, body, immutable);
            case ("POST", "/messages/{message-id}/forward"):
                var draft = drafts.BeginForward(mailbox, message, body, immutable);
                return draft.Status == 201 ? drafts.Send(mailbox, (string)draft.Json!["id"]!) : draft;
            default:
                return NotRehearsed();
        }
    }

    private static List<JsonObject> Attachments(RehearsedMessage message, bool withContent) =>
        message.Read(mime => mime.Attachments.Select((part, index) => MessageJson.Attachment(message, part, index, withContent)).ToList());

    private void Patch(RehearsedMessage message)
    {
        if (body!["categories"] is JsonArray categories)
        {
            mailbox.Categorise(message, [.. categories.Select(c => (string)c!)]);
        }
        if (body["isRead"] is JsonValue isRead)
        {
            mailbox.MarkRead(message, isRead.GetValue<bool>());
        }
    }

    private GraphAnswer AddCategory() =>
        Text(body!, "displayName") is not { Length: > 0 } name ? GraphAnswer.Error(400, "ErrorInvalidArgument", "displayName is required.")
        : mailbox.AddMasterCategory(name, Text(body!, "color") ?? "none") is { } made ? GraphAnswer.Of(CategoryJson(made), 201)
        : GraphAnswer.Error(409, "ErrorCategoryAlreadyExists", "A category with this name already exists.");

    private GraphAnswer List(IReadOnlyList<RehearsedMessage> all)
    {
        if (request.Query["$filter"].ToString() is { Length: > 0 } filter)
        {
            if (Filter().Match(filter) is not { Success: true } parts)
            {
                return GraphAnswer.Error(400, "ErrorInvalidUrlQueryFilter", "The query filter is not rehearsed.");
            }
            // https://learn.microsoft.com/graph/api/user-list-messages: what is sorted by must stand in the filter, and first.
            if (request.Query["$orderby"].ToString() is { Length: > 0 } order && order.Split(' ')[0] != parts.Groups["name"].Value)
            {
                return GraphAnswer.Error(400, "InefficientFilter", "The restriction or sort order is too complex for this operation.");
            }
            var value = parts.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
            all = [.. all.Where(m => Fits(m, parts.Groups["name"].Value, value))];
        }
        var top = request.Query.TryGetValue("$top", out var wished) ? int.Parse(wished!, CultureInfo.InvariantCulture) : DefaultPage;
        var skip = request.Query.TryGetValue("$skip", out var skipped) ? int.Parse(skipped!, CultureInfo.InvariantCulture) : 0;
        if (top is < 1 or > 1000)
        {
            return GraphAnswer.Error(400, "ErrorInvalidUrlQuery", "$top must be between 1 and 1000.");
        }
        var ordered = request.Query["$orderby"].ToString() == "receivedDateTime asc" ? all.Reverse() : all;
        var answer = Collection(ordered.Skip(skip).Take(top).Select(Selected));
        if (skip + top < all.Count)
        {
            var query = string.Join('&', request.Query.Where(q => q.Key != "$skip").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value!)}").Append($"$skip={skip + top}"));
            answer.Json!["@odata.nextLink"] = $"https://{GraphApi.Host}{request.Path.ToUriComponent()}?{query}";
        }
        return answer;
    }

    private bool Fits(RehearsedMessage message, string name, string value) =>
        name switch
        {
            "isRead" => message.IsRead == (value == "true"),
            "sentDateTime" => message.ReceivedAt >= DateTimeOffset.Parse(value, CultureInfo.InvariantCulture),
            _ => MessageJson.Of(mailbox, message, immutable)["internetMessageId"]?.ToString() == value,
        };

    private JsonObject Selected(RehearsedMessage message)
    {
        var json = MessageJson.Of(mailbox, message, immutable);
        if (request.Query["$select"].ToString() is { Length: > 0 } select)
        {
            var names = select.Split(',', StringSplitOptions.TrimEntries);
            // One's own Sent Items list none, shared mailboxes' do (microsoft-graph-docs 12726, 18761; office-js 5413).
            if (names.Contains("internetMessageHeaders") && !(message.Folder == "sentitems" && mailbox.Entry.Kind == MailboxKind.Individual))
            {
                json["internetMessageHeaders"] = MessageJson.Headers(message);
            }
            foreach (var name in json.Select(p => p.Key).Where(k => k != "id" && !names.Contains(k)).ToList())
            {
                json.Remove(name);
            }
        }
        json["@odata.etag"] = $"W/\"{Ids.Item("CQAAABYA", message.ImmutableId, $"{message.Version}")[..40]}\"";
        return json;
    }

    private RehearsedFolder? Folder() => FindFolder(operation["mailFolder-id"]);

    private RehearsedFolder? FindFolder(string name) =>
        mailbox.Folders.FirstOrDefault(f => string.Equals(f.Id, name, StringComparison.OrdinalIgnoreCase) || MessageJson.FolderId(mailbox, f.Id) == name);

    private JsonObject FolderJson(RehearsedFolder folder)
    {
        var inside = mailbox.Messages.Where(m => m.Folder == folder.Id).ToList();
        return new()
        {
            ["id"] = MessageJson.FolderId(mailbox, folder.Id),
            ["displayName"] = folder.Name,
            ["childFolderCount"] = 0,
            ["totalItemCount"] = inside.Count,
            ["unreadItemCount"] = inside.Count(m => !m.IsRead),
            ["isHidden"] = false,
        };
    }

    private static JsonObject CategoryJson(RehearsedCategory category) =>
        new() { ["id"] = category.Id, ["displayName"] = category.Name, ["color"] = category.Color };

    private GraphAnswer Collection(IEnumerable<JsonObject> values) =>
        GraphAnswer.Of(
            new()
            {
                ["@odata.context"] = $"https://{GraphApi.Host}/v1.0/$metadata#users('{Uri.EscapeDataString(caller.User ?? mailbox.Oid)}'){operation.Template.Split('/')[^1]}",
                ["value"] = new JsonArray([.. values.Select(v => (JsonNode)v)]),
            }
        );

    private GraphAnswer NotRehearsed() => GraphAnswer.Error(501, "notRehearsed", $"{request.Method} {operation.Template} exists, but is not rehearsed.");

    internal static string? Text(JsonObject json, string name) =>
        json.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is JsonValue value ? value.GetValue<string>() : null;

    [GeneratedRegex("^[A-Za-z0-9_=+/-]{20,}$")]
    private static partial Regex ItemId();

    [GeneratedRegex("^(?<name>internetMessageId|isRead) eq (?:'(?<value>(?:[^']|'')*)'|(?<value>true|false))$|^(?<name>sentDateTime) ge (?<value>[0-9T:.-]+Z)$")]
    private static partial Regex Filter();
}
