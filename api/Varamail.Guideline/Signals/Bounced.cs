namespace Varamail.Guideline.Rules;

/// <summary>A delivery report.</summary>
internal static class Bounced
{
    internal static readonly SignalRule Rule = new(
        "signal.bounce",
        Strength.Information,
        "Leveransbesked: ett meddelande kom inte fram.",
        Coverage.Cite("R35"),
        Signal.Bounce,
        Examples:
        [
            new(true, "Mail Delivery System <mailer-daemon@example.org>", "gata@vara.se", "Undelivered Mail Returned to Sender", "user unknown", Headers: "Return-Path: <>"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Hej", "Hej"),
        ]
    )
    {
        Condition = c => c.IsBounce ? [] : null,
    };
}
