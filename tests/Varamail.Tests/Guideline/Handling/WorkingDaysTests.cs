using Varamail.Guideline;

namespace Varamail.Tests.Guideline.Handling;

internal sealed class WorkingDaysTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    [TestCase("2026-11-20", "2026-11-24")]
    [TestCase("2026-11-21", "2026-11-24")]
    [TestCase("2026-12-22", "2026-12-28")]
    [TestCase("2026-12-23", "2026-12-29")]
    [TestCase("2026-12-24", "2026-12-29")]
    [TestCase("2026-12-30", "2027-01-05")]
    [TestCase("2026-12-31", "2027-01-05")]
    [TestCase("2027-01-04", "2027-01-07")]
    [TestCase("2027-01-05", "2027-01-08")]
    [TestCase("2027-03-25", "2027-03-31")]
    [TestCase("2027-05-05", "2027-05-10")]
    [TestCase("2027-06-23", "2027-06-28")]
    [TestCase("2027-06-24", "2027-06-29")]
    [TestCase("2026-06-17", "2026-06-22")]
    [TestCase("2026-06-18", "2026-06-23")]
    [TestCase("2028-04-12", "2028-04-18")]
    public void An_answer_is_due_on_the_second_working_day(string arrived, string due) =>
        Assert.That(new WorkingDays().AnswerDay(Day(arrived)), Is.EqualTo(Day(due)));

    [Test]
    public void A_message_just_before_midnight_has_arrived_that_day_by_swedish_time() =>
        Assert.That(
            new WorkingDays().AnswerDeadline(DateTimeOffset.Parse("2026-11-19T22:59:59Z", System.Globalization.CultureInfo.InvariantCulture), Stockholm),
            Is.EqualTo(new DateTimeOffset(2026, 11, 23, 23, 59, 59, TimeSpan.FromHours(1)))
        );

    [Test]
    public void The_deadline_has_the_offset_of_its_own_day_when_summer_time_ends() =>
        Assert.That(
            new WorkingDays().AnswerDeadline(new DateTimeOffset(2026, 10, 23, 12, 0, 0, TimeSpan.FromHours(2)), Stockholm),
            Is.EqualTo(new DateTimeOffset(2026, 10, 27, 23, 59, 59, TimeSpan.FromHours(1)))
        );

    [Test]
    public void Every_day_of_the_calendar_file_is_counted_as_it_says()
    {
        var rows = File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Guideline", "Handling", "holidays.csv")).Skip(1).Select(l => l.Split(';')).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.GreaterThan(100));
            foreach (var row in rows)
            {
                var day = Day(row[0]);
                var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                Assert.That(WorkingDays.IsWorkingDay(day), Is.EqualTo(row[4] == "ja" && !weekend), row[0] + " " + row[3]);
            }
        });
    }

    [Test]
    public void The_deadline_never_moves_backwards_when_a_message_comes_later()
    {
        var days = new WorkingDays();
        var last = DateOnly.MinValue;
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2040; day = day.AddDays(1))
        {
            var due = days.AnswerDay(day);
            Assert.That(due, Is.GreaterThanOrEqualTo(last));
            last = due;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
