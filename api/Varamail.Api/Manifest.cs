using System.Xml.Linq;

namespace Varamail.Api;

/// <summary>Section <c>Addin</c>: what differs between deployments of the add-in.</summary>
public sealed class ManifestOptions
{
    /// <summary>Where Outlook finds the panes, for example <c>https://varamail.vara.se</c>; empty: the address that the manifest is fetched from.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The add-in's own id; empty: the one in the file. Two deployments in one tenant need two.</summary>
    public Guid? Id { get; set; }

    /// <summary>What Outlook does when the send check finds something that must not be sent, or can't be reached: <c>SoftBlock</c> sends in the second case, <c>Block</c> doesn't.</summary>
    public SendMode SendMode { get; set; } = SendMode.SoftBlock;

    /// <summary>Scheme and host that people reach this deployment by.</summary>
    internal string HomeOf(Uri fetchedFrom) => (BaseUrl ?? fetchedFrom).GetLeftPart(UriPartial.Authority);

    internal string HomeOf(HttpRequest request) => HomeOf(new Uri($"{request.Scheme}://{request.Host}"));
}

/// <summary>Outlook's two ways of stopping a message.</summary>
public enum SendMode
{
    /// <summary>A message is sent when the check can't be reached.</summary>
    SoftBlock,

    /// <summary>Nothing is sent without the check.</summary>
    Block,
}

/// <summary>The manifest that an administrator hands to Microsoft 365: the committed file with this deployment's addresses.</summary>
internal static class Manifest
{
    /// <summary>The address that stands in the committed file: this machine's own.</summary>
    public const string CommittedBase = "https://localhost:5444";

    /// <param name="fetchedFrom">Scheme and host of the request.</param>
    /// <param name="options">What the deployment sets.</param>
    /// <param name="provider">Who offers the add-in: the municipality.</param>
    public static string Write(Uri fetchedFrom, ManifestOptions options, string provider)
    {
        using var committed =
            typeof(Manifest).Assembly.GetManifestResourceStream("manifest.xml")
            ?? throw new InvalidOperationException("manifest.xml isn't built in.");
        var manifest = XDocument.Load(committed);
        manifest.Nodes().OfType<XComment>().Remove();
        var address = options.HomeOf(fetchedFrom);
        foreach (var value in manifest.Descendants().Attributes("DefaultValue").Where(a => IsOurs(a.Value)))
            value.Value = address + value.Value[CommittedBase.Length..];
        var root = manifest.Root!;
        root.SetElementValue(root.Name.Namespace + "ProviderName", provider);
        foreach (var send in manifest.Descendants().Where(e => (string?)e.Attribute("Type") == "OnMessageSend"))
            send.SetAttributeValue("SendMode", options.SendMode.ToString());
        if (options.Id is { } id)
            root.SetElementValue(root.Name.Namespace + "Id", id.ToString());
        return $"{new XDeclaration("1.0", "UTF-8", null)}\n{manifest}\n";
    }

    private static bool IsOurs(string value) => value.StartsWith(CommittedBase + "/", StringComparison.Ordinal);
}
