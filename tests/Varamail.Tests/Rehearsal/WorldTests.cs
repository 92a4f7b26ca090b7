using Microsoft.Extensions.Time.Testing;
using Varamail.Guideline;
using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

internal sealed class WorldTests
{
    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "corpus");

    [Test]
    public void Every_message_of_the_corpus_lies_in_a_mailbox_untouched()
    {
        var world = World.Load();
        var lying = world.Mailboxes.SelectMany(m => m.Messages).ToDictionary(m => m.CorpusFile!, Bytes);

        var files = Directory.GetFiles(Path.Combine(Corpus, "messages"));
        Assert.That(lying.Keys, Is.EquivalentTo(files.Select(Path.GetFileName)));
        Assert.That(files.Where(f => !File.ReadAllBytes(f).SequenceEqual(lying[Path.GetFileName(f)])), Is.Empty);
    }

    [TestCase("2026-11-25T08:00:00Z")]
    [TestCase("2026-11-22T23:30:00Z")] // a Sunday
    [TestCase("2026-11-23T05:00:00Z")] // Monday, before anything has come
    public void Mail_has_come_on_the_last_five_working_days_and_never_tomorrow(string now)
    {
        FakeTimeProvider clock = new(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        var times = World.Load(clock).Mailboxes.SelectMany(m => m.Messages).Select(m => m.ReceivedAt).ToList();

        Assert.That(times, Has.All.LessThanOrEqualTo(clock.GetUtcNow()).And.All.GreaterThan(clock.GetUtcNow().AddDays(-8)));
        Assert.That(times.Select(t => t.DayOfWeek), Has.None.EqualTo(DayOfWeek.Saturday).And.None.EqualTo(DayOfWeek.Sunday));
        Assert.That(times.Select(t => t.Date).Distinct().Count(), Is.EqualTo(5));
    }

    [Test]
    public void No_mail_comes_on_a_public_holiday()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 28, 12, 0, 0, TimeSpan.Zero));

        var days = World.Load(clock).Mailboxes.SelectMany(m => m.Messages).Select(m => DateOnly.FromDateTime(m.ReceivedAt.UtcDateTime)).Distinct();

        Assert.That(days, Has.All.Matches<DateOnly>(WorkingDays.IsWorkingDay));
    }

    [Test]
    public void A_shared_mailbox_is_open_to_its_department_and_to_nobody_elected()
    {
        var world = World.Load(withCorpus: false);

        Assert.That(world.OpenTo("henrik.strand@vara.se").Select(m => m.Address), Is.EqualTo(new[] { "henrik.strand@vara.se", "bygglov@vara.se", "miljo@vara.se" }));
        Assert.That(world.OpenTo("gunnar.ahlin@vara.se").Select(m => m.Entry.Kind), Has.All.EqualTo(MailboxKind.Individual));
    }

    private static byte[] Bytes(RehearsedMessage message)
    {
        using var bytes = message.Open();
        using MemoryStream copy = new();
        bytes.CopyTo(copy);
        return copy.ToArray();
    }
}
