using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;
using Varamail.Guideline;
using Varamail.Guideline.Schedule;

namespace Varamail.Tests.Api.Diary.Deliveries;

/// <summary>Varamail is no second archive, and some documents go by hand.</summary>
internal sealed class KeepingTests
{
    private StandInDiary evolution = null!;
    private VaramailApi api = null!;

    [SetUp]
    public void Start()
    {
        evolution = new StandInDiary();
        api = DeliveryTests.Api(
            evolution,
            Store.Sqlite,
            "BYN",
            ("Delivery:Routes:0:Target", "PersonalFile"),
            ("Delivery:Routes:0:Authority", "BYN"),
            ("Delivery:Routes:0:System", "Manual"),
            ("Delivery:Routes:0:Name", "Personakten i Viva"),
            ("Delivery:Routes:1:Mailbox", "bygglov@vara.se"),
            ("Delivery:Routes:1:ClassificationCode", "9.9"),
            ("Delivery:Routes:1:System", "BuiltIn"),
            ("Delivery:Routes:2:Mailbox", "miljo@vara.se"),
            ("Delivery:Routes:2:Series", "KS")
        );
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Stored_originals_are_encrypted()
    {
        await SendAsync("a1@example.se");

        var stored = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(api.StoredFiles.Single()));

        Assert.That(stored, Does.StartWith("VMSEAL01").And.Not.Contain("bygglov"));
    }

    [Test]
    public void Another_system_without_a_key_stops_the_start()
    {
        using VaramailApi keyless = new(
            configure: builder =>
                builder
                    .UseSetting("DiarySystems:Authorities:BYN", DiarySystems.EvolutionHttp)
                    .UseSetting("DiarySystems:EvolutionHttp:BaseAddress", "https://evolution.example/")
                    .UseSetting("Originals:Keys:0", null)
        );

        Assert.That(() => keyless.CreateClient(), Throws.Exception.With.Message.Contains("Originals:Keys"));
    }

