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
    Municipality municipality,
    GuidelineText guideline
)
{
    /// <summary>Stands in manifest.xml too, and in the file that classic Outlook for Windows asks for.</summary>
    public const string Address = "/addin/launch.js";

    public const string Settings = "/addin/draft-settings.json";
    public const string WellKnown = "/.well-known/microsoft-officeaddins-allowed.json";

    private const string Built = "addin/launch.js";
    private const string AlwaysAllows = "addin/launch-off.js";

    private volatile Script? last;

    /// <summary>What the pane knows of the municipality: as the script, and the guideline's own words.</summary>
    public string PaneSettingsJson => DraftSettings.ToJson(drafts.CurrentValue, municipality, guideline);

    /// <summary>Compressed where that is understood: Outlook's five seconds begin before it fetches the script.</summary>
    public IResult Answer(HttpContext context)
    {
        if (Read() is not { } text)
            return Problem.NotFound();
        var script = last;
        if (script?.Text != text)
            last = script = new Script(text);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        var isPacked = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isPacked)
            context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(
            isPacked ? script.Packed : script.Bytes,
            "text/javascript; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{script.Digest}{(isPacked ? "-gzip" : "")}\"")
        );
    }

    /// <summary>The script of this moment; null when the add-in isn't built.</summary>
    private string? Read()
    {
        var isEnabled = check.CurrentValue.Enabled;
        var file = host.WebRootFileProvider.GetFileInfo(isEnabled ? Built : AlwaysAllows);
        if (!file.Exists)
            return null;
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        var script = reader.ReadToEnd();
        return isEnabled ? $"var VARAMAIL_SETTINGS={DraftSettings.ToJson(drafts.CurrentValue, municipality)};\n{script}" : script;
    }

    /// <summary>Packed once: it is asked for whenever somebody writes a message, and seldom another.</summary>
    private sealed class Script
    {
        public Script(string text)
        {
            Text = text;
            Bytes = Encoding.UTF8.GetBytes(text);
            Packed = Compress(Bytes);
            Digest = Convert.ToHexStringLower(SHA256.HashData(Bytes)[..8]);
        }

        public string Text { get; }
        public byte[] Bytes { get; }
        public byte[] Packed { get; }
        public string Digest { get; }

        private static byte[] Compress(byte[] bytes)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
                gzip.Write(bytes);
            return packed.ToArray();
        }
    }
}
