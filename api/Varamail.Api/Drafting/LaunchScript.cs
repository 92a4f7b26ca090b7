using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Api.Drafting;

/// <summary>Section <c>SendCheck</c>: the check that runs in Outlook when a message is sent.</summary>
public sealed class SendCheckOptions
{
    /// <summary>The kill switch: <c>false</c> serves a script that lets everything go, at the same address, so that no manifest changes.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Largest attachment, in megabytes, that is read for an open compose pane.</summary>
    public int MaxAttachmentMegabytes { get; set; } = 20;
}

/// <summary>The script that Outlook runs when a message is written and sent: the built file with the municipality's settings in front.</summary>
internal sealed class LaunchScript(
    IWebHostEnvironment host,
    IOptionsMonitor<SendCheckOptions> check,
    IOptionsMonitor<DraftOptions> drafts,
    Municipality municipality
)
{
    /// <summary>Stands in manifest.xml too, and in the file that classic Outlook for Windows asks for.</summary>
    public const string Address = "/addin/launch.js";

    public const string Settings = "/addin/draft-settings.json";
    public const string WellKnown = "/.well-known/microsoft-officeaddins-allowed.json";

    private const string Built = "addin/launch.js";
    private const string AlwaysAllows = "addin/launch-off.js";

    /// <summary>What the draft rules know of the municipality.</summary>
    public string SettingsJson => DraftSettings.ToJson(drafts.CurrentValue, municipality);

    /// <summary>The script of this moment; null when the add-in isn't built.</summary>
    public string? Text
    {
        get
        {
            var file = host.WebRootFileProvider.GetFileInfo(check.CurrentValue.Enabled ? Built : AlwaysAllows);
            if (!file.Exists)
                return null;
            using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
            var script = reader.ReadToEnd();
            return check.CurrentValue.Enabled ? $"var VARAMAIL_SETTINGS={SettingsJson};\n{script}" : script;
        }
    }

    /// <summary>Compressed where that is understood: Outlook's five seconds begin before it fetches the script.</summary>
    public IResult Answer(HttpContext context)
    {
        if (Text is not { } text)
            return Problem.NotFound();
        var bytes = Encoding.UTF8.GetBytes(text);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            bytes = Compress(bytes);
            tag = new EntityTagHeaderValue($"\"{tag.Tag.AsSpan(1, tag.Tag.Length - 2)}-gzip\"");
        }
        return Results.Bytes(bytes, "text/javascript; charset=utf-8", entityTag: tag);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
