using Microsoft.Extensions.Options;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Registrations;

/// <summary>Section <c>ProtectiveSecurity</c>: messages that may not be handled in this system at all (the Protective Security Act, 2018:585).</summary>
public sealed class ProtectiveSecurityOptions
{
    /// <summary>Words that mark such a message, as whole words, in any case. Nothing that holds one is stored, queued or mailed on.</summary>
    public IList<string> Cues { get; } = [];

    /// <summary>Whom the official shall call, shown as it is written: ”säkerhetsskyddschefen, 0512-310 00”.</summary>
    public string Contact { get; set; } = "kommunens säkerhetsskyddschef";
}

/// <summary>Section <c>Whistleblowing</c>: reports under the whistleblowing act (2021:890), which few may see (OSL 32:3 b).</summary>
public sealed class WhistleblowingOptions
{
    /// <summary>Who receives the reports: object ids, user principal names or ids of groups. Each must be a registrar too. With nobody named, reports are restricted items like others.</summary>
    public IList<string> Readers { get; } = [];

    /// <summary>Mailboxes whose messages are reports.</summary>
    public IList<string> Mailboxes { get; } = [];

    /// <summary>Words that mark a report in any mailbox, as whole words, in any case.</summary>
    public IList<string> Cues { get; } = [];
}

/// <summary>Tells the few messages that must not go the ordinary way. The cues are the municipality's own: an assessment can't know them.</summary>
internal sealed class Protection(IOptions<ProtectiveSecurityOptions> security, IOptions<WhistleblowingOptions> whistleblowing)
{
    public string SecurityContact => security.Value.Contact;

    public bool IsProtectedBySecurity(Message message) => Holds(message, security.Value.Cues);

    public bool IsWhistleblowing(Message message, string mailbox) =>
        whistleblowing.Value.Readers.Count > 0
        && (whistleblowing.Value.Mailboxes.Contains(mailbox, StringComparer.OrdinalIgnoreCase) || Holds(message, whistleblowing.Value.Cues));

    private static bool Holds(Message message, IList<string> cues) => cues.Count > 0 && message.Parts.Any(part => cues.Any(cue => Holds(part.Text, cue)));

    private static bool Holds(string text, string cue)
    {
        for (var at = 0; cue.Length > 0 && (at = text.IndexOf(cue, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + cue.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }
        return false;
    }
}
