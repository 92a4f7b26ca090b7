using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Varamail.Api.Diary;
using Varamail.Guideline;

namespace Varamail.Api.PublicDiary;

/// <summary>Writes the public diary's pages: plain HTML without a script, for every browser and every reader.</summary>
internal sealed class PublicDiaryPage(Municipality municipality, DiaryNumbers numbers, IOptions<ManifestOptions> addin)
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The same colours as everywhere in Varamail, and a style of its own.</summary>
    public static string Style { get; } = Read("tokens.css") + Read("diary.css");

    public IResult Day(DateOnly day, string? series, IReadOnlyList<PublicEntry> entries, DateOnly? before, DateOnly? after)
    {
        StringBuilder body = new();
        body.Append(Swedish, $"<h2 id=\"about\">Diariefört {E(LongDay(day))}</h2><nav class=\"days\" aria-label=\"Dagar\">");
        if (before is { } earlier)
            body.Append(Swedish, $"<a rel=\"prev\" href=\"{E(DayLink(earlier, series))}\">← {E(ShortDay(earlier))}</a>");
        if (after is { } later)
            body.Append(Swedish, $"<a rel=\"next\" href=\"{E(DayLink(later, series))}\">{E(ShortDay(later))} →</a>");
        body.Append(Swedish, $"<a href=\"{E($"/diary/list.csv?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}{SeriesPart(series)}")}\">Hämta som CSV</a></nav>");
        body.Append(Swedish, $"""<form class="day" method="get" action="/diary"><label for="day">Visa en annan dag</label><input id="day" type="date" name="day" value="{day:yyyy-MM-dd}">{SeriesField(series)}<button>Visa</button></form>""");
        body.Append(entries.Count == 0 ? "<p>Inget diariefördes den dagen.</p>" : List(entries, withCase: true));
        return Page($"Diariefört {ShortDay(day)}", "", series, body.ToString());
    }

    public IResult Search(string words, string? series, IReadOnlyList<PublicEntry> entries, long? before)
    {
        StringBuilder body = new();
        body.Append("<h2 id=\"about\">Sökning</h2>");
        if (string.IsNullOrWhiteSpace(words))
            body.Append("<p>Skriv ett eller flera ord ur en rubrik, eller ett diarienummer.</p>");
        else if (entries.Count == 0)
            body.Append(Swedish, $"<p role=\"status\">Inga träffar på ”{E(words)}”.</p>");
        else
            body.Append(Swedish, $"<p role=\"status\">Träffar på ”{E(words)}”, de senaste först.</p>").Append(List(entries, withCase: true));
        if (before is { } place)
            body.Append(Swedish, $"<p><a rel=\"next\" href=\"{E($"/diary/search?q={Uri.EscapeDataString(words)}{SeriesPart(series)}&before={place}")}\">Visa äldre träffar</a></p>");
        return Page("Sökning", words, series, body.ToString());
    }

    public IResult Case(IReadOnlyList<PublicEntry> entries)
    {
        var title = entries.FirstOrDefault(e => e.CaseTitle.Length > 0)?.CaseTitle ?? "";
        var number = numbers.OfCase(entries[0].Series, entries[0].Year, entries[0].CaseOrdinal);
        return Page(number, "", null, $"<h2 id=\"about\">{E(number)} {E(title)}</h2>{List(entries, withCase: false)}");
    }

    public IResult NoCase(string series, int year, int number) =>
        Page(
            "Finns inte",
            "",
            null,
            $"<h2 id=\"about\">Ärendet finns inte här</h2><p>Inget ärende i det offentliga diariet har numret {E(numbers.OfCase(series, year, number))}.</p>",
            StatusCodes.Status404NotFound
        );

    public IResult Feed(HttpRequest request, IReadOnlyList<PublicEntry> entries)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var home = addin.Value.HomeOf(request);
        XElement feed = new(
            atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", "sv"),
            new XElement(atom + "id", $"{home}/diary/feed"),
            new XElement(atom + "title", $"Diariet, {municipality.Name}"),
            new XElement(atom + "updated", Moment(entries.Count > 0 ? entries[0].EnteredAt : DateTimeOffset.UnixEpoch)),
            new XElement(atom + "author", new XElement(atom + "name", municipality.Name)),
            new XElement(atom + "link", new XAttribute("rel", "self"), new XAttribute("href", $"{home}/diary/feed")),
            new XElement(atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", $"{home}/diary")),
            entries.Select(e => new XElement(
                atom + "entry",
                new XElement(atom + "id", $"{home}{Address(e)}"),
                new XElement(atom + "title", $"{NumberOf(numbers, e)} {TitleOf(e)}"),
                new XElement(atom + "updated", Moment(e.EnteredAt)),
                new XElement(atom + "link", new XAttribute("href", $"{home}{Address(e)}")),
                new XElement(atom + "summary", Facts(e))
            ))
        );
        return Results.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}", "application/atom+xml", Encoding.UTF8);
    }

    public static string NumberOf(DiaryNumbers numbers, PublicEntry e) => numbers.OfDocument(e.Series, e.Year, e.CaseOrdinal, e.Ordinal);

    public static string Way(Direction direction) =>
        direction switch
        {
            Direction.Incoming => "Inkommen",
            Direction.Outgoing => "Utgående",
            _ => "Upprättad",
        };

    private IResult Page(string title, string words, string? series, string body, int status = StatusCodes.Status200OK) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="sv">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow, noarchive">
            <meta name="color-scheme" content="light dark">
            <title>{E(title)} – Diariet, {E(municipality.Name)}</title>
            <link rel="stylesheet" href="/diary/diary.css">
            <link rel="alternate" type="application/atom+xml" title="Senast diariefört" href="/diary/feed">
            </head>
            <body>
            <a class="skip" href="#about">Till innehållet</a>
            <header>
            <h1><a href="/diary">Diariet, {E(municipality.Name)}</a></h1>
            <form role="search" method="get" action="/diary/search">
            <label for="q">Ord ur en rubrik, eller diarienummer</label>
            <input id="q" type="search" name="q" maxlength="200" value="{E(words)}">
            <label for="series">Myndighet</label>
            <select id="series" name="series"><option value="">Alla</option>{string.Concat(municipality.Departments.Select(d => Option(d, series)).Distinct())}</select>
            <button>Sök</button>
            </form>
            </header>
            <main>
            {body}
            </main>
            <footer>
            <p>Namn på privatpersoner visas normalt inte här, och det går inte att söka på dem. Vill du ta del av en handling, eller av det som inte visas här? Skriv till
            <a href="mailto:{E(municipality.Registrar)}">{E(municipality.Registrar)}</a>. Du behöver inte säga vem du är eller varför du frågar. Kommunen prövar varje begäran för sig.</p>
            <p><a href="/diary/feed">Flöde (Atom)</a></p>
            </footer>
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status
        );

    private string List(IReadOnlyList<PublicEntry> entries, bool withCase)
    {
        StringBuilder list = new("<ol class=\"entries\">");
        foreach (var e in entries)
        {
            var number = NumberOf(numbers, e);
            list.Append(Swedish, $"<li id=\"{e.Series}-{e.Year}-{e.CaseOrdinal}-{e.Ordinal}\"><h3>{(withCase ? $"<a href=\"{E(Address(e))}\">{E(number)}</a>" : E(number))} {E(TitleOf(e))}</h3>");
            if (withCase && e.CaseTitle.Length > 0 && e.CaseTitle != e.Title)
                list.Append(Swedish, $"<p>Ärende: {E(e.CaseTitle)}</p>");
            list.Append(Swedish, $"<p class=\"facts\">{E(Facts(e))}</p></li>");
        }
        return list.Append("</ol>").ToString();
    }

    private static string TitleOf(PublicEntry e) => e.IsVoided ? "Makulerad" : e.Title.Length > 0 ? e.Title : "(rubriken visas inte)";

    private static string Facts(PublicEntry e)
    {
        if (e.IsVoided)
            return "Posten skrevs av misstag. Numret används inte igen.";
        var way = $"{Way(e.Direction)} {e.ReceivedOn:yyyy-MM-dd}";
        var counterpart = e.Counterpart is null ? "namn visas inte" : $"{(e.Direction is Direction.Outgoing ? "till" : "från")} {e.Counterpart}";
        return string.Join(" · ", (string[])[way, .. e.Direction is Direction.Internal && e.Counterpart is null ? [] : (string[])[counterpart], .. e.IsSecret ? (string[])["sekretessmarkerad"] : []]);
    }

    private static string Address(PublicEntry e) => $"/diary/case/{Uri.EscapeDataString(e.Series)}/{e.Year}/{e.CaseOrdinal}#{Uri.EscapeDataString($"{e.Series}-{e.Year}-{e.CaseOrdinal}-{e.Ordinal}")}";

    private static string Option(Department department, string? chosen) =>
        $"<option value=\"{E(department.DiarySeries)}\"{(department.DiarySeries == chosen ? " selected" : "")}>{E(department.DiarySeries)} {E(department.Committee)}</option>";

    private static string DayLink(DateOnly day, string? series) => $"/diary?day={day:yyyy-MM-dd}{SeriesPart(series)}";

    private static string SeriesPart(string? series) => string.IsNullOrEmpty(series) ? "" : $"&series={Uri.EscapeDataString(series)}";

    private static string SeriesField(string? series) => string.IsNullOrEmpty(series) ? "" : $"<input type=\"hidden\" name=\"series\" value=\"{E(series)}\">";

    private static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", Swedish);

    private static string ShortDay(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string E(string text) => Encoder.Encode(text);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
