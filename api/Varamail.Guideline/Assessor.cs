using Varamail.Guideline.Findings;
using Varamail.Guideline.Messages;
using Varamail.Guideline.Rules;
using Varamail.Guideline.Schedule;

namespace Varamail.Guideline;

/// <summary>Judges messages for one municipality. Thread-safe; the same message always gets the same verdict.</summary>
public sealed class Assessor
{
    private readonly Municipality municipality;
    private readonly FindingEngine engine;
    private readonly LearnedLayer learned;
    private readonly TimeZoneInfo zone;
    private readonly WorkingDays workingDays = new();

    /// <param name="municipality">Its directory.</param>
    /// <param name="schedule">Its records schedule; null: the sample that comes with Varamail.</param>
    /// <exception cref="TimeZoneNotFoundException">The directory names an unknown time zone.</exception>
    public Assessor(Municipality municipality, RecordsSchedule? schedule = null)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        this.municipality = municipality;
        Schedule = schedule ?? RecordsSchedule.Sample;
        engine = new FindingEngine(municipality);
        learned = new LearnedLayer(LearnedModel.Default, new ElectedPeople(municipality));
        zone = TimeZoneInfo.FindSystemTimeZoneById(municipality.TimeZone);
    }

    /// <summary>The records schedule in use.</summary>
    public RecordsSchedule Schedule { get; }

    /// <summary>Judges a message as seen from a mailbox.</summary>
    /// <param name="message">As read.</param>
    /// <param name="mailbox">The mailbox that it lies in: the receiver's, or the sender's own for a sent message.</param>
    /// <param name="receivedAt">When the municipality's server got it; starts the answer clock.</param>
    public Assessment Assess(Message message, string mailbox, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(mailbox);
        var findings = learned.Apply(message, engine.Find(message));
        var circumstances = new Circumstances(message, municipality, mailbox, findings);
        var signals = SignalRules.Apply(circumstances);
        var handling = circumstances.Verdict;
        var target = handling.Handling == Handling.Register ? TargetRules.Choose(circumstances) : default;

        var sensitivity = Sensitivity.None;
        foreach (var finding in findings)
        {
            sensitivity = finding.Severity > sensitivity ? finding.Severity : sensitivity;
        }
        List<Reason> reasons = [.. handling.Reasons, .. SensitivityReasons(sensitivity, findings), .. signals.Reasons];
        if (target.Reason is { } why)
        {
            reasons.Add(why);
        }
        return new Assessment(
            handling.Handling,
            sensitivity,
            findings,
            signals.Signals,
            target.Target,
            reasons,
            Actions.Offer(handling.Handling, sensitivity, signals.Signals, municipality),
            message.Unread,
            circumstances.Boundary.Direction,
            municipality.DepartmentOf(mailbox).DiarySeries,
            signals.Signals.Contains(Signal.Question) || signals.Signals.Contains(Signal.DisclosureRequest) ? workingDays.AnswerDeadline(receivedAt, zone) : null,
            Coverage.GuidelineVersion
        );
    }

    /// <summary>What the records schedule says about a message that is to be registered (R41). Apart from the verdict, which never waits for a search.</summary>
    public IReadOnlyList<FilingSuggestion> Suggest(Message message, string mailbox)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(mailbox);
        var files = message.Attachments.Where(a => !a.Inline).Select(a => a.Name);
        var text = string.Join('\n', [message.Subject.Text.ReplaceLineEndings(" "), .. files, Circumstances.Owned(message.Body)]);
        var department = municipality.DepartmentOf(mailbox);
        return
        [
            .. Schedule
                .Suggest(text, $"{department.Committee} {department.Name}", registered: true)
                .Select(s => new FilingSuggestion(
                    s.Row.DocumentType,
                    OrNull(s.Row.ClassificationCode),
                    s.Row.Target,
                    OrNull(s.Row.Secrecy),
                    OrNull(s.Row.Disposal),
                    OrNull(s.Row.Retention),
                    OrNull(s.Row.Storage),
                    s.Reason
                )),
        ];
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    /// <summary>The gravest finding speaks for them all.</summary>
    private static IEnumerable<Reason> SensitivityReasons(Sensitivity sensitivity, IReadOnlyList<Finding> findings)
    {
        if (sensitivity == Sensitivity.None)
        {
            return [];
        }
        var gravest = findings.Where(f => f.Severity == sensitivity).ToList();
        return
        [
            new Reason(
                gravest[0].Rule,
                gravest[0].Explanation,
                gravest[0].Citation,
                [.. gravest.Take(5).Select(f => new Evidence(f.Where, f.Offset, f.Length, f.Text))]
            ),
        ];
    }
}
