namespace Varamail.Guideline.Rules;

/// <summary>The text shows another host than the link opens.</summary>
internal static class DeceptiveLink
{
    internal static readonly SignalRule Rule = new(
        "signal.deceptiveLink",
        Strength.Shall,
        "En länk visar en annan adress än den öppnar: klicka inte.",
        Coverage.Cite("R51"),
        Signal.Suspicious,
        Examples:
        [
            new(true, "IT <notis@brevlada.example>", "per.alm@vara.se", "Full", "<a href='https://ond.example/x'>https://webmail.vara.se/utoka</a>", Headers: "Content-Type: text/html"),
            new(false, "IT <notis@brevlada.example>", "per.alm@vara.se", "Info", "<a href='https://www.vara.se/x'>https://www.vara.se/x</a>", Headers: "Content-Type: text/html"),
        ]
    )
    {
        Condition = c => c.DeceptiveLinks(),
    };
}
