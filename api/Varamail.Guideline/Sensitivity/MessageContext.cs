using System.Buffers;
using Varamail.Guideline.Messages;

namespace Varamail.Guideline.Findings;

/// <summary>Elected representatives: their politics is public (R59).</summary>
internal sealed class ElectedPeople(Municipality municipality)
{
    private readonly Mailbox[] elected = [.. municipality.Mailboxes.Where(m => m.Elected)];

    public bool IsAddress(string? address) => elected.Any(m => string.Equals(m.Address, address, StringComparison.OrdinalIgnoreCase));

    public bool AreNamedIn(ReadOnlySpan<char> text)
    {
        foreach (Mailbox mailbox in elected)
        {
            if (text.Contains(mailbox.Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What the whole message tells about its parts.</summary>
internal sealed class MessageContext
{
    private const int FarEnough = 20_000;

    private readonly string body;
    private bool? bulk;

    public MessageContext(Message message, ContextWords words, ElectedPeople elected)
    {
        Words = words;
        Elected = elected;
        SenderName = message.From?.Name ?? "";
        SenderElected = elected.IsAddress(message.From?.Email);
        body = message.Body.Text;
        bulk = message.Header("List-Unsubscribe") is not null || message.Header("List-Id") is not null ? true : null;
        var subject = message.Subject.Text.Length == 0 ? null : Sentence.At(message.Subject.Text, 0, words);
        SubjectNames = subject is not null && subject.Has(WordRoles.Name | WordRoles.Kin | WordRoles.Role);
    }

    public ContextWords Words { get; }

    public ElectedPeople Elected { get; }

    public bool SenderElected { get; }

    /// <summary>As displayed.</summary>
    public string SenderName { get; }

    /// <summary>Sent to many: its ”du” and ”min” are nobody's.</summary>
    public bool Bulk => bulk ??= SaysBulk(body); // costs as much as all that is sought otherwise: asked last

    /// <summary>The subject names whom the message is about.</summary>
    public bool SubjectNames { get; }

    private static readonly SearchValues<string> Unsubscribing = SearchValues.Create(["avprenumer", "avregistrera", "unsubscribe"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Two of these: somebody sells. None stands within another.</summary>
    private static readonly SearchValues<string> Selling = SearchValues.Create(
        [
            "procent rabatt", "% rabatt", "rabattkod", "erbjudande", "vi erbjuder", "kampanjpris", "anmäl dig", "anmäl er", "boka före", "bokar före", "boka nu", "boka din", "få platser",
            "begränsat antal", "kostnadsfri", "exkl. moms", "plus resa", "kr plus", "läs mer på", "klicka här", "intresserade?", "vår kurs", "dagarskurs", "kommer gärna till er", "uppskattad föreläsning",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static bool SaysBulk(string text)
    {
        ReadOnlySpan<char> beginning = text.AsSpan(0, Math.Min(text.Length, FarEnough));
        if (beginning.ContainsAny(Unsubscribing))
        {
            return true;
        }

        int first = beginning.IndexOfAny(Selling);
        return first >= 0 && beginning[(first + 1)..].ContainsAny(Selling);
    }
}
