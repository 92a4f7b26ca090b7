using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Varamail.Api.Registrations;
using Varamail.Guideline;

namespace Varamail.Api.Identity;

/// <summary>Who you are here, and what the panes need to know.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="Address">User principal name.</param>
/// <param name="Roles">App roles; empty for an official.</param>
/// <param name="Authorities">Diary series that you serve as registrar.</param>
/// <param name="Overlooks">Diary series that you follow up: as head registrar, archivist, manager or data protection officer.</param>
/// <param name="EntersFor">Diary series in whose diary you may enter a message at once.</param>
/// <param name="Mailboxes">The municipality's mailboxes.</param>
/// <param name="AllAuthorities">Every authority: where a message can be sent or redirected.</param>
/// <param name="Settings">The municipality's choices.</param>
public sealed record Me(
    string Name,
    string Address,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Authorities,
    IReadOnlyList<string> Overlooks,
    IReadOnlyList<string> EntersFor,
    IReadOnlyList<MyMailbox> Mailboxes,
    IReadOnlyList<AuthorityView> AllAuthorities,
    PaneSettings Settings
);

/// <summary>A mailbox of the municipality.</summary>
/// <param name="Address">Lower case.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Kind">Functional or individual.</param>
/// <param name="Authority">Diary series of its committee.</param>
public sealed record MyMailbox(string Address, string Name, MailboxKind Kind, string Authority);

/// <summary>An authority: a committee with its diary series.</summary>
/// <param name="Series">For example <c>BYN</c>.</param>
/// <param name="Name">For example ”Byggnadsnämnden”.</param>
public sealed record AuthorityView(string Series, string Name);

/// <summary>The municipality's choices for the panes.</summary>
/// <param name="AssessOnClick">Individual mailboxes are judged on a click, not when a message is opened.</param>
/// <param name="GuidelineUrl">Where the guideline can be read.</param>
/// <param name="RegistrarName">What the registrar is called.</param>
/// <param name="ServiceDesk">Where suspicious mail is reported.</param>
/// <param name="WithdrawMinutes">How long one may take back what one has sent.</param>
public sealed record PaneSettings(bool AssessOnClick, string GuidelineUrl, string RegistrarName, string ServiceDesk, int WithdrawMinutes);

/// <summary>Tells who is signed in.</summary>
internal static class MeApi
{
    public static void MapMe(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/me", Get).RequireAuthorization(Policies.Official).WithTags("Identity").WithName("me").WithSummary("Who you are here");

    private static Ok<Me> Get(
        ClaimsPrincipal user,
        Actor who,
        Municipality municipality,
        IOptions<PaneOptions> pane,
        IOptions<RegistrationOptions> registration
    ) =>
        TypedResults.Ok(
            new Me(
                who.Person.Name,
                who.Person.Address,
                [.. Roles.All.Where(user.IsInRole)],
                [.. who.Serves.Order(StringComparer.Ordinal)],
                [.. who.Overlooks.Order(StringComparer.Ordinal)],
                [.. who.EntersFor.Order(StringComparer.Ordinal)],
                [
                    .. municipality.Mailboxes.Select(m => new MyMailbox(
                        m.Address,
                        m.Name,
                        m.Kind,
                        municipality.DepartmentOf(m.Address).DiarySeries
                    )),
                ],
                [.. municipality.Departments.Select(d => new AuthorityView(d.DiarySeries, d.Committee))],
                new PaneSettings(
                    pane.Value.AssessOnClick,
                    pane.Value.GuidelineUrl,
                    pane.Value.RegistrarName,
                    municipality.ServiceDesk,
                    registration.Value.WithdrawMinutes
                )
            )
        );
}

/// <summary>Section <c>Pane</c>: the municipality's choices for the panes.</summary>
public sealed class PaneOptions
{
    /// <summary>Individual mailboxes are judged on a click, not when a message is opened.</summary>
    public bool AssessOnClick { get; set; }

    /// <summary>Where the guideline can be read.</summary>
    public string GuidelineUrl { get; set; } = "";

    /// <summary>What the registrar is called.</summary>
    public string RegistrarName { get; set; } = "Registrator";
}
