using Microsoft.Extensions.Options;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>Days as the municipality counts them.</summary>
internal sealed class Deadlines(Municipality municipality, IOptions<RegistrationOptions> options, TimeProvider clock)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);

    public DateOnly Today => DayOf(clock.GetUtcNow());

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The moment as the municipality's clocks show it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    /// <summary>The moment when a day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    /// <summary>Last day to register what arrived at a moment.</summary>
    public DateOnly RegisterBy(DateTimeOffset received) => WorkingDays.AddWorkingDays(DayOf(received), options.Value.RegisterWithinWorkingDays);
}
