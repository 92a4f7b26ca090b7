using System.Text;
using System.Text.RegularExpressions;

namespace Varamail.Rehearsal;

/// <summary>
/// Alters, on their way out, the few pages that name Microsoft's addresses for a browser: Office.js comes from the outlook host, and one
/// signs in there. The API and its files stay as they are in production.
/// </summary>
internal sealed partial class PageRewriting(string outlook) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(Rewrite);
            next(app);
        };

    private async Task Rewrite(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (!IsRewritten(path))
        {
            await next(context);
            return;
        }
        // A compressed or remembered page would pass unaltered.
        context.Request.Headers.AcceptEncoding = default;
        context.Request.Headers.IfNoneMatch = default;
        context.Request.Headers.IfModifiedSince = default;
        var wire = context.Response.Body;
        using MemoryStream page = new();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }
        var altered = Encoding.UTF8.GetBytes(Alter(Encoding.UTF8.GetString(page.ToArray())));
        context.Response.Headers.ETag = default;
        context.Response.ContentLength = altered.Length;
        await wire.WriteAsync(altered, context.RequestAborted);
    }

    private static bool IsRewritten(string path) =>
        path is "/desk" or "/oversight" or "/addin/configuration.json" || (path.StartsWith("/addin/", StringComparison.Ordinal) && path.EndsWith(".html", StringComparison.Ordinal));

    private string Alter(string text) =>
        OfficeScript()
            .Replace(
                text,
                $"""<script src="{outlook}/office/before.js"></script><script src="{outlook}/lib/1/hosted/office.js"></script><script src="{outlook}/office/after.js"></script>"""
            )
            .Replace("https://login.microsoftonline.com", outlook, StringComparison.Ordinal);

    [GeneratedRegex("""<script[^>]*\ssrc="https://appsforoffice\.microsoft\.com/lib/1/hosted/office\.js"[^>]*></script>""")]
    private static partial Regex OfficeScript();
}
