namespace Varamail.Api.Audit;

/// <summary>A row of the audit trail. Nothing of a message stands in it.</summary>
/// <param name="Number">From one, without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Act">What was done.</param>
/// <param name="ById">Object id of whoever did it; empty for the server itself.</param>
/// <param name="ByName">Name at that time.</param>
/// <param name="Authority">Diary series.</param>
/// <param name="Registration">Which registration.</param>
/// <param name="Detail">A diary number, an authority, a format: never words of a message.</param>
/// <param name="Reason">As typed by whoever did it.</param>
/// <param name="Hash">Of this row and all before it.</param>
public sealed record AuditRowView(
    long Number,
    DateTimeOffset At,
    AuditAct Act,
    string ById,
    string ByName,
    string? Authority,
    Guid? Registration,
    string? Detail,
    string? Reason,
    string Hash
);

/// <summary>Rows, the newest first.</summary>
/// <param name="Items">At most fifty.</param>
/// <param name="Before">Ask for rows before this number to get the next ones; null when there are no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditRowView> Items, long? Before);

/// <summary>How often an act was done in a month.</summary>
/// <param name="Month">For example <c>2026-11</c>.</param>
/// <param name="Act">What.</param>
/// <param name="Count">How often; null when it is so seldom that it could point at somebody.</param>
public sealed record AuditCount(string Month, AuditAct Act, int? Count);
