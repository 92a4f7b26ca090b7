using Varamail.Guideline;

namespace Varamail.Rehearsal;

/// <summary>Spreads a mailbox' mail over the last five working days, in the order in which it was written and never in the future.</summary>
internal static class Arrival
{
    private static readonly TimeSpan Morning = new(7, 20, 0);
    private static readonly TimeSpan Evening = new(16, 40, 0);

    public static DateTimeOffset Of(int index, int count, string file, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var days = LastFive(local);
        // A place within the five days; the file's name moves it a little, so that mail doesn't come on the stroke.
        var jitter = Ids.Hash(file)[0] / 256.0;
        var place = (index + jitter) / count * days.Count;
        var day = Math.Min((int)place, days.Count - 1);
        var end = days[day] == DateOnly.FromDateTime(local.DateTime) && local.TimeOfDay < Evening ? local.TimeOfDay : Evening;
        var time = Morning + ((end - Morning) * (place - day));
        var at = days[day].ToDateTime(TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds))));
        return new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
    }

    // Today counts from nine o'clock on: before that nothing much has come.
    private static List<DateOnly> LastFive(DateTimeOffset local)
    {
        var day = DateOnly.FromDateTime(local.DateTime);
        if (local.Hour < 9)
        {
            day = day.AddDays(-1);
        }
        List<DateOnly> days = [];
        for (; days.Count < 5; day = day.AddDays(-1))
        {
            if (WorkingDays.IsWorkingDay(day))
            {
                days.Insert(0, day);
            }
        }
        return days;
    }
}
