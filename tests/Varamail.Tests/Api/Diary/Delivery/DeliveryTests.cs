using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Registrations;
using System.Security.Cryptography;

namespace Varamail.Tests.Api.Diary.Deliveries;

[TestFixture(Store.Sqlite)]
[TestFixture(Store.Postgres)]
internal sealed class DeliveryTests(Store store)
{
    private const DiaryAbilities Blind = DiaryAbilities.OpenCase | DiaryAbilities.AddDocument | DiaryAbilities.Receipt;

    private StandInDiary evolution = null!;
    private VaramailApi api = null!;

    [SetUp]
    public void Start()
    {
        evolution = new StandInDiary();
        api = Api(evolution, store);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task What_is_entered_waits_for_the_other_system_and_then_has_its_number_everywhere()
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", Calls.Letter());
        var sent = await api.Henrik.RegisterAsync(item);
        var waiting = await api.Karin.EnterAsync(sent.Id, Calls.Entry());
        Assert.That((waiting.State, waiting.Outcome!.DiaryNumber), Is.EqualTo((RegistrationState.Delivering, (string?)null)));
        Assert.That(waiting.Delivery, Is.EqualTo(new DeliveryStanding("Evolution", DeliveryState.Waiting)));
        Assert.That((await Mine()).Delivery, Is.EqualTo(waiting.Delivery));
        await api.DrainAsync();
        Assert.That(api.Mailboxes.Categories, Is.Empty, "no number, no category");

        await api.DeliverAsync();
        await api.DrainAsync();

        var seen = (await api.Henrik.AssessAsync(item)).Registration!;
        Assert.That((seen.State, seen.Outcome!.CaseNumber, seen.Outcome.DiaryNumber), Is.EqualTo((RegistrationState.Entered, "EVO-1", "EVO-1-1")));
        Assert.That(seen.Outcome.By.Name, Is.EqualTo("Karin Ekdahl"));
        Assert.That((await Mine()).Delivery!.State, Is.EqualTo(DeliveryState.Delivered));
        Assert.That(api.Mailboxes.Categories[item], Is.EquivalentTo(new[] { "Diarieförd", "EVO-1-1" }));
        var (document, _) = evolution.Held.Single();
        Assert.That(document.Main.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(api.Mailboxes.BytesOf(item)))));
        Assert.That((document.Title, document.PublicTitle, document.Parties.Single().Name), Is.EqualTo(("Ansökan om bygglov från Ulla Berg", "Ansökan", "Ulla Berg")));
    }

    [Test]
    public async Task What_the_diary_shall_say_is_checked_before_anything_leaves()
    {
        var sent = await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter()));
        CaseChoice[] wrong = [new(), new("EVO-1", "Nytt"), new("  "), new(OpenedBy: Guid.NewGuid())];

        foreach (var choice in wrong)
            await (await api.Karin.DeskAsync(sent.Id, "enter", Calls.Entry() with { Case = choice })).ProblemAsync(400, "invalid");

        await api.DeliverAsync();
        Assert.That((evolution.Calls, (await Page()).Total), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Attached_files_go_as_appendices_with_hashes_of_their_own()
    {
        var letter = Calls.Multipart(
            "b1@example.se",
            """
            --x
            Content-Type: text/plain; charset=utf-8

            Se ritningen.
            --x
            Content-Type: application/pdf; name="ritning.pdf"
            Content-Disposition: attachment; filename="ritning.pdf"
            Content-Transfer-Encoding: base64

            cml0bmluZw==
            --x--
            """
        );
        await EnterAsync(letter);

        await api.DeliverAsync();

        var appendix = evolution.Held.Single().Document.Appendices.Single();
        Assert.That((appendix.Name, appendix.Sha256), Is.EqualTo(("ritning.pdf", Convert.ToHexStringLower(SHA256.HashData("ritning"u8)))));
    }

    [TestCase(Fault.Unavailable)]
    [TestCase(Fault.Denied)]
    [TestCase(Fault.Busy)]
    public async Task A_system_that_is_down_for_days_gets_everything_when_it_is_back(object fault)
    {
        await EnterAsync();
        evolution.Always = (Fault)fault;
        for (var hour = 0; hour < 72; hour++)
        {
            await api.DeliverAsync();
            api.Clock.Advance(TimeSpan.FromHours(1));
        }
        var late = (await Page()).Items.Single();
        Assert.That((late.State, late.Attempts, late.NextAt is not null), Is.EqualTo((DeliveryState.Waiting, 72, true)));

        evolution.Always = Fault.None;
        await api.DeliverAsync();

        Assert.That(evolution.Held, Has.Count.EqualTo(1));
        Assert.That((await Page()).Total, Is.Zero);
    }

    [Test]
    public async Task Retry_after_is_honoured()
    {
        await EnterAsync();
        evolution.RetryAfter = TimeSpan.FromMinutes(40);
        evolution.Next(Fault.Busy);
        await api.DeliverAsync();

        api.Clock.Advance(TimeSpan.FromMinutes(39));
        await api.DeliverAsync();
        Assert.That(evolution.Cases, Is.Zero);
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        await api.DeliverAsync();

        Assert.That(evolution.Held, Has.Count.EqualTo(1));
    }

    [TestCase(DiaryAbilities.KnowsKey | DiaryAbilities.CanBeAsked)]
    [TestCase(DiaryAbilities.KnowsKey)]
    [TestCase(DiaryAbilities.CanBeAsked)]
    public async Task Lost_answers_open_no_second_case_and_enter_nothing_twice(object knows)
    {
        evolution.Abilities = Blind | (DiaryAbilities)knows;
        if (!evolution.Abilities.HasFlag(DiaryAbilities.KnowsKey))
            evolution.Abilities &= ~DiaryAbilities.OpenCase; // the stand-in finds a case by its key only
        await EnterAsync();
        evolution.Next(Fault.LostAfter, Fault.LostBefore, Fault.LostAfter);

        await DeliverForAsync(TimeSpan.FromHours(3));

        Assert.That((evolution.Cases, evolution.Held.Count), Is.EqualTo((1, 1)));
        Assert.That((await Mine()).State, Is.EqualTo(RegistrationState.Entered));
    }

    [Test]
    public async Task Not_being_there_is_believed_only_when_nothing_can_be_under_way_any_longer()
    {
        evolution.Abilities = DiaryAbilities.AddDocument | DiaryAbilities.Receipt | DiaryAbilities.CanBeAsked;
        await EnterAsync();
        evolution.Next(Fault.LostBefore);
        await api.DeliverAsync();

        await DeliverForAsync(TimeSpan.FromMinutes(12));
        Assert.That((await Page()).Items.Single().Failure, Is.EqualTo("settling"));
        Assert.That(evolution.Held, Is.Empty);
        await DeliverForAsync(TimeSpan.FromMinutes(5));

        Assert.That(evolution.Held, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_nobody_can_know_it_is_uncertain_and_never_sent_again_by_itself()
    {
        evolution.Abilities = Blind;
        await EnterAsync();
        evolution.Next(Fault.None, Fault.LostAfter);

        await DeliverForAsync(TimeSpan.FromDays(3));

        var uncertain = (await Page()).Items.Single();
        Assert.That((uncertain.State, (await Page()).NeedPerson, evolution.Held.Count), Is.EqualTo((DeliveryState.Uncertain, 1, 1)));
        Assert.That((await Mine()).Delivery!.State, Is.EqualTo(DeliveryState.Uncertain));
        await Settle(uncertain, "settle", new SettleRequest(uncertain.Version, "EVO-1", "EVO-1-1"));
        await DeliverForAsync(TimeSpan.FromDays(1));
        Assert.That(evolution.Held, Has.Count.EqualTo(1));
        Assert.That((await Mine()).Outcome!.DiaryNumber, Is.EqualTo("EVO-1-1"));
    }

    [Test]
    public async Task A_person_who_looked_and_found_nothing_has_it_sent_again()
    {
        evolution.Abilities = Blind;
        await EnterAsync();
        evolution.Next(Fault.None, Fault.LostBefore);
        await api.DeliverAsync();
        var uncertain = (await Page()).Items.Single();

        await Settle(uncertain, "retry", new RetryRequest(uncertain.Version));
        await api.DeliverAsync();

        Assert.That((evolution.Cases, evolution.Held.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_person_may_take_a_delivery_back_to_the_queue()
    {
        await EnterAsync();
        evolution.Always = Fault.Refused;
        await api.DeliverAsync();
        var stopped = (await Page()).Items.Single();
        Assert.That((stopped.State, stopped.Failure, stopped.MayGiveUp), Is.EqualTo((DeliveryState.Stopped, "typeUnknown", true)));

        await Settle(stopped, "give-up", new GiveUpRequest(stopped.Version, "Fel handlingstyp"));

        Assert.That(((await Mine()).State, (await Mine()).Delivery, (await Page()).Total), Is.EqualTo((RegistrationState.Queued, (DeliveryStanding?)null, 0)));
        evolution.Always = Fault.None;
        await api.Karin.EnterAsync((await Mine()).Id, Calls.Entry());
        await api.DeliverAsync();
        Assert.That((await Mine()).Outcome!.DiaryNumber, Is.EqualTo("EVO-1-1"));
    }

    [Test]
    public async Task Documents_of_a_case_arrive_in_order_also_while_it_has_no_number()
    {
        var first = await EnterAsync("1@example.se");
        var second = await EnterAsync("2@example.se", new CaseChoice(OpenedBy: first));
        evolution.Next(Fault.None, Fault.Busy);
        await api.DeliverAsync();
        Assert.That((await Page()).Items.Select(i => i.BlockedBy), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(evolution.Held, Is.Empty);

        await DeliverForAsync(TimeSpan.FromHours(1));
        var third = await EnterAsync("3@example.se", new CaseChoice("EVO-1"));
        await api.DeliverAsync();

        Assert.That(evolution.Held.Select(h => h.Document.Registration), Is.EqualTo(new[] { first, second, third }));
        Assert.That(evolution.Held.Select(h => h.Receipt.Number), Is.EqualTo(new[] { "EVO-1-1", "EVO-1-2", "EVO-1-3" }));
    }

    [Test]
    public async Task A_case_that_is_stuck_holds_up_no_other()
    {
        await EnterAsync("1@example.se");
        evolution.Next(Fault.Refused);
        await api.DeliverAsync();

        var other = await EnterAsync("2@example.se");
        await api.DeliverAsync();

        Assert.That(evolution.Held.Single().Document.Registration, Is.EqualTo(other));
    }

    [Test]
    public async Task A_document_whose_case_was_never_opened_is_left_to_a_person()
    {
        var first = await EnterAsync("1@example.se");
        await EnterAsync("2@example.se", new CaseChoice(OpenedBy: first));
        evolution.Next(Fault.Refused);
        await api.DeliverAsync();
        var stopped = (await Page()).Items[0];
        await Settle(stopped, "give-up", new GiveUpRequest(stopped.Version, "Fel handlingstyp"));

        await api.DeliverAsync();

        var next = (await Page()).Items.Single();
        Assert.That((next.State, next.Failure), Is.EqualTo((DeliveryState.Stopped, "caseMissing")));
    }

    [Test]
    public async Task A_receipt_for_other_bytes_is_no_receipt()
    {
        evolution.Abilities &= ~DiaryAbilities.OpenCase;
        await EnterAsync();
        evolution.Next(Fault.OtherBytes);

        await api.DeliverAsync();

        var stopped = (await Page()).Items.Single();
        Assert.That((stopped.State, stopped.Failure), Is.EqualTo((DeliveryState.Stopped, "receiptMismatch")));
        Assert.That((await Mine()).State, Is.EqualTo(RegistrationState.Delivering));
        await Settle(stopped, "retry", new RetryRequest(stopped.Version));
        await api.DeliverAsync();
        Assert.That((evolution.Held.Count, (await Mine()).State), Is.EqualTo((1, RegistrationState.Entered)), "asked anew, not sent anew");
    }

    [Test]
    public async Task A_document_that_the_other_system_dies_of_does_not_come_back_for_ever()
    {
        await EnterAsync();
        evolution.Always = Fault.LostBefore;

        await DeliverForAsync(TimeSpan.FromDays(1));

        var poison = (await Page()).Items.Single();
        Assert.That((poison.State, poison.Failure, evolution.Calls < 30), Is.EqualTo((DeliveryState.Stopped, "unanswered", true)));
    }

    [TestCase(false, "originalDamaged")]
    [TestCase(true, "originalMissing")]
    public async Task An_original_that_is_not_what_it_was_is_left_to_a_person(bool gone, string failure)
    {
        await EnterAsync();
        foreach (var path in api.StoredFiles)
            if (gone)
                File.Delete(path);
            else
                await File.WriteAllTextAsync(path, "förvanskat");

        await DeliverForAsync(TimeSpan.FromDays(1));

        var stopped = (await Page()).Items.Single();
        Assert.That((stopped.State, stopped.Failure), Is.EqualTo((DeliveryState.Stopped, failure)));
        Assert.That(evolution.Held, Is.Empty);
    }

    [Test]
    public async Task A_receipt_that_comes_later_is_asked_for_and_missed_when_it_never_comes()
    {
        evolution.Abilities = DiaryAbilities.AddDocument | DiaryAbilities.Receipt | DiaryAbilities.KnowsKey | DiaryAbilities.CanBeAsked;
        evolution.Always = Fault.Later;
        await EnterAsync();
        await DeliverForAsync(TimeSpan.FromHours(20));
        Assert.That((await Page()).Items.Single().State, Is.EqualTo(DeliveryState.Waiting));

        await DeliverForAsync(TimeSpan.FromHours(5));
        var missed = (await Page()).Items.Single();
        Assert.That((missed.State, missed.Failure), Is.EqualTo((DeliveryState.Stopped, "noReceipt")));
        evolution.HasAnswered = true;
        await Settle(missed, "retry", new RetryRequest(missed.Version));
        await api.DeliverAsync();

        Assert.That((evolution.Held.Count, (await Mine()).State), Is.EqualTo((1, RegistrationState.Entered)));
    }

    [Test]
    public async Task A_server_that_dies_in_the_middle_of_a_call_is_replaced_by_one_that_asks_first()
    {
        await EnterAsync();
        evolution.Next(Fault.None, Fault.LostAfter);
        using CancellationTokenSource death = new();
        var writes = 0;
        evolution.InCall = _ => ++writes == 2 ? death.CancelAsync() : Task.CompletedTask;
        Assert.That(() => api.DeliverAsync(death.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(writes, Is.EqualTo(2));

        await api.DeliverAsync();
        Assert.That(writes, Is.EqualTo(2), "the dead one still has it in hand");
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.DeliverAsync();

        Assert.That((writes, evolution.Cases, evolution.Held.Count), Is.EqualTo((2, 1, 1)));
        Assert.That((await Mine()).State, Is.EqualTo(RegistrationState.Entered));
    }

    [Test]
    public async Task Several_workers_share_the_documents()
    {
        for (var i = 0; i < 20; i++)
            await EnterAsync($"{i}@example.se");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => api.DeliverAsync())));

        Assert.That((evolution.Held.Count, evolution.Cases, evolution.Calls), Is.EqualTo((20, 20, 40)));
    }

    [Test]
    public async Task A_thousand_waiting_documents_do_not_each_find_out_that_a_system_is_down()
    {
        for (var i = 0; i < 40; i++)
            await EnterAsync($"{i}@example.se");
        evolution.Always = Fault.Unavailable;

        await api.DeliverAsync();

        Assert.That(evolution.Calls, Is.InRange(10, 20));
        Assert.That((await Page()).Items.Select(i => i.Failure), Has.Some.EqualTo("circuitOpen"));
        evolution.Always = Fault.None;
        await DeliverForAsync(TimeSpan.FromHours(1));
        Assert.That(evolution.Held, Has.Count.EqualTo(40));
    }

    [Test]
    public async Task Who_saw_an_older_version_is_told()
    {
        evolution.Abilities = Blind;
        await EnterAsync();
        evolution.Next(Fault.None, Fault.LostAfter);
        await api.DeliverAsync();
        var seen = (await Page()).Items.Single();
        await Settle(seen, "retry", new RetryRequest(seen.Version));

        var late = await api.Bo.PostAsync($"/api/v1/desk/deliveries/{seen.Id}/settle", new SettleRequest(seen.Version, "EVO-1", "EVO-1-1"));

        await late.ProblemAsync(409, "changedMeanwhile");
    }

    [Test]
    public async Task Another_authority_does_not_know_of_it_and_what_is_restricted_stays_closed()
    {
        await using var social = Api(evolution, store, "SN");
        var item = social.Mailboxes.Put("individochfamilj@vara.se", Calls.Protected());
        var sent = await (await social.Henrik.SendItemAsync(item, "SN")).ReadAsync<RegistrationView>(System.Net.HttpStatusCode.Created);
        await social.Bo.EnterAsync(sent.Id, Calls.Entry());

        var seen = (await social.Bo.GetAsync<DeliveryPage>("/api/v1/desk/deliveries")).Items.Single();
        Assert.That((seen.Item.Restricted, seen.Item.Subject), Is.EqualTo((true, (string?)null)));
        Assert.That((await social.Karin.GetAsync<DeliveryPage>("/api/v1/desk/deliveries")).Total, Is.Zero);
        await (await social.Karin.PostAsync($"/api/v1/desk/deliveries/{seen.Id}/retry", new RetryRequest(seen.Version))).ProblemAsync(404, "notFound");
    }

    /// <summary>The API with Byggnadsnämnden's diary, or another's, in Evolution.</summary>
    internal static VaramailApi Api(StandInDiary evolution, Store store, string authority = "BYN", params (string Name, string Value)[] settings) =>
        new(
            store,
            configure: builder =>
            {
                builder.UseSetting($"DiarySystems:Authorities:{authority}", DiarySystems.EvolutionHttp);
                builder.UseSetting("DiarySystems:EvolutionHttp:BaseAddress", "https://evolution.example/");
                foreach (var (name, value) in settings)
                    builder.UseSetting(name, value);
                builder.ConfigureTestServices(services => services.AddKeyedSingleton<IDiarySystem>(DiarySystems.EvolutionHttp, evolution));
            }
        );

    private async Task<Guid> EnterAsync(string id = "a1@example.se", CaseChoice? chosen = null)
    {
        var item = api.Mailboxes.Put("bygglov@vara.se", id.Contains('\n', StringComparison.Ordinal) ? id : Calls.Letter(id, $"Ärende {id}"));
        var sent = await api.Henrik.RegisterAsync(item);
        await api.Karin.EnterAsync(sent.Id, chosen is null ? Calls.Entry() : Calls.Entry() with { Case = chosen });
        return sent.Id;
    }

    /// <summary>Lets the worker try whatever is due, every other minute.</summary>
    private async Task DeliverForAsync(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(Math.Clamp(time.TotalSeconds / 40, 60, 3600));
        for (var passed = TimeSpan.Zero; passed <= time; passed += step)
        {
            await api.DeliverAsync();
            api.Clock.Advance(step);
        }
        await api.DeliverAsync();
    }

    private Task<DeliveryPage> Page() => api.Karin.GetAsync<DeliveryPage>("/api/v1/desk/deliveries");

    private async Task<RegistrationView> Mine() => (await api.Henrik.GetAsync<RegistrationPage>("/api/v1/registrations/mine")).Items.Single();

    private async Task Settle(DeliveryItem delivery, string how, object request) =>
        await (await api.Karin.PostAsync($"/api/v1/desk/deliveries/{delivery.Id}/{how}", request)).ReadAsync<DeliveryItem>();
}
