using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Programs, scripts, macros, double extensions, a locked archive with its key.</summary>
internal static class DangerousAttachment
{
    private static readonly Cue Password = Cue.Named("archivePassword");

    internal static readonly SignalRule Rule = new(
        "signal.dangerousAttachment",
        Strength.Should,
        "Bilagan kan köra kod eller är låst med lösenordet i brevet: öppna den inte.",
        Coverage.Cite("R50"),
        Signal.Suspicious,
        Examples:
        [
            new(true, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Faktura", "Se bilaga.", Headers: "X-Attachment: faktura.pdf.exe"),
            new(false, "Anna Ek <anna.ek@example.org>", "gata@vara.se", "Faktura", "Se bilaga.", Headers: "X-Attachment: faktura.pdf"),
        ]
    )
    {
        Condition = c => c.DangerousFiles() ?? (c.HasLockedArchive ? c.Own(Password) : null),
    };
}
