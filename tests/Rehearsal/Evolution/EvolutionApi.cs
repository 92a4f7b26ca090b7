using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Varamail.Rehearsal.Evolution;

/// <summary>
/// The rehearsed Evolution's HTTP interface, as docs/evolution-http.openapi.json describes it: checks what it is given, keeps it, and goes
/// wrong when it is told to. Faults concern what writes.
/// </summary>
public sealed class EvolutionApi(EvolutionRegister register, EvolutionFaults faults, string apiKey)
{
    public EvolutionRegister Register => register;

    public EvolutionFaults Faults => faults;

    /// <summary>Calls that wrote or tried to, those that went wrong too.</summary>
    public int Writes { get; private set; }

    public async Task AnswerAsync(HttpContext context)
    {
        if (await EvolutionPage.AnswersAsync(context, this))
        {
            return;
        }
        if (context.Request.Headers["X-Api-Key"] != apiKey && context.Request.Headers.Authorization != $"Bearer {apiKey}")
        {
            await AnswerAsync(context, 401, Problem("keyUnknown"));
            return;
        }
        string[] path = [.. context.Request.Path.Value!.Trim('/').Split('/')];
        var diary = (string?)context.Request.Query["diary"] ?? "";
        switch (context.Request.Method, path)
        {
            case ("GET", ["v1", "cases"]):
                await AnswerAsync(context, 200, new JsonObject { ["items"] = new JsonArray([.. Search(context).Select(c => (JsonNode)Case(c))]) });
                return;
            case ("GET", ["v1", "cases", "by-key", var key]):
                await AnswerAsync(context, Guid.TryParse(key, out var caseKey) && register.CaseByKey(diary, caseKey) is { } found ? Case(found) : null);
                return;
            case ("GET", ["v1", "documents", "by-key", var key]):
                await AnswerAsync(context, Guid.TryParse(key, out var documentKey) && register.DocumentByKey(diary, documentKey) is { } held ? Receipt(held) : null);
                return;
            case ("POST", ["v1", "cases"]):
                await WriteAsync(context, OpenAsync);
                return;
            case ("POST", ["v1", "documents"]):
                await WriteAsync(context, EnterAsync);
                return;
            case ("PATCH", ["v1", "documents", var id]):
                await WriteAsync(context, c => CorrectAsync(c, id));
                return;
            default:
                await AnswerAsync(context, 404, Problem("noSuchAddress"));
                return;
        }
    }

    private async Task WriteAsync(HttpContext context, Func<HttpContext, Task<(int Status, JsonObject Body)>> write)
    {
        Writes++;
        var fault = faults.Next();
        switch (fault)
        {
            case EvolutionFault.DiesBefore:
                context.Abort();
                return;
            case EvolutionFault.Busy:
                context.Response.Headers.RetryAfter = "1";
                await AnswerAsync(context, 429, Problem("busy"));
                return;
            case EvolutionFault.Fails:
                await AnswerAsync(context, 500, Problem("failed"));
                return;
            case EvolutionFault.Refuses:
                await AnswerAsync(context, 422, Problem("refused"));
                return;
        }
        (int Status, JsonObject Body) answer;
        try
        {
            context.Items[nameof(EvolutionFault)] = fault;
            answer = await write(context);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or System.Text.Json.JsonException)
        {
            answer = (422, Problem("malformed"));
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException)
        {
            context.Abort(); // the caller broke off: nothing was entered
            return;
        }
        switch (fault)
        {
            case EvolutionFault.DiesAfter:
                context.Abort();
                return;
            case EvolutionFault.Slow:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case EvolutionFault.Wrong:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Ett fel har inträffat</html>");
                return;
            case EvolutionFault.Foreign:
                answer.Body["key"] = Guid.NewGuid().ToString();
                break;
        }
        await AnswerAsync(context, answer.Status, answer.Body);
    }

    private async Task<(int, JsonObject)> OpenAsync(HttpContext context)
    {
        var asked = await JsonNode.ParseAsync(context.Request.Body);
        var given = EvolutionChecks.Case(asked as JsonObject ?? throw new FormatException());
        EvolutionChecks.SameKey(context, given.Key);
        return (201, Case(Open(given)));
    }

