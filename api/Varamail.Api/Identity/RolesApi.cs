using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Varamail.Api.Identity;

/// <summary>Where a role comes from, by the settings. Who is in a group only Entra ID knows.</summary>
/// <param name="Role">For example <c>Registrar</c>.</param>
/// <param name="From">The app role of that name, other app roles, and ids of groups.</param>
public sealed record RoleView(string Role, IReadOnlyList<string> From);

/// <summary>Somebody who doesn't have all authorities.</summary>
/// <param name="Person">Object id, user principal name, or a group's id.</param>
/// <param name="Authorities">Diary series.</param>
public sealed record AssignmentView(string Person, IReadOnlyList<string> Authorities);

/// <summary>Roles and authorities, by the settings.</summary>
/// <param name="Roles">Every role.</param>
/// <param name="Assignments">Who is limited to which authorities.</param>
public sealed record RolesView(IReadOnlyList<RoleView> Roles, IReadOnlyList<AssignmentView> Assignments);

/// <summary>Shows administrators what the settings say about roles.</summary>
internal static class RolesApi
{
    public static void MapRoles(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/roles", Get)
            .RequireAuthorization(Policies.Administrator)
            .WithTags("Identity")
            .WithName("roles")
            .WithSummary("Who has which role, by the settings");

    private static Ok<RolesView> Get(IOptions<AuthorityOptions> options) =>
        TypedResults.Ok(
            new RolesView(
                [.. Roles.All.Select(role => new RoleView(role, [role, .. options.Value.Roles.Where(r => r.Role == role).SelectMany(r => r.From)]))],
                [.. options.Value.Registrars.Select(r => new AssignmentView(r.Person, [.. r.Authorities]))]
            )
        );
}