    [Test]
    public async Task After_a_verified_receipt_and_the_time_for_undo_the_bytes_go_and_the_trace_stays()
    {
        var sent = await SendAsync("a1@example.se");
        var bytes = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent}")).Content!.Sha256;
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await api.DeliverAsync();
        api.Clock.Advance(TimeSpan.FromDays(6));
        await api.DiscardAsync();
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));

        api.Clock.Advance(TimeSpan.FromDays(2));
        await api.DiscardAsync();

        Assert.That(api.StoredFiles, Is.Empty);
        var seen = (await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent}")).Item;
        Assert.That((seen.State, seen.Outcome!.DiaryNumber, seen.Subject), Is.EqualTo((RegistrationState.Entered, "EVO-1-1", "Bygglov Kedum 4:12")));
        await using var scope = api.Services.CreateAsyncScope();
        var trace = scope.ServiceProvider.GetRequiredService<VaramailDb>().Deliveries.Single();
        Assert.That((trace.Sha256, trace.Receipt!.Sha256, trace.Receipt.Id), Is.EqualTo((bytes, bytes, "doc-1")));
    }

    [Test]
    public async Task What_was_never_proven_is_kept()
    {
        var sent = await SendAsync("a1@example.se");
        evolution.ForgetsHash = true;
        await api.Karin.EnterAsync(sent, Calls.Entry());
        await api.DeliverAsync();

        api.Clock.Advance(TimeSpan.FromDays(400));
        await api.DiscardAsync();

        Assert.That((await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent}")).Item.State, Is.EqualTo(RegistrationState.Entered));
        Assert.That(api.StoredFiles, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_stored_original_that_changed_is_told_of_and_never_sent()
    {
        var sent = await SendAsync("a1@example.se");
        await api.Karin.EnterAsync(sent, Calls.Entry());
        var verifying = ActivatorUtilities.CreateInstance<Verifying>(api.Services);
        await verifying.VerifyAsync(default);
        Assert.That(await Health(), Is.EqualTo("Healthy"));
        await DamageAsync();

        api.Clock.Advance(TimeSpan.FromDays(31));
        await verifying.VerifyAsync(default);
        await api.DeliverAsync();

        Assert.That(await Health(), Is.EqualTo("Degraded"));
        Assert.That(evolution.Held, Is.Empty);
        var stopped = (await Page()).Items.Single();
        Assert.That((stopped.State, stopped.Failure), Is.EqualTo((DeliveryState.Stopped, "originalDamaged")));
    }

    [Test]
    public async Task A_stored_original_that_changed_is_not_entered()
    {
        var sent = await SendAsync("a1@example.se");
        await DamageAsync();

        await (await api.Karin.DeskAsync(sent, "enter", Calls.Entry())).ProblemAsync(409, "originalDamaged");

        Assert.That((await Page()).Total, Is.Zero);
    }

    [Test]
    public async Task A_personal_file_is_entered_by_hand_and_stays_to_be_done_until_confirmed()
    {
        var sent = await SendAsync("a1@example.se");
        var entered = await api.Karin.EnterAsync(sent, Calls.Entry() with { Target = Target.PersonalFile });
        Assert.That(entered.Delivery, Is.EqualTo(new DeliveryStanding("Personakten i Viva", DeliveryState.Manual)));
        await api.DeliverAsync();
        api.Clock.Advance(TimeSpan.FromDays(30));
        await api.DeliverAsync();
        var waiting = (await Page()).Items.Single();
        Assert.That((waiting.State, waiting.MayRetry, evolution.Calls), Is.EqualTo((DeliveryState.Manual, false, 0)));

        var request = new SettleRequest(waiting.Version, "Akt 17", "Akt 17:4", "Viva 4711");
        await (await api.Karin.PostAsync($"/api/v1/desk/deliveries/{waiting.Id}/settle", request)).ReadAsync<DeliveryItem>();

        Assert.That((await Page()).Total, Is.Zero);
        Assert.That((await api.Karin.GetAsync<QueueDetail>($"/api/v1/desk/queue/{sent}")).Item.Outcome!.DiaryNumber, Is.EqualTo("Akt 17:4"));
    }

    [Test]
    public async Task What_the_records_schedule_keeps_in_personal_files_goes_there()
    {
        var row = RecordsSchedule.Sample.Rows.First(r => r.Target is Target.PersonalFile);
        var kept = await SendAsync("a1@example.se");
        var other = await SendAsync("a2@example.se");

        var byHand = await api.Karin.EnterAsync(kept, Calls.Entry() with { DocumentType = row.DocumentType, ClassificationCode = row.ClassificationCode });
        var byItself = await api.Karin.EnterAsync(other, Calls.Entry() with { DocumentType = row.DocumentType, ClassificationCode = "0.0.0" });

        Assert.That((byHand.Delivery!.System, byItself.Delivery!.System), Is.EqualTo(("Personakten i Viva", "Evolution")));
    }

    [Test]
    public async Task The_records_schedules_code_and_the_mailbox_choose_the_way()
    {
        var own = await SendAsync("a1@example.se");
        var sent = await SendAsync("a2@example.se");

        var inside = await api.Karin.EnterAsync(own, Calls.Entry() with { ClassificationCode = "9.9.1" });
        var outside = await api.Karin.EnterAsync(sent, Calls.Entry());

        Assert.That((inside.Outcome!.DiaryNumber, inside.Delivery), Is.EqualTo(("BYN 2026/1-1", (DeliveryStanding?)null)));
        Assert.That(outside.Delivery!.System, Is.EqualTo("Evolution"));
    }

    [Test]
    public async Task A_mailbox_can_belong_to_another_series_queue()
    {
        var sent = await api.Henrik.RegisterAsync(api.Mailboxes.Put("miljo@vara.se", Calls.Letter()));

        Assert.That(sent.Authority, Is.EqualTo("KS"));
    }

    private async Task<Guid> SendAsync(string id) => (await api.Henrik.RegisterAsync(api.Mailboxes.Put("bygglov@vara.se", Calls.Letter(id)))).Id;

    private async Task DamageAsync()
    {
        var file = api.StoredFiles.Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }

    private Task<DeliveryPage> Page() => api.Karin.GetAsync<DeliveryPage>("/api/v1/desk/deliveries");

    private async Task<string> Health() => await (await api.CreateClient().GetAsync("/health/ready")).Content.ReadAsStringAsync();
}
