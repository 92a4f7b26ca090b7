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
public sealed record Municipality(
    string Name,
    IReadOnlyList<string> Domains,
    string TimeZone,
    string Registrar,
    string ServiceDesk,
    string GuidelineContact,
    IReadOnlyList<Department> Departments,
    IReadOnlyList<Mailbox> Mailboxes,
    IReadOnlyList<RelatedBody> RelatedBodies
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly FrozenDictionary<string, Mailbox> mailboxes = Mailboxes.ToFrozenDictionary(m => m.Address, StringComparer.OrdinalIgnoreCase);
    private readonly FrozenDictionary<string, Department> departments = Departments.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);

    /// <exception cref="JsonException">The file isn't a directory of a municipality.</exception>
    public static Municipality Parse(string json) =>
        JsonSerializer.Deserialize<Municipality>(json, Json) ?? throw new JsonException("The directory is empty.");

    public Mailbox? FindMailbox(string address) => mailboxes.GetValueOrDefault(address);

    public Department? FindDepartment(string id) => departments.GetValueOrDefault(id);

    /// <summary>The department whose committee a mailbox belongs to; the registrar's own for an address that the directory doesn't hold.</summary>
    public Department DepartmentOf(string address) =>
        departments[(FindMailbox(address) ?? FindMailbox(Registrar) ?? Mailboxes[0]).Department];

    /// <summary>The department of a diary series, for example <c>BYN</c>.</summary>
    public Department? FindAuthority(string series) =>
        Departments.FirstOrDefault(d => string.Equals(d.DiarySeries, series, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an address lies under one of the municipality's own domains.</summary>
    public bool IsOwnDomain(string address) =>
        address.LastIndexOf('@') is var at and >= 0 && Domains.Contains(address[(at + 1)..], StringComparer.OrdinalIgnoreCase);
}

/// <summary>A department (förvaltning) and the committee that it serves; each committee is an authority of its own.</summary>
/// <param name="Id">Short name used by mailboxes.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Committee">The authority, for example ”Byggnadsnämnden”.</param>
/// <param name="DiarySeries">For example <c>BYN</c>; the key of the authority throughout Varamail.</param>
public sealed record Department(string Id, string Name, string Committee, string DiarySeries);

/// <summary>A mailbox of the municipality.</summary>
/// <param name="Address">Lower case.</param>
/// <param name="Kind">Functional (shared by several) or individual.</param>
/// <param name="Department">Id of a department.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Title">Of an individual.</param>
/// <param name="Manager">Address of the nearest manager.</param>
/// <param name="Elected">An elected representative.</param>
/// <param name="Party">Of an elected representative.</param>
public sealed record Mailbox(
    string Address,
    MailboxKind Kind,
    string Department,
    string Name,
    string? Title = null,
    string? Manager = null,
    bool Elected = false,
    string? Party = null
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
