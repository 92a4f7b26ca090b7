using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.PublicDiary;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.PublicDiary;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed partial class PublicDiaryTests(Store store)
{
    private const string Canary = "kanariefågel";
    private VaramailApi api = null!;
    private WebApplicationFactory<RegistrationView> open = null!;
    private HttpClient anybody = null!;
    private int letters;

    [SetUp]
    public void Start()
    {
        api = new VaramailApi(store);
        open = api.WithWebHostBuilder(host => host.UseSetting("PublicDiary:Enabled", "true"));
        anybody = open.CreateClient(new() { AllowAutoRedirect = false });
    }

    [TearDown]
    public async Task Stop()
    {
        await open.DisposeAsync();
        await api.DisposeAsync();
    }

    [Test]
    public async Task It_does_not_exist_unless_the_municipality_wants_it()
    {
        await EnterAsync(Calls.Entry());
        foreach (var route in PublicDiaryApi.Routes.Select(r => r.Replace("{series}/{year:int}/{number:int}", "BYN/2026/1", StringComparison.Ordinal)))
        {
            Assert.That((await api.CreateClient().GetAsync(route)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), route);
            Assert.That((await anybody.GetAsync(route)).StatusCode, Is.EqualTo(HttpStatusCode.OK), route);
        }
    }

    [Test]
    public async Task Nobody_but_a_person_who_reads_finds_it()
    {
        await EnterAsync(Calls.Entry());
        var answer = await anybody.GetAsync("/diary");

        Assert.That(answer.Headers.GetValues("X-Robots-Tag").Single(), Does.Contain("noindex"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("""<meta name="robots" content="noindex"""));
        Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=60"));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Not.Contain("script-src").And.Contain("default-src 'none'"));
        Assert.That((await anybody.GetAsync("/diary/case/BYN/2026/9")).Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_name_stands_on_the_web_only_when_a_registrar_shows_it_and_no_law_hides_it()
    {
        var entry = Calls.Entry(publicTitle: "Bygglov för Ulla Berg, Bergs väg 3") with { Case = new CaseChoice(NewTitle: "Ulla Bergs carport") };
        await EnterAsync(entry);
        await EnterAsync(entry with { Counterpart = "Länsstyrelsen", PublicTitle = "Yttrande från Länsstyrelsen", ShowCounterpart = true });
        await EnterAsync(entry with { Counterpart = "Länsstyrelsen", PublicTitle = "Yttrande tre", ShowCounterpart = true, HideCounterpart = true });

        var pages = await CrawlAsync("Ulla", "Berg", "Länsstyrelsen", "Yttrande");

        Assert.That(Visible(pages), Does.Not.Contain("Ulla").And.Contain("från Länsstyrelsen").And.Contain("Yttrande från Länsstyrelsen"));
        Assert.That(pages["/diary/case/BYN/2026/1"], Does.Contain("Bygglov för …").And.Contain("namn visas inte").And.Not.Contain("Berg"));
        Assert.That(pages["/diary/case/BYN/2026/3"], Does.Contain("namn visas inte").And.Not.Contain("Länsstyrelsen"));
        Assert.That(await SearchAsync("Ulla"), Does.Contain("Inga träffar"));
        Assert.That(await SearchAsync("Länsstyrelsen"), Does.Contain("BYN 2026/2-1").And.Not.Contain("BYN 2026/3-1"), "found by the title that stands there");
    }

    [Test]
    public async Task Nothing_restricted_can_be_reached()
    {
        // Everything that anybody typed or wrote, save the titles for the public, sings.
        for (var i = 0; i < 3; i++)
        {
            var sent = await open.As("henrik.strand@vara.se").RegisterAsync(Put(Letter()));
            await DeskAsync(sent.Id, "open", new OpenRequest($"{Canary}-skäl"));
            await EnterAsync(sent, Secret());
        }
        var waiting = await open.As("henrik.strand@vara.se").RegisterAsync(Put(Letter()));
        var back = await open.As("henrik.strand@vara.se").RegisterAsync(Put(Letter()));
        await DeskAsync(back.Id, "return", new ReturnRequest(1, $"{Canary}-åter"));
        var mistake = await open.As("henrik.strand@vara.se").RegisterAsync(Put(Letter()));
        await EnterAsync(mistake, Secret() with { PublicTitle = $"{Canary}-misstag" });
        await open.As("karin.ekdahl@vara.se", "Registrar").VoidAsync("BYN/2026/4");

        var pages = await CrawlAsync(Canary, "kanariefagel", "19811218-9876", "kanariefågel-namn", "oid", "Karin", "Skrivelse", "2026");

        Assert.That(pages, Has.Count.GreaterThan(12));
        Assert.That(Visible(pages), Does.Contain("Skrivelse").And.Contain("BYN 2026/4-1 Makulerad").And.Contain("sekretessmarkerad"));
        Assert.Multiple(() =>
        {
            foreach (var (address, text) in pages)
            {
                foreach (var bird in new[] { "kanarie", "19811218", "9876", "21 kap", "Karin", "oid-", waiting.Id.ToString(), back.Id.ToString() })
                    Assert.That(WithoutQuestion(address, text), Does.Not.Contain(bird).IgnoreCase, $"{address}: {bird}");
            }
        });
    }

    [Test]
    public async Task Each_party_is_shown_or_not_by_herself()
    {
        PartyEntry[] parties = [new(PartyRole.Receiver, "Bo Ek", "bo@example.se", Hidden: false), new(PartyRole.Receiver, "Vätterbygg AB", null, Hidden: false, Shown: true), new(PartyRole.Sender, "Göta Hovrätt", null, Hidden: true, Shown: true)];
        await EnterAsync(Calls.Entry(publicTitle: "Bo Ek, Vätterbygg AB och Göta Hovrätt om bygglov") with { Parties = parties });

        var pages = await CrawlAsync("Ek", "Vätterbygg", "Göta", "Hovrätt", "bo@example.se");

        Assert.That(pages["/diary/case/BYN/2026/1"], Does.Contain("…, Vätterbygg AB och … om bygglov").And.Contain("från Vätterbygg AB"));
        Assert.That(Visible(pages), Does.Not.Contain("Bo Ek").And.Not.Contain("bo@").And.Not.Contain("Göta").And.Not.Contain("Hovrätt").And.Not.Contain("Ulla"));
    }

    [Test]
    public async Task A_name_that_is_hidden_later_leaves_the_whole_case()
    {
        var entry = Calls.Entry(publicTitle: "Ansökan från Ulla Berg") with { Case = new CaseChoice(NewTitle: "Ulla Bergs carport"), ShowCounterpart = true };
        await EnterAsync(entry);
        await EnterAsync(entry with { Case = new CaseChoice("BYN 2026/1"), Counterpart = null, PublicTitle = "Beslut om Ulla Bergs carport" });
        Assert.That(await anybody.GetStringAsync("/diary/case/BYN/2026/1"), Does.Contain("Ulla Bergs carport").And.Contain("Beslut om Ulla Bergs carport"));

        await CorrectAsync("BYN/2026/1", 0, right => right with { HideCounterpart = true });
        Assert.That(Visible(await CrawlAsync("Ulla", "carport")), Does.Not.Contain("Ulla").And.Not.Contain("Berg").And.Contain("Beslut om … carport"));

        await CorrectAsync("BYN/2026/1", 0, right => right with { Counterpart = "Firma Carport", HideCounterpart = false, ShowCounterpart = true });
        Assert.That(Visible(await CrawlAsync("Ulla", "carport")), Does.Not.Contain("Ulla").And.Contain("från Firma Carport"), "a name that once stood there is no more shown than before");
    }

    [Test]
    public async Task Of_a_report_under_the_whistleblowing_act_only_the_number_stands_there()
    {
        var sent = await open.As("henrik.strand@vara.se").RegisterAsync(Put(Calls.Letter("report@example.se")));
        await EnterAsync(sent, Calls.Entry(publicTitle: "Rapport om en chef") with { Case = new CaseChoice(NewTitle: "Rapport om en chef"), ShowCounterpart = true });
        await using (var scope = open.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
            await db.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.IsWhistleblowing, true));
        }
        await using (var scope = open.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<VaramailDb>().PublicEntries.ExecuteDeleteAsync();
        await using var again = api.WithWebHostBuilder(host => host.UseSetting("PublicDiary:Enabled", "true"));
        anybody = again.CreateClient();

        var pages = await CrawlAsync("rapport", "chef", "Ulla");
        var karin = open.As("karin.ekdahl@vara.se", "Registrar");

        Assert.That((await karin.GetAsync<CasePage>("/api/v1/diary/cases?search=rapport")).Total, Is.Zero, "nor inside, for whoever doesn't receive reports");
        Assert.That((await karin.GetAsync<CasePage>("/api/v1/diary/cases")).Total, Is.Zero);
        Assert.That((await karin.GetAsync("/api/v1/diary/cases/BYN/2026/1")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await (await api.Bo.GetAsync("/api/v1/audit/?authority=BYN")).Content.ReadAsStringAsync(), Does.Not.Contain("Henrik"), "who reported");
        Assert.That(Visible(pages), Does.Contain("BYN 2026/1-1").And.Contain("sekretessmarkerad").And.Not.Contain("Rapport").IgnoreCase.And.Not.Contain("chef").And.Not.Contain("Ulla"));
    }

    [Test]
    public async Task What_is_voided_or_corrected_is_seen_at_once()
    {
        await EnterAsync(Calls.Entry(publicTitle: "Fel rubrik") with { Case = new CaseChoice(NewTitle: "Ärende", NewPublicTitle: "Ärende") });
        await CorrectAsync("BYN/2026/1", 0, right => right with { PublicTitle = "Rätt rubrik", ShowCounterpart = true });

        Assert.That(await anybody.GetStringAsync("/diary"), Does.Contain("Rätt rubrik").And.Contain("från Ulla Berg").And.Not.Contain("Fel rubrik"));
        Assert.That(await SearchAsync("fel"), Does.Contain("Inga träffar"));
        await open.As("karin.ekdahl@vara.se", "Registrar").VoidAsync("BYN/2026/1");
        Assert.That(await anybody.GetStringAsync("/diary"), Does.Contain("Makulerad").And.Not.Contain("Rätt rubrik").And.Not.Contain("Ulla"));
        Assert.That(await SearchAsync("rätt"), Does.Contain("Inga träffar"));
    }

    [Test]
    public async Task Day_list_search_feed_and_file_tell_the_same()
    {
        await EnterAsync(Calls.Entry(publicTitle: "Ansökan om uterum"));
        api.Clock.Advance(TimeSpan.FromDays(1));
        await EnterAsync(Calls.Entry(publicTitle: "Överklagande; \"bygglov\"") with { Direction = Varamail.Guideline.Direction.Outgoing });

        var today = await anybody.GetStringAsync("/diary");
        Assert.That(today, Does.Contain("Diariefört torsdag 26 november 2026").And.Contain("BYN 2026/2-1").And.Not.Contain("BYN 2026/1-1").And.Contain("?day=2026-11-25"));
        Assert.That(await anybody.GetStringAsync("/diary?day=2026-11-25"), Does.Contain("BYN 2026/1-1").And.Contain("?day=2026-11-26"));
        Assert.That(await anybody.GetStringAsync("/diary?day=2026-11-24"), Does.Contain("Inget diariefördes"));
        Assert.That(await anybody.GetStringAsync("/diary?day=2026-11-25&series=KS"), Does.Contain("Inget diariefördes"));
        Assert.That(await SearchAsync("UTER"), Does.Contain("BYN 2026/1-1").And.Not.Contain("BYN 2026/2-1"));
        Assert.That(await SearchAsync("överkl bygg"), Does.Contain("BYN 2026/2-1"));
        Assert.That(await SearchAsync("overkl"), Does.Contain("Inga träffar"), "ö is no o");
        Assert.That((await anybody.GetAsync("/diary/search?q=BYN%202026/1")).Headers.Location!.OriginalString, Is.EqualTo("/diary/case/BYN/2026/1"));
        Assert.That(await SearchAsync("uterum&series=KS"), Does.Contain("Inga träffar"));
        Assert.That(await SearchAsync("uterum&series=BYN"), Does.Contain("BYN 2026/1-1"));
        var feed = System.Xml.Linq.XDocument.Parse(await anybody.GetStringAsync("/diary/feed"));
        Assert.That(feed.Root!.Elements().Where(e => e.Name.LocalName == "entry").Select(e => e.Elements().First(x => x.Name.LocalName == "title").Value), Is.EqualTo(new[] { "BYN 2026/2-1 Överklagande; \"bygglov\"", "BYN 2026/1-1 Ansökan om uterum" }));
        var csv = await anybody.GetStringAsync("/diary/list.csv?from=2026-11-01&to=2026-11-30");
        Assert.That(csv, Does.Contain("BYN 2026/1-1;2026-11-25;2026-11-25;Inkommen;Ansökan om uterum;Ansökan om uterum;;").And.Contain("\"Överklagande; \"\"bygglov\"\"\""));
        Assert.That((await anybody.GetAsync("/diary/list.csv?from=2020-01-01&to=2026-01-01")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("\"")]
    [TestCase("' OR 1=1 --")]
    [TestCase("*")]
    [TestCase("NEAR( AND OR NOT")]
    [TestCase("Title : x")]
    [TestCase("a & b | !c <-> d:*")]
    [TestCase("<script>alert(1)</script>")]
    [TestCase("\\ \0 %_")]
    [TestCase("å ä ö é ß İ ﬁ 😀 中")]
    public async Task Whatever_is_searched_is_words_only(string words)
    {
        await EnterAsync(Calls.Entry(publicTitle: "Ansökan om uterum"));

        var answer = await anybody.GetAsync($"/diary/search?q={Uri.EscapeDataString(words)}");
        var inside = await open.As("karin.ekdahl@vara.se", "Registrar").GetAsync($"/api/v1/diary/cases?search={Uri.EscapeDataString(words)}");

        Assert.That((answer.StatusCode, inside.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script"));
    }

    [Test]
    public async Task Titles_are_words_and_never_markup()
    {
        await EnterAsync(Calls.Entry(publicTitle: "<img src=x onerror=alert(1)> & \"ritning\"") with { Case = new CaseChoice(NewTitle: "</h2><b>x") });

        foreach (var address in (await CrawlAsync("ritning")).Keys.Where(a => !a.Contains(".csv", StringComparison.Ordinal)))
            Assert.That(await anybody.GetStringAsync(address), Does.Not.Contain("<img").And.Not.Contain("</h2><b>"));
    }

    [Test]
    public async Task A_search_goes_on_to_older_hits()
    {
        for (var i = 0; i < 53; i++)
            await EnterAsync(Calls.Entry(publicTitle: $"Ritning {i}"));

        var first = await SearchAsync("ritning");
        var more = Next().Match(first).Groups["address"].Value;
        var second = await anybody.GetStringAsync(WebUtility.HtmlDecode(more));

        Assert.That(first, Does.Contain("BYN 2026/53-1").And.Contain("BYN 2026/4-1").And.Not.Contain("BYN 2026/3-1"));
        Assert.That(second, Does.Contain("BYN 2026/3-1").And.Contain("BYN 2026/1-1").And.Not.Contain("rel=\"next\""));
    }

    [Test]
    public async Task One_address_can_not_ask_without_end()
    {
        await using var strict = api.WithWebHostBuilder(host => host.UseSetting("PublicDiary:Enabled", "true").UseSetting("PublicDiary:CallsPerMinute", "3"));
        var client = strict.CreateClient();
        for (var i = 0; i < 3; i++)
            Assert.That((await client.GetAsync("/diary")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        Assert.That((await client.GetAsync("/diary")).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task A_diary_that_is_older_than_its_public_lines_gets_them_at_the_start()
    {
        await EnterAsync(Calls.Entry(publicTitle: "Gammal handling"));
        await using (var scope = open.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<VaramailDb>();
            await db.PublicEntries.ExecuteDeleteAsync();
            await db.DiaryWords.ExecuteDeleteAsync();
        }
        Assert.That(await SearchAsync("gammal"), Does.Contain("Inga träffar"));

        await using var again = api.WithWebHostBuilder(host => host.UseSetting("PublicDiary:Enabled", "true"));
        Assert.That(await again.CreateClient().GetStringAsync("/diary/search?q=gammal"), Does.Contain("BYN 2026/1-1"));
        Assert.That((await again.As("karin.ekdahl@vara.se", "Registrar").GetAsync<CasePage>("/api/v1/diary/cases?search=ulla")).Total, Is.EqualTo(1), "inside, a name finds");
    }

    private static EntryRequest Secret() =>
        Calls.Entry(secrecy: new SecrecyMarking("21 kap. 3 § OSL", Canary, new DateOnly(2026, 11, 25)), publicTitle: "Skrivelse") with
        {
            Case = new CaseChoice(NewTitle: $"{Canary}-ärende", NewPublicTitle: "Skrivelse"),
            Title = $"{Canary}-rubrik",
            Counterpart = $"{Canary}-namn",
            CaseOfficer = $"{Canary}-handläggare",
            Note = $"{Canary}-anteckning",
            DocumentType = $"{Canary}-typ",
            ClassificationCode = Canary,
        };

    private string Letter() =>
        Calls
            .Letter($"kanariefagel{++letters}@example.se", $"{Canary}-ämne", $"{Canary}-text. Mitt personnummer är 19811218-9876.")
            .Replace("Ulla Berg <ulla@", "Kanariefågel-namn <kanariefagel@", StringComparison.Ordinal);

    private Varamail.Api.Microsoft365.ItemRef Put(string letter) => api.Mailboxes.Put("bygglov@vara.se", letter);

    private async Task EnterAsync(EntryRequest entry) =>
        await EnterAsync(await open.As("henrik.strand@vara.se").RegisterAsync(Put(Calls.Letter($"{++letters}@example.se"))), entry);

    private Task<QueueItem> EnterAsync(RegistrationView sent, EntryRequest entry) => open.As("karin.ekdahl@vara.se", "Registrar").EnterAsync(sent.Id, entry);

    private async Task DeskAsync(Guid id, string what, object body) =>
        Assert.That((await open.As("karin.ekdahl@vara.se", "Registrar").DeskAsync(id, what, body)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    private async Task CorrectAsync(string diaryCase, int at, Func<CorrectRequest, CorrectRequest> change)
    {
        var karin = open.As("karin.ekdahl@vara.se", "Registrar");
        var e = (await karin.GetAsync<CaseDetail>($"/api/v1/diary/cases/{diaryCase}")).Entries[at];
        CorrectRequest stands = new(e.Title, e.PublicTitle, e.DocumentType, e.ClassificationCode, e.ReceivedOn, e.Counterpart, e.HideCounterpart, e.CaseOfficer, e.Secrecy, e.Note, "Fel", e.ShowCounterpart);
        Assert.That((await karin.PostAsync($"/api/v1/diary/entries/{e.Id}/correct", change(stands))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<string> SearchAsync(string words) => anybody.GetStringAsync($"/diary/search?q={words}");

    /// <summary>Every page that a link leads to, and searches for these words.</summary>
    private async Task<Dictionary<string, string>> CrawlAsync(params string[] words)
    {
        Dictionary<string, string> pages = [];
        Queue<string> todo = new(["/diary", "/diary/feed", "/diary/list.csv?from=2026-01-01&to=2026-12-31", .. words.Select(w => $"/diary/search?q={Uri.EscapeDataString(w)}")]);
        while (todo.TryDequeue(out var address))
        {
            if (pages.ContainsKey(address))
                continue;
            var answer = await anybody.GetAsync(address);
            var text = pages[address] = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.That((int)answer.StatusCode, Is.LessThan(400), address);
            foreach (var link in Link().Matches(text).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value).Split('#')[0]))
                todo.Enqueue(link);
        }
        return pages;
    }

    /// <summary>The page repeats what was asked, in the field and in its answer: that is no leak.</summary>
    private static string WithoutQuestion(string address, string text) =>
        address.Split("?q=") is [_, var asked] ? text.Replace(Uri.UnescapeDataString(asked.Split('&')[0]), "", StringComparison.Ordinal) : text;

    private static string Visible(Dictionary<string, string> pages) => string.Concat(pages.Select(p => WithoutQuestion(p.Key, p.Value)));

    [GeneratedRegex("href=\"(?<address>/diary[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("rel=\"next\" href=\"(?<address>[^\"]+)\"")]
    private static partial Regex Next();
}