    private EvolutionCase Open(GivenCase given) => register.Open(given.Diary, given.Key, given.Title, given.PublicTitle, given.CaseOfficer);

    private async Task<(int, JsonObject)> EnterAsync(HttpContext context)
    {
        var boundary = MediaTypeHeaderValue.Parse(context.Request.ContentType!).Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        MultipartReader reader = new(boundary, context.Request.Body);
        GivenDocument? given = null;
        List<EvolutionFile> files = [];
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (section.GetContentDispositionHeader()?.Name == "metadata")
            {
                given = EvolutionChecks.Document(await JsonNode.ParseAsync(section.Body) as JsonObject ?? throw new FormatException());
            }
            else
            {
                files.Add(await KeepAsync(section.Body, context));
            }
        }
        if (given is null)
        {
            throw new FormatException();
        }
        EvolutionChecks.SameKey(context, given.Key);
        if (context.Items[nameof(EvolutionFault)] is not EvolutionFault.Alters)
        {
            EvolutionChecks.SameFiles(given, files);
        }
        if (given.Case is null && register.Find(given.Diary, given.CaseId, given.CaseNumber) is null)
        {
            return (404, Problem("noSuchCase"));
        }
        EvolutionDocument? entered = null;
        for (var round = context.Items[nameof(EvolutionFault)] is EvolutionFault.Twice ? 2 : 1; round > 0; round--)
        {
            var into = given.Case is { } newCase ? Open(newCase) : register.Find(given.Diary, given.CaseId, given.CaseNumber)!;
            entered = register.Enter(into, given.Entry([.. files.Select((file, index) => file with { Name = given.Files[index].Name })]));
        }
        return (201, Receipt(entered!));
    }

    private async Task<EvolutionFile> KeepAsync(Stream body, HttpContext context)
    {
        var path = register.NewFile();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long size = 0;
        await using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write))
        {
            if (context.Items[nameof(EvolutionFault)] is EvolutionFault.Alters)
            {
                file.WriteByte((byte)'\n');
                hash.AppendData("\n"u8);
                size = 1;
            }
            for (int read; (read = await body.ReadAsync(buffer, context.RequestAborted)) > 0; size += read)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        return new("", path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task<(int, JsonObject)> CorrectAsync(HttpContext context, string id)
    {
        var asked = await JsonNode.ParseAsync(context.Request.Body) as JsonObject ?? throw new FormatException();
        var given = EvolutionChecks.Update(asked);
        var corrected = register.Correct(
            given.Diary,
            id,
            document => document with { Title = given.Title, PublicTitle = given.PublicTitle, DocumentType = given.DocumentType, Provision = given.Provision }
        );
        return corrected is null ? (404, Problem("noSuchDocument")) : (200, Receipt(corrected));
    }

    private IEnumerable<EvolutionCase> Search(HttpContext context)
    {
        var diary = (string?)context.Request.Query["diary"];
        var text = (string?)context.Request.Query["search"] ?? "";
        var limit = int.Parse((string?)context.Request.Query["limit"] ?? "20", CultureInfo.InvariantCulture);
        return register
            .Cases.Where(c => c.Diary == diary && (c.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || c.Number == text))
            .Reverse()
            .Take(limit);
    }

    private static JsonObject Case(EvolutionCase c) =>
        new()
        {
            ["id"] = c.Id,
            ["number"] = c.Number,
            ["key"] = c.Key?.ToString(),
            ["title"] = c.Title,
            ["caseOfficer"] = c.CaseOfficer,
        };

    private JsonObject Receipt(EvolutionDocument document)
    {
        var into = register.CaseOf(document);
        return new()
        {
            ["id"] = document.Id,
            ["number"] = document.Number,
            ["key"] = document.Key.ToString(),
            ["case"] = new JsonObject { ["id"] = into.Id, ["number"] = into.Number },
            ["sha256"] = document.Files[0].Sha256,
        };
    }

    private static JsonObject Problem(string code) => new() { ["code"] = code };

    private static Task AnswerAsync(HttpContext context, JsonObject? body) =>
        AnswerAsync(context, body is null ? 404 : 200, body ?? Problem("keyUnknown"));

    private static async Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
