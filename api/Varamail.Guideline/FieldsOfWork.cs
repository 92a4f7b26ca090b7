using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Varamail.Guideline;

/// <summary>What a department or a mailbox works with, where the guideline makes a difference of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldOfWork>))]
public enum FieldOfWork
{
    /// <summary>Preschool, school, pupils' health: pupils have files (R40), and absence is reported here.</summary>
    School,

    /// <summary>Assistance and care under SoL and LSS: clients have files (R40).</summary>
    SocialServices,

    /// <summary>The employer's side: employees have files (R40), and what a union writes is the municipality's post.</summary>
    Personnel,

    /// <summary>A union's own office: what comes here isn't the municipality's post (R15).</summary>
    Union,
}

/// <summary>
/// What a name tells of the work: a directory need not say that ”Barn- och utbildningsförvaltningen” runs schools. Where a name tells nothing, or misleads, the
/// directory says it (<c>fieldsOfWork</c>).
/// </summary>
internal static class FieldsOfWork
{
    private static readonly (FieldOfWork Field, string[] Beginnings, string[] Endings, string[] Whole)[] Words =
    [
        (
            FieldOfWork.School,
            ["skol", "förskol", "grundskol", "gymnasi", "bildning", "utbildning", "vuxenutbildning", "lärande", "lärar", "elev", "rektor", "pedagog", "barnomsorg", "fritidshem"],
            ["skola", "skolan", "skolor", "skolorna"],
            ["komvux", "sfi"]
        ),
        (
            FieldOfWork.SocialServices,
            [
                "social", "omsorg", "äldre", "individ", "familj", "hemtjänst", "hemvård", "hemsjukvård", "vård", "funktionsstöd", "funktionsned", "funktionshind", "bistånd",
                "välfärd", "missbruk",
            ],
            ["omsorg", "omsorgen"],
            ["ifo", "lss"]
        ),
        (FieldOfWork.Personnel, ["personal", "löne", "rekryter"], [], ["hr", "förhandlingschef"]),
        (FieldOfWork.Union, ["facklig"], [], ["facket", "fackexpeditionen"]),
    ];

    internal static IEnumerable<FieldOfWork> ToldBy(string name)
    {
        var words = LowerWords.Of(name);
        foreach (var (field, beginnings, endings, whole) in Words)
        {
            if (Array.Exists(words, w => Tells(w, beginnings, endings, whole) && !(field == FieldOfWork.SocialServices && w.StartsWith("barnomsorg", StringComparison.Ordinal))))
            {
                yield return field;
            }
        }
        if (words.Contains("barn") && Array.Exists(words, w => w.StartsWith("ungdom", StringComparison.Ordinal)))
        {
            yield return FieldOfWork.School;
        }
    }

    /// <summary>By address. What a mailbox says of itself holds; else it does what its department does, and what its own name and title tell.</summary>
    internal static FrozenDictionary<string, FrozenSet<FieldOfWork>> Of(IReadOnlyList<Department> departments, IReadOnlyList<Mailbox> mailboxes)
    {
        var ofDepartment = departments.DistinctBy(d => d.Id).ToDictionary(d => d.Id, Of, StringComparer.Ordinal);
        return mailboxes.DistinctBy(m => m.Address, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(
            m => m.Address,
            m =>
                m.FieldsOfWork?.ToFrozenSet()
                ?? ofDepartment.GetValueOrDefault(m.Department, FrozenSet<FieldOfWork>.Empty).Concat(ToldBy(OwnName(m))).ToFrozenSet(),
            StringComparer.OrdinalIgnoreCase
        );
    }

    internal static FrozenSet<FieldOfWork> Of(Department department) =>
        (department.FieldsOfWork ?? ToldBy(department.Name).Concat(ToldBy(department.Committee))).ToFrozenSet();

    /// <summary>A person's own name tells nothing of her work, and an elected representative's title names a committee, not a work.</summary>
    private static string OwnName(Mailbox mailbox) => mailbox.Elected ? "" : mailbox.Kind == MailboxKind.Functional ? mailbox.Name : mailbox.Title ?? "";

    private static bool Tells(string word, string[] beginnings, string[] endings, string[] whole) =>
        Array.Exists(beginnings, b => word.StartsWith(b, StringComparison.Ordinal))
        || Array.Exists(endings, e => word.EndsWith(e, StringComparison.Ordinal))
        || whole.Contains(word);
}
