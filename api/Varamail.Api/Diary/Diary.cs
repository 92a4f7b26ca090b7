using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Diary;

/// <summary>A case: it has the diary number.</summary>
internal sealed class DiaryCase
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Whoever asked for the case names it so: a repeat finds it. Null for those from before keys were.</summary>
    public Guid? Key { get; init; }

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

    /// <summary>Whoever sent the document names it so: a repeat finds it. Null for those from before keys were.</summary>
    public Guid? Key { get; init; }

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

    /// <summary>A registrar shows the name on the web, too; the public diary leaves names out there otherwise.</summary>
    public bool ShowCounterpart { get; init; }
    public string? CaseOfficer { get; init; }
    public SecrecyMarking? Secrecy { get; init; }
    public string? Note { get; init; }
    public required Person EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public Voided? Voided { get; set; }
}

/// <summary>A file that came with the document. Its bytes lie in the store, or inside the original.</summary>
internal sealed class DiaryAppendix
{
    public required Guid EntryId { get; init; }
    public required int Ordinal { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }

    public static DiaryAppendix Of(Guid entry, int ordinal, DocumentFile file) =>
        new()
        {
            EntryId = entry,
            Ordinal = ordinal,
            Name = file.Name,
            MediaType = file.MediaType,
            Size = file.Size,
            Sha256 = file.Sha256,
        };
}

/// <summary>A sender or receiver of a document.</summary>
internal sealed class DiaryParty
{
    public required Guid EntryId { get; init; }
    public required int Ordinal { get; init; }
    public required PartyRole Role { get; init; }
    public required string Name { get; init; }
    public string? Address { get; init; }

    /// <summary>Left out of the public diary (OSL 5:2 second paragraph).</summary>
    public required bool Hidden { get; init; }

    /// <summary>A registrar shows the name on the web, too.</summary>
    public bool Shown { get; init; }

    public static DiaryParty Of(Guid entry, int ordinal, Party party) =>
        new()
        {
            EntryId = entry,
            Ordinal = ordinal,
            Role = party.Role,
            Name = party.Name,
            Address = party.Address,
            Hidden = party.Hidden,
            Shown = party.Shown,
        };
}

/// <summary>The last case number that a series gave in a year.</summary>
internal sealed class SeriesYear
{
    public required string Series { get; init; }
    public required int Year { get; init; }
    public required int Last { get; init; }
}
