using Microsoft.AspNetCore.Http.HttpResults;
using Varamail.Api.Identity;

namespace Varamail.Api.Guidelines;

/// <summary>Shows the guideline and what is done about it: to programs, and as the page Riktlinjen to anybody. It holds nothing about anyone.</summary>
internal static class GuidelineApi
{
    /// <summary>Where the page wants its data (addin/guideline.html).</summary>
    private const string Place = """<script id="guideline" type="application/json"></script>""";

    public static void MapGuideline(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/guideline", Get)
            .RequireAuthorization(Policies.Official)
            .WithTags("Guideline")
            .WithName("guideline")
            .WithSummary("The guideline, and what Varamail does about each of its sentences");
        app.MapGet("/guideline", Page).AllowAnonymous().ExcludeFromDescription();
    }

    private static Ok<GuidelineView> Get(GuidelineBook book) => TypedResults.Ok(book.View);

    /// <remarks>The data stand in the page, so that a link to a sentence needs neither sign-in nor a second request. JSON is written with &lt; escaped.</remarks>
    private static async Task<IResult> Page(GuidelineBook book, IWebHostEnvironment host, CancellationToken ct)
    {
        if (host.WebRootFileProvider.GetFileInfo("addin/guideline.html") is not { Exists: true } file)
            return Problem.NotFound();
        await using var stream = file.CreateReadStream();
        using var reader = new StreamReader(stream);
        var page = await reader.ReadToEndAsync(ct);
        return Results.Content(page.Replace(Place, Place.Replace("></", $">{book.Json}</", StringComparison.Ordinal), StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
