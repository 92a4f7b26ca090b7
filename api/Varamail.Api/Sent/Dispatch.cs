using System.Security.Cryptography;
using System.Text;
using Varamail.Api.Registrations;

namespace Varamail.Api.Sent;

/// <summary>How far a message has come that somebody wants to send and have in the diary.</summary>
public enum DispatchState
{
    /// <summary>Being written, on its way, or not yet seen in Sent Items.</summary>
    Waiting,

    /// <summary>Found, and in the diary or the registrar's queue.</summary>
    Registered,

    /// <summary>Never seen in Sent Items within the time.</summary>
    Missing,

    /// <summary>Nobody wants it in the diary any longer.</summary>
    Cancelled,
}

/// <summary>Somebody's wish that a draft goes into a case when it has been sent. Its id goes with the mail in a header, and says nothing to
/// outsiders. Kept until the sent copy is found, whatever happens to the process meanwhile.</summary>
internal sealed class Dispatch
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public int Version { get; private set; } = 1;
    public DispatchState State { get; private set; }
    public required Person By { get; init; }

    /// <summary>That it is sent from; lower case.</summary>
    public required string Mailbox { get; set; }

    public required string Authority { get; init; }

    /// <summary>She had the right to enter in this authority's diary when she chose.</summary>
    public required bool MayEnter { get; init; }

    /// <summary>Of an existing case; null when a new one is wanted.</summary>
    public string? CaseNumber { get; init; }

    public string? NewTitle { get; init; }
    public string? NewPublicTitle { get; init; }
    public required string Title { get; init; }
    public string? PublicTitle { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Internet message id that the draft answers, without brackets; empty for a new message.</summary>
    public required string InReplyTo { get; set; }

    /// <summary>What <see cref="Digest"/> gives of the subject when the pane last saw the draft; empty when it never told.</summary>
    public required string SubjectDigest { get; set; }

    public required string RecipientsDigest { get; set; }

    /// <summary>When the pane last saw the draft.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When to look next.</summary>
    public required DateTimeOffset LookAt { get; set; }

    public DateTimeOffset? FoundAt { get; private set; }
    public Guid? RegistrationId { get; private set; }

    /// <summary>Further messages in Sent Items with the same header: a draft that was copied, or sent again.</summary>
    public int Others { get; private set; }

    /// <summary>Why it waits for the registrar although the person may enter, in plain Swedish.</summary>
    public string? Hindrance { get; private set; }

    /// <summary>Recognises a subject or recipients without knowing them: the draft's words don't leave the computer before they are sent.</summary>
    public static string Digest(Guid id, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{text}")));

    public static string Subject(string subject) => string.Join(' ', subject.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Recipients(IEnumerable<string> addresses) =>
        string.Join('\n', addresses.Select(a => a.Trim().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));

    public bool IsLookedFor => State is DispatchState.Waiting or DispatchState.Missing;

    public void Found(Guid registration, DateTimeOffset now, int others, string? hindrance)
    {
        (RegistrationId, FoundAt, Others, Hindrance) = (registration, now, others, hindrance);
        LookAt = now + Rhythm.AfterFound(TimeSpan.Zero);
        Become(DispatchState.Registered);
    }

    public void GiveUp() => Become(DispatchState.Missing);

    public void Cancel() => Become(DispatchState.Cancelled);

    private void Become(DispatchState state)
    {
        State = state;
        Version++;
    }
}
