using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Identity;

/// <summary>Section <c>Identity</c>: who has which role, and for which authorities.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Registrars who don't serve every authority, archivists and data protection officers who don't read every authority's, and managers of another authority than their own mailbox's: <c>Person</c> (object id, user principal name, or a group's id) and <c>Authorities</c> (diary series). Registrars, archivists and data protection officers who aren't named have all.</summary>
    public IList<RegistrarRule> Registrars { get; } = [];

    /// <summary>Roles that people have by a group, or by an app role of another name: <c>Role</c>, and <c>From</c>, ids of groups and names of app roles. An app role with the name of a role needs no rule.</summary>
    public IList<RoleRule> Roles { get; } = [];
}

/// <summary>Who has a role besides those with its own app role.</summary>
public sealed class RoleRule
{
    /// <summary>For example <c>Registrar</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Ids of groups, or values of app roles.</summary>
    public IList<string> From { get; } = [];
}

/// <summary>The authorities that a registrar serves.</summary>
public sealed class RegistrarRule
{
    /// <summary>Object id, user principal name, or a group's id.</summary>
    public string Person { get; set; } = "";

    /// <summary>Diary series.</summary>
    public IList<string> Authorities { get; } = [];
}

/// <summary>Who is signed in, from the token.</summary>
internal static class SignedIn
{
    public static IServiceCollection AddSignedIn(this IServiceCollection services)
    {
        services.AddOptions<AuthorityOptions>().BindConfiguration("Identity").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthorityOptions>, KnownRoles>();
        services.AddTransient<IClaimsTransformation, RoleMapping>();
        services.AddHttpContextAccessor();
        return services.AddScoped(provider =>
        {
            var user = provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User;
            var who = Of(user, provider.GetRequiredService<Municipality>(), provider.GetRequiredService<IOptions<AuthorityOptions>>().Value);
            var readers = provider.GetRequiredService<IOptions<WhistleblowingOptions>>().Value.Readers;
            return who with { ReadsWhistleblowing = readers.Any(reader => IsNamed(user, who.Person, reader)) };
        });
    }

    /// <summary>Object id of whoever is signed in; null for nobody.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.GetObjectId();

    public static Actor Of(ClaimsPrincipal user, Municipality municipality, AuthorityOptions options)
    {
        var person = new Person(
            Claim(user, "oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"),
            Claim(user, "name", ClaimTypes.Name),
            Claim(user, "preferred_username", ClaimTypes.Upn).ToLowerInvariant()
        );
        var isHead = user.IsInRole(Roles.HeadRegistrar);
        var own = municipality.FindMailbox(person.Address) is null ? [] : new HashSet<string> { municipality.DepartmentOf(person.Address).DiarySeries };
        var named = Named(user, person, options);
        HashSet<string> assigned = [.. named ?? municipality.Departments.Select(d => d.DiarySeries)];
        return new Actor(
            person,
            isHead || user.IsInRole(Roles.Registrar) ? assigned : [],
            isHead,
            user.IsInRole(Roles.DiaryOfficer) ? own : []
        )
        {
            Overlooks =
                isHead || user.IsInRole(Roles.Archivist) || user.IsInRole(Roles.DataProtectionOfficer) ? assigned
                : user.IsInRole(Roles.Manager) ? named is null ? own : [.. named]
                : [],
        };
    }

    /// <summary>The authorities that the settings name for a person; null when they don't name her.</summary>
    private static IReadOnlyList<string>? Named(ClaimsPrincipal user, Person person, AuthorityOptions options)
    {
        var rules = options
            .Registrars.Where(r => IsNamed(user, person, r.Person))
            .ToList();
        return rules.Count == 0 ? null : [.. rules.SelectMany(r => r.Authorities)];
    }

    /// <summary>By object id, user principal name or a group's id.</summary>
    private static bool IsNamed(ClaimsPrincipal user, Person person, string name) =>
        name.Equals(person.Id, StringComparison.OrdinalIgnoreCase)
        || name.Equals(person.Address, StringComparison.OrdinalIgnoreCase)
        || user.HasClaim("groups", name);

    private static string Claim(ClaimsPrincipal user, string name, string longName) => user.FindFirstValue(name) ?? user.FindFirstValue(longName) ?? "";
}
