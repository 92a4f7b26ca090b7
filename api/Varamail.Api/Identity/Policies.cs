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
}
