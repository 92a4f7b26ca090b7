using Microsoft.Extensions.FileProviders;
using MimeKit;
using Varamail.Guideline;

namespace Varamail.Rehearsal.Outlook;

/// <summary>Outlook on the web: the host page and what it asks of the world.</summary>
internal static class OutlookEndpoints
{
    private const long LargestDelivery = 160L * 1024 * 1024;

    public static void MapOutlook(this WebApplication app)
    {
        PhysicalFileProvider files = new(Path.Combine(AppContext.BaseDirectory, "outlook"));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                // The pane, on the API's own port, fetches Office.js from here.
                OnPrepareResponse = c => c.Context.Response.Headers.AccessControlAllowOrigin = "*",
            }
        );
        var outlook = app.MapGroup("/rehearsal");
        outlook.MapGet("/people", (World world) => world.Mailboxes.Where(m => m.Entry.Kind == MailboxKind.Individual).Select(m => ToPerson(m, world)));
        outlook.MapGet("/directory", (World world) => world.Mailboxes.Select(m => new EntryView(m.Name, m.Address)));
        outlook.MapGet("/mailboxes", (string person, World world) => world.OpenTo(person).Select(m => ToBox(m, person)));
        outlook.MapGet("/messages", Rows);
        outlook.MapGet("/message", Letter);
        outlook.MapDelete("/message", Delete);
        outlook.MapPost("/read", Read);
        outlook.MapGet("/categories", MasterList);
        outlook.MapPost("/categories", Categorise);
        outlook.MapGet("/file", File);
        outlook.MapGet("/original", Original);
        outlook.MapPost("/deliver", DeliverAsync);
        outlook.MapGet("/changes", ChangesAsync);
        outlook.MapGet("/manifest", (Addresses addresses, CancellationToken ct) => FromApiAsync(addresses, "/manifest.xml", "application/xml", ct));
        outlook.MapGet("/script", (string path, Addresses addresses, CancellationToken ct) => FromApiAsync(addresses, path, "text/javascript", ct));
        outlook.MapGet("/desk", (Addresses addresses) => Results.Redirect(new Uri(addresses.Api, "/desk").AbsoluteUri));
        outlook.MapWriting();
    }

    internal sealed record EntryView(string Name, string Address);

    internal sealed record PersonView(string Address, string Name, string Title, string Department, IReadOnlyList<string> Roles);

    internal sealed record FolderView(string Id, string Name, int Unread, int Total);

    internal sealed record BoxView(string Address, string Name, bool Shared, IReadOnlyList<FolderView> Folders);

    internal sealed record ReadOrder(string Person, string Mailbox, string Id, bool IsRead);

    internal sealed record CategoryOrder(string Person, string Mailbox, string Id, IReadOnlyList<string> Add, IReadOnlyList<string> Remove);

    private static PersonView ToPerson(RehearsedMailbox mailbox, World world) =>
        new(
            mailbox.Address,
            mailbox.Name,
            mailbox.Entry.Title ?? "",
            world.Municipality.DepartmentOf(mailbox.Address).Name,
            world.Roles.GetValueOrDefault(mailbox.Address) ?? []
        );

    private static BoxView ToBox(RehearsedMailbox mailbox, string person)
    {
        var messages = mailbox.Messages.ToLookup(m => m.Folder, StringComparer.Ordinal);
        var isShared = !string.Equals(mailbox.Address, person, StringComparison.OrdinalIgnoreCase);
        return new(
            mailbox.Address,
            mailbox.Name,
            isShared,
            [.. mailbox.Folders.Select(f => new FolderView(f.Id, f.Name, messages[f.Id].Count(m => !m.IsRead), messages[f.Id].Count()))]
        );
    }

    // Everything below asks whether the person may open the mailbox at all; who may not, learns nothing of it.

    private static IResult Rows(string person, string mailbox, string folder, World world) =>
        Open(world, person, mailbox) is { } box ? Results.Json(box.Messages.Where(m => m.Folder == folder).Select(m => Letters.RowOf(m, box))) : Results.NotFound();

    private static IResult Letter(string person, string mailbox, string id, World world) =>
        Find(world, person, mailbox, id) is var (box, message) ? Results.Json(Letters.Of(message, box)) : Results.NotFound();

    private static IResult MasterList(string person, string mailbox, World world) =>
        Open(world, person, mailbox) is { } box ? Results.Json(box.MasterCategories.Select(c => new CategoryView(c.Name, c.Color))) : Results.NotFound();

    private static IResult Delete(string person, string mailbox, string id, World world)
    {
        if (Find(world, person, mailbox, id) is not var (box, message))
        {
            return Results.NotFound();
        }
        box.Delete(message);
        return Results.NoContent();
    }

    private static IResult Read(ReadOrder order, World world)
    {
        if (Find(world, order.Person, order.Mailbox, order.Id) is not var (box, message))
        {
            return Results.NotFound();
        }
        box.MarkRead(message, order.IsRead);
        return Results.NoContent();
    }

    private static IResult Categorise(CategoryOrder order, World world)
    {
        if (Find(world, order.Person, order.Mailbox, order.Id) is not var (box, message))
        {
            return Results.NotFound();
        }
        box.Categorise(message, [.. message.Categories.Except(order.Remove).Union(order.Add)]);
        return Results.NoContent();
    }

    private static IResult File(string person, string mailbox, string id, int index, World world) =>
        Find(world, person, mailbox, id) is var (_, message) ? message.Read(mime => FileOf(Letters.Files(mime).ElementAtOrDefault(index))) : Results.NotFound();

    private static IResult FileOf(MimeEntity? part)
    {
        if (part is null)
        {
            return Results.NotFound();
        }
        MemoryStream content = new();
        if (part is MessagePart { Message: { } attached })
        {
            attached.WriteTo(content);
        }
        else
        {
            (part as MimePart)?.Content?.DecodeTo(content);
        }
        content.Position = 0;
        // Only pictures are shown in a page; all else is a download, whatever it says of itself.
        return part.ContentType.MimeType is "image/png" or "image/jpeg" or "image/gif" or "image/webp"
            ? Results.File(content, part.ContentType.MimeType)
            : Results.File(content, "application/octet-stream", Letters.NameOf(part));
    }

    private static IResult Original(string person, string mailbox, string id, World world) =>
        Find(world, person, mailbox, id) is var (_, message) ? Results.Stream(message.Open(), "message/rfc822") : Results.NotFound();

    private static async Task<IResult> DeliverAsync(string person, string mailbox, HttpRequest request, World world, TimeProvider clock, CancellationToken ct)
    {
        if (Open(world, person, mailbox) is not { } box)
        {
            return Results.NotFound();
        }
        if (request.ContentLength is null or 0 or > LargestDelivery)
        {
            return Results.BadRequest();
        }
        using MemoryStream bytes = new();
        await request.Body.CopyToAsync(bytes, ct);
        return Results.Json(new { id = Letters.OfficeId(box.Add(bytes.ToArray(), clock.GetUtcNow())) });
    }

    // Server-sent events: one line after every change.
    private static async Task ChangesAsync(string person, string mailbox, HttpContext context, World world, IHostApplicationLifetime life)
    {
        if (Open(world, person, mailbox) is not { } box)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using SemaphoreSlim changed = new(0, 1);
        // An open page must not hold up the end of the rehearsal.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        void Note(object? sender, EventArgs e)
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // one line is on its way already
            }
        }
        box.Changed += Note;
        try
        {
            await context.Response.WriteAsync(": listening\n\n", end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            while (true)
            {
                await changed.WaitAsync(end.Token);
                await context.Response.WriteAsync("data: changed\n\n", end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the page was closed, or the rehearsal ends
        }
        finally
        {
            box.Changed -= Note;
        }
    }

    // The API serves manifest and scripts at its own address; the page, on another port, may not fetch them from there itself.
    private static async Task<IResult> FromApiAsync(Addresses addresses, string path, string type, CancellationToken ct)
    {
        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal))
        {
            return Results.NotFound();
        }
        using var api = Rehearsed.Client(addresses.Api);
        try
        {
            using var answer = await api.GetAsync(new Uri(path, UriKind.Relative), ct);
            return answer.IsSuccessStatusCode ? Results.Text(await answer.Content.ReadAsStringAsync(ct), type) : Results.StatusCode((int)answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            return Results.StatusCode(StatusCodes.Status502BadGateway);
        }
    }

    internal static RehearsedMailbox? Open(World world, string person, string mailbox) =>
        world.Find(mailbox) is { } box && box.Members.Contains(person, StringComparer.OrdinalIgnoreCase) ? box : null;

    private static (RehearsedMailbox Box, RehearsedMessage Message)? Find(World world, string person, string mailbox, string id) =>
        Open(world, person, mailbox) is { } box && box.Find(id) is { } message ? (box, message) : null;
}
