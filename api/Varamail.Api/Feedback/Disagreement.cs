using Varamail.Guideline;

namespace Varamail.Api.Feedback;

/// <summary>
/// Somebody who judged a message otherwise. Remembers neither who nor which message, mailbox or authority, and no day: a rare rule and an exact moment
/// together would point at both.
/// </summary>
internal sealed class Disagreement
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>For example <c>2026-11</c>.</summary>
    public required string Month { get; init; }
    public required string GuidelineVersion { get; init; }

    /// <summary>Ids of the rules that spoke, parted by spaces.</summary>
    public required string Rules { get; init; }
    public required Handling Handling { get; init; }
    public required Handling OwnHandling { get; init; }
    public required Sensitivity Sensitivity { get; init; }
    public required Sensitivity OwnSensitivity { get; init; }
}
