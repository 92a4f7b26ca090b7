using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Phishing in words: sign in, pay, run.</summary>
internal static class Lure
{
    private static readonly Cue Credentials = Cue.Named("credentialsLure");
    private static readonly Cue Gift = Cue.Named("giftCard");
    private static readonly Cue Macro = Cue.Named("macroLure");
    private static readonly Cue Account = Cue.Named("newAccount");

    internal static readonly SignalRule Rule = new(
        "signal.phishing",
        Strength.Shall,
        "Brevet försöker få dig att lämna ut inloggning, pengar eller köra något.",
        Coverage.Cite("R51"),
        Signal.Suspicious,
        Examples:
        [
            new(true, "IT <it@brevlada.example>", "per.alm@vara.se", "Mailbox full", "Your mailbox is full. Sign in to extend your quota."),
            new(false, "Anna Ek <anna.ek@example.org>", "biblioteket@vara.se", "Lösenord", "Jag har glömt mitt lösenord till lånekontot."),
        ]
    )
    {
        Condition = c => c.Boundary.Sender == Place.Outside && !c.IsMechanicalAnswer ? c.Lure(Credentials, Gift, Macro, Account) : null,
    };
}
