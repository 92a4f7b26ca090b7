using System.Net;
using System.Security.Cryptography;
using System.Text;
using Varamail.Api.Desk;
using Varamail.Api.Microsoft365;
using Varamail.Api.Registrations;

namespace Varamail.Tests.Api.Registration;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class SendingTests(Store store)
{
    private VaramailApi api = null!;

    [OneTimeSetUp]
    public void Start() => api = new VaramailApi(store);

    [OneTimeTearDown]
    public async Task Stop() => await api.DisposeAsync();

    [SetUp]
    public void Heal() => (api.Mailboxes.Fault, api.Mailboxes.BreaksAfter) = (null, null);

    [Test]
    public async Task A_sent_message_stands_in_the_queue_with_exactly_its_bytes()
    {
        var item = Put(Calls.Letter(Id()));
        var sent = await api.Henrik.RegisterAsync(item);

        Assert.That(sent.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(sent.Authority, Is.EqualTo("BYN"));
        Assert.That(sent.CreatedBy!.Name, Is.EqualTo("Henrik Strand"));
        Assert.That(sent.MayWithdraw, Is.True);
        var original = await (await api.Karin.GetAsync($"/api/v1/desk/queue/{sent.Id}/original")).Content.ReadAsByteArrayAsync();
        Assert.That(original, Is.EqualTo(api.Mailboxes.BytesOf(item)));
        var detail = await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent.Id}");
        Assert.That(detail.Content!.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(original))));
    }

    [Test]
    public async Task A_double_click_two_people_and_four_mailboxes_make_one_registration()
    {
        var letter = Calls.Letter(Id());
        ItemRef[] copies =
        [
            Put(letter),
            Put(letter, "miljo@vara.se"),
            Put(letter, "henrik.strand@vara.se"),
            Put(letter, "anna.qvist@vara.se"),
        ];
        var henrik = api.Henrik;
        var anna = api.As("anna.qvist@vara.se");
        var fingerprint = (await henrik.AssessAsync(copies[0])).Item.Fingerprint;

        var calls = Enumerable
            .Range(0, 16)
            .Select(i => (i % 2 == 0 ? henrik : anna).PostAsync("/api/v1/registrations", new SendRequest(copies[i % 4], fingerprint)));
        var answers = await Task.WhenAll(calls);

        var views = await Task.WhenAll(answers.Select(a => a.ReadAsync<RegistrationView>(a.StatusCode)));
        var statuses = answers.GroupBy(a => a.StatusCode).ToDictionary(g => g.Key, g => g.Count());
        Assert.That(statuses, Is.EquivalentTo(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.Created] = 1, [HttpStatusCode.OK] = 15 }));
        Assert.That(views.Select(v => v.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(views.Select(v => v.CreatedBy!.Name).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_second_caller_is_told_who_when_and_the_number()
    {
        var letter = Calls.Letter(Id());
        var first = await api.Henrik.RegisterAsync(Put(letter));
        await api.Karin.EnterAsync(first.Id, Calls.Entry());

        var second = await (await api.As("anna.qvist@vara.se").SendItemAsync(Put(letter, "anna.qvist@vara.se"))).ReadAsync<RegistrationView>();

        Assert.That(second.Id, Is.EqualTo(first.Id));
        Assert.That(second.State, Is.EqualTo(RegistrationState.Entered));
        Assert.That(second.CreatedBy!.Name, Is.EqualTo("Henrik Strand"));
        Assert.That(second.Outcome!.By.Name, Is.EqualTo("Karin Ekdahl"));
        Assert.That(second.Outcome.DiaryNumber, Does.Match(@"^BYN 2026/\d+-1$"));
    }

    [Test]
    public async Task Two_authorities_register_the_same_message_each()
    {
        var letter = Calls.Letter(Id());
        var bygg = await api.Henrik.RegisterAsync(Put(letter));
        var kansli = await api.Henrik.RegisterAsync(Put(letter, "vara.kommun@vara.se"));

        Assert.That(kansli.Id, Is.Not.EqualTo(bygg.Id));
        Assert.That(kansli.Authority, Is.EqualTo("KS"));
    }

    [Test]
    public async Task The_same_id_with_other_content_is_shown_and_can_be_registered()
    {
        var id = Id();
        var first = await api.Henrik.RegisterAsync(Put(Calls.Letter(id)));
        var other = Put(Calls.Letter(id, body: "Jag söker inte bygglov."));

        var seen = await api.Henrik.AssessAsync(other);
        Assert.That(seen.Registration, Is.Null);
        Assert.That(seen.OtherContent!.Id, Is.EqualTo(first.Id));
        var second = await api.Henrik.RegisterAsync(other);
        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        var detail = await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{second.Id}");
        Assert.That(detail.OtherContent.Single().Id, Is.EqualTo(first.Id));
    }

    [Test]
    public async Task A_message_without_id_is_registered_once()
    {
        var letter = Calls.Letter("", subject: "Utan id " + Id());
        var first = await api.Henrik.RegisterAsync(Put(letter));

        var again = await (await api.Henrik.SendItemAsync(Put(letter))).ReadAsync<RegistrationView>();
        Assert.That(again.Id, Is.EqualTo(first.Id));
        var lookup = await (await api.Henrik.PostAsync("/api/v1/registrations/lookup", Put(letter))).ReadAsync<RegistrationLookup>();
        Assert.That(lookup.Registration!.Id, Is.EqualTo(first.Id));
    }

    [Test]
    public async Task A_message_that_has_become_another_is_not_filed_under_the_first_ones_title()
    {
        var item = Put(Calls.Letter(Id()));
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;
        api.Mailboxes.Replace(item, Calls.Letter(Id(), "Något annat"));

        await (await api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint))).ProblemAsync(409, "itemChanged");
        await (
            await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, ["registrar"]))
        ).ProblemAsync(409, "itemChanged");
        await (
            await api.Karin.PostAsync("/api/v1/registrations/enter", new EnterNowRequest(item, fingerprint, Calls.Entry()))
        ).ProblemAsync(409, "itemChanged");
        Assert.That(await IsRegistered(item), Is.False);
    }

    [TestCase(MailboxFailure.NotFound, 404, "messageGone")]
    [TestCase(MailboxFailure.Denied, 403, "mailboxDenied")]
    [TestCase(MailboxFailure.Busy, 503, "mailboxBusy")]
    [TestCase(MailboxFailure.Unavailable, 503, "mailboxUnavailable")]
    [TestCase(MailboxFailure.SignInExpired, 401, "mailboxSignInExpired")]
    [TestCase(MailboxFailure.TooLarge, 413, "messageTooLarge")]
    public async Task A_mailbox_that_gives_nothing_is_told_truthfully_and_nothing_is_stored(object failure, int status, string code)
    {
        var item = Put(Calls.Letter(Id()));
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;
        var before = api.StoredFiles;
        api.Mailboxes.Fault = new MailboxProblem((MailboxFailure)failure, TimeSpan.FromSeconds(17));

        var problem = await (
            await api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint))
        ).ProblemAsync(status, code);

        if (code == "mailboxBusy")
            Assert.That(problem.GetProperty("retryAfterSeconds").GetInt32(), Is.EqualTo(17));
        api.Mailboxes.Fault = null;
        Assert.That(api.StoredFiles, Is.EquivalentTo(before));
        Assert.That(await IsRegistered(item), Is.False);
    }

    [TestCase("", 400, "messageEmpty")]
    [TestCase("\0\u0001 inget brev", 422, "messageUnreadable")]
    public async Task What_is_no_message_is_not_stored(string bytes, int status, string code)
    {
        var item = Put(bytes);
        var before = api.StoredFiles;

        await (await api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, "f"))).ProblemAsync(status, code);
        await (
            await api.Henrik.PostAsync(
                new Uri("/api/v1/registrations/upload?mailbox=bygglov@vara.se", UriKind.Relative),
                new ByteArrayContent(Encoding.UTF8.GetBytes(bytes)) { Headers = { ContentType = new("message/rfc822") } }
            )
        ).ProblemAsync(status, code);

        Assert.That(api.StoredFiles, Is.EquivalentTo(before));
    }

    [Test]
    public async Task A_stream_that_breaks_off_leaves_nothing_half()
    {
        var item = Put(Calls.Letter(Id()));
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;
        var before = api.StoredFiles;
        api.Mailboxes.BreaksAfter = 100;

        await (await api.Henrik.PostAsync("/api/v1/registrations", new SendRequest(item, fingerprint))).ProblemAsync(503, "mailboxUnavailable");

        api.Mailboxes.BreaksAfter = null;
        Assert.That(api.StoredFiles, Is.EquivalentTo(before));
        Assert.That(await IsRegistered(item), Is.False);
    }

    [Test]
    public async Task An_uploaded_file_is_registered_as_uploaded_by_that_person()
    {
        var answer = await api.Henrik.PostAsync(
            new Uri("/api/v1/registrations/upload?mailbox=bygglov@vara.se", UriKind.Relative),
            new ByteArrayContent(Encoding.UTF8.GetBytes(Calls.Letter(Id()))) { Headers = { ContentType = new("message/rfc822") } }
        );

        var view = await answer.ReadAsync<RegistrationView>(HttpStatusCode.Created);
        Assert.That(view.Uploaded, Is.True);
        Assert.That(view.Mailbox, Is.Null);
        Assert.That(view.CreatedBy!.Address, Is.EqualTo("henrik.strand@vara.se"));
    }

    [Test]
    public async Task Whoever_may_not_see_a_restricted_item_learns_only_that_it_is_registered()
    {
        var letter = Calls.Protected(Id());
        var sent = await api.Henrik.RegisterAsync(Put(letter));
        Assert.That(sent.Restricted, Is.True);
        Assert.That(sent.Title, Is.EqualTo("Ansökan"));

        var other = (await api.As("anna.qvist@vara.se").AssessAsync(Put(letter, "anna.qvist@vara.se"))).Registration!;

        Assert.That(
            other,
            Is.EqualTo(
                new RegistrationView(
                    sent.Id,
                    sent.Version,
                    RegistrationState.Queued,
                    "BYN",
                    null,
                    null,
                    true,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    MarkingState.None,
                    null,
                    false,
                    null,
                    null,
                    null
                )
            )
        );
    }

    [Test]
    public async Task A_protected_message_is_never_mailed_on()
    {
        var item = Put(Calls.Protected(Id()));
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;
        var before = api.Mailboxes.Forwarded.Count;

        foreach (var to in (string[][])[["registrar"], ["ulla@example.se"], ["ulla@example.se", "registrar"]])
        {
            var problem = await (
                await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, to))
            ).ProblemAsync(409, "forwardBarred");
            Assert.That(problem.GetProperty("reason").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("citation").GetProperty("rule").GetString(), Does.StartWith("R"));
        }
        Assert.That(api.Mailboxes.Forwarded, Has.Count.EqualTo(before));
    }

    [Test]
    public async Task An_ordinary_message_is_mailed_to_the_registrar()
    {
        var item = Put(Calls.Letter(Id()));
        var fingerprint = (await api.Henrik.AssessAsync(item)).Item.Fingerprint;

        var answer = await api.Henrik.PostAsync("/api/v1/messages/forward", new ForwardRequest(item, fingerprint, ["registrar"]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(api.Mailboxes.Forwarded.Single(f => f.Item == item).To, Is.EqualTo(new[] { "vara.kommun@vara.se" }));
    }

    [Test]
    public async Task Nothing_is_mailed_where_the_municipality_wants_the_queue_only()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Letter(Id())));

        Assert.That(sent.MailCopy, Is.Null);
        Assert.That(api.Mailboxes.Sent, Is.Empty);
    }

    [Test]
    public async Task Mina_arenden_holds_ones_own_only()
    {
        var anna = api.As("anna.qvist@vara.se");
        var own = await anna.RegisterAsync(Put(Calls.Letter(Id())));
        await api.Henrik.RegisterAsync(Put(Calls.Letter(Id())));

        var mine = await anna.GetAsync<RegistrationPage>("/api/v1/registrations/mine");

        Assert.That(mine.Items.Select(r => r.CreatedBy!.Address).Distinct(), Is.EqualTo(new[] { "anna.qvist@vara.se" }));
        Assert.That(mine.Items.Select(r => r.Id), Does.Contain(own.Id));
        Assert.That(mine.Total, Is.EqualTo(mine.Items.Count));
    }

    [Test]
    public async Task One_takes_back_what_nobody_has_begun_with()
    {
        var sent = await api.Henrik.RegisterAsync(Put(Calls.Letter(Id())));

        await (await api.As("anna.qvist@vara.se").PostAsync($"/api/v1/registrations/{sent.Id}/withdraw", null)).ProblemAsync(404, "notFound");
        var withdrawn = await (await api.Henrik.PostAsync($"/api/v1/registrations/{sent.Id}/withdraw", null)).ReadAsync<RegistrationView>();
        Assert.That(withdrawn.State, Is.EqualTo(RegistrationState.Withdrawn));
        await (await api.Henrik.PostAsync($"/api/v1/registrations/{sent.Id}/withdraw", null)).ProblemAsync(409, "alreadyDecided");
        await (await api.Henrik.PostAsync($"/api/v1/registrations/{Guid.NewGuid()}/withdraw", null)).ProblemAsync(404, "notFound");
    }

    private static string Id() => $"{Guid.NewGuid():N}@example.se";

    private ItemRef Put(string message, string mailbox = "bygglov@vara.se") => api.Mailboxes.Put(mailbox, message);

    private async Task<bool> IsRegistered(ItemRef item) =>
        (await (await api.Henrik.PostAsync("/api/v1/registrations/lookup", item)).ReadAsync<RegistrationLookup>()).Registration is not null;
}
