using System.Text;

namespace Varamail.Corpus;

/// <summary>
/// Messages of our own, many to a page. A message begins with <c># handling/accepted ; target/accepted ; signals ; optional signals ; categories ; optional categories</c>
/// (without the last two, findings aren't judged), then <c>mailbox &lt; From</c>, the subject, the body; last lines may add <c>head:</c> (a header), <c>file:</c> (an attachment with its name, or what stands after <c>|</c>, as text) and <c>to:</c>;
/// <c>---</c> parts messages.
/// </summary>
public static class Compact
{
    public static IReadOnlyList<(Label Label, byte[] Message)> Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var blocks = File.ReadAllText(path).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. blocks.Select((b, i) => Read(b.Trim('\n').Split('\n'), $"{name}-{i + 1:000}"))];
    }

    private static (Label, byte[]) Read(string[] lines, string id)
    {
        var fields = lines[0][1..].Split(';', StringSplitOptions.TrimEntries);
        var handlings = fields[0].Split('/');
        var targets = fields[1].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var signals = fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var optional = fields[3].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var mailbox = lines[1].Split(" < ", 2)[0];
        var to = mailbox;
        var headers = new List<string>();
        var files = new List<string>();
        var body = new List<string>();
        foreach (var line in lines[3..])
        {
            if (line.StartsWith("head: ", StringComparison.Ordinal))
            {
                headers.Add(line[6..]);
            }
            else if (line.StartsWith("file: ", StringComparison.Ordinal))
            {
                files.Add(line[6..]);
            }
            else if (line.StartsWith("to: ", StringComparison.Ordinal))
            {
                to = line[4..];
            }
            else
            {
                body.Add(line);
            }
        }
        string[] Categories(int field) => fields.Length > field ? fields[field].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var (categories, perhaps) = (Categories(4), Categories(5));
        var label = new Label(
            id,
            id + ".eml",
            mailbox,
            handlings[0],
            fields.Length > 4 ? LevelOf(categories) : "",
            Accept: handlings,
            AcceptSensitivity: perhaps.Length > 0 ? [LevelOf(categories), LevelOf([.. categories, .. perhaps])] : [],
            Categories: categories,
            OptionalCategories: perhaps,
            Signals: signals,
            OptionalSignals: optional,
            Target: targets.FirstOrDefault(),
            AcceptTarget: targets
        );
        return (label, Build(lines[1].Split(" < ", 2)[1], to, lines[2].Trim(), string.Join("\n", body), headers, files));
    }

    private static string LevelOf(string[] categories) =>
        categories.Length == 0 ? "none"
        : Array.TrueForAll(categories, c => c is "identityNumber" or "economy" or "credentials") ? "protected"
        : "sensitive";

    /// <summary>An RFC 5322 message of the given parts; a header that names a content type replaces the usual one.</summary>
    public static byte[] Build(string from, string to, string subject, string body, IReadOnlyList<string> headers, IReadOnlyList<string> files)
    {
        var text = new StringBuilder();
        var contentType = headers.FirstOrDefault(h => h.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        text.Append("From: ").Append(Encode(from)).Append("\nTo: ").Append(to).Append("\nSubject: ").Append(Encode(subject)).Append("\nDate: Mon, 16 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\n");
        foreach (var header in headers.Where(h => h != contentType))
        {
            text.Append(header).Append('\n');
        }
        if (files.Count == 0)
        {
            text.Append(contentType ?? "Content-Type: text/plain").Append(";charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n").Append(body).Append('\n');
        }
        else
        {
            text.Append("Content-Type: multipart/mixed; boundary=part\n\n--part\nContent-Type: text/plain;charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n").Append(body).Append('\n');
            foreach (var file in files)
            {
                var (name, content) = file.Split(" | ", 2) is [var before, var after] ? (before, after) : (file, Path.GetFileNameWithoutExtension(file));
                var type = name.EndsWith(".txt", StringComparison.Ordinal) ? "text/plain;charset=utf-8" : "application/octet-stream";
                text.Append("--part\nContent-Type: ").Append(type).Append("\nContent-Disposition: attachment; filename=\"").Append(name).Append("\"\n\n").Append(content).Append('\n');
            }
            text.Append("--part--\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Encode(string value)
    {
        if (value.All(char.IsAscii))
        {
            return value;
        }
        var open = value.IndexOf('<', StringComparison.Ordinal);
        var words = open < 0 ? value : value[..open].Trim();
        return string.Join("\n ", words.Split(' ').Chunk(6).Select(c => "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(' ', c) + (open < 0 ? " " : ""))) + "?=")) + (open < 0 ? "" : " " + value[open..]);
    }
}
