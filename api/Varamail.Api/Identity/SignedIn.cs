using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Identity;

/// <summary>Section <c>Identity</c>: whom the registrars serve.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Registrars who don't serve every authority. Whoever isn't named serves all.</summary>
    public IList<RegistrarRule> Registrars { get; } = [];
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
        services.AddOptions<AuthorityOptions>().BindConfiguration("Identity");
        services.AddHttpContextAccessor();
        return services.AddScoped(provider =>
            Of(
                provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User,
                provider.GetRequiredService<Municipality>(),
                provider.GetRequiredService<IOptions<AuthorityOptions>>().Value
            )
        );
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
        var isHead = user.IsInRole(Policies.HeadRegistrar);
        var serves = isHead || user.IsInRole(Policies.Registrar) ? Serves(user, person, municipality, options) : [];
        var entersFor =
            user.IsInRole(Policies.DiaryOfficer) && municipality.FindMailbox(person.Address) is not null
                ? [municipality.DepartmentOf(person.Address).DiarySeries]
                : new HashSet<string>();
        return new Actor(person, serves, isHead, entersFor);
    }

    private static HashSet<string> Serves(ClaimsPrincipal user, Person person, Municipality municipality, AuthorityOptions options)
    {
        var rules = options
            .Registrars.Where(r =>
                r.Person.Equals(person.Id, StringComparison.OrdinalIgnoreCase)
                || r.Person.Equals(person.Address, StringComparison.OrdinalIgnoreCase)
                || user.HasClaim("groups", r.Person)
            )
            .ToList();
        return [.. rules.Count == 0 ? municipality.Departments.Select(d => d.DiarySeries) : rules.SelectMany(r => r.Authorities)];
    }

    private static string Claim(ClaimsPrincipal user, string name, string longName) => user.FindFirstValue(name) ?? user.FindFirstValue(longName) ?? "";
}
