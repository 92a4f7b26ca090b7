using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Guideline.Messages;

/// <summary>
/// Messages with the parse that mail-parser (Stalwart) expects of them: proper ones of the RFCs, and malformed ones. Where this reader differs,
/// vectors/stalwart/differences.tsv says why, one by one; an explanation that no difference needs any more fails too.
/// </summary>
internal sealed partial class PeerParseTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Person(string Name, string Email);

    private sealed record Attached(string? Name, long? Size, string? Sha256, string? Text, Expected? Message);

    private sealed record Expected(
        string? File,
        string? Subject,
        IReadOnlyList<Person> From,
        IReadOnlyList<Person> To,
        IReadOnlyList<Person> Cc,
        DateTimeOffset? Date,
        string? Id,
        IReadOnlyList<string> Plain,
        IReadOnlyList<string> Html,
        IReadOnlyList<Attached> Attachments
    );

    private static string Folder => Repository.At("tests", "Varamail.Tests", "Guideline", "Messages", "vectors", "stalwart");

    [Test]
    public void Messages_are_read_as_the_peer_reads_them_or_for_a_reason()
    {
        var explained = File.ReadLines(Path.Combine(Folder, "differences.tsv")).Skip(1).Select(l => l.Split('\t')).ToDictionary(l => $"{l[0]} {l[1]}", l => l[2]);
        var found = new List<(string Place, string What)>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "expected.jsonl")))
        {
            var expected = JsonSerializer.Deserialize<Expected>(line, Json)!;
            found.AddRange(Differences(Read(expected.File!), expected).Select(d => ($"{expected.File} {d.Facet}", $"ours {Quoted(d.Ours)} theirs {Quoted(d.Theirs)}")));
        }
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', found.Where(d => !explained.ContainsKey(d.Place)).Select(d => $"{d.Place}: {d.What}")), Is.Empty, "unexplained");
            Assert.That(string.Join('\n', explained.Keys.Except(found.Select(d => d.Place))), Is.Empty, "explained, but no longer so");
            Assert.That(explained.Values, Has.All.Matches<string>(reason => reason.Length > 20));
        }
    }

    private static Message? Read(string file)
    {
        try
        {
            return MessageReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)));
        }
        catch (UnreadableMessageException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Facet, string Ours, string Theirs)> Differences(Message? ours, Expected theirs) =>
        ours is null ? [("message", "refused", "read")] : All(ours, theirs).Where(d => d.Ours != d.Theirs);

    private static IEnumerable<(string Facet, string Ours, string Theirs)> All(Message ours, Expected theirs)
    {
        yield return ("subject", ours.Subject.Text, VisibleText.Line(theirs.Subject ?? ""));
        yield return ("from", People(ours.From is null ? [] : [ours.From]), People(theirs.From.Take(1)));
        yield return ("to", People(ours.To), People(theirs.To));
        yield return ("cc", People(ours.Cc), People(theirs.Cc));
        yield return ("date", Time(ours.Date), Time(theirs.Date));
        yield return ("id", ours.Id ?? "", theirs.Id ?? "");
        if (theirs.Html.Count == 0)
        {
            yield return ("body", Words(ours.Body.Text), Words(string.Join('\n', theirs.Plain)));
        }
        else
        {
            yield return ("html", Words(ours.Html ?? ""), Words(string.Join('\n', theirs.Html)));
        }
        yield return ("attachments", string.Join('\n', ours.Attachments.Select(Name)), string.Join('\n', theirs.Attachments.SelectMany(a => Names(a))));
        foreach (var (a, b) in ours.Attachments.Zip(theirs.Attachments.SelectMany(Flat)))
        {
            if (b.Sha256 is not null)
            {
                yield return ($"content of {Name(a)}", $"{a.Size} {a.Sha256}", $"{b.Size} {b.Sha256}");
            }
            else if (b.Text is not null)
            {
                yield return ($"text of {Name(a)}", Words(a.Text?.Text ?? ""), Words(b.Text));
            }
            else if (b.Message is { Html.Count: 0 } inner)
            {
                yield return ($"text of {Name(a)}", Words(a.Text is { Text: var text } ? text[Math.Max(0, text.IndexOf("\n\n", StringComparison.Ordinal))..] : ""), Words(string.Join('\n', inner.Plain)));
            }
        }
    }

    private static IEnumerable<Attached> Flat(Attached attached) => new[] { attached }.Concat(attached.Message?.Attachments.SelectMany(Flat) ?? []);

    private static IEnumerable<string> Names(Attached attached) => Flat(attached).Select(a => a.Name ?? "–");

    private static string Name(Attachment attachment) => attachment.Name == attachment.ContentType ? "–" : attachment.Name;

    private static string People(IEnumerable<Address> people) => string.Join(", ", people.Select(p => $"{p.Name} <{p.Email}>"));

    private static string People(IEnumerable<Person> people) => string.Join(", ", people.Select(p => $"{VisibleText.Line(p.Name)} <{p.Email}>"));

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) ?? "";

    private static string Words(string text) => White().Replace(VisibleText.Of(text), " ").Trim();

    private static string Quoted(string text) => text.Length <= 160 ? $"“{text}”" : $"“{text[..160]}…” ({text.Length})";

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
