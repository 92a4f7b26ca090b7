using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;
using Varamail.Api.Storage;

namespace Varamail.Api.Desk;

/// <summary>A filter that a registrar has given a name; hers alone.</summary>
internal sealed class SavedView
{
    /// <summary>Object id in Entra ID.</summary>
    public required string Person { get; init; }

    public required string Name { get; init; }
    public required QueueFilter Filter { get; set; }
}

/// <summary>A filter of your own.</summary>
/// <param name="Name">Yours; saving another under it replaces it.</param>
/// <param name="Filter">What it shows.</param>
public sealed record NamedView([Required, StringLength(60, MinimumLength = 1)] string Name, [Required] QueueFilter Filter);

/// <summary>Takes away a filter of your own.</summary>
public sealed record RemoveViewRequest([Required, StringLength(60, MinimumLength = 1)] string Name);

/// <summary>The registrar's own filters, kept by the server so that they follow her from one computer to another.</summary>
internal static class SavedViewsApi
{
    private const int MostOfOnePerson = 20;

    public static void MapSavedViews(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/desk/views").RequireAuthorization(Policies.Registrar).WithTags("Desk");
        group.MapGet("/", List).WithName("views").WithSummary("Your saved filters");
        group.MapPost("/", Save).WithName("saveView").WithSummary("Saves a filter under a name");
        group.MapPost("/remove", Remove).WithName("removeView").WithSummary("Takes away a saved filter");
    }

    private static async Task<Ok<List<NamedView>>> List(VaramailDb db, Actor who, CancellationToken ct) =>
        TypedResults.Ok(await Mine(db, who).OrderBy(v => v.Name).Select(v => new NamedView(v.Name, v.Filter)).ToListAsync(ct));

    private static async Task<Results<Ok<List<NamedView>>, ProblemHttpResult>> Save(NamedView view, VaramailDb db, Actor who, CancellationToken ct)
    {
        var name = view.Name.Trim();
        if (name.Length == 0)
            return Problem.Invalid("name", "Ge vyn ett namn.");
        var isRoom = await db.AtOnceAsync(
            async () =>
            {
                var known = await Mine(db, who).SingleOrDefaultAsync(v => v.Name == name, ct);
                if (known is null && await Mine(db, who).CountAsync(ct) >= MostOfOnePerson)
                    return false;
                if (known is null)
                    db.SavedViews.Add(new SavedView { Person = who.Person.Id, Name = name, Filter = view.Filter });
                else
                    known.Filter = view.Filter;
                return true;
            },
            ct
        );
        return isRoom ? await List(db, who, ct) : Problem.Invalid("name", $"Du har redan {MostOfOnePerson} vyer. Ta bort en först.");
    }

    private static async Task<Ok<List<NamedView>>> Remove(RemoveViewRequest request, VaramailDb db, Actor who, CancellationToken ct)
    {
        await Mine(db, who).Where(v => v.Name == request.Name).ExecuteDeleteAsync(ct);
        return await List(db, who, ct);
    }

    private static IQueryable<SavedView> Mine(VaramailDb db, Actor who) => db.SavedViews.Where(v => v.Person == who.Person.Id);
}
