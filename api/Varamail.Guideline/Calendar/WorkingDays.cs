namespace Varamail.Guideline;

/// <summary>
/// Swedish working days: Monday to Friday, save public holidays (lag 1989:253) and the eves that lag 1930:173 2 § puts on a level with them
/// (midsommarafton, julafton, nyårsafton). Bridge days, skärtorsdag and valborg are working days: a town hall is staffed on them.
/// </summary>
public sealed class WorkingDays
{
    /// <summary>Working days that the guideline gives for answering (R18).</summary>
    public const int AnswerWithin = 2;

    private readonly int answerWithin;

    /// <param name="answerWithin">Working days until an answer is due; a committee may have promised another number than the guideline's.</param>
    public WorkingDays(int answerWithin = AnswerWithin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(answerWithin, 1);
        this.answerWithin = answerWithin;
    }

    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && HolidayName(day) is null;

    /// <summary>The first working day after a day.</summary>
    public static DateOnly NextWorkingDay(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        } while (!IsWorkingDay(day));
        return day;
    }

    /// <summary>The <paramref name="count"/>th working day after a day.</summary>
    public static DateOnly AddWorkingDays(DateOnly day, int count)
    {
        for (; count > 0; count--)
        {
            day = NextWorkingDay(day);
        }
        return day;
    }

    /// <summary>Last day to answer what arrived on a day: the arrival day itself is day 0.</summary>
    public DateOnly AnswerDay(DateOnly arrived) => AddWorkingDays(arrived, answerWithin);

    /// <summary>Last moment to answer: one second before midnight, local time, of <see cref="AnswerDay"/>.</summary>
    /// <param name="received">When the municipality's server got the message (R28), whatever the hour.</param>
    /// <param name="zone">Where the arrival day is counted.</param>
    public DateTimeOffset AnswerDeadline(DateTimeOffset received, TimeZoneInfo zone)
    {
        var arrived = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(received, zone).DateTime);
        var end = AnswerDay(arrived).ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }

    /// <summary>The Swedish name of a public holiday, or of an eve on a level with one; null on other days.</summary>
    public static string? HolidayName(DateOnly day)
    {
        switch (day.Month, day.Day)
        {
            case (1, 1):
                return "Nyårsdagen";
            case (1, 6):
                return "Trettondedag jul";
            case (5, 1):
                return "Första maj";
            case (6, 6):
                return "Nationaldagen";
            case (12, 24):
                return "Julafton";
            case (12, 25):
                return "Juldagen";
            case (12, 26):
                return "Annandag jul";
            case (12, 31):
                return "Nyårsafton";
            case (6, >= 19 and <= 25) when day.DayOfWeek == DayOfWeek.Friday:
                return "Midsommarafton";
            case (6, >= 20 and <= 26) when day.DayOfWeek == DayOfWeek.Saturday:
                return "Midsommardagen";
            case (10, 31) or (11, <= 6) when day.DayOfWeek == DayOfWeek.Saturday:
                return "Alla helgons dag";
            default:
                return (day.DayNumber - Easter(day.Year).DayNumber) switch
                {
                    -2 => "Långfredagen",
                    0 => "Påskdagen",
                    1 => "Annandag påsk",
                    39 => "Kristi himmelsfärdsdag",
                    49 => "Pingstdagen",
                    _ => null,
                };
        }
    }

    /// <summary>Easter Sunday by Gauss's rule for the Gregorian calendar, as Meeus and Butcher wrote it down.</summary>
    private static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
