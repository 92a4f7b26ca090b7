using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Diary;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class DiaryTests(Store store)
{
    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task The_case_has_the_number_and_each_document_a_number_in_it()
    {
        var first = await api.Karin.EnterAsync((await Send()).Id, Calls.Entry());
        var second = await api.Karin.EnterAsync((await Send()).Id, Calls.Entry("BYN 2026/1"));
        var third = await api.Karin.EnterAsync((await Send()).Id, Calls.Entry());

        Assert.That(first.Outcome!.CaseNumber, Is.EqualTo("BYN 2026/1"));
        Assert.That(first.Outcome.DiaryNumber, Is.EqualTo("BYN 2026/1-1"));
        Assert.That(second.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
        Assert.That(third.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/2-1"));
        var detail = await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1");
        Assert.That(detail.Case.Title, Is.EqualTo("Bygglov för carport"));
        Assert.That(detail.Entries.Select(e => e.Number), Is.EqualTo(new[] { "BYN 2026/1-1", "BYN 2026/1-2" }));
        Assert.That(detail.Entries[0].Counterpart, Is.EqualTo("Ulla Berg"));
        Assert.That(detail.Entries[0].ReceivedOn, Is.EqualTo(new DateOnly(2026, 11, 25)));
    }

    [Test]
    public async Task Numbers_have_no_gaps_and_are_never_given_twice_however_many_enter_at_once()
    {
        const int Count = 24;
        var waiting = new List<RegistrationView>();
        for (var i = 0; i < Count; i++)
            waiting.Add(await Send());
        // Between the good ones some that fail after the number was taken: their numbers must come back.
        var calls = waiting.SelectMany(r =>
            new[] { api.Karin.DeskAsync(r.Id, "enter", Calls.Entry()), api.Karin.DeskAsync(r.Id, "enter", Calls.Entry()) }
        );

        var answers = await Task.WhenAll(calls);

        Assert.That(answers.Count(a => a.StatusCode == HttpStatusCode.OK), Is.EqualTo(Count));
        Assert.That(answers.Count(a => a.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(Count));
        var cases = await Read(db => db.Cases.Select(c => c.Ordinal).ToListAsync());
        Assert.That(cases, Is.EquivalentTo(Enumerable.Range(1, Count)));
    }

    [Test]
    public async Task Documents_entered_at_once_in_one_case_are_numbered_without_gaps()
    {
        await api.Karin.EnterAsync((await Send()).Id, Calls.Entry());
        var waiting = new List<RegistrationView>();
        for (var i = 0; i < 12; i++)
            waiting.Add(await Send());

        var items = await Task.WhenAll(waiting.Select(r => api.Karin.EnterAsync(r.Id, Calls.Entry("BYN 2026/1"))));

        Assert.That(items.Select(i => i.Outcome!.DiaryNumber), Is.EquivalentTo(Enumerable.Range(2, 12).Select(n => $"BYN 2026/1-{n}")));
    }

    [Test]
    public async Task Each_series_and_each_year_counts_from_one()
    {
        var bygg = await api.Karin.EnterAsync((await Send()).Id, Calls.Entry());
        var kansli = await api.Karin.EnterAsync((await Send("vara.kommun@vara.se")).Id, Calls.Entry());
        api.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero)); // half past midnight in Vara
        var next = await api.Karin.EnterAsync((await Send()).Id, Calls.Entry());

        Assert.That(bygg.Outcome!.CaseNumber, Is.EqualTo("BYN 2026/1"));
        Assert.That(kansli.Outcome!.CaseNumber, Is.EqualTo("KS 2026/1"));
        Assert.That(next.Outcome!.CaseNumber, Is.EqualTo("BYN 2027/1"));
    }

    [Test]
    public async Task A_voided_entry_stays_visible_and_its_number_is_not_given_again()
    {
        var sent = await Send();
        await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        var entry = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries.Single();

        var voided = await (
            await api.Karin.PostAsync($"/api/v1/diary/entries/{entry.Id}/void", new VoidRequest("Fel ärende"))
        ).ReadAsync<EntryView>();
        Assert.That(voided.Voided!.By.Name, Is.EqualTo("Karin Ekdahl"));
        Assert.That(voided.Voided.Reason, Is.EqualTo("Fel ärende"));
        var back = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}")).Item;
        Assert.That(back.State, Is.EqualTo(RegistrationState.Queued));
        await (await api.Karin.PostAsync($"/api/v1/diary/entries/{entry.Id}/void", new VoidRequest("igen"))).ProblemAsync(409, "alreadyDecided");

        var again = await api.Karin.EnterAsync(sent.Id, Calls.Entry("BYN 2026/1"));
        Assert.That(again.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
        var entries = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries;
        Assert.That(entries.Select(e => e.Voided is not null), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task A_secrecy_marking_needs_its_provision_and_a_public_title()
    {
        var sent = await Send();
        var day = new DateOnly(2026, 11, 25);

        await Refused(sent, Calls.Entry(secrecy: new SecrecyMarking(" ", null, day)), "secrecy");
        await Refused(sent, Calls.Entry(secrecy: new SecrecyMarking("21 kap. 3 § OSL", null, day), publicTitle: null), "publicTitle");
        var entered = await api.Karin.EnterAsync(sent.Id, Calls.Entry(secrecy: new SecrecyMarking("21 kap. 3 § OSL", null, day)));
        Assert.That(entered.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-1"));
        var entry = (await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries.Single();
        Assert.That(entry.Secrecy!.Provision, Is.EqualTo("21 kap. 3 § OSL"));
        Assert.That(entry.PublicTitle, Is.EqualTo("Ansökan"));
    }

    [Test]
    public async Task An_entry_that_makes_no_sense_is_refused_by_field()
    {
        var sent = await Send();
        var entry = Calls.Entry();

        await Refused(sent, entry with { Case = new CaseChoice() }, "case");
        await Refused(sent, entry with { Case = new CaseChoice("BYN 2026/1", "och en ny") }, "case");
        await Refused(sent, entry with { Case = new CaseChoice("BYN 2026/99") }, "case.existing");
        await Refused(sent, entry with { Case = new CaseChoice("hej") }, "case.existing");
        await Refused(sent, entry with { ReceivedOn = new DateOnly(2026, 11, 26) }, "receivedOn");
        await Refused(sent, entry with { Title = "" }, "Title");
        Assert.That(await Read(db => db.Series.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Another_authoritys_diary_does_not_exist()
    {
        var social = await Send("social@vara.se");
        await api.Bo.EnterAsync(social.Id, Calls.Entry());
        var entry = (await api.Bo.GetAsync<CaseDetail>("/api/v1/diary/cases/SN/2026/1")).Entries.Single();

        await (await api.Karin.GetAsync("/api/v1/diary/cases/SN/2026/1")).ProblemAsync(404, "notFound");
        await (await api.Karin.PostAsync($"/api/v1/diary/entries/{entry.Id}/void", new VoidRequest("x"))).ProblemAsync(404, "notFound");
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases")).Total, Is.Zero);
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases?authority=SN")).Total, Is.Zero);
        Assert.That((await api.Karin.GetAsync<CasePage>("/api/v1/diary/cases?search=carport")).Total, Is.Zero);
        Assert.That((await api.Bo.GetAsync<CasePage>("/api/v1/diary/cases?search=CARPORT")).Total, Is.EqualTo(1));
        Assert.That((await api.Bo.GetAsync<CasePage>("/api/v1/diary/cases?search=SN%202026/1")).Total, Is.EqualTo(1));
        Assert.That((await api.Bo.GetAsync<CasePage>("/api/v1/diary/cases?search=F%C3%96R")).Total, Is.EqualTo(1));
        await Refused(await Send(), Calls.Entry("SN 2026/1"), "case.existing");
    }

    [Test]
    public async Task A_registrar_enters_at_once_and_a_repeat_gets_the_same_number()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var fingerprint = (await api.Karin.AssessAsync(item)).Item.Fingerprint;
        var request = new EnterNowRequest(item, fingerprint, Calls.Entry());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.Karin.PostAsync("/api/v1/registrations/enter", request)));

        var views = await Task.WhenAll(answers.Select(a => a.ReadAsync<RegistrationView>(a.StatusCode)));
        Assert.That(answers.Count(a => a.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(views.Select(v => v.Outcome!.DiaryNumber).Distinct(), Is.EqualTo(new[] { "BYN 2026/1-1" }));
    }

    [Test]
    public async Task An_official_with_the_right_enters_for_her_own_committee_only()
    {
        var anna = api.As("anna.qvist@vara.se", "DiaryOfficer");
        var own = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var other = api.Mailboxes.Put("vara.kommun@vara.se", Calls.Letter("b2@example.se"));

        var entered = await (await Enter(anna, own)).ReadAsync<RegistrationView>(HttpStatusCode.Created);
        Assert.That(entered.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-1"));
        await (await Enter(anna, other)).ProblemAsync(403, "forbidden");
        await (await Enter(api.Henrik, own)).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task What_could_not_be_entered_at_once_is_not_left_in_the_queue()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var fingerprint = (await api.Karin.AssessAsync(item)).Item.Fingerprint;

        await (
            await api.Karin.PostAsync("/api/v1/registrations/enter", new EnterNowRequest(item, fingerprint, Calls.Entry("BYN 2026/9")))
        ).ProblemAsync(400, "invalid");

        Assert.That(await Read(db => db.Registrations.CountAsync()), Is.Zero);
    }

    private async Task<RegistrationView> Send(string mailbox = "bygglov@vara.se") =>
        await api.Henrik.RegisterAsync(api.Mailboxes.Put(mailbox, Calls.Letter($"{Guid.NewGuid():N}@example.se")));

    private static async Task<HttpResponseMessage> Enter(HttpClient who, ItemRef item) =>
        await who.PostAsync("/api/v1/registrations/enter", new EnterNowRequest(item, (await who.AssessAsync(item)).Item.Fingerprint, Calls.Entry()));

    private async Task Refused(RegistrationView sent, EntryRequest entry, string field)
    {
        var problem = await (await api.Karin.DeskAsync(sent.Id, "enter", entry)).ProblemAsync(400, "invalid");
        Assert.That(problem.GetProperty("errors").EnumerateObject().Select(e => e.Name), Has.Some.StartsWith(field).IgnoreCase);
    }

    private async Task<T> Read<T>(Func<VaramailDb, Task<T>> query)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<VaramailDb>());
    }
}
