using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Identity;

/// <summary>What a person can be here, besides an official, which everybody is who signs in. docs/roles.md says who may call what.</summary>
internal static class Roles
{
    /// <summary>An official with the right to enter what she has herself.</summary>
    public const string DiaryOfficer = nameof(DiaryOfficer);

    /// <summary>Works with the queue and the diary.</summary>
    public const string Registrar = nameof(Registrar);

    /// <summary>Also takes over from colleagues, and follows up.</summary>
    public const string HeadRegistrar = nameof(HeadRegistrar);

    /// <summary>Reads diary and audit trail, and changes nothing.</summary>
    public const string Archivist = nameof(Archivist);

    /// <summary>Sees how the work goes, never a message.</summary>
    public const string Manager = nameof(Manager);

    /// <summary>Sees counts, and that the audit trail is whole.</summary>
    public const string DataProtectionOfficer = nameof(DataProtectionOfficer);

    /// <summary>Sees who has which role and that the audit trail is whole; no message, no diary.</summary>
    public const string Administrator = nameof(Administrator);

    public static readonly IReadOnlyList<string> All =
    [
        DiaryOfficer,
        Registrar,
        HeadRegistrar,
        Archivist,
        Manager,
        DataProtectionOfficer,
        Administrator,
    ];
}

/// <summary>Gives the roles that the municipality maps from other app roles and from groups. An app role with the name of a role is that role already.</summary>
internal sealed class RoleMapping(IOptions<AuthorityOptions> options) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity is ClaimsIdentity { IsAuthenticated: true } identity)
        {
            foreach (var rule in options.Value.Roles.Where(rule => !principal.IsInRole(rule.Role) && rule.From.Any(from => Has(principal, from))).ToList())
                identity.AddClaim(new Claim(identity.RoleClaimType, rule.Role));
        }
        return Task.FromResult(principal);
    }

    private static bool Has(ClaimsPrincipal principal, string from) =>
        principal.IsInRole(from) || principal.HasClaim(claim => claim.Type == "groups" && claim.Value.Equals(from, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A role that doesn't exist would give nobody anything, unseen: better not to start.</summary>
internal sealed class KnownRoles : IValidateOptions<AuthorityOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorityOptions options) =>
        options.Roles.FirstOrDefault(rule => !Roles.All.Contains(rule.Role)) is { } unknown
            ? ValidateOptionsResult.Fail($"Identity:Roles names ”{unknown.Role}”; the roles are {string.Join(", ", Roles.All)}.")
            : ValidateOptionsResult.Success;
}
