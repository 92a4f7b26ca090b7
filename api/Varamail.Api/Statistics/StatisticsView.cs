namespace Varamail.Api.Statistics;

/// <summary>How the work goes. Counts only: no person, no message; small numbers are left out.</summary>
/// <param name="From">First month, for example <c>2025-12</c>.</param>
/// <param name="To">Last month, this one.</param>
/// <param name="SmallestNumber">Numbers below this are null.</param>
/// <param name="Months">Month by month.</param>
/// <param name="Outcomes">What became of it, in the whole time.</param>
/// <param name="Times">How long after it came in it was entered, in working days.</param>
/// <param name="MedianWorkingDays">Half of it was entered within so many; null when there is too little to tell.</param>
/// <param name="Mailboxes">Where it came in. People's own mailboxes are counted together.</param>
/// <param name="Rules">Which rule gave the verdict.</param>
public sealed record StatisticsView(
    string From,
    string To,
    int SmallestNumber,
    IReadOnlyList<MonthCount> Months,
    IReadOnlyList<OutcomeCount> Outcomes,
    IReadOnlyList<TimeCount> Times,
    int? MedianWorkingDays,
    IReadOnlyList<MailboxCount> Mailboxes,
    IReadOnlyList<RuleCount> Rules
);

/// <summary>A month.</summary>
/// <param name="Month">For example <c>2026-11</c>.</param>
/// <param name="Sent">How many were sent to the registrar.</param>
/// <param name="Entered">How many were entered.</param>
/// <param name="Returned">How many were returned.</param>
public sealed record MonthCount(string Month, int? Sent, int? Entered, int? Returned);

/// <summary>What became of a message that was sent to the registrar.</summary>
public enum StatisticsOutcome
{
    Entered,
    Returned,
    Redirected,
    NotRegistered,
    Withdrawn,
}

/// <summary>How many came to this.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="Count">How many.</param>
public sealed record OutcomeCount(StatisticsOutcome Outcome, int? Count);

/// <summary>Working days between the day of arrival and the day of entering.</summary>
public enum RegistrationTime
{
    SameDay,
    NextWorkingDay,
    WithinFive,
    Later,
}

/// <summary>How many took so long.</summary>
/// <param name="Time">How long.</param>
/// <param name="Count">How many.</param>
public sealed record TimeCount(RegistrationTime Time, int? Count);

/// <summary>A mailbox.</summary>
/// <param name="Kind">What is counted here.</param>
/// <param name="Name">Of a functional mailbox; null otherwise.</param>
/// <param name="Sent">How many were sent from it.</param>
public sealed record MailboxCount(MailboxGroup Kind, string? Name, int? Sent);

/// <summary>Whose mailboxes are counted.</summary>
public enum MailboxGroup
{
    /// <summary>One functional mailbox.</summary>
    Functional,

    /// <summary>All people's own mailboxes together.</summary>
    Individual,

    /// <summary>Files that were uploaded.</summary>
    Uploaded,

    /// <summary>Mailboxes with too little to be shown by themselves.</summary>
    Rest,
}

/// <summary>A rule that gave the verdict.</summary>
/// <param name="Rule">Id; null for those too seldom to be shown, together, and for verdicts from before rules were kept.</param>
/// <param name="Text">What the rule tells people.</param>
/// <param name="Cites">The sentence of the guideline.</param>
/// <param name="Sent">How many it gave the verdict of.</param>
public sealed record RuleCount(string? Rule, string? Text, string? Cites, int? Sent);
