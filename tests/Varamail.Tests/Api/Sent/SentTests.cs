using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Sent;

/// <summary>“Skicka och diarieför”: a case is chosen, the message is sent, its copy is found in Sent Items.</summary>
[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class SentTests(Store store)
{
    private const string Shared = "bygglov@vara.se";
    private const string Own = "karin.ekdahl@vara.se";

    private VaramailApi api = null!;

    [SetUp]
    public void Start() => api = new VaramailApi(store);

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_sent_copy_is_found_by_its_header_and_entered_in_the_chosen_case(bool listsHeaders)
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        Assert.That(await StateAsync(api.Karin, dispatch.Id), Is.EqualTo(DispatchState.Waiting));
        var copy = api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now, listsHeaders);

        await api.LookAsync();

        var shown = await ShownAsync(api.Karin, dispatch.Id);
        var diaryCase = await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1");
        var entry = diaryCase.Entries[^1];
        Assert.Multiple(() =>
        {
            Assert.That(shown.State, Is.EqualTo(DispatchState.Registered));
            Assert.That(shown.Registration!.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
            Assert.That(entry.Direction, Is.EqualTo(Direction.Outgoing));
            Assert.That(entry.Title, Is.EqualTo("Svar om bygglov"));
            Assert.That(entry.Counterpart, Is.EqualTo("Ulla Berg"));
            Assert.That(entry.EnteredBy.Address, Is.EqualTo(Own));
        });
        Assert.That(await OriginalAsync(shown.Registration!.Id), Is.EqualTo(api.Mailboxes.BytesOf(copy)));
        await api.DrainAsync();
        Assert.That(api.Mailboxes.Categories[copy], Is.EquivalentTo(new[] { "Diarieförd", "BYN 2026/1-2" }));
    }

    [Test]
    public async Task The_message_that_it_answers_waits_no_longer()
    {
        var question = await api.EnteredAsync(Calls.Letter(body: "Kan ni säga när beslutet kommer?"));
        Assert.That((await api.Henrik.AssessAsync(question)).Answered, Is.Null);
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await api.LookAsync();

        var assessed = await api.Henrik.AssessAsync(question);
        Assert.That(assessed.Answered!.By.Address, Is.EqualTo(Own));
        Assert.That(assessed.Registration!.Answered, Is.EqualTo(assessed.Answered));
    }

    [Test]
    public async Task What_is_passed_on_answers_nobody()
    {
        var question = await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, subject: "VB: Bygglov Kedum 4:12"), Now);

        await api.LookAsync();

        Assert.That((await api.Henrik.AssessAsync(question)).Answered, Is.Null);
    }

    [Test]
    public async Task Without_the_header_it_is_known_by_thread_recipients_subject_and_time()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        await SeenAsync(api.Karin, dispatch.Id);
        api.Mailboxes.PutSent(Shared, Reply(null, id: "early@vara.se"), Now.AddMinutes(-1).AddHours(-1));
        api.Mailboxes.PutSent(Shared, Reply(null, id: "other@vara.se", subject: "SV: Något annat"), Now);
        api.Mailboxes.PutSent(Shared, Reply(null, id: "right@vara.se"), Now.AddSeconds(5));

        await api.LookAsync();

        var shown = await ShownAsync(api.Karin, dispatch.Id);
        Assert.That(shown.Registration!.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
    }

    [Test]
    public async Task Two_messages_that_look_alike_are_not_guessed_between()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        await SeenAsync(api.Karin, dispatch.Id);
        api.Mailboxes.PutSent(Shared, Reply(null, id: "one@vara.se"), Now);
        api.Mailboxes.PutSent(Shared, Reply(null, id: "two@vara.se"), Now.AddSeconds(20));

        await api.LookAsync();

        Assert.That(await StateAsync(api.Karin, dispatch.Id), Is.EqualTo(DispatchState.Waiting));
    }

    [Test]
    public async Task Copies_in_two_mailboxes_are_one_document_and_both_are_marked()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        var own = api.Mailboxes.PutSent(Own, Reply(dispatch.Id), Now);
        var shared = api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await api.LookAsync();

        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Others, Is.Zero);
        Assert.That((await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries, Has.Count.EqualTo(2));
        await api.DrainAsync();
        Assert.That(api.Mailboxes.Categories[own], Does.Contain("BYN 2026/1-2"));
        Assert.That(api.Mailboxes.Categories[shared], Does.Contain("BYN 2026/1-2"));
    }

    [Test]
    public async Task A_draft_that_was_sent_twice_is_registered_once_and_the_other_is_told()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, id: "second@vara.se", body: "Igen."), Now.AddMinutes(1));
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, id: "first@vara.se"), Now);

        await api.LookAsync();

        var shown = await ShownAsync(api.Karin, dispatch.Id);
        Assert.That(shown.Others, Is.EqualTo(1));
        Assert.That(System.Text.Encoding.UTF8.GetString(await OriginalAsync(shown.Registration!.Id)), Does.Contain("first@vara.se"));
    }

    [Test]
    public async Task A_draft_that_is_sent_once_more_when_the_first_is_in_the_diary_is_told_too()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, id: "first@vara.se"), Now);
        await api.LookAsync();
        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Others, Is.Zero);
        api.Clock.Advance(TimeSpan.FromMinutes(3));
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, id: "second@vara.se", body: "Igen."), Now);

        await api.LookAsync();

        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Others, Is.EqualTo(1));
        Assert.That((await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries, Has.Count.EqualTo(2));
        api.Clock.Advance(TimeSpan.FromDays(15));
        var asked = api.Mailboxes.SentLists;
        await api.LookAsync();
        Assert.That(api.Mailboxes.SentLists, Is.EqualTo(asked), "what was found long ago is left alone");
    }

    [Test]
    public async Task A_wish_outlives_the_server_that_took_it()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);
        await using var after = api.WithWebHostBuilder(_ => { });

        await ActivatorUtilities.CreateInstance<SentWorker>(after.Services).LookAsync(CancellationToken.None);

        Assert.That((await ShownAsync(after.As(Own, "Registrar"), dispatch.Id)).Registration!.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
    }

    [Test]
    public async Task A_wish_that_was_taken_back_registers_nothing()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        var answer = await api.Karin.PostAsync($"/api/v1/sent/{dispatch.Id}/cancel", null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await api.LookAsync();

        Assert.That(await ListAsync(api.Karin), Is.Empty);
        Assert.That((await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_never_found_is_told_and_may_still_be_found_later()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Clock.Advance(TimeSpan.FromDays(15));
        await api.LookAsync();
        Assert.That(await StateAsync(api.Karin, dispatch.Id), Is.EqualTo(DispatchState.Missing));
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        var found = await (await api.Karin.PostAsync($"/api/v1/sent/{dispatch.Id}/look", null)).ReadAsync<DispatchView>();

        Assert.That(found.State, Is.EqualTo(DispatchState.Registered));
    }

    [Test]
    public async Task What_somebody_sends_who_may_not_enter_waits_for_the_registrar_with_the_case_named()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Henrik);
        Assert.That(dispatch.Enters, Is.False);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await api.LookAsync();

        var shown = await ShownAsync(api.Henrik, dispatch.Id);
        Assert.That(shown.Registration!.State, Is.EqualTo(RegistrationState.Queued));
        var queued = (await api.Karin.GetAsync<QueuePage>("/api/v1/desk/queue?state=queued")).Items.Single();
        Assert.That(queued.Comment, Is.EqualTo("Skickat i ärende BYN 2026/1: Svar om bygglov"));
        var detail = await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{queued.Id}");
        Assert.That(detail.Chosen, Is.EqualTo(new SentChoice("BYN 2026/1", null, null, "Svar om bygglov", null)));
    }

    [Test]
    public async Task Where_the_municipality_lets_officials_enter_it_is_entered_at_once()
    {
        await using var open = api.WithWebHostBuilder(b => b.UseSetting("Sent:OfficialsMayEnter", "true"));
        await api.EnteredAsync();
        var henrik = open.As("henrik.strand@vara.se");
        var dispatch = await BeginAsync(henrik);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        var found = await (await henrik.PostAsync($"/api/v1/sent/{dispatch.Id}/look", null)).ReadAsync<DispatchView>();

        Assert.That(found.Registration!.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
    }

    [Test]
    public async Task What_holds_protected_data_waits_for_the_registrar_and_says_why()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id, body: "Sökandens personnummer är 19811218-9876."), Now);

        await api.LookAsync();

        var shown = await ShownAsync(api.Karin, dispatch.Id);
        Assert.That(shown.Registration!.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(shown.Registration.Restricted);
        Assert.That(shown.Hindrance, Does.Contain("offentliga diariet"));
    }

    [Test]
    public async Task A_new_case_is_opened_for_what_is_sent()
    {
        var dispatch = await BeginAsync(api.Karin, new CaseChoice(NewTitle: "Tillsyn Kedum 4:12"), "BYN");
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await api.LookAsync();

        Assert.That((await ShownAsync(api.Karin, dispatch.Id)).Registration!.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-1"));
    }

    [Test]
    public async Task Everybody_who_looks_at_once_finds_one_document()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.Karin.PostAsync($"/api/v1/sent/{dispatch.Id}/look", null)).Append(api.LookAsync()));

        Assert.That(await StateAsync(api.Karin, dispatch.Id), Is.EqualTo(DispatchState.Registered));
        Assert.That((await api.Karin.GetAsync<CaseDetail>("/api/v1/diary/cases/BYN/2026/1")).Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Registered_by_hand_meanwhile_it_is_entered_once()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        var copy = api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);
        var byHand = await api.Henrik.RegisterAsync(copy);

        await api.LookAsync();

        var shown = await ShownAsync(api.Karin, dispatch.Id);
        Assert.That(shown.Registration!.Id, Is.EqualTo(byHand.Id));
        Assert.That(shown.Registration.Outcome!.DiaryNumber, Is.EqualTo("BYN 2026/1-2"));
    }

    [Test]
    public async Task A_mailbox_that_nobody_may_read_is_asked_seldom_and_found_at_the_writers_next_call()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);
        api.Mailboxes.SentFault = _ => new MailboxProblem(MailboxFailure.Denied);
        await api.LookAsync();
        var asked = api.Mailboxes.SentLists;
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        await api.LookAsync();
        Assert.That(api.Mailboxes.SentLists, Is.EqualTo(asked));
        api.Mailboxes.SentFault = mailbox => mailbox == Own ? new MailboxProblem(MailboxFailure.Denied) : null;

        Assert.That((await ListAsync(api.Karin)).Single().State, Is.EqualTo(DispatchState.Registered));
    }

    [Test]
    public async Task A_head_that_breaks_off_is_told_and_read_the_next_time()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);
        api.Mailboxes.PutSent(Shared, Reply(dispatch.Id), Now);
        api.Mailboxes.BreaksAfter = 20;
        await (await api.Karin.PostAsync($"/api/v1/sent/{dispatch.Id}/look", null)).ProblemAsync(503, "mailboxUnavailable");
        api.Mailboxes.BreaksAfter = null;

        Assert.That(await StateAsync(api.Karin, dispatch.Id), Is.EqualTo(DispatchState.Registered));
    }

    [Test]
    public async Task The_threads_own_case_is_offered_first()
    {
        await api.EnteredAsync();
        await api.EnteredAsync(Calls.Letter("b2@example.se", "Rivningslov", "Jag vill riva mitt garage."));

        var offered = await OfferedAsync(api.Karin, new CaseQuestion(Shared, "<a1@example.se>", ["BYN 2026/2"], "carport"));

        Assert.That(
            offered.Cases.Select(c => (c.Number, c.Reason)),
            Is.EqualTo(new[] { ("BYN 2026/1", CaseReason.Thread), ("BYN 2026/2", CaseReason.Mentioned) })
        );
        Assert.That(offered.Cases[0].Enters);
    }

    [Test]
    public async Task Whoever_may_not_enter_sees_and_searches_public_titles_of_her_own_authority_only()
    {
        var item = api.Mailboxes.Put(Shared, Calls.Letter());
        var entry = Calls.Entry() with { Case = new CaseChoice(NewTitle: "Hemlig granne", NewPublicTitle: "Tillsynsärende") };
        await api.Karin.EnterAsync((await api.Henrik.RegisterAsync(item)).Id, entry);

        var byPublic = await OfferedAsync(api.Henrik, new CaseQuestion(Shared, Search: "tillsyn"));
        var bySecret = await OfferedAsync(api.Henrik, new CaseQuestion(Shared, Search: "granne"));
        var elsewhere = await OfferedAsync(api.As("maria.hedberg@vara.se"), new CaseQuestion("alleskolan@vara.se", Search: "tillsyn"));

        Assert.That(byPublic.Cases.Single(), Is.EqualTo(new OfferedCase("BYN 2026/1", "Tillsynsärende", CaseReason.Found, Enters: false, "BYN")));
        Assert.That(bySecret.Cases, Is.Empty);
        Assert.That(elsewhere.Cases, Is.Empty);
    }

    [Test]
    public async Task A_case_that_isnt_there_and_a_wish_of_somebody_elses_are_refused()
    {
        await api.EnteredAsync();
        var dispatch = await BeginAsync(api.Karin);

        await (await api.Karin.PostAsync("/api/v1/sent", Request(new CaseChoice("BYN 2026/99")))).ProblemAsync(400, "invalid");
        await (await api.Karin.PostAsync("/api/v1/sent", Request(new CaseChoice("BYN 2026/1", "Nytt")))).ProblemAsync(400, "invalid");
        await (await api.Karin.PostAsync("/api/v1/sent", Request(new CaseChoice("BYN 2026/1")) with { Title = " " })).ProblemAsync(400, "invalid");
        await (await api.Henrik.PostAsync("/api/v1/sent", Request(new CaseChoice(NewTitle: "Nytt"), "SN"))).ProblemAsync(400, "invalid");
        await (await api.Henrik.PostAsync($"/api/v1/sent/{dispatch.Id}/look", null)).ProblemAsync(404, "notFound");
        await (await api.Henrik.PostAsync($"/api/v1/sent/{dispatch.Id}/cancel", null)).ProblemAsync(404, "notFound");
    }

    private DateTimeOffset Now => api.Clock.GetUtcNow();

    private static string Reply(Guid? mark, string id = "svar@vara.se", string subject = "SV: Bygglov Kedum 4:12", string body = "Beslutet kommer i december.") =>
        Calls
            .Letter(id, subject, body)
            .Replace("From: Ulla Berg <ulla@example.se>\r\nTo: bygglov@vara.se", "From: Bygglov <bygglov@vara.se>\r\nTo: Ulla Berg <Ulla@example.se>", StringComparison.Ordinal)
            .Replace(
                "MIME-Version",
                $"{(mark is null ? "" : $"X-Varamail-Dispatch: {mark}\r\n")}In-Reply-To: <a1@example.se>\r\nReferences: <a1@example.se>\r\nMIME-Version",
                StringComparison.Ordinal
            );

    private static DispatchRequest Request(CaseChoice diaryCase, string? authority = null) =>
        new(Shared, diaryCase, authority, "Svar om bygglov", InReplyTo: "<a1@example.se>");

    private static async Task<DispatchView> BeginAsync(HttpClient who, CaseChoice? diaryCase = null, string? authority = null) =>
        await (await who.PostAsync("/api/v1/sent", Request(diaryCase ?? new CaseChoice("BYN 2026/1"), authority))).ReadAsync<DispatchView>(HttpStatusCode.Created);

    // As addin/src/compose/dispatch.ts tells it.
    private static async Task SeenAsync(HttpClient who, Guid id)
    {
        var seen = new DraftSeenRequest(Shared, "<a1@example.se>", Dispatch.Digest(id, "SV: Bygglov Kedum 4:12"), Dispatch.Digest(id, "ulla@example.se"));
        Assert.That((await who.PostAsync($"/api/v1/sent/{id}/draft", seen)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private static async Task<IReadOnlyList<DispatchView>> ListAsync(HttpClient who) =>
        await (await who.PostAsync("/api/v1/sent/look", null)).ReadAsync<IReadOnlyList<DispatchView>>();

    private static async Task<DispatchView> ShownAsync(HttpClient who, Guid id) => (await ListAsync(who)).Single(d => d.Id == id);

    private static async Task<DispatchState> StateAsync(HttpClient who, Guid id) => (await ShownAsync(who, id)).State;

    private static async Task<OfferedCases> OfferedAsync(HttpClient who, CaseQuestion question) =>
        await (await who.PostAsync("/api/v1/sent/cases", question)).ReadAsync<OfferedCases>();

    private async Task<byte[]> OriginalAsync(Guid registration) => await api.Karin.GetByteArrayAsync($"/api/v1/desk/queue/{registration}/original");
}
