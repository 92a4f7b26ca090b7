using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Varamail.Rehearsal.Evolution;

namespace Varamail.Rehearsal.Platina;

/// <summary>
/// A rehearsed Platina. Tokens, diaries and opening a case are as the public description has them; deeds and files, which it doesn't show,
/// have addresses of our own. It knows no keys: what is sent twice stands twice.
/// </summary>
public sealed class PlatinaApi(EvolutionRegister register, EvolutionFaults faults)
{
    private const string Diary = "17";
    private readonly Dictionary<string, (EvolutionCase Into, JsonObject Said)> deeds = [];
    private int inside;

    public EvolutionRegister Register => register;

    public EvolutionFaults Faults => faults;

    /// <summary>Whether two calls were ever inside at the same time.</summary>
    public bool WasCrowded { get; private set; }

    public async Task AnswerAsync(HttpContext context)
    {
        string[] path = [.. context.Request.Path.Value!.Trim('/').Split('/')];
        if (path is ["token"])
        {
            await TokenAsync(context);
            return;
        }
        if (context.Request.Headers.Authorization != "Bearer platina")
        {
            await AnswerAsync(context, 401, []);
            return;
        }
        WasCrowded |= Interlocked.Increment(ref inside) > 1;
        try
        {
            await RouteAsync(context, path);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            await AnswerAsync(context, 400, []);
        }
        catch (IOException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    private async Task RouteAsync(HttpContext context, string[] path)
    {
        switch (context.Request.Method, path)
        {
            case ("POST", ["api", "v8.0", "diaries", Diary, "journalized-cases"]):
                await WriteAsync(context, OpenAsync);
                return;
            case ("POST", ["api", "v8.0", "cases", var id, "deeds"]):
                await WriteAsync(context, c => EnterAsync(c, id));
                return;
            case ("POST", ["api", "v8.0", "deeds", var id, "files"]):
                await WriteAsync(context, c => KeepAsync(c, id));
                return;
            case ("GET", ["api", "v8.0", "cases"]):
                var (search, diary) = ((string?)context.Request.Query["search"] ?? "", (string?)context.Request.Query["diary"]);
                var found = register.Cases.Where(c => diary == Diary && (c.Title.Contains(search, StringComparison.OrdinalIgnoreCase) || c.Number == search || c.PublicTitle.EndsWith(search, StringComparison.Ordinal)));
                await AnswerAsync(context, 200, Items(found.Select(Case)));
                return;
            case ("GET", ["api", "v8.0", "deeds"]):
                var key = (string?)context.Request.Query["key"];
                await AnswerAsync(context, 200, Items(deeds.Where(d => d.Value.Said["description"]!.ToString().EndsWith(key!, StringComparison.Ordinal)).Select(d => Deed(d.Key))));
                return;
            case ("GET", ["api", "v8.0", "files", var id, "content"]):
                await context.Response.SendFileAsync(register.Documents.SelectMany(d => d.Files).Single(f => Path.GetFileName(f.Path) == id).Path);
                return;
            default:
                await AnswerAsync(context, 404, []);
                return;
        }
    }

    private static async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var isRight = form["grant_type"] == "client_credentials" && form["client_secret"] == "hemligt" && form["scope"] == "api://platina/.default";
        await AnswerAsync(context, isRight ? 200 : 401, isRight ? new JsonObject { ["access_token"] = "platina", ["expires_in"] = 3599 } : []);
    }

    private async Task WriteAsync(HttpContext context, Func<HttpContext, Task<JsonObject>> write)
    {
        var fault = faults.Next();
        if (fault is EvolutionFault.DiesBefore)
        {
            context.Abort();
            return;
        }
        var answer = await write(context);
        if (fault is EvolutionFault.DiesAfter)
        {
            context.Abort();
            return;
        }
        await AnswerAsync(context, 201, answer);
    }

    private async Task<JsonObject> OpenAsync(HttpContext context)
    {
        var said = await ReadAsync(context);
        var title = Text(said, "title", 200);
        var description = Text(said, "description", 4000);
        DateOnly.ParseExact(Text(said, "registrationDate", 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        DateOnly.ParseExact(Text(said, "inOutDate", 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Known(said, "statusId", "s1");
        Known(said, "caseTypeId", "t1");
        Known(said["origin"] as JsonObject ?? throw new FormatException("origin"), "id", "o1");
        Secrecy(said);
        _ = said["initiators"] as JsonArray ?? throw new FormatException("initiators");
        return Case(register.Open("BYN", null, title, description, null));
    }

    private async Task<JsonObject> EnterAsync(HttpContext context, string into)
    {
        var said = await ReadAsync(context);
        Text(said, "title", 200);
        Secrecy(said);
        var id = $"D{deeds.Count + 1}";
        deeds[id] = (register.Cases.Single(c => c.Id == into), said);
        return Deed(id);
    }

    /// <summary>A deed is entered with its first file; later ones are added to it.</summary>
    private async Task<JsonObject> KeepAsync(HttpContext context, string id)
    {
        var (into, said) = deeds[id];
        var boundary = MediaTypeHeaderValue.Parse(context.Request.ContentType!).Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        var section = await new MultipartReader(boundary, context.Request.Body).ReadNextSectionAsync(context.RequestAborted) ?? throw new FormatException();
        var path = register.NewFile();
        await using (FileStream to = new(path, FileMode.CreateNew))
        {
            await section.Body.CopyToAsync(to, context.RequestAborted);
        }
        using var bytes = File.OpenRead(path);
        var name = section.GetContentDispositionHeader()!.FileNameStar.Value ?? section.GetContentDispositionHeader()!.FileName.Value!.Trim('"');
        EvolutionFile file = new(name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..], path, bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        if (Entered(id) is { } there)
        {
            register.Correct("BYN", there.Id, d => d with { Files = [.. d.Files, file] });
        }
        else
        {
            var provision = (said["confidentialParagraphs"] as JsonArray)?.Count > 0 ? "21 kap. 3 § OSL" : null;
            List<string> parties = [.. (said["parties"] as JsonArray ?? []).Select(p => p!["name"]!.ToString())];
            register.Enter(into, new("", "", Key(id), "", said["title"]!.ToString(), said["publicTitle"]!.ToString(), null, provision, parties, [file]));
        }
        return new() { ["fileId"] = Path.GetFileName(path) };
    }

    private EvolutionDocument? Entered(string deed) => register.Documents.FirstOrDefault(d => d.Key == Key(deed));

    // Every deed is one of its own here, whatever key stands in its text.
    private static Guid Key(string deed) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(deed)).AsSpan(0, 16));

    private JsonObject Deed(string id)
    {
        var ordinal = deeds.Keys.Where(d => deeds[d].Into.Id == deeds[id].Into.Id).TakeWhile(d => d != id).Count() + 1;
        return new()
        {
            ["id"] = id,
            ["deedNumber"] = string.Create(CultureInfo.InvariantCulture, $"{deeds[id].Into.Number}:{ordinal}"),
            ["case"] = Case(deeds[id].Into),
            ["files"] = new JsonArray([.. (Entered(id)?.Files ?? []).Select(f => (JsonNode)new JsonObject { ["fileId"] = Path.GetFileName(f.Path) })]),
        };
    }

    private static JsonObject Case(EvolutionCase c) => new() { ["id"] = c.Id, ["diaryNumber"] = c.Number, ["title"] = c.Title };

    private static JsonObject Items(IEnumerable<JsonObject> items) => new() { ["items"] = new JsonArray([.. items]) };

    private static void Secrecy(JsonObject said)
    {
        if ((int)said["secrecyLevel"]! is 1 or 2 && said["confidentialParagraphs"] is not JsonArray { Count: > 0 })
        {
            throw new FormatException("confidentialParagraphs");
        }
    }

    private static void Known(JsonObject said, string name, string id)
    {
        if (said[name]?.ToString() != id)
        {
            throw new FormatException(name);
        }
    }

    private static string Text(JsonObject said, string name, int longest) =>
        said[name]?.ToString() is { Length: > 0 } text && text.Length <= longest ? text : throw new FormatException(name);

    private static async Task<JsonObject> ReadAsync(HttpContext context) => await JsonNode.ParseAsync(context.Request.Body) as JsonObject ?? throw new FormatException();

    private static async Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
