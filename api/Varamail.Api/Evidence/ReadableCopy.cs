using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Varamail.Api.Desk;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Evidence;

/// <summary>
/// A message as one HTML page that stands by itself: it fetches nothing, runs nothing, and can be read in a hundred years. HTML and not PDF/A, because no
/// library with a fitting licence writes PDF/A out of a mail's HTML. The original is the record; this is how it is read.
/// </summary>
internal static class ReadableCopy
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public static string Write(
        Message message,
        EvidenceView evidence,
        IReadOnlyDictionary<string, string> pictures,
        Func<DateTimeOffset, DateTimeOffset> local,
        DateTimeOffset now
    )
    {
        var title = message.Subject.Text.Length > 0 ? message.Subject.Text : "Meddelande utan ämne";
        StringBuilder page = new();
        page.Append(
            Swedish,
            $$"""
            <!doctype html>
            <html lang="sv">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(title)}}</title>
            <style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
            h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}
            pre{font:inherit;white-space:pre-wrap}.letter{border:1px solid #767676;padding:1rem}.letter img{max-width:100%}
            table{border-collapse:collapse;width:100%}td,th{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}
            </style>
            </head>
            <body>
            <h1>{{Text(title)}}</h1>
            <dl>

            """
        );
        Field("Från", People(message.From is null ? [] : [message.From]));
        Field("Till", People(message.To));
        Field("Kopia", People(message.Cc));
        Field("Skickat", message.Date is { } sent ? $"{Moment(local(sent))} enligt avsändaren" : "");
        Field("Kom in", Moment(local(evidence.ReceivedAt)));
        Field("Meddelande-id", message.Id ?? "");
        page.Append("</dl>\n<h2>Meddelandet</h2>\n<div class=\"letter\">");
        page.Append(message.Html is { } html ? SafeHtml.Of(html, pictures) : $"<pre>{Text(message.Body.Text)}</pre>");
        page.Append("</div>\n");
        if (evidence.Files.Count > 0)
        {
            page.Append("<h2>Filer</h2>\n<table><tr><th>Namn</th><th>Byte</th><th>SHA-256</th></tr>\n");
            foreach (var file in evidence.Files)
            {
                var place = file.Container is null ? "" : $" (i {file.Container})";
                page.Append(Swedish, $"<tr><td>{Text(file.Name + place)}</td><td>{file.Size}</td><td>{Text(file.Sha256)}</td></tr>\n");
            }
            page.Append("</table>\n");
        }
        Lines("Det här gick inte att läsa", [.. message.Unread.Select(u => u.Text)]);
        Lines("Avsändaren", evidence.SenderText);
        page.Append(
            Swedish,
            $"""
            <h2>Originalet</h2>
            <p>SHA-256 {Text(evidence.Sha256)}, {evidence.Size:N0} byte. Sidan är en läsbar återgivning som gjordes {Moment(local(now))}; originalet är handlingen.
            Bilder som hämtas från nätet, skript och formulär är borttagna.</p>
            </body>
            </html>

            """
        );
        return page.ToString();

        void Field(string name, string value)
        {
            if (value.Length > 0)
                page.Append(Swedish, $"<dt>{name}</dt><dd>{Text(value)}</dd>\n");
        }

        void Lines(string heading, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            page.Append(Swedish, $"<h2>{heading}</h2>\n<ul>\n");
            foreach (var line in lines)
                page.Append(Swedish, $"<li>{Text(line)}</li>\n");
            page.Append("</ul>\n");
        }
    }

    private static string People(IEnumerable<Address> people) =>
        string.Join(", ", people.Select(p => p.Name.Length > 0 ? $"{p.Name} <{p.Email}>" : p.Email));

    private static string Moment(DateTimeOffset moment) => moment.ToString("d MMMM yyyy 'kl.' HH.mm", Swedish);

    // The encoder would write a line's end as a number too.
    private static string Text(string text) => string.Join('\n', text.Split('\n').Select(Encoder.Encode));
}
