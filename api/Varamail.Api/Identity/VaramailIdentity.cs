using Microsoft.AspNetCore.Authorization;
using Microsoft.Identity.Web;

namespace Varamail.Api.Identity;

/// <summary>Sign-in by Entra ID: tokens of one tenant, for this API, with the scope that the add-in asks for.</summary>
internal static class VaramailIdentity
{
    public static void AddVaramailIdentity(this WebApplicationBuilder builder)
    {
        foreach (var setting in (string[])["AzureAd:TenantId", "AzureAd:ClientId"])
            if (string.IsNullOrEmpty(builder.Configuration[setting]))
                throw new InvalidOperationException($"The setting {setting} is missing: Varamail can't tell who is signed in without it.");
        builder.Services.AddMicrosoftIdentityWebApiAuthentication(builder.Configuration).EnableTokenAcquisitionToCallDownstreamApi().AddInMemoryTokenCaches();
        // It warns of an Authority that nobody has set: Identity.Web itself makes one of Instance and TenantId (AzureAD/microsoft-identity-web#3676).
        builder.Logging.AddFilter("Microsoft.Identity.Web.MergedOptions", LogLevel.Error);
        builder.Services.AddSignedIn();
        var policies = builder.Services.AddAuthorizationBuilder();
        foreach (var (name, roles) in Policies.RolesOf)
            policies.AddPolicy(name, policy => Require(policy, roles));
    }

    private static void Require(AuthorizationPolicyBuilder policy, string[] roles)
    {
        policy.RequireAuthenticatedUser().RequireScope("access_as_user");
        if (roles.Length > 0)
            policy.RequireRole(roles);
    }
}
