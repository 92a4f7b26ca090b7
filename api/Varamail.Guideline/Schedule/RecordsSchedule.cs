namespace Varamail.Guideline.Schedule;

/// <summary>The municipality's records schedule (dokumenthanteringsplan, R34, R41).</summary>
public sealed class RecordsSchedule
{
    /// <summary>The sample that comes with Varamail.</summary>
    public static RecordsSchedule Sample { get; } = new();
}
