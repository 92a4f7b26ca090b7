namespace Varamail.Api.Identity;

/// <summary>Who may call what; every endpoint under /api names one.</summary>
internal static class Policies
{
    /// <summary>Any signed-in person of the tenant.</summary>
    public const string Official = nameof(Official);

    /// <summary>Registrars and head registrars.</summary>
    public const string Registrar = nameof(Registrar);

    public const string HeadRegistrar = nameof(HeadRegistrar);

    /// <summary>Whoever may enter in the diary: registrars, and officials with the right.</summary>
    public const string DiaryOfficer = nameof(DiaryOfficer);

    /// <summary>Whoever may read the diary: also archivists.</summary>
    public const string DiaryReader = nameof(DiaryReader);

    /// <summary>Whoever may read the audit trail row by row.</summary>
    public const string AuditReader = nameof(AuditReader);

    /// <summary>Whoever may see that the audit trail is whole, and how many acts there are of each kind.</summary>
    public const string AuditVerifier = nameof(AuditVerifier);

    /// <summary>Whoever may see how the work goes.</summary>
    public const string StatisticsReader = nameof(StatisticsReader);

    public const string Administrator = nameof(Administrator);

    /// <summary>One of these roles is needed; none for an official.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> RolesOf = new Dictionary<string, string[]>
    {
        [Official] = [],
        [DiaryOfficer] = [Roles.DiaryOfficer, Roles.Registrar, Roles.HeadRegistrar],
        [DiaryReader] = [Roles.DiaryOfficer, Roles.Registrar, Roles.HeadRegistrar, Roles.Archivist],
        [Registrar] = [Roles.Registrar, Roles.HeadRegistrar],
        [HeadRegistrar] = [Roles.HeadRegistrar],
        [AuditReader] = [Roles.HeadRegistrar, Roles.Archivist],
        [AuditVerifier] = [Roles.HeadRegistrar, Roles.Archivist, Roles.DataProtectionOfficer, Roles.Administrator],
        [StatisticsReader] = [Roles.HeadRegistrar, Roles.Manager, Roles.DataProtectionOfficer],
        [Administrator] = [Roles.Administrator],
    };
}
