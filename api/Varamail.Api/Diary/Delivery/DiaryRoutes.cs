using Microsoft.Extensions.Options;
using Varamail.Api.Assessments;
using Varamail.Api.Registrations;
using Varamail.Guideline;
using Varamail.Guideline.Schedule;

namespace Varamail.Api.Diary.Deliveries;

/// <summary>One row of <c>Delivery:Routes</c>: what all of its conditions hold for goes where it says.</summary>
public sealed class DeliveryRoute
{
    /// <summary>Address of the mailbox.</summary>
    public string Mailbox { get; set; } = "";

    /// <summary>Diary series.</summary>
    public string Authority { get; set; } = "";

    /// <summary>As the records schedule calls it.</summary>
    public string DocumentType { get; set; } = "";

    /// <summary>Of the records schedule, or what it begins with.</summary>
    public string ClassificationCode { get; set; } = "";

    /// <summary>Evolution (the diary), a personal file, or another system.</summary>
    public Target? Target { get; set; }

    /// <summary>Name of a diary system, or <c>Manual</c>.</summary>
    public string System { get; set; } = "";

    /// <summary>What people call the system, where it is <c>Manual</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Diary series whose queue takes it, when the sender chooses none.</summary>
    public string Series { get; set; } = "";

    internal bool FitsEntry(Registration registration, EntryRequest entry, Target? target) =>
        System.Length > 0
        && Fits(registration.Mailbox ?? "", registration.Authority, entry.DocumentType, entry.ClassificationCode, target);

    internal bool Fits(string mailbox, string authority, string? documentType, string? classificationCode, Target? target) =>
        IsOrEmpty(Mailbox, mailbox)
        && IsOrEmpty(Authority, authority)
        && IsOrEmpty(DocumentType, documentType)
        && (ClassificationCode.Length == 0 || classificationCode?.StartsWith(ClassificationCode, StringComparison.OrdinalIgnoreCase) is true)
        && (Target is null || Target == target);

    private static bool IsOrEmpty(string wanted, string? given) =>
        wanted.Length == 0 || string.Equals(wanted, given?.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Where a document goes, when not into the built-in diary.</summary>
/// <param name="System">The system by its setting's name.</param>
/// <param name="Name">What people call it.</param>
internal sealed record DiaryRoute(string System, string Name)
{
    /// <summary>A person enters it there, and confirms with a reference.</summary>
    public const string Manual = nameof(Manual);

    public bool IsManual => string.Equals(System, Manual, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds where a document goes: by the first route that fits, or else by the authority's own system.</summary>
internal sealed class DiaryRoutes(
    DiarySystems systems,
    IOptions<DiarySystemOptions> diaries,
    IOptions<DeliveryOptions> options,
    Municipality municipality,
    RecordsSchedule schedule
)
{
    /// <summary>Null: the built-in diary.</summary>
    public DiaryRoute? Of(Registration registration, EntryRequest entry)
    {
        var target = entry.Target ?? TargetOf(entry);
        var route = options.Value.Routes.FirstOrDefault(r => r.FitsEntry(registration, entry, target));
        var system = route?.System ?? diaries.Value.Of(registration.Authority);
        if (string.Equals(system, DiaryRoute.Manual, StringComparison.OrdinalIgnoreCase))
            return new DiaryRoute(DiaryRoute.Manual, route!.Name);
        return string.Equals(system, DiarySystems.BuiltIn, StringComparison.OrdinalIgnoreCase) ? null : new DiaryRoute(system, systems.Named(system).Name);
    }

    /// <summary>Where the records schedule lets documents of this kind lie; null when it doesn't know the kind.</summary>
    private Target? TargetOf(EntryRequest entry)
    {
        var kind = entry.DocumentType?.Trim();
        var code = entry.ClassificationCode?.Trim();
        return string.IsNullOrEmpty(kind)
            ? null
            : schedule
                .Rows.FirstOrDefault(r =>
                    r.DocumentType.Equals(kind, StringComparison.OrdinalIgnoreCase) && (string.IsNullOrEmpty(code) || r.ClassificationCode == code)
                )
                ?.Target;
    }

    /// <summary>The series whose queue takes a message by its mailbox and by what the records schedule says of it; null: the mailbox's own.</summary>
    public string? SeriesOf(IncomingMessage message)
    {
        var judged = message.Assessment;
        var suggestion = judged.Suggestions.Count > 0 ? judged.Suggestions[0] : null;
        var route = options.Value.Routes.FirstOrDefault(r =>
            r.Series.Length > 0
            && r.Fits(message.Item?.Mailbox ?? "", judged.Authority, suggestion?.DocumentType, suggestion?.ClassificationCode, judged.Target)
        );
        return route is null ? null : municipality.FindAuthority(route.Series)?.DiarySeries;
    }
}
