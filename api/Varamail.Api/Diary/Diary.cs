using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>A case: it has the diary number.</summary>
internal sealed class DiaryCase
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string Series { get; init; }
    public required int Year { get; init; }
    public required int Ordinal { get; init; }
    public required string Title { get; set; }
    public required string PublicTitle { get; set; }
    public string? CaseOfficer { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The last document number given, voided ones included.</summary>
    public int Documents { get; private set; }

    public ICollection<DiaryEntry> Entries { get; } = [];
}

/// <summary>A document in the diary: what OSL 5:2 demands. Never deleted: a mistaken one is voided.</summary>
internal sealed class DiaryEntry
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public required Guid CaseId { get; init; }
    public DiaryCase Case { get; private init; } = null!;
    public required int Ordinal { get; init; }
    public required Guid RegistrationId { get; init; }
    public required string Sha256 { get; init; }
    public required string Title { get; init; }
    public required string PublicTitle { get; init; }
    public required Direction Direction { get; init; }
    public string? DocumentType { get; init; }
    public string? ClassificationCode { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public string? Counterpart { get; init; }
    public bool HideCounterpart { get; init; }
    public string? CaseOfficer { get; init; }
    public SecrecyMarking? Secrecy { get; init; }
    public string? Note { get; init; }
    public required Person EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public Voided? Voided { get; set; }
}

/// <summary>The last case number that a series gave in a year.</summary>
internal sealed class SeriesYear
{
    public required string Series { get; init; }
    public required int Year { get; init; }
    public required int Last { get; init; }
}
