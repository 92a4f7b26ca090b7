using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline.Messages;

namespace Varamail.Tests.Api.Desk;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class RelationsTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task The_thread_counts_every_message_that_is_known_and_leads_to_its_case()
    {
        var first = await Send(Letter("t1", "Bygglov för carport", "Jag söker bygglov för en carport vid huset."));
        var entered = await api.Karin.EnterAsync(first.Id, Calls.Entry());
        var reply = await Send(Letter("t4", "SV: Bygglov för carport", "Här kommer ritningen som ni bad om.", "References: <t1@example.se> <t2@example.se> <t3@example.se>\r\nIn-Reply-To: <t3@example.se>\r\n"));

        var relations = (await Help(reply.Id)).Relations;

        Assert.That((relations.Messages, relations.NotEntered), Is.EqualTo((4, 3)));
        Assert.That(relations.Thread.Single().DiaryNumber, Is.EqualTo("BYN 2026/1-1"));
        Assert.That((relations.Cases[0].Number, relations.Cases[0].Reason), Is.EqualTo(("BYN 2026/1", $"Samma tråd som {entered.Outcome!.DiaryNumber}")));
        Assert.That((await Help(first.Id)).Relations.Messages, Is.EqualTo(4));
    }

    [Test]
    public async Task A_thread_that_was_cut_off_is_found_by_subject_between_the_same_people_only()
    {
        await Send(Letter("c1", "Fråga om staket mot gatan", "Får jag sätta upp ett staket?"));
        var cut = await Send(Letter("c2", "Re: Fråga om staket mot gatan", "Jag har inte fått något svar."));
        var other = await Send(Letter("c3", "Fråga om staket mot gatan", "Hur högt får det vara?").Replace("ulla@example.se", "nils@example.se", StringComparison.Ordinal));

        Assert.That((await Help(cut.Id)).Relations.Thread, Has.Count.EqualTo(1));
        Assert.That((await Help(other.Id)).Relations.Thread, Is.Empty);
    }

    [Test]
    public async Task A_case_is_suggested_by_its_number_its_property_and_its_sender_with_the_reason()
    {
        await api.Karin.EnterAsync(
            (await Send(Letter("s1", "Ansökan", "Jag vill bygga ut."))).Id,
            Calls.Entry() with { Case = new CaseChoice(NewTitle: "Bygglov för tillbyggnad, Kvänum 4:12") }
        );
        await api.Karin.EnterAsync(
            (await Send(Letter("s2", "Sophämtning", "Kärlet står kvar.").Replace("ulla@", "nils@", StringComparison.Ordinal))).Id,
            Calls.Entry() with { Case = new CaseChoice(NewTitle: "Sophämtning") }
        );

        var bySender = await Cases(Letter("s3", "Undran", "Hur går det för mig?"));
        var byProperty = await Cases(Letter("s4", "Komplettering, Kvänum 4:12", "Ritning bifogas.").Replace("ulla@", "eva@", StringComparison.Ordinal));
        var byNumber = await Cases(Letter("s5", "Ert diarienummer", "Vi svarar på BYN 2026/2.").Replace("ulla@", "per@", StringComparison.Ordinal));

        Assert.That(bySender.Single(), Is.EqualTo(new SuggestedCase("BYN 2026/1", "Bygglov för tillbyggnad, Kvänum 4:12", "Samma avsändare")));
        Assert.That(byProperty.Single().Reason, Is.EqualTo("Ärendemeningen nämner Kvänum 4:12"));
        Assert.That((byNumber.Single().Number, byNumber.Single().Reason), Is.EqualTo(("BYN 2026/2", "Diarienumret nämns i meddelandet")));
    }

    [Test]
    public async Task A_file_that_came_before_is_told_with_the_number_that_it_has()
    {
        var first = await Send(WithFile("f1", "ritning.txt"));
        await api.Karin.EnterAsync(first.Id, Calls.Entry());
        var second = await Send(WithFile("f2", "kopia.txt"));

        var same = (await Help(second.Id)).Relations.SameFiles.Single();

        Assert.That((same.Name, same.In.Id, same.In.DiaryNumber), Is.EqualTo(("kopia.txt", first.Id, "BYN 2026/1-1")));
    }

    [Test]
    public async Task Nothing_of_another_authority_or_of_a_closed_message_is_told()
    {
        await api.Henrik.RegisterAsync(api.Mailboxes.Put("social@vara.se", Letter("o1", "Delad tråd om bidrag", "Hej!")));
        var reply = await Send(Letter("o2", "Sv: Delad tråd om bidrag", "Hej igen!", "References: <o1@example.se>\r\n"));
        var closed = await Send(Calls.Protected("o3@example.se"));

        Assert.That((await Help(reply.Id)).Relations.Thread, Is.Empty);
        foreach (var what in (string[])["relations", "similar"])
            await (await api.Karin.GetAsync($"/api/v1/desk/queue/{closed.Id}/{what}")).ProblemAsync(404, "notFound");
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{closed.Id}/attachments/0/text")).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task What_a_file_says_can_be_read_without_opening_it()
    {
        var sent = await Send(WithFile("x1", "ritning.txt"));

        var text = await api.Karin.GetAsync<AttachmentText>($"/api/v1/desk/queue/{sent.Id}/attachments/0/text");

        Assert.That(text.Text, Does.StartWith("Taket är rött"));
        Assert.That(text.IsWhole, Is.True);
        await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/attachments/7/text")).ProblemAsync(404, "notFound");
    }

    [Test]
    public async Task Forty_nearly_identical_letters_become_one_case_with_forty_parties()
    {
        List<RegistrationView> protests = [];
        for (var i = 0; i < 40; i++)
            protests.Add(await Send(Protest(i)));
        var other = await Send(Letter("other", "Fråga om simhallen", "Hej! Vilka tider är simhallen öppen på julafton, och kostar det något för barn under sju år att bada då?"));

        var alike = await api.Karin.GetAsync<List<LikeMessage>>($"/api/v1/desk/queue/{protests[0].Id}/similar");
        Assert.That(alike.Select(a => a.Item.Id), Is.EquivalentTo(protests.Skip(1).Select(p => p.Id)));
        Assert.That(alike.Select(a => a.Likeness), Has.All.GreaterThan(0.6));
        Assert.That((await Help(protests[0].Id)).Relations.NearlySame, Is.EqualTo(39));
        Assert.That((await Help(other.Id)).Relations.NearlySame, Is.Zero);

        CampaignRequest request = new(
            Calls.Entry() with { Case = new CaseChoice(NewTitle: "Synpunkter på detaljplan Centrum 7") },
            [.. protests.Select(p => new CampaignItem(p.Id, p.Version))]
        );
        var entered = await (await api.Karin.PostAsync("/api/v1/desk/campaign", request)).ReadAsync<CampaignEntered>();

        Assert.That((entered.CaseNumber, entered.Items.Count), Is.EqualTo(("BYN 2026/1", 40)));
        var entries = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries;
        Assert.That(entries.Select(e => e.Counterpart), Is.EquivalentTo(Enumerable.Range(0, 40).Select(i => $"Granne {i}")));
        Assert.That(entries.Select(e => e.Number), Is.Unique);
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Items.Select(i => i.Id), Is.EqualTo(new[] { other.Id }));
    }

    [Test]
    public async Task A_campaign_is_entered_wholly_or_not_at_all()
    {
        var one = await Send(Protest(1));
        var two = await Send(Protest(2));
        await (await api.Bo.DeskAsync(two.Id, "claim", new ClaimRequest(two.Version))).ReadAsync<QueueItem>();
        CampaignRequest request = new(Calls.Entry(), [new(one.Id, one.Version), new(two.Id, two.Version)]);

        var refused = await (await api.Karin.PostAsync("/api/v1/desk/campaign", request)).ProblemAsync(409, "changedMeanwhile");

        Assert.That(refused.GetProperty("detail").GetString(), Does.Contain("Bo Wallgren"));
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases")).Total, Is.Zero);
        Assert.That((await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue")).Total, Is.EqualTo(2));
        var closed = await Send(Calls.Protected("z@example.se"));
        await (await api.Karin.PostAsync("/api/v1/desk/campaign", request with { Items = [new(one.Id, one.Version), new(closed.Id, closed.Version)] })).ProblemAsync(404, "notFound");
        await (await api.Karin.PostAsync("/api/v1/desk/campaign", request with { Items = [new(one.Id, one.Version)] })).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task Ties_hold_hashes_only()
    {
        await Send(WithFile("h1", "ritning.txt"));
        await using var scope = api.Services.CreateAsyncScope();

        var ties = await scope.ServiceProvider.GetRequiredService<VaramailDb>().Ties.ToListAsync();

        Assert.That(ties.Select(t => t.Kind).Distinct(), Is.EquivalentTo(new[] { TieKind.Thread, TieKind.File, TieKind.Wording, TieKind.Subject }));
        Assert.That(ties.Select(t => t.Value), Has.All.Match("^[0-9a-f]{18,64}$"));
    }

    private static string Letter(string id, string subject, string body, string more = "") =>
        Calls.Letter($"{id}@example.se", subject, body).Replace("MIME-Version", more + "MIME-Version", StringComparison.Ordinal);

    private static string Protest(int i) =>
        Letter(
                $"p{i}",
                "Nej till detaljplan Centrum 7",
                $"Till byggnadsnämnden. Jag bor på Storgatan {i} och vill lämna synpunkter på förslaget till detaljplan för Centrum 7. Huset blir för högt, det skuggar "
                    + "torget hela eftermiddagen och tar bort de träd som våra barn leker under. Trafiken förbi skolan ökar och det finns inte tillräckligt många parkeringsplatser. "
                    + "Gör om planen, sänk huset till tre våningar och låt träden stå kvar. Skicka beslutet till mig när det är fattat."
            )
            .Replace("Ulla Berg <ulla@example.se>", $"Granne {i} <granne{i}@example.se>", StringComparison.Ordinal);

    private static string WithFile(string id, string name) =>
        Calls.Multipart(
            $"{id}@example.se",
            "--x\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nJag söker bygglov för en carport och skickar med ritningen, som grannen har godkänt.\r\n--x\r\n"
                + $"Content-Type: text/plain; charset=UTF-8; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Taket är rött och väggarna vita. ", 20))))
                + "\r\n--x--"
        );

    private Task<EntryHelp> Help(Guid id) => api.Karin.GetAsync<EntryHelp>($"/api/v1/desk/queue/{id}/relations");

    private async Task<IReadOnlyList<SuggestedCase>> Cases(string letter) => (await Help((await Send(letter)).Id)).Relations.Cases;

    private Task<RegistrationView> Send(string letter) => api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", letter));
}

