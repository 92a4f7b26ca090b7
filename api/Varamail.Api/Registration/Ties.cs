using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Varamail.Guideline.Messages;

namespace Varamail.Api.Registrations;

/// <summary>Reads the ties of a message.</summary>
internal static partial class Ties
{
    private const int MostReferences = 200;
    private const int ShortestSubject = 8;

    /// <summary>A file smaller than this (a spacer, an empty card) says nothing by being the same.</summary>
    private const int SmallestFile = 256;

    public static IEnumerable<Tie> Of(Guid registration, Message message) =>
        Thread(message)
            .Select(id => (TieKind.Thread, Hash(id)))
            .Concat(SubjectOf(message) is { } subject ? [(TieKind.Subject, Hash(subject))] : [])
            .Concat(Files(message).Select(a => (TieKind.File, a.Sha256)))
            .Concat(Wording.Of(message.Body).Select(band => (TieKind.Wording, band)))
            .Distinct()
            .Select(tie => new Tie { RegistrationId = registration, Kind = tie.Item1, Value = tie.Item2 });

    /// <summary>Every message id of the thread that the message tells: its own, what it answers, what came before.</summary>
    public static IReadOnlyList<string> Thread(Message message) =>
        [
            .. message
                .References.TakeLast(MostReferences)
                .Append(message.InReplyTo)
                .Append(message.Id)
                .Select(MessageKey.Bare)
                .Where(id => id.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    public static IEnumerable<Attachment> Files(Message message) =>
        message.Attachments.Where(a => !a.Inline && a.Container is null && a.Size >= SmallestFile);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];

    /// <summary>Null when it says too little to tell one thread from another.</summary>
    public static string? SubjectOf(Message message)
    {
        var subject = Space().Replace(Prefixes().Replace(message.Subject.Text, ""), " ").Trim().ToLower(CultureInfo.InvariantCulture);
        return subject.Length < ShortestSubject ? null : subject;
    }

    [GeneratedRegex(@"^\s*((sv|svar|vb|vs|re|fw|fwd|aw|wg)\s*(\[\d+\])?\s*:\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
