using System.Text.Json.Nodes;
using Varamail.Guideline;

namespace Varamail.Corpus;

/// <summary>
/// Drafts in a form that is quick to write: <c># warnings ; also accepted</c>, then <c>sender &gt; to ; cc ; bcc</c>, then
/// <c>reply|replyAll|forward: original recipients</c>, <c>Subject: …</c> and the text. <c>[sig]</c> stands for the sender's common signature,
/// <c>[quote]</c> begins the original, <c>[file NAME]</c> an attachment's text. An address without @ is a mailbox of the municipality.
/// </summary>
public static class CompactDrafts
{
    /// <param name="page">File of drafts, parted by lines of three hyphens.</param>
    /// <param name="directory">The municipality's directory, for signatures.</param>
    public static IReadOnlyList<JsonObject> Read(string page, Municipality directory) =>
        [.. File.ReadAllText(page).Split("\n---\n").Select((text, i) => Draft(text.Trim('\n'), $"{Path.GetFileNameWithoutExtension(page)}-{i + 1}", directory))];

    private static JsonObject Draft(string text, string id, Municipality directory)
    {
        var lines = text.Split('\n');
        var labels = lines[0].TrimStart('#').Split(';');
        var people = lines[1].Split('>');
        var boxes = people[1].Split(';').Select(Addresses).ToList();
        var from = Address(people[0].Trim());
        var at = 2;
        JsonObject? reply = null;
        if (!lines[at].StartsWith("Subject:", StringComparison.Ordinal))
        {
            var (mode, original) = (lines[at].Split(':')[0], lines[at].Split(':')[1]);
            reply = new JsonObject { ["mode"] = mode, ["originalRecipients"] = Addresses(original), ["quoted"] = "" };
            at++;
        }
        var subject = lines[at]["Subject:".Length..].Trim();
        List<string> body = [];
        JsonArray files = [];
        JsonObject? file = null;
        var quoted = false;
        foreach (var line in lines.Skip(at + 1))
        {
            if (line == "[sig]")
            {
                body.AddRange(["", .. CommonSignature.Of(directory.Mailboxes.First(m => m.Address == from), directory)]);
            }
            else if (line.StartsWith("[quote]", StringComparison.Ordinal))
            {
                (quoted, file) = (true, null);
                reply!["quoted"] = line["[quote]".Length..].Trim();
            }
            else if (line.StartsWith("[file ", StringComparison.Ordinal))
            {
                var end = line.IndexOf(']', StringComparison.Ordinal);
                files.Add(file = new JsonObject { ["name"] = line["[file ".Length..end], ["text"] = line[(end + 1)..].Trim() });
            }
            else if (file is not null)
            {
                file["text"] = $"{file["text"]}\n{line}";
            }
            else if (quoted)
            {
                reply!["quoted"] = $"{reply["quoted"]}\n{line}";
            }
            else
            {
                body.Add(line);
            }
        }
        return new JsonObject
        {
            ["id"] = id,
            ["from"] = from,
            ["to"] = boxes[0],
            ["cc"] = boxes.ElementAtOrDefault(1) ?? [],
            ["bcc"] = boxes.ElementAtOrDefault(2) ?? [],
            ["subject"] = subject,
            ["body"] = string.Join('\n', body),
            ["attachments"] = files,
            ["replyTo"] = reply,
            ["warnings"] = Words(labels[0]),
            ["acceptAlso"] = Words(labels.ElementAtOrDefault(1) ?? ""),
        };
    }

    private static JsonArray Addresses(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => (JsonNode)Address(a))];

    private static JsonArray Words(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (JsonNode)w)];

    private static string Address(string name) => name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@vara.se";
}
