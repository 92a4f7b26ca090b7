using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Varamail.Api.Drafting;
using Varamail.Api.PublicDiary;
using Varamail.Guideline;

namespace Varamail.Api;

/// <summary>Section <c>Pages</c>: where the panes may run.</summary>
public sealed class PagesOptions
{
    /// <summary>Sites that may show the panes in a frame: Outlook's own.</summary>
    public IList<string> FrameAncestors { get; } = [];

    /// <summary>Sites that the panes' scripts may come from, besides ourselves: Microsoft's Office.js.</summary>
    public IList<string> Scripts { get; } = [];

    /// <summary>Sites that the panes may talk to, besides ourselves: Entra ID.</summary>
    public IList<string> Connections { get; } = [];

    /// <summary>Client id of the add-in's and the desk's own registration in Entra ID.</summary>
    public string ClientId { get; set; } = "";
}

/// <summary>What the pane needs before anybody has signed in.</summary>
/// <param name="ClientId">Of the add-in's registration.</param>
/// <param name="TenantId">Of the municipality.</param>
/// <param name="Authority">Where to sign in.</param>
/// <param name="Scope">What to ask for.</param>
public sealed record AddinConfiguration(string ClientId, string TenantId, string Authority, string Scope);

/// <summary>Pages and files that anybody may fetch: they hold nothing about anyone.</summary>
internal static class Pages
{
    /// <summary>Every route that answers without a token; a test compares them with the endpoints.</summary>
    public static readonly IReadOnlyList<string> AnonymousRoutes =
    [
        LaunchScript.WellKnown,
        "/addin/configuration.json",
        LaunchScript.Settings,
        LaunchScript.Address,
        "/desk",
        "/guideline",
        "/health/live",
        "/health/ready",
        "/manifest.xml",
        "/oversight",
        .. PublicDiaryApi.Routes,
    ];

    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/addin/configuration.json", Configuration).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/desk", (IWebHostEnvironment host) => Page(host, "desk")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/oversight", (IWebHostEnvironment host) => Page(host, "oversight")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/manifest.xml", ManifestOf).AllowAnonymous().ExcludeFromDescription();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    /// <summary>Where the registrar's queue is read, for a link.</summary>
    public static Uri QueueOf(HttpRequest request, ManifestOptions options) => new(options.HomeOf(request) + "/desk");

    public static void UsePanes(this WebApplication app) => app.UseStaticFiles(Files());

    /// <summary>Headers of every answer: nothing is kept by anyone between, nothing runs that isn't ours, and only Outlook may frame the panes.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<PagesOptions>>().Value;
        var pages =
            $"default-src 'none'; script-src 'self' {string.Join(' ', options.Scripts)}; connect-src 'self' {string.Join(' ', options.Connections)}; "
            + $"img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self'; frame-src 'self' blob: {string.Join(' ', options.Connections)}; "
            + $"base-uri 'none'; form-action 'none'; frame-ancestors {string.Join(' ', options.FrameAncestors.Prepend("'self'"))}";
        const string Swagger = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
        const string Data = "default-src 'none'; frame-ancestors 'none'; sandbox";
        const string Diary = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        var diaryAge = $"public, max-age={app.Services.GetRequiredService<IOptions<PublicDiaryOptions>>().Value.CacheSeconds}";
        app.Use(
            (context, next) =>
            {
                // At the last moment: what answers an error starts with empty headers.
                context.Response.OnStarting(() => SetHeaders(context));
                return next(context);
            }
        );

        Task SetHeaders(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.StrictTransportSecurity = "max-age=31536000";
            headers.ContentSecurityPolicy =
                context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Data
                : context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal) ? Swagger
                : context.Request.Path.StartsWithSegments(PublicDiaryApi.Home, StringComparison.Ordinal) ? Diary
                : pages;
            var isDiary = context.Request.Path.StartsWithSegments(PublicDiaryApi.Home, StringComparison.Ordinal);
            if (isDiary)
                headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
            if (isDiary && context.Response.StatusCode is StatusCodes.Status200OK)
                headers.CacheControl = diaryAge;
            else if (!context.Request.Path.StartsWithSegments("/addin", StringComparison.Ordinal))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }

    private static IResult Configuration(IOptions<PagesOptions> pages, IConfiguration configuration)
    {
        var entra = configuration.GetSection("AzureAd");
        var tenant = entra["TenantId"] ?? "";
        return Results.Json(
            new AddinConfiguration(
                pages.Value.ClientId,
                tenant,
                $"{entra["Instance"]?.TrimEnd('/')}/{tenant}",
                $"api://{entra["ClientId"]}/access_as_user"
            )
        );
    }

    private static IResult Page(IWebHostEnvironment host, string name) =>
        host.WebRootFileProvider.GetFileInfo($"addin/{name}.html") is { Exists: true } page
            ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
            : Problem.NotFound();

    private static ContentHttpResult ManifestOf(HttpRequest request, IOptions<ManifestOptions> options, Municipality municipality) =>
        TypedResults.Content(Manifest.Write(new Uri(options.Value.HomeOf(request)), options.Value, municipality.Name), "application/xml; charset=utf-8");

    /// <summary>Files named after their content never change; everything else is asked for anew, so that a new version is seen at once.</summary>
    private static StaticFileOptions Files() =>
        new()
        {
            OnPrepareResponse = file =>
                file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/addin/assets", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "no-cache",
        };
}
