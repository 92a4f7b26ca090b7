using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Tests.Api.Registration;

using Registration = Varamail.Api.Registrations.Registration;

[TestFixture]
internal sealed class RegistrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Regret = TimeSpan.FromMinutes(10);
    private static readonly Actor Henrik = Who("henrik");
    private static readonly Actor Karin = Who("karin", serves: ["BYN", "KS"]);
    private static readonly Actor Rut = Who("rut", serves: ["BYN"]);
    private static readonly Actor Bo = Who("bo", serves: ["BYN", "KS", "SN"], head: true);
    private static readonly Actor Sven = Who("sven", serves: ["SN"]);
    private static readonly Actor Anna = Who("anna", entersFor: ["BYN"]);

    [Test]
    public void A_sent_message_waits_in_the_queue()
    {
        var registration = Sent();

        Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(registration.Version, Is.EqualTo(1));
        Assert.That(registration.ClaimedBy, Is.Null);
    }

    [Test]
    public void A_registrar_of_the_authority_claims_it()
    {
        var registration = Sent();

        Assert.That(registration.Claim(Karin, Now, false), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Claimed));
        Assert.That(registration.ClaimedBy, Is.EqualTo(Karin.Person));
        Assert.That(registration.Version, Is.EqualTo(2));
    }

    [Test]
    public void For_a_registrar_of_another_authority_it_does_not_exist()
    {
        var registration = Sent();

        Assert.Multiple(() =>
        {
            Assert.That(registration.Claim(Sven, Now, false), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Release(Sven), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Enter(Sven, Now, "BYN 2026/1", "BYN 2026/1-1"), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Return(Sven, Now, "fel"), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Redirect(Sven, Now, "SN", null), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.NotRegister(Sven, Now, "reklam"), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Withdraw(Sven, Now, Regret), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.Void(Sven, "Fel ärende"), Is.EqualTo(Refusal.NotYours));
            Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
            Assert.That(registration.Version, Is.EqualTo(1));
        });
    }

    [Test]
    public void What_a_colleague_has_claimed_is_hers_until_somebody_takes_it_over_on_purpose()
    {
        var registration = Sent();
        registration.Claim(Karin, Now, false);

        Assert.That(registration.Claim(Rut, Now, false), Is.EqualTo(Refusal.ClaimedByAnother));
        Assert.That(registration.Claim(Bo, Now, false), Is.EqualTo(Refusal.ClaimedByAnother));
        Assert.That(registration.Release(Rut), Is.EqualTo(Refusal.ClaimedByAnother));
        Assert.That(registration.Return(Rut, Now, "fel"), Is.EqualTo(Refusal.ClaimedByAnother));
        Assert.That(registration.Claim(Bo, Now, true), Is.Null);
        Assert.That(registration.TakenOverFrom, Is.EqualTo(Karin.Person.Name));
        Assert.That(registration.ClaimedBy, Is.EqualTo(Bo.Person));
        Assert.That(registration.Release(Bo), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(registration.ClaimedBy, Is.Null);
    }

    [Test]
    public void It_is_entered_once()
    {
        var registration = Sent();

        Assert.That(registration.Enter(Karin, Now, "BYN 2026/1", "BYN 2026/1-1"), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Entered));
        Assert.That(registration.Decision, Is.EqualTo(new Decision(Karin.Person, Now, CaseNumber: "BYN 2026/1", DiaryNumber: "BYN 2026/1-1")));
        Assert.That(registration.Enter(Rut, Now, "BYN 2026/2", "BYN 2026/2-1"), Is.EqualTo(Refusal.AlreadyDecided));
        Assert.That(registration.Decision!.CaseNumber, Is.EqualTo("BYN 2026/1"));
    }

    [Test]
    public void An_official_with_the_right_enters_but_decides_nothing_else()
    {
        var registration = Sent();

        Assert.That(registration.Claim(Anna, Now, false), Is.EqualTo(Refusal.NotYours));
        Assert.That(registration.Return(Anna, Now, "fel"), Is.EqualTo(Refusal.NotYours));
        Assert.That(registration.Enter(Anna, Now, "BYN 2026/1", "BYN 2026/1-1"), Is.Null);
        Assert.That(registration.Void(Anna, "Fel ärende"), Is.EqualTo(Refusal.NotYours));
        Assert.That(Sent().Enter(Henrik, Now, "BYN 2026/1", "BYN 2026/1-1"), Is.EqualTo(Refusal.NotYours));
    }

    [Test]
    public void A_voided_entry_returns_it_to_the_queue()
    {
        var registration = Sent();
        registration.Claim(Karin, Now, false);
        registration.Enter(Karin, Now, "BYN 2026/1", "BYN 2026/1-1");

        Assert.That(registration.Void(Rut, "Fel ärende"), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(registration.Decision, Is.Null);
        Assert.That(registration.ClaimedBy, Is.Null);
        Assert.That(registration.Void(Rut, "Fel ärende"), Is.EqualTo(Refusal.AlreadyDecided));
    }

    [Test]
    public void A_returned_message_can_be_sent_again_and_is_the_same_registration()
    {
        var registration = Sent();
        registration.Return(Karin, Now, "Vilken fastighet gäller det?");

        Assert.That(registration.State, Is.EqualTo(RegistrationState.Returned));
        Assert.That(registration.Decision!.Comment, Is.EqualTo("Vilken fastighet gäller det?"));
        Assert.That(registration.SendAgain(Anna.Person, Now.AddHours(1), registration.Letter, "Kedum 4:12"), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(registration.CreatedBy, Is.EqualTo(Anna.Person));
        Assert.That(registration.Comment, Is.EqualTo("Kedum 4:12"));
        Assert.That(registration.Decision, Is.Null);
    }

    [TestCase(RegistrationState.Queued)]
    [TestCase(RegistrationState.Claimed)]
    [TestCase(RegistrationState.Entered)]
    [TestCase(RegistrationState.Redirected)]
    [TestCase(RegistrationState.NotRegistered)]
    public void What_is_not_returned_or_withdrawn_is_not_sent_again(RegistrationState state)
    {
        var registration = In(state);

        Assert.That(registration.SendAgain(Henrik.Person, Now, registration.Letter, null), Is.EqualTo(Refusal.AlreadyDecided));
        Assert.That(registration.State, Is.EqualTo(state));
    }

    [Test]
    public void The_official_takes_it_back_within_the_time_for_regret()
    {
        Assert.That(Sent().Withdraw(Henrik, Now + Regret, Regret), Is.Null);
        Assert.That(Sent().Withdraw(Henrik, Now + Regret + TimeSpan.FromSeconds(1), Regret), Is.EqualTo(Refusal.TooLate));
        Assert.That(Sent().Withdraw(Anna, Now, Regret), Is.EqualTo(Refusal.NotYours));
    }

    [Test]
    public void What_a_registrar_has_begun_is_not_taken_back()
    {
        Assert.That(In(RegistrationState.Claimed).Withdraw(Henrik, Now, Regret), Is.EqualTo(Refusal.ClaimedByAnother));
        Assert.That(In(RegistrationState.Entered).Withdraw(Henrik, Now, Regret), Is.EqualTo(Refusal.AlreadyDecided));
    }

    [Test]
    public void It_is_redirected_to_another_authority_only()
    {
        var registration = Sent();

        Assert.That(registration.Redirect(Karin, Now, "BYN", null), Is.EqualTo(Refusal.SameAuthority));
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Queued));
        Assert.That(registration.Redirect(Karin, Now, "KS", "Gäller en motion"), Is.Null);
        Assert.That(registration.State, Is.EqualTo(RegistrationState.Redirected));
        Assert.That(registration.Decision!.Authority, Is.EqualTo("KS"));
    }

    [TestCase(RegistrationState.Entered)]
    [TestCase(RegistrationState.Returned)]
    [TestCase(RegistrationState.Redirected)]
    [TestCase(RegistrationState.NotRegistered)]
    [TestCase(RegistrationState.Withdrawn)]
    public void What_is_decided_is_not_decided_again(RegistrationState state)
    {
        var registration = In(state);
        var version = registration.Version;

        Assert.Multiple(() =>
        {
            Assert.That(registration.Claim(Bo, Now, false), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.Release(Bo), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.Enter(Bo, Now, "BYN 2026/9", "BYN 2026/9-1"), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.Return(Bo, Now, "fel"), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.Redirect(Bo, Now, "KS", null), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.NotRegister(Bo, Now, "reklam"), Is.EqualTo(Refusal.AlreadyDecided));
            Assert.That(registration.Version, Is.EqualTo(version));
        });
    }

    [Test]
    public void A_restricted_item_is_seen_by_its_sender_and_its_registrars_only()
    {
        var registration = Sent(Sensitivity.Protected);

        Assert.That(registration.IsVisibleTo(Henrik), Is.True);
        Assert.That(registration.IsVisibleTo(Karin), Is.True);
        Assert.That(registration.IsVisibleTo(Sven), Is.False);
        Assert.That(registration.IsVisibleTo(Anna), Is.False);
        Assert.That(Sent().IsVisibleTo(Anna), Is.True);
    }

    [Test]
    public void A_forgotten_restricted_message_leaves_no_words_behind()
    {
        var registration = Sent(Sensitivity.Sensitive);
        registration.Return(Karin, Now, "fel");
        registration.ForgetOriginal();

        Assert.That(registration.Letter.Sha256, Is.Null);
        Assert.That(registration.Letter.Subject + registration.Letter.FromName + registration.Letter.FromAddress, Is.Empty);
    }

    private static Registration In(RegistrationState state)
    {
        var registration = Sent();
        var refusal = state switch
        {
            RegistrationState.Queued => null,
            RegistrationState.Claimed => registration.Claim(Karin, Now, false),
            RegistrationState.Entered => registration.Enter(Karin, Now, "BYN 2026/1", "BYN 2026/1-1"),
            RegistrationState.Returned => registration.Return(Karin, Now, "fel"),
            RegistrationState.Redirected => registration.Redirect(Karin, Now, "KS", null),
            RegistrationState.NotRegistered => registration.NotRegister(Karin, Now, "reklam"),
            RegistrationState.Withdrawn => registration.Withdraw(Henrik, Now, Regret),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        Assert.That(refusal, Is.Null);
        return registration;
    }

    private static Registration Sent(Sensitivity sensitivity = Sensitivity.None) =>
        new()
        {
            Authority = "BYN",
            Fingerprint = "f",
            InternetMessageId = "id@example.se",
            Mailbox = "bygglov@vara.se",
            CreatedBy = Henrik.Person,
            CreatedAt = Now,
            Letter = new Letter(
                "ab",
                2,
                "Bygglov",
                "Ulla",
                "ulla@example.se",
                Now,
                Direction.Incoming,
                0,
                Handling.Register,
                sensitivity,
                new DateOnly(2026, 11, 26)
            ),
        };

    private static Actor Who(string id, string[]? serves = null, bool head = false, string[]? entersFor = null) =>
        new(new Person(id, id, id + "@vara.se"), (serves ?? []).ToHashSet(), head, (entersFor ?? []).ToHashSet());
}