[TestFixture]
internal sealed class TitlesTests
{
    private static readonly Varamail.Guideline.Municipality Municipality = Varamail.Guideline.Municipality.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "vara.json")));

    [TestCase("SV: Ansökan om bygglov för uterum, Kvänum 4:12", "Ansökan om bygglov för uterum, Kvänum 4:12", "")]
    [TestCase("[EXTERN] VB: Re: Synpunkter på detaljplanen", "Synpunkter på detaljplanen", "")]
    [TestCase("Klagomål på sophämtningen för Karin Lindqvist", "Klagomål på sophämtningen", "Karin Lindqvist")]
    [TestCase("Viktor Linds skolgång", "Skolgång", "Viktor Linds")]
    [TestCase("Överklagande från Berg", "Överklagande", "Berg")]
    [TestCase("Bygglov, ring 070-123 45 67 eller ulla@example.se", "Bygglov, ring eller", "070-123 45 67|ulla@example.se")]
    [TestCase("19811218-9876", "Skrivelse", "19811218-9876")]
    [TestCase("", "Skrivelse", "")]
    public void A_title_keeps_the_matter_and_leaves_private_people_out(string subject, string title, string takenOut)
    {
        var suggested = Of(subject, "Hej! Se rubriken.");

        Assert.That((suggested.Title, string.Join('|', suggested.TakenOut)), Is.EqualTo((title, takenOut)));
    }

    [Test]
    public void A_sensitive_word_of_the_letter_is_left_out_of_the_title()
    {
        var suggested = Of("Ansökan om anpassning, autism", "Min son Viktor Lind i 4B har fått diagnosen autism.");

        Assert.That(suggested.Title, Does.Not.Contain("autism").IgnoreCase);
        Assert.That(suggested.Title, Does.Contain("anpassning"));
    }

    private static SuggestedTitle Of(string subject, string body)
    {
        var message = MessageReader.Read(Encoding.UTF8.GetBytes(Calls.Letter("t@example.se", subject, body)));
        return Titles.Of(message, new Varamail.Guideline.Assessor(Municipality).Assess(message, "bygglov@vara.se", DateTimeOffset.UnixEpoch), Municipality);
    }
}
