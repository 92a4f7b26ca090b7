using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Varamail.Api;

namespace Varamail.Tests.Addin;

public sealed class ManifestTests
{
    private static readonly Uri Deployment = new("https://varamail.example");

    private static readonly XNamespace Overrides = "http://schemas.microsoft.com/office/mailappversionoverrides/1.1";
    private static readonly XNamespace Basic = "http://schemas.microsoft.com/office/officeappbasictypes/1.0";

    private const string Provider = "Norrsjö kommun";

    private static string Committed => File.ReadAllText(Path.Combine(Repository.Root, "manifest.xml"));

    [Test]
    public void The_committed_manifest_follows_the_schema() => Assert.That(ErrorsIn(Committed), Is.Empty);

    [Test]
    public void The_manifest_of_a_deployment_follows_the_schema() =>
        Assert.That(ErrorsIn(Manifest.Write(Deployment, new ManifestOptions { Id = Guid.NewGuid() }, Provider)), Is.Empty);

    [Test]
    public void The_schema_finds_a_misplaced_element() =>
        Assert.That(ErrorsIn(Committed.Replace("<SupportsPinning>true</SupportsPinning>", "<Pinned/>", StringComparison.Ordinal)), Is.Not.Empty);

    [Test]
    public void Every_address_of_the_manifest_is_the_deployments_own()
    {
        var addresses = XDocument
            .Parse(Manifest.Write(Deployment, new ManifestOptions(), Provider))
            .Descendants()
            .Attributes("DefaultValue")
            .Select(a => a.Value)
            .Where(v => v.StartsWith("http", StringComparison.Ordinal))
            .ToList();
        Assert.That(addresses, Is.Not.Empty.And.All.StartsWith("https://varamail.example/"));
    }

    [Test]
    public void A_configured_address_and_id_win_over_the_requests_own()
    {
        var id = Guid.NewGuid();
        var manifest = Manifest.Write(new Uri("https://internal:8080"), new ManifestOptions { BaseUrl = Deployment, Id = id }, Provider);
        Assert.That(manifest, Does.Contain($"<Id>{id}</Id>").And.Not.Contain("internal:8080").And.Contain("https://varamail.example/addin/read.html"));
    }

    [Test]
    public void The_add_in_is_offered_by_the_municipality() =>
        Assert.That(Manifest.Write(Deployment, new ManifestOptions(), Provider), Does.Contain($"<ProviderName>{Provider}</ProviderName>"));

    [Test]
    public void The_pane_works_in_shared_mailboxes_and_can_be_pinned()
    {
        var manifest = XDocument.Parse(Committed);
        Assert.Multiple(() =>
        {
            Assert.That(manifest.Descendants(Overrides + "SupportsSharedFolders").Select(e => e.Value), Is.EqualTo(new[] { "true" }));
            Assert.That(manifest.Descendants(Overrides + "SupportsPinning").Select(e => e.Value), Is.All.EqualTo("true").And.Not.Empty);
            Assert.That(manifest.Descendants().Where(e => e.Name.LocalName == "Permissions").Select(e => e.Value), Is.EqualTo(new[] { "ReadWriteMailbox" }));
        });
    }

    [Test]
    public void Classic_Outlook_gets_the_script_that_the_page_runs()
    {
        var manifest = XDocument.Parse(Committed);
        var runtime = manifest.Descendants(Overrides + "Runtime").Single();
        var script = runtime.Elements(Overrides + "Override").Single();
        Assert.Multiple(() =>
        {
            Assert.That((string?)script.Attribute("type"), Is.EqualTo("javascript"));
            Assert.That(AddressOf(manifest, (string?)script.Attribute("resid")), Does.EndWith("/addin/launch.js"));
            Assert.That(AddressOf(manifest, (string?)runtime.Attribute("resid")), Does.EndWith("/addin/launch.html"));
            Assert.That(
                File.ReadAllText(Path.Combine(Repository.Root, "addin", "public", "launch.html")),
                Does.Contain("""<script src="launch.js"></script>""")
            );
        });
    }

    [Test]
    public void A_message_is_checked_while_it_is_written_and_when_it_is_sent()
    {
        var events = XDocument.Parse(Committed).Descendants(Overrides + "LaunchEvent").ToDictionary(e => (string?)e.Attribute("Type") ?? "", e => (string?)e.Attribute("SendMode"));
        Assert.That(
            events,
            Is.EqualTo(
                new Dictionary<string, string?>
                {
                    ["OnNewMessageCompose"] = null,
                    ["OnMessageRecipientsChanged"] = null,
                    ["OnMessageAttachmentsChanged"] = null,
                    ["OnMessageFromChanged"] = null,
                    ["OnMessageSend"] = "SoftBlock",
                    ["OnAppointmentSend"] = "PromptUser",
                }
            )
        );
    }

    [Test]
    public void A_deployment_can_refuse_to_send_without_the_check()
    {
        var manifest = Manifest.Write(Deployment, new ManifestOptions { SendMode = SendMode.Block }, "Vara kommun");
        Assert.Multiple(() =>
        {
            Assert.That(manifest, Does.Contain("FunctionName=\"onMessageSend\" SendMode=\"Block\""));
            Assert.That(manifest, Does.Contain("FunctionName=\"onAppointmentSend\" SendMode=\"PromptUser\""));
            Assert.That(ErrorsIn(manifest), Is.Empty);
        });
    }

    [Test]
    public void Every_file_that_the_manifest_names_is_built_or_committed()
    {
        var missing = XDocument
            .Parse(Committed)
            .Descendants()
            .Attributes("DefaultValue")
            .Select(a => a.Value)
            .Where(v => v.StartsWith($"{Manifest.CommittedBase}/addin/", StringComparison.Ordinal))
            .Select(v => v[$"{Manifest.CommittedBase}/addin/".Length..])
            .Where(file => file != "launch.js") // written by vite.launch.config.ts: bundle.test.ts builds it
            .Where(file => !File.Exists(Path.Combine(Repository.Root, "addin", file)) && !File.Exists(Path.Combine(Repository.Root, "addin", "public", file)));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_text_has_an_English_form()
    {
        var without = XDocument
            .Parse(Committed)
            .Descendants(Basic + "String")
            .Where(s => (string?)s.Attribute("DefaultValue") != "Varamail" && !s.Elements(Basic + "Override").Any(o => (string?)o.Attribute("Locale") == "en-US"))
            .Select(s => (string?)s.Attribute("id"));
        Assert.That(without, Is.Empty);
    }

    private static string? AddressOf(XDocument manifest, string? resource) =>
        (string?)manifest.Descendants(Basic + "Url").Single(u => (string?)u.Attribute("id") == resource).Attribute("DefaultValue");

    private static List<string> ErrorsIn(string manifest)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Varamail.Tests", "Addin", "Schemas");
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        using (var schema = XmlReader.Create(Path.Combine(folder, "OfficeAppManifestV1_1.xsd")))
            schemas.Add(null, schema);
        schemas.Compile();
        var errors = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => errors.Add($"{e.Exception.LineNumber}: {e.Message}");
        using var reader = XmlReader.Create(new StringReader(manifest), settings);
        while (reader.Read()) { }
        return errors;
    }
}
