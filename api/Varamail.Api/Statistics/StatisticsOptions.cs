using System.Globalization;

namespace Varamail.Api.Statistics;

/// <summary>Section <c>Statistics</c>: how small a number may be before it could point at somebody.</summary>
public sealed class StatisticsOptions
{
    /// <summary>Numbers below this aren't shown, save zero: they are said to be few, and numbers that would give them away are left out too.</summary>
    public int SmallestNumber { get; set; } = 5;

    /// <summary>What stands instead of a small number.</summary>
    internal string Few => string.Create(CultureInfo.InvariantCulture, $"färre än {SmallestNumber}");

    internal int? OrNull(int count) => count > 0 && count < SmallestNumber ? null : count;
}
