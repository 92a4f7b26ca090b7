namespace Varamail.Guideline.Rules;

/// <summary>How loud a sentence of the guideline speaks, and a rule that cites it at most.</summary>
public enum Strength
{
    Information,

    /// <summary>bör</summary>
    Should,

    /// <summary>ska, får inte, aldrig</summary>
    Shall,
}

/// <summary>A message on one side of a rule: test, documentation and help text at once.</summary>
/// <param name="Holds">Whether the rule speaks.</param>
/// <param name="From">Name and address, as in the header.</param>
/// <param name="Mailbox">Who got it; who sent it, when equal to <paramref name="From"/>.</param>
/// <param name="Subject">Of the message.</param>
/// <param name="Body">Of the message.</param>
/// <param name="Headers">Further header lines, attachments as <c>X-Attachment: name</c>.</param>
/// <param name="To">When other than <paramref name="Mailbox"/>.</param>
public sealed record Example(bool Holds, string From, string Mailbox, string Subject, string Body, string Headers = "", string? To = null);

/// <summary>One demand of one paragraph.</summary>
/// <param name="Id">Stable, for example <c>handling.appeal</c>.</param>
/// <param name="Strength">No louder than the sentence that it cites.</param>
/// <param name="Message">What it tells a person, in plain Swedish.</param>
/// <param name="Citation">The sentence.</param>
/// <param name="Examples">At least one on each side.</param>
public abstract record Rule(string Id, Strength Strength, string Message, Citation Citation, IReadOnlyList<Example> Examples);

/// <summary>
/// A rule that says what kind of message it is. It argues for one handling with a weight; the main rule (R33) argues for registering with weight 1, and the
/// heaviest sum decides.
/// </summary>
public sealed record HandlingRule(
    string Id,
    Strength Strength,
    string Message,
    Citation Citation,
    Handling Toward,
    double Weight,
    IReadOnlyList<Example> Examples
) : Rule(Id, Strength, Message, Citation, Examples)
{
    /// <summary>The words that carried it (perhaps none, when headers or the directory did); null when the rule doesn't speak.</summary>
    internal Func<Circumstances, IReadOnlyList<Evidence>?> Condition { get; init; } = _ => null;

    /// <summary>How much of the weight counts, 0–1.</summary>
    internal Func<Circumstances, double> Share { get; init; } = _ => 1;
}

/// <summary>A rule that gives a signal.</summary>
public sealed record SignalRule(string Id, Strength Strength, string Message, Citation Citation, Signal Signal, IReadOnlyList<Example> Examples)
    : Rule(Id, Strength, Message, Citation, Examples)
{
    /// <summary>The words that carried it (perhaps none, when headers or the directory did); null when the rule doesn't speak.</summary>
    internal Func<Circumstances, IReadOnlyList<Evidence>?> Condition { get; init; } = _ => null;
}
