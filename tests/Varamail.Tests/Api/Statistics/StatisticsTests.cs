using System.Net;
using Varamail.Api.Identity;
using Varamail.Api.Desk;
using Varamail.Api.Registrations;
using Varamail.Api.Statistics;

namespace Varamail.Tests.Api.Statistics;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class StatisticsTests(Store store)
{
    private VaramailApi api = null!;
    private int letters;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Inflow_outcomes_times_mailboxes_and_rules_are_counted()
    {
        for (var i = 0; i < 8; i++)
            await api.Karin.EnterAsync((await SendAsync("bygglov@vara.se")).Id, Calls.Entry());
        for (var i = 0; i < 6; i++)
            await DecideAsync((await SendAsync("bygglov@vara.se")).Id, "return", new ReturnRequest(1, "Fel"));
        api.Clock.Advance(TimeSpan.FromDays(6)); // from a Wednesday in November to a Tuesday in December
        var late = new List<RegistrationView>();
        for (var i = 0; i < 5; i++)
            late.Add(await SendAsync("bygglov@vara.se"));
        foreach (var one in late)
            await api.Karin.EnterAsync(one.Id, Calls.Entry());

        var found = await api.Bo.GetAsync<StatisticsView>("/api/v1/statistics?authority=BYN&months=2");

        Assert.Multiple(() =>
        {
            Assert.That((found.From, found.To, found.SmallestNumber), Is.EqualTo(("2026-11", "2026-12", 5)));
            Assert.That(found.Months, Is.EqualTo(new[] { new MonthCount("2026-11", 14, 8, 6), new MonthCount("2026-12", 5, 5, 0) }));
            Assert.That(found.Outcomes.Select(o => (o.Outcome, o.Count)).Take(3), Is.EqualTo(new (StatisticsOutcome, int?)[] { (StatisticsOutcome.Entered, 13), (StatisticsOutcome.Returned, 6), (StatisticsOutcome.Redirected, 0) }));
            Assert.That(found.Times.Sum(t => t.Count), Is.EqualTo(13));
            Assert.That(found.MedianWorkingDays, Is.Zero);
            Assert.That(found.Mailboxes.Select(m => (m.Kind, m.Name, m.Sent)), Is.EqualTo(new (MailboxGroup, string?, int?)[] { (MailboxGroup.Functional, "Bygglov", 19) }));
            Assert.That(found.Rules, Has.Count.EqualTo(1));
            Assert.That(found.Rules[0].Sent, Is.EqualTo(19));
            Assert.That(found.Rules[0].Rule, Does.StartWith("handling."));
            Assert.That(found.Rules[0].Text, Is.Not.Empty);
        });
    }

    [Test]
    public async Task What_could_point_at_somebody_is_left_out()
    {
        for (var i = 0; i < 7; i++)
            await SendAsync("bygglov@vara.se");
        await SendAsync("henrik.strand@vara.se");
        await SendAsync("anna.qvist@vara.se");
        await SendAsync("miljo@vara.se");

        var answer = await api.Bo.GetAsync("/api/v1/statistics?authority=BYN");
        var text = await answer.Content.ReadAsStringAsync();
        var found = await answer.ReadAsync<StatisticsView>();

        Assert.That(found.Mailboxes.Select(m => (m.Kind, m.Sent)), Is.EqualTo(new (MailboxGroup, int?)[] { (MailboxGroup.Rest, 10) }), "seven of ten would tell of three");
        Assert.That(text, Does.Not.Contain("Henrik").And.Not.Contain("henrik").And.Not.Contain("Qvist").And.Not.Contain("oid-"));
        Assert.That(found.MedianWorkingDays, Is.Null);
    }

    [Test]
    public async Task A_manager_counts_her_own_authority_and_a_head_registrar_hers()
    {
        for (var i = 0; i < 6; i++)
            await SendAsync("social@vara.se");

        Assert.That(await SentAsync(api.As("ingrid.falk@vara.se", "Manager")), Is.EqualTo(6));
        Assert.That(await SentAsync(api.As("nina.oberg@vara.se", "Manager")), Is.Zero, "another committee's");
        Assert.That(await SentAsync(api.As("nina.oberg@vara.se", "Manager"), "?authority=SN"), Is.Zero);
        Assert.That(await SentAsync(api.As("okand@vara.se", "Manager")), Is.Zero);
        Assert.That(await SentAsync(api.As("karin.ekdahl@vara.se", "HeadRegistrar")), Is.Zero);
        Assert.That(await SentAsync(api.As("dso@vara.se", "DataProtectionOfficer")), Is.EqualTo(6));
        await (await api.Karin.GetAsync("/api/v1/statistics")).ProblemAsync(403, "forbidden");
        await (await api.Bo.GetAsync("/api/v1/statistics?months=0")).ProblemAsync(400, "invalid");
    }

    [Test]
    public async Task An_administrator_sees_where_roles_come_from()
    {
        var found = await api.As("it@vara.se", "Administrator").GetAsync<RolesView>("/api/v1/roles");

        Assert.That(found.Roles.Select(r => r.Role), Does.Contain("Registrar").And.Contain("Administrator"));
        Assert.That(found.Assignments.Single().Person, Is.EqualTo("karin.ekdahl@vara.se"));
    }

    private static async Task<int?> SentAsync(HttpClient who, string query = "") =>
        (await who.GetAsync<StatisticsView>("/api/v1/statistics" + query)).Months.Sum(m => m.Sent);

    private Task<RegistrationView> SendAsync(string mailbox) => api.Henrik.RegisterAsync(api.Mailboxes.Put(mailbox, Calls.Letter($"{++letters}@example.se")));

    private async Task DecideAsync(Guid id, string what, object body) =>
        Assert.That((await api.Karin.DeskAsync(id, what, body)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
}
