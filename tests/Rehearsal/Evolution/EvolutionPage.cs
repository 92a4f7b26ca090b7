using System.Net;
using System.Text.Json;

namespace Varamail.Rehearsal.Evolution;

/// <summary>Shows a person what the rehearsed Evolution has entered, and lets her make it go wrong.</summary>
internal static class EvolutionPage
{
    /// <summary><c>GET /</c> is the page; <c>POST /faults</c> with <c>["DiesAfter"]</c> lets the next call go wrong.</summary>
    public static async Task<bool> AnswersAsync(HttpContext context, EvolutionApi evolution)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", "/"):
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(Page(evolution.Register));
                return true;
            case ("POST", "/faults"):
                evolution.Faults.Queue(await JsonSerializer.DeserializeAsync<EvolutionFault[]>(context.Request.Body) ?? []);
                context.Response.StatusCode = 204;
                return true;
            default:
                return false;
        }
    }

    private static string Page(EvolutionRegister register)
    {
        var rows = register.Documents.Select(document =>
        {
            var into = register.CaseOf(document);
            var files = string.Join(", ", document.Files.Select(file => $"{Html(file.Name)} ({file.Size} B)"));
            return $"<tr><td>{Html(document.Number)}<td>{Html(into.Title)}<td>{Html(document.Title)}<td>{Html(string.Join(", ", document.Parties))}<td>{files}";
        });
        return $$"""
            <!doctype html><html lang="sv"><meta charset="utf-8"><title>Evolution (repetition)</title>
            <style>body{font-family:system-ui;margin:2rem}td,th{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ccc}</style>
            <h1>Evolution (repetition)</h1>
            <table><tr><th>Nummer<th>Ärende<th>Handling<th>Parter<th>Filer{{string.Concat(rows)}}</table></html>
            """;
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
