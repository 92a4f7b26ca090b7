using System.Net;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Tests.Api.Diary.Deliveries;

namespace Varamail.Tests.Api.Sent;

/// <summary>“Skicka och diarieför” where another system holds the diary.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class SentElsewhereTests(Store store)
{
    private const string Shared = "bygglov@vara.se";
    private const string Number = "EVO-2026-17";

    private StandInDiary evolution = null!;
    private VaramailApi api = null!;

    [SetUp]
    public void Start()
    {
        evolution = new StandInDiary { Known = [new FoundCase(new CaseReference("case-17", Number), "Bygglov Kedum 4:12, Ulla Berg", null)] };
        evolution.Abilities |= DiaryAbilities.SearchCases;
        api = DeliveryTests.Api(evolution, store);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task A_case_is_found_there_chosen_and_the_sent_message_goes_into_it()
    {
        var offered = await OfferedAsync(api.Karin, new CaseQuestion(Shared, Search: "kedum"));
        Assert.That(offered.Cases, Is.EqualTo(new[] { new OfferedCase(Number, "Bygglov Kedum 4:12, Ulla Berg", CaseReason.Found, Enters: true, "BYN", "Evolution") }));
        Assert.That(offered.Elsewhere, Is.EqualTo(new[] { new DiaryElsewhere("BYN", "Byggnadsnämnden", "Evolution", CanSearch: true, IsSilent: false, Enters: true) }));

        var dispatch = await BeginAsync(api.Karin, Number);
        api.Mailboxes.PutSent(Shared, Sent(dispatch.Id), api.Clock.GetUtcNow());
        await api.LookAsync();
        await api.DeliverAsync();

        Assert.That((dispatch.CaseNumber, dispatch.System, dispatch.Unchecked), Is.EqualTo((Number, "Evolution", false)));
        Assert.That(evolution.Held.Single().Document.Case.Existing!.Number, Is.EqualTo(Number));
        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Registration!.Outcome!.DiaryNumber, Is.EqualTo($"{Number}-1"));
    }

    [Test]
    public async Task The_case_of_the_message_that_is_answered_is_offered_by_the_number_that_the_other_system_gave()
    {
        await api.EnteredAsync();
        await api.DeliverAsync();

        var offered = await OfferedAsync(api.Karin, new CaseQuestion(Shared, "<a1@example.se>"));

        Assert.That(offered.Cases.Select(c => (c.Number, c.Reason)), Is.EqualTo(new[] { ("EVO-1", CaseReason.Thread) }));
    }

    [Test]
    public async Task A_number_that_isnt_there_is_refused_and_one_in_small_letters_is_written_as_the_system_writes_it()
    {
        await (await api.Karin.PostAsync("/api/v1/sent", Request("EVO-2026-18"))).ProblemAsync(400, "invalid");
        await (await api.Karin.PostAsync("/api/v1/sent", Request(" "))).ProblemAsync(400, "invalid");
        Assert.That((await BeginAsync(api.Karin, "evo-2026-17")).CaseNumber, Is.EqualTo(Number));
    }

    [Test]
    public async Task Whoever_may_not_enter_there_finds_a_case_by_its_whole_number_only_and_sees_no_title()
    {
        Assert.That((await OfferedAsync(api.Henrik, new CaseQuestion(Shared, Search: "Ulla"))).Cases, Is.Empty);
        Assert.That((await OfferedAsync(api.Henrik, new CaseQuestion(Shared, Search: "EVO-2026"))).Cases, Is.Empty);

        var offered = await OfferedAsync(api.Henrik, new CaseQuestion(Shared, Search: Number));
        var dispatch = await BeginAsync(api.Henrik, Number);
        api.Mailboxes.PutSent(Shared, Sent(dispatch.Id), api.Clock.GetUtcNow());
        await api.LookAsync();

        Assert.That(offered.Cases.Single(), Is.EqualTo(new OfferedCase(Number, "", CaseReason.Found, Enters: false, "BYN", "Evolution")));
        var queued = (await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?state=queued")).Items.Single();
        Assert.That(queued.Comment, Is.EqualTo($"Skickat i ärende {Number}: Svar om bygglov"));
    }

    [Test]
    public async Task A_system_that_cant_be_searched_takes_a_number_as_it_is_typed_and_that_is_told()
    {
        evolution.Abilities &= ~DiaryAbilities.SearchCases;
        var offered = await OfferedAsync(api.Karin, new CaseQuestion(Shared, Search: "kedum", Numbers: ["BYN 2026/9"]));
        Assert.That(offered.Elsewhere.Single(), Is.EqualTo(new DiaryElsewhere("BYN", "Byggnadsnämnden", "Evolution", CanSearch: false, IsSilent: false, Enters: true)));
        Assert.That(offered.Cases.Select(c => (c.Number, c.Reason)), Is.EqualTo(new[] { ("BYN 2026/9", CaseReason.Mentioned) }));

        var dispatch = await BeginAsync(api.Karin, " 2026-4711 ");

        Assert.That((dispatch.CaseNumber, dispatch.Unchecked), Is.EqualTo(("2026-4711", true)));
        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Unchecked);
    }

    [Test]
    public async Task A_system_that_doesnt_answer_is_told_and_nothing_is_promised()
    {
        evolution.Known = null;
        var offered = await OfferedAsync(api.Karin, new CaseQuestion(Shared, Search: "kedum"));
        Assert.That((offered.Cases.Count, offered.Elsewhere.Single().IsSilent), Is.EqualTo((0, true)));

        await (await api.Karin.PostAsync("/api/v1/sent", Request(Number))).ProblemAsync(400, "invalid");
        Assert.That(await ListAsync(api.Karin), Is.Empty);
    }

    private static string Sent(Guid mark) => Calls.Letter("svar@vara.se").Replace("MIME-Version", $"X-Varamail-Dispatch: {mark}\r\nMIME-Version", StringComparison.Ordinal);

    private static DispatchRequest Request(string number) => new(Shared, new CaseChoice(number), "BYN", "Svar om bygglov");

    private static async Task<DispatchView> BeginAsync(HttpClient who, string number) =>
        await (await who.PostAsync("/api/v1/sent", Request(number))).ReadAsync<DispatchView>(HttpStatusCode.Created);

    private static async Task<IReadOnlyList<DispatchView>> ListAsync(HttpClient who) =>
        await (await who.PostAsync("/api/v1/sent/look", null)).ReadAsync<IReadOnlyList<DispatchView>>();

    private static async Task<DispatchView> ShownAsync(HttpClient who, Guid id) => (await ListAsync(who)).Single(d => d.Id == id);

    private static async Task<OfferedCases> OfferedAsync(HttpClient who, CaseQuestion question) =>
        await (await who.PostAsync("/api/v1/sent/cases", question)).ReadAsync<OfferedCases>();
}
