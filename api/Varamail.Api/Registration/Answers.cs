using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Assessments;
using Varamail.Api.Storage;
using Varamail.Guideline;

namespace Varamail.Api.Registrations;

/// <summary>A registered message of ours answers another: nobody waits for that one any longer.</summary>
internal sealed class Answer
{
    /// <summary>The answer.</summary>
    public required Guid RegistrationId { get; init; }

    /// <summary>Whose answer it is: a message to two committees waits for both.</summary>
    public required string Authority { get; init; }

    /// <summary>What it answers, without angle brackets; registered or not.</summary>
    public required string InternetMessageId { get; init; }

    public required Person By { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A message has been answered.</summary>
/// <param name="By">Who registered the answer.</param>
/// <param name="At">When it was sent.</param>
public sealed record Answered(Person By, DateTimeOffset At);

/// <summary>Closes the deadline for answering when the answer is registered.</summary>
internal static partial class Answers
{
    /// <summary>Threads of advertisers name hundreds.</summary>
    private const int LongestThread = 50;

    /// <summary>In the registering transaction: notes what a message of ours answers, the thread before it too.</summary>
    public static async Task AnswerAsync(this VaramailDb db, Registration registration, IncomingMessage message, Person who, CancellationToken ct)
    {
        if (message.Assessment.Direction is Direction.Incoming || Forwarded().IsMatch(message.Message.Subject.Text))
            return;
        var thread = new[] { message.Message.InReplyTo }
            .Concat(message.Message.References.Reverse())
            .Select(MessageKey.Bare)
            .Where(id => id.Length is > 0 and <= 1000 && id != registration.InternetMessageId)
            .Distinct()
            .Take(LongestThread)
            .ToList();
        var known = await db.Answers.Where(a => a.RegistrationId == registration.Id).Select(a => a.InternetMessageId).ToListAsync(ct);
        foreach (var id in thread.Except(known))
            db.Answers.Add(
                new Answer
                {
                    RegistrationId = registration.Id,
                    Authority = registration.Authority,
                    InternetMessageId = id,
                    By = who,
                    At = message.ReceivedAt,
                }
            );
    }

    /// <summary>The first answer of an authority to each message.</summary>
    public static async Task<IReadOnlyDictionary<(string Authority, string InternetMessageId), Answered>> AnsweredAsync(
        this VaramailDb db,
        IEnumerable<string> messages,
        CancellationToken ct
    )
    {
        var wanted = messages.Where(id => id.Length > 0).Distinct().ToList();
        if (wanted.Count == 0)
            return new Dictionary<(string, string), Answered>();
        var answers = await db.Answers.AsNoTracking().Where(a => wanted.Contains(a.InternetMessageId)).ToListAsync(ct);
        return answers
            .GroupBy(a => (a.Authority, a.InternetMessageId))
            .ToDictionary(g => g.Key, g => g.OrderBy(a => a.At).Select(a => new Answered(a.By, a.At)).First());
    }

    /// <summary>Outlook names the thread in what is forwarded too, but that answers nobody.</summary>
    [GeneratedRegex(@"^\s*(?:vb|vs|fw|fwd|wg)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forwarded();
}
