namespace Varamail.Guideline.Schedule;

/// <summary>What becomes of a kind of document: registered in the diary, in a person's file, in another system, kept ordered, or not at all.</summary>
public enum Registering
{
    Diary,
    PersonalFile,
    OtherSystem,
    KeptOrdered,
    NotRegistered,
}

/// <summary>A row of the records schedule.</summary>
/// <param name="Id">The schedule's own id; empty when it has none.</param>
/// <param name="Authority">Committee or activity that it belongs to.</param>
/// <param name="Process">What the activity does.</param>
/// <param name="ClassificationCode">For example <c>1.3.1</c>.</param>
/// <param name="DocumentType">For example ”Överklagande av beslut”.</param>
/// <param name="Registering">Where it is registered.</param>
/// <param name="Disposal">”Bevaras”, ”Gallras” or ”Rensas”, as written.</param>
/// <param name="Retention">As written, for example ”2 år”.</param>
/// <param name="Secrecy">Provisions of OSL, for example <c>26:1</c>.</param>
/// <param name="Storage">The system or place.</param>
/// <param name="Keywords">Words that an e-mail of this kind holds.</param>
/// <param name="Note">As written.</param>
public sealed record ScheduleRow(
    string Id,
    string Authority,
    string Process,
    string ClassificationCode,
    string DocumentType,
    Registering Registering,
    string Disposal,
    string Retention,
    string Secrecy,
    string Storage,
    string Keywords,
    string Note
)
{
    /// <summary>Where a message of this kind belongs; null when it isn't registered.</summary>
    public Target? Target =>
        Registering switch
        {
            Registering.Diary => Guideline.Target.Evolution,
            Registering.PersonalFile => Guideline.Target.PersonalFile,
            Registering.OtherSystem => Guideline.Target.OtherSystem,
            _ => null,
        };
}

/// <summary>A row that fits a message.</summary>
/// <param name="Row">The row.</param>
/// <param name="Score">Higher fits better; comparable within one answer only.</param>
/// <param name="Reason">Plain Swedish: the words that it was found by.</param>
public sealed record ScheduleSuggestion(ScheduleRow Row, double Score, string Reason);

/// <summary>The municipality's records schedule (dokumenthanteringsplan, R34, R41).</summary>
public sealed class RecordsSchedule
{
    private static readonly Lazy<RecordsSchedule> LazySample = new(() =>
    {
        using var csv = typeof(RecordsSchedule).Assembly.GetManifestResourceStream("Varamail.Guideline.Schedule.sample.csv")!;
        return new RecordsSchedule(ScheduleReader.Read(csv));
    });

    private readonly Lazy<ScheduleSearch> search;

    public RecordsSchedule(IReadOnlyList<ScheduleRow> rows)
    {
        Rows = rows;
        search = new Lazy<ScheduleSearch>(() => new ScheduleSearch(rows));
    }

    /// <summary>The sample that comes with Varamail: 111 rows of an invented municipality.</summary>
    public static RecordsSchedule Sample => LazySample.Value;

    public IReadOnlyList<ScheduleRow> Rows { get; }

    /// <summary>The rows that fit a text best; the index is built on the first call, so that a plain verdict never pays for it.</summary>
    /// <param name="text">The subject on the first line, where a word weighs double; then names of attachments and the sender's own words.</param>
    /// <param name="authority">Committee and department of the mailbox; their rows come first among equals. Null: any.</param>
    /// <param name="count">At most.</param>
    /// <param name="registered">Only rows of what is registered somewhere.</param>
    public IReadOnlyList<ScheduleSuggestion> Suggest(string text, string? authority = null, int count = 3, bool registered = false) =>
        search.Value.Find(text, authority, count, registered);
}
