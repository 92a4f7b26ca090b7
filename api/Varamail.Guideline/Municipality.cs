using System.Collections.Frozen;
using System.Text.Json;

namespace Varamail.Guideline;

/// <summary>The directory of one municipality: its domains, departments, mailboxes and related bodies. Read from <c>municipality.json</c>.</summary>
/// <param name="Name">Shown to people, for example ”Vara kommun”.</param>
/// <param name="Domains">Mail domains of the municipality itself, lower case.</param>
/// <param name="TimeZone">IANA name; arrival day and deadlines are counted in it.</param>
/// <param name="Registrar">The registrar's functional mailbox.</param>
/// <param name="ServiceDesk">Where suspicious mail is reported (R52).</param>
/// <param name="GuidelineContact">Whom to ask about the guideline (R74).</param>
/// <param name="Departments">Each with its committee: the committee is the authority.</param>
/// <param name="Mailboxes">Functional and individual mailboxes.</param>
/// <param name="RelatedBodies">Municipal companies and the like: outsiders under the guideline.</param>
/// <param name="CaseSystem">What people call the system that holds the diary, for example ”Evolution” (R40); null: just the diary.</param>
/// <param name="Telephone">Of the switchboard, for signatures.</param>
/// <param name="Website">For signatures, for example ”www.vara.se”.</param>
public sealed record Municipality(
    string Name,
    IReadOnlyList<string> Domains,
    string TimeZone,
    string Registrar,
    string ServiceDesk,
    string GuidelineContact,
    IReadOnlyList<Department> Departments,
    IReadOnlyList<Mailbox> Mailboxes,
    IReadOnlyList<RelatedBody> RelatedBodies,
    string? CaseSystem = null,
    string? Telephone = null,
    string? Website = null
)
{
    /// <summary>Of files that people write by hand.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly FrozenDictionary<string, Mailbox> mailboxes = Mailboxes
        .DistinctBy(m => m.Address, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(m => m.Address, StringComparer.OrdinalIgnoreCase);
    private readonly FrozenDictionary<string, Department> departments = Departments.DistinctBy(d => d.Id).ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, FrozenSet<FieldOfWork>> fields = FieldsOfWork.Of(Departments, Mailboxes);
    private readonly Lazy<CaseNumberSearch?> caseNumbers = new(() =>
        Departments.Any(d => d.CaseForm is not null || d.CasePatterns is { Count: > 0 }) ? new CaseNumberSearch(Departments) : null
    );
    private readonly FrozenSet<FieldOfWork> fieldsOfOthers = Others(Departments, Mailboxes, Registrar);

    /// <exception cref="JsonException">The file isn't a directory of a municipality; the message says what is wrong and where.</exception>
    public static Municipality Parse(string json)
    {
        var municipality = JsonSerializer.Deserialize<Municipality>(json, Json) ?? throw new JsonException("The directory is empty.");
        return Fault(municipality) is { } fault ? throw new JsonException(fault) : municipality;
    }

    /// <summary>Finds diary numbers in the authorities' own forms; null when none has any.</summary>
    internal CaseNumberSearch? CaseNumbers => caseNumbers.Value;

    public Mailbox? FindMailbox(string address) => mailboxes.GetValueOrDefault(address);

    public Department? FindDepartment(string id) => departments.GetValueOrDefault(id);

    /// <summary>The department whose committee a mailbox belongs to; the registrar's own for an address that the directory doesn't hold.</summary>
    public Department DepartmentOf(string address) =>
        departments[(FindMailbox(address) ?? FindMailbox(Registrar) ?? Mailboxes[0]).Department];

    /// <summary>The department of a diary series, for example <c>BYN</c>.</summary>
    public Department? FindAuthority(string series) =>
        Departments.FirstOrDefault(d => string.Equals(d.DiarySeries, series, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a mailbox works with something, by the directory or by what names tell; an address that the directory doesn't hold counts as the registrar's.</summary>
    public bool WorksWith(string address, FieldOfWork field) => fields.GetValueOrDefault(address, fieldsOfOthers).Contains(field);

    /// <summary>The registrar's mailbox of an authority: its own, or the municipality's.</summary>
    public string RegistrarOf(string series) => FindAuthority(series)?.Registrar ?? Registrar;

    /// <summary>The telephone that a signature gives: the mailbox's own, the person's, the department's, the switchboard's; empty when none is known.</summary>
    public string TelephoneOf(Mailbox? mailbox, Mailbox? person) =>
        mailbox?.Telephone ?? person?.Telephone ?? (mailbox is null ? null : FindDepartment(mailbox.Department)?.Telephone) ?? Telephone ?? "";

    /// <summary>Whether an address lies under one of the municipality's own domains.</summary>
    public bool IsOwnDomain(string address) =>
        address.LastIndexOf('@') is var at and >= 0 && Domains.Contains(address[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<FieldOfWork> Others(IReadOnlyList<Department> departments, IReadOnlyList<Mailbox> mailboxes, string registrar)
    {
        var own = mailboxes.FirstOrDefault(m => string.Equals(m.Address, registrar, StringComparison.OrdinalIgnoreCase)) ?? (mailboxes.Count > 0 ? mailboxes[0] : null);
        return departments.FirstOrDefault(d => d.Id == own?.Department) is { } department ? FieldsOfWork.Of(department) : FrozenSet<FieldOfWork>.Empty;
    }

    private static string? Fault(Municipality read)
    {
        string? Twice(string what, IEnumerable<string> keys) =>
            keys.GroupBy(k => k, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice ? $"{what}: {twice.Key} stands there twice." : null;

        if (read.Departments.Count == 0 || read.Mailboxes.Count == 0 || read.Domains.Count == 0)
        {
            return "The directory needs at least one domain, one department and one mailbox.";
        }
        var homeless = read.Mailboxes.FirstOrDefault(m => read.FindDepartment(m.Department) is null);
        if (read.Departments.FirstOrDefault(d => d.CaseForm is { } form && !Guideline.CaseForm.IsForm(form)) is { } formless)
        {
            return $"departments: the caseForm of {formless.Id} needs {{year}} and {{number}}, once each.";
        }
        if (read.Departments.FirstOrDefault(d => d.CasePatterns?.All(CaseNumberSearch.IsForm) is false) is { } unreadable)
        {
            return $"departments: the casePatterns of {unreadable.Id} hold an expression that can't be read, looks around or back, or fits nothing at all.";
        }
        return homeless is not null
            ? $"mailboxes: {homeless.Address} belongs to the department {homeless.Department}, which doesn't stand under departments."
            : Twice("departments", read.Departments.Select(d => d.Id))
                ?? Twice("departments, diarySeries", read.Departments.Select(d => d.DiarySeries))
                ?? Twice("mailboxes", read.Mailboxes.Select(m => m.Address));
    }
}

/// <summary>A department (förvaltning) and the committee that it serves; each committee is an authority of its own.</summary>
/// <param name="Id">Short name used by mailboxes.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Committee">The authority, for example ”Byggnadsnämnden”.</param>
/// <param name="DiarySeries">For example <c>BYN</c>; the key of the authority throughout Varamail.</param>
/// <param name="FieldsOfWork">What it works with; null: what its names tell.</param>
/// <param name="Registrar">The registrar's mailbox of this authority, where it isn't the municipality's.</param>
/// <param name="CaseForm">How its diary numbers are written, see <see cref="Guideline.CaseForm"/>; null: as the municipality's are.</param>
/// <param name="CasePatterns">Regular expressions of more forms in which its numbers stand in mail, for example from an older system.</param>
/// <param name="Telephone">For signatures, where it isn't the switchboard's.</param>
public sealed record Department(
    string Id,
    string Name,
    string Committee,
    string DiarySeries,
    IReadOnlyList<FieldOfWork>? FieldsOfWork = null,
    string? Registrar = null,
    string? CaseForm = null,
    IReadOnlyList<string>? CasePatterns = null,
    string? Telephone = null
);

/// <summary>A mailbox of the municipality.</summary>
/// <param name="Address">Lower case.</param>
/// <param name="Kind">Functional (shared by several) or individual.</param>
/// <param name="Department">Id of a department.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Title">Of an individual.</param>
/// <param name="Manager">Address of the nearest manager.</param>
/// <param name="Elected">An elected representative.</param>
/// <param name="Party">Of an elected representative.</param>
/// <param name="FieldsOfWork">What it works with; null: what its department does, and what its own name or title tells.</param>
/// <param name="Telephone">For signatures, where it isn't the department's.</param>
public sealed record Mailbox(
    string Address,
    MailboxKind Kind,
    string Department,
    string Name,
    string? Title = null,
    string? Manager = null,
    bool Elected = false,
    string? Party = null,
    IReadOnlyList<FieldOfWork>? FieldsOfWork = null,
    string? Telephone = null
);

/// <summary>The guideline's two kinds of mailbox (R06).</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<MailboxKind>))]
public enum MailboxKind
{
    Functional,
    Individual,
}

/// <summary>A body near the municipality that is an authority of its own, or another one's.</summary>
public sealed record RelatedBody(string Domain, string Name, string Note);
